#define _GNU_SOURCE
#include "wire.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

enum { kDisplay = 1 };

_Noreturn void fail(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  fputs("client: ", stderr);
  vfprintf(stderr, format, arguments);
  fputc('\n', stderr);
  va_end(arguments);
  exit(1);
}

void wire_connect(struct wire *w, const char *path) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  if (strlen(path) >= sizeof address.sun_path) fail("the socket's path is too long: %s", path);
  strcpy(address.sun_path, path);
  w->fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (w->fd < 0) fail("socket: %s", strerror(errno));
  if (connect(w->fd, (struct sockaddr *)&address, sizeof address) < 0) fail("connect: %s", strerror(errno));
  w->last_id = kDisplay;
  w->free_count = w->input_start = w->input_end = w->output_used = 0;
}

void wire_close(struct wire *w) { close(w->fd); }

uint32_t wire_new_id(struct wire *w) {
  return w->free_count > 0 ? w->free_ids[--w->free_count] : ++w->last_id;
}

static void put(struct wire *w, const void *bytes, size_t length) {
  if (w->output_used + length > kOutputSize) fail("more requests queued than there is room for");
  memcpy(w->output + w->output_used, bytes, length);
  w->output_used += length;
}

void wire_request(struct wire *w, uint32_t object, uint32_t opcode, const uint32_t *arguments, size_t words) {
  const uint32_t head[] = {object, (uint32_t)(8 + 4 * words) << 16 | opcode};
  put(w, head, sizeof head);
  if (words > 0) put(w, arguments, 4 * words);
}

void wire_send(struct wire *w, const void *bytes, size_t length) {
  size_t sent = 0;
  while (sent < length) {
    const ssize_t n = send(w->fd, (const uint8_t *)bytes + sent, length - sent, MSG_NOSIGNAL);
    if (n < 0 && errno != EINTR) fail("send: %s", strerror(errno));
    if (n > 0) sent += (size_t)n;
  }
}

void wire_flush(struct wire *w, int fd) {
  size_t sent = 0;
  if (fd >= 0) {
    union {
      struct cmsghdr header;
      char space[CMSG_SPACE(sizeof(int))];
    } control = {0};
    struct iovec bytes = {w->output, w->output_used};
    struct msghdr message = {
        .msg_iov = &bytes, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof control.space};
    control.header.cmsg_len = CMSG_LEN(sizeof fd);
    control.header.cmsg_level = SOL_SOCKET;
    control.header.cmsg_type = SCM_RIGHTS;
    memcpy(CMSG_DATA(&control.header), &fd, sizeof fd);
    const ssize_t n = sendmsg(w->fd, &message, MSG_NOSIGNAL);
    if (n <= 0) fail("sendmsg: %s", strerror(errno));
    sent = (size_t)n;
  }
  wire_send(w, w->output + sent, w->output_used - sent);
  w->output_used = 0;
}

static void read_more(struct wire *w) {
  memmove(w->input, w->input + w->input_start, w->input_end - w->input_start);
  w->input_end -= w->input_start;
  w->input_start = 0;
  const ssize_t n = recv(w->fd, w->input + w->input_end, kInputSize - w->input_end, 0);
  if (n == 0) fail("the connection was closed");
  if (n < 0 && errno != EINTR) fail("recv: %s", strerror(errno));
  if (n > 0) w->input_end += (size_t)n;
}

static void display_event(struct wire *w, const struct event *event) {
  const uint32_t *a = event->arguments;
  if (event->opcode == 0) {
    fail("wl_display.error on object %u, code %u: %.*s", a[0], a[1], (int)a[2], (const char *)&a[3]);
  }
  if (event->opcode == 1 && w->free_count < kMaxFreeIds) w->free_ids[w->free_count++] = a[0];
}

struct event wire_next(struct wire *w) {
  for (;;) {
    const size_t ready = w->input_end - w->input_start;
    const uint32_t *words = (const uint32_t *)(w->input + w->input_start);
    const size_t size = ready >= 8 ? words[1] >> 16 : 0;
    if (ready < 8 || ready < size) {
      read_more(w);
      continue;
    }
    if (size < 8 || size % 4 != 0) fail("received a message of %zu bytes", size);
    w->input_start += size;
    const struct event event = {words[0], words[1] & 0xffff, words + 2, size / 4 - 2};
    if (event.object != kDisplay) return event;
    display_event(w, &event);
  }
}

uint32_t wire_sync(struct wire *w) {
  const uint32_t callback = wire_new_id(w);
  wire_request(w, kDisplay, 0, &callback, 1);
  return callback;
}

uint32_t wire_wait(struct wire *w, uint32_t callback) {
  wire_flush(w, -1);
  for (;;) {
    const struct event event = wire_next(w);
    if (event.object == callback) return event.arguments[0];
  }
}

static void keep_global(struct globals *globals, const struct event *event) {
  if (globals->count == kMaxGlobals) fail("more than %d globals", kMaxGlobals);
  struct global *global = &globals->list[globals->count++];
  const uint32_t length = event->arguments[1];
  if (length == 0 || length > sizeof global->interface) fail("a global's name has %u bytes", length);
  global->name = event->arguments[0];
  global->version = event->arguments[2 + (length + 3) / 4];
  memcpy(global->interface, &event->arguments[2], length);
  global->interface[length - 1] = 0;
}

void wire_globals(struct wire *w, struct globals *globals) {
  globals->count = 0;
  globals->registry = wire_new_id(w);
  wire_request(w, kDisplay, 1, &globals->registry, 1);
  const uint32_t callback = wire_sync(w);
  wire_flush(w, -1);
  for (;;) {
    const struct event event = wire_next(w);
    if (event.object == callback) return;
    if (event.object == globals->registry && event.opcode == 0) keep_global(globals, &event);
  }
}

uint32_t wire_bind(struct wire *w, const struct globals *globals, const char *interface, uint32_t version) {
  for (size_t i = 0; i < globals->count; i++) {
    const struct global *global = &globals->list[i];
    if (global->version < version || strcmp(global->interface, interface) != 0) continue;
    const uint32_t length = (uint32_t)strlen(interface) + 1;
    uint32_t arguments[2 + sizeof global->interface / 4 + 2] = {global->name, length};
    memcpy(&arguments[2], interface, length);
    const size_t words = 2 + (length + 3) / 4;
    arguments[words] = version;
    arguments[words + 1] = wire_new_id(w);
    wire_request(w, globals->registry, 0, arguments, words + 2);
    return arguments[words + 1];
  }
  fail("%s is not offered in version %u", interface, version);
}
