/* The three functions that the fuzzer's binary wants of a C and C++ library newer than Debian 12's. */
#include <stdlib.h>

/* C23 reads binary literals where older strtol(3) stops; the fuzzer's flags have none. */
long __isoc23_strtol(const char *text, char **end, int base) { return strtol(text, end, base); }
unsigned long __isoc23_strtoul(const char *text, char **end, int base) { return strtoul(text, end, base); }

/* Initialises std::cout and the like, which the C++ library of node has done long before. */
void _ZSt21ios_base_library_initv(void);
void _ZSt21ios_base_library_initv(void) {}
