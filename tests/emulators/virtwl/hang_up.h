// The end of a context. A Unix socket whose other end is gone is readable for ever; the device's context is
// not: it reports POLLHUP alone. So the socket is replaced, under the same numbers, by one that was never
// connected.
#pragma once

namespace virtwl {

// Replaces `fd` and its duplicates in this process, in every epoll set of this process too. Processes that
// have a copy of the context go on seeing a readable socket.
void hang_up(int fd);

}  // namespace virtwl
