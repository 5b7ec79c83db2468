// The host of the benchmark: the least that a relay can talk to, so that the relay is what is measured.
//
//   host SOCKET
//
// Answers wl_display.sync and wl_display.get_registry (the globals of sway 1.7), reads the header of
// everything else and forgets it; closes descriptors that come along. Ids are not checked. A surface that
// attaches another buffer and commits gets the one before released; the data of a sync that follows is the
// time when that commit came, the low 32 bits of CLOCK_MONOTONIC in nanoseconds. Prints a line of
// JSON when it is ready, and one for each connection that ended: who it belonged to, and how many messages
// came. It ends by a signal.
#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

enum {
  kInputSize = 256 * 1024,
  kOutputSize = 64 * 1024,
  // The longest answer to one message: all globals.
  kLongestAnswer = 4096,
  kMaxFds = 253,
  kPatienceMs = 5000,
};

struct connection {
  int fd;
  pid_t pid;
  uint64_t messages, bytes;
  // Buffers of the one surface that there is, and when it was committed with another.
  uint32_t attached, shown, committed_ns;
  size_t input_used, output_used;
  uint8_t input[kInputSize];
  uint8_t output[kOutputSize];
};

static const struct global {
  const char *interface;
  uint32_t version;
} globals[] = {
    {"wl_shm", 1},
    {"wl_compositor", 4},
    {"wl_subcompositor", 1},
    {"wl_data_device_manager", 3},
    {"zwlr_gamma_control_manager_v1", 1},
    {"zxdg_output_manager_v1", 3},
    {"org_kde_kwin_idle", 1},
    {"zwp_idle_inhibit_manager_v1", 1},
    {"zwlr_layer_shell_v1", 4},
    {"xdg_wm_base", 2},
    {"zwp_tablet_manager_v2", 1},
    {"org_kde_kwin_server_decoration_manager", 1},
    {"zxdg_decoration_manager_v1", 1},
    {"zwp_relative_pointer_manager_v1", 1},
    {"zwp_pointer_constraints_v1", 1},
    {"wp_presentation", 1},
    {"zwlr_output_manager_v1", 2},
    {"zwlr_output_power_manager_v1", 1},
    {"zwp_input_method_manager_v2", 1},
    {"zwp_text_input_manager_v3", 1},
    {"zwlr_foreign_toplevel_manager_v1", 3},
    {"zwlr_export_dmabuf_manager_v1", 1},
    {"zwlr_screencopy_manager_v1", 3},
    {"zwlr_data_control_manager_v1", 2},
    {"zwp_primary_selection_device_manager_v1", 1},
    {"wp_viewporter", 1},
    {"zxdg_exporter_v1", 1},
    {"zxdg_importer_v1", 1},
    {"zxdg_exporter_v2", 1},
    {"zxdg_importer_v2", 1},
    {"xdg_activation_v1", 1},
    {"zwp_virtual_keyboard_manager_v1", 1},
    {"zwlr_virtual_pointer_manager_v1", 2},
    {"zwlr_input_inhibit_manager_v1", 1},
    {"zwp_keyboard_shortcuts_inhibit_manager_v1", 1},
    {"wl_seat", 7},
    {"zwp_pointer_gestures_v1", 3},
    {"wl_output", 4},
};

static void die(const char *what) {
  perror(what);
  exit(1);
}

// Sends what is queued. False if the other end went away, or has read nothing for too long.
static int flush_output(struct connection *c) {
  size_t sent = 0;
  while (sent < c->output_used) {
    ssize_t n = send(c->fd, c->output + sent, c->output_used - sent, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (n >= 0) {
      sent += (size_t)n;
    } else if (errno == EAGAIN) {
      struct pollfd waiting = {.fd = c->fd, .events = POLLOUT};
      if (poll(&waiting, 1, kPatienceMs) <= 0) return 0;
    } else if (errno != EINTR) {
      return 0;
    }
  }
  c->output_used = 0;
  return 1;
}

static void put_words(struct connection *c, const uint32_t *words, size_t count) {
  memcpy(c->output + c->output_used, words, count * 4);
  c->output_used += count * 4;
}

static void answer_sync(struct connection *c, uint32_t callback) {
  const uint32_t words[] = {callback,      12u << 16, c->committed_ns, /* wl_display.delete_id */ 1,
                            12u << 16 | 1, callback};
  put_words(c, words, 6);
}

static void commit(struct connection *c) {
  if (c->attached == c->shown) return;
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  c->committed_ns = (uint32_t)((uint64_t)t.tv_sec * 1000000000 + (uint64_t)t.tv_nsec);
  const uint32_t release[] = {c->shown, 8u << 16};
  if (c->shown != 0) put_words(c, release, 2);
  c->shown = c->attached;
}

static void announce_globals(struct connection *c, uint32_t registry) {
  for (uint32_t i = 0; i < sizeof globals / sizeof *globals; i++) {
    const uint32_t length = (uint32_t)strlen(globals[i].interface) + 1;
    const uint32_t padded = (length + 3) & ~3u;
    const uint32_t head[] = {registry, (20 + padded) << 16, i + 1, length};
    put_words(c, head, 4);
    memset(c->output + c->output_used, 0, padded);
    memcpy(c->output + c->output_used, globals[i].interface, length);
    c->output_used += padded;
    put_words(c, &globals[i].version, 1);
  }
}

// Takes all whole messages out of the input. False if it cannot be Wayland, or the client is gone.
static int take_messages(struct connection *c) {
  size_t at = 0;
  while (c->input_used - at >= 8) {
    uint32_t words[3] = {0};
    memcpy(words, c->input + at, 8);
    const size_t size = words[1] >> 16;
    if (size < 8 || size % 4 != 0) return 0;
    if (c->input_used - at < size) break;
    if (words[0] == 1 && size == 12) {
      memcpy(words, c->input + at, 12);
      if (c->output_used + kLongestAnswer > kOutputSize && !flush_output(c)) return 0;
      if ((words[1] & 0xffff) == 0) answer_sync(c, words[2]);
      if ((words[1] & 0xffff) == 1) announce_globals(c, words[2]);
    }
    // Of all the requests that the bench makes, only wl_surface.attach and .commit look like this.
    if (size == 20 && (words[1] & 0xffff) == 1) memcpy(&c->attached, c->input + at + 8, 4);
    if (size == 8 && (words[1] & 0xffff) == 6) {
      if (c->output_used + kLongestAnswer > kOutputSize && !flush_output(c)) return 0;
      commit(c);
    }
    c->messages++;
    c->bytes += size;
    at += size;
  }
  memmove(c->input, c->input + at, c->input_used - at);
  c->input_used -= at;
  return flush_output(c);
}

static void close_received(struct msghdr *message) {
  for (struct cmsghdr *c = CMSG_FIRSTHDR(message); c; c = CMSG_NXTHDR(message, c)) {
    if (c->cmsg_level != SOL_SOCKET || c->cmsg_type != SCM_RIGHTS) continue;
    const size_t count = (c->cmsg_len - CMSG_LEN(0)) / sizeof(int);
    for (size_t i = 0; i < count; i++) {
      int fd;
      memcpy(&fd, CMSG_DATA(c) + i * sizeof fd, sizeof fd);
      close(fd);
    }
  }
}

// Reads once. False if the connection ended.
static int serve(struct connection *c) {
  char control[CMSG_SPACE(kMaxFds * sizeof(int))];
  struct iovec bytes = {c->input + c->input_used, kInputSize - c->input_used};
  struct msghdr message = {
      .msg_iov = &bytes, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control};
  const ssize_t n = recvmsg(c->fd, &message, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
  if (n < 0) return errno == EAGAIN || errno == EINTR;
  close_received(&message);
  if (n == 0) return 0;
  c->input_used += (size_t)n;
  return take_messages(c);
}

static void accept_one(int listening, int epoll) {
  const int fd = accept4(listening, NULL, NULL, SOCK_CLOEXEC);
  if (fd < 0) return;
  struct ucred who = {0};
  socklen_t size = sizeof who;
  struct connection *c = calloc(1, sizeof *c);
  if (!c || getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &who, &size) < 0) die("accept");
  c->fd = fd;
  c->pid = who.pid;
  struct epoll_event event = {.events = EPOLLIN, .data.ptr = c};
  if (epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event) < 0) die("epoll_ctl");
}

static void end_connection(struct connection *c) {
  printf("{\"pid\":%d,\"messages\":%llu,\"bytes\":%llu}\n", (int)c->pid, (unsigned long long)c->messages,
         (unsigned long long)c->bytes);
  fflush(stdout);
  close(c->fd);
  free(c);
}

static int listen_on(const char *path) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  if (strlen(path) >= sizeof address.sun_path) {
    fprintf(stderr, "host: the socket's path is too long: %s\n", path);
    exit(2);
  }
  strcpy(address.sun_path, path);
  const int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (fd < 0 || bind(fd, (struct sockaddr *)&address, sizeof address) < 0 || listen(fd, 128) < 0) die(path);
  return fd;
}

int main(int argc, char **argv) {
  if (argc != 2) {
    fprintf(stderr, "usage: host SOCKET\n");
    return 2;
  }
  const int listening = listen_on(argv[1]);
  const int epoll = epoll_create1(EPOLL_CLOEXEC);
  struct epoll_event event = {.events = EPOLLIN, .data.ptr = NULL};
  if (epoll < 0 || epoll_ctl(epoll, EPOLL_CTL_ADD, listening, &event) < 0) die("epoll");
  printf("{\"ready\":true}\n");
  fflush(stdout);
  for (;;) {
    if (epoll_wait(epoll, &event, 1, -1) <= 0) continue;
    struct connection *c = event.data.ptr;
    if (!c) {
      accept_one(listening, epoll);
    } else if (!serve(c)) {
      end_connection(c);
    }
  }
}
