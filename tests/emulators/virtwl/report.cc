// Prints the counters of a table as JSON: `decant_virtwl_report FILE`. Works while the device is in use and
// after all its users have been killed.
#include <cstdio>

#include "table.h"

int main(int count, char** words) {
  if (count != 2) {
    std::fprintf(stderr, "usage: decant_virtwl_report FILE\n");
    return 2;
  }
  const auto found = virtwl::counts_of(words[1]);
  if (!found) {
    std::fprintf(stderr, "%s is not a table of the virtwl emulator\n", words[1]);
    return 1;
  }
  for (size_t i = 0; i < virtwl::kCounters; i++)
    std::printf("%s\"%s\":%llu", i == 0 ? "{" : ",", virtwl::kCounterNames.at(i),
                static_cast<unsigned long long>(found->at(i)));
  std::printf("}\n");
  return 0;
}
