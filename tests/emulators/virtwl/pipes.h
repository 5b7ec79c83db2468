// Pipes between guest and host. The device keeps the host's end of a new pipe until the pipe is sent, so that
// the guest sees neither end of file nor a broken pipe before. Here a process keeps it, as a descriptor with
// a high number that the program never learns of; a forked child does not keep its parent's.
//
// Not as the device: a pipe that was not sent before exec has lost its host's end.
#pragma once

#include "table.h"

namespace virtwl {

// A pipe of which the guest reads or writes one end: its descriptor, or a negative errno value.
int new_pipe(Kind kind);

// The host's end of a pipe that was not sent yet, or a negative errno value. It is not the caller's.
int host_end(int fd);

// The pipe has been sent: the host's end belongs to the host alone.
void give_up_host_end(int fd);

// Moves a descriptor of the emulator's own to a high number, if there is one left; the given one is closed
// then.
int hide(int fd);

// Closes the host's ends of pipes whose guest's end is gone everywhere.
void close_orphans();

}  // namespace virtwl
