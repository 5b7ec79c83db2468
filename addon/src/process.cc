#include "process.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>

#include "error.h"
#include "unique_fd.h"

namespace decant {

namespace {

class FileActions {
 public:
  FileActions() { posix_spawn_file_actions_init(&actions_); }
  ~FileActions() { posix_spawn_file_actions_destroy(&actions_); }
  FileActions(const FileActions&) = delete;
  FileActions& operator=(const FileActions&) = delete;

  void duplicate(int from, int to) {
    const int error = posix_spawn_file_actions_adddup2(&actions_, from, to);
    if (error != 0) throw SystemError("spawn", error);
  }
  const posix_spawn_file_actions_t* get() const { return &actions_; }

 private:
  posix_spawn_file_actions_t actions_;
};

class Attributes {
 public:
  Attributes() {
    posix_spawnattr_init(&attributes_);
    sigset_t signals;
    sigfillset(&signals);
    posix_spawnattr_setsigdefault(&attributes_, &signals);
    sigemptyset(&signals);
    posix_spawnattr_setsigmask(&attributes_, &signals);
    posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
  }
  ~Attributes() { posix_spawnattr_destroy(&attributes_); }
  Attributes(const Attributes&) = delete;
  Attributes& operator=(const Attributes&) = delete;

  const posix_spawnattr_t* get() const { return &attributes_; }

 private:
  posix_spawnattr_t attributes_;
};

std::vector<char*> pointers(const std::vector<std::string>& strings) {
  std::vector<char*> result;
  result.reserve(strings.size() + 1);
  for (const std::string& text : strings) result.push_back(const_cast<char*>(text.c_str()));
  result.push_back(nullptr);
  return result;
}

// Candidates for a program name: itself if it has a slash, else one for each folder of PATH.
std::vector<std::string> candidates(const SpawnOptions& options) {
  const std::string& name = options.argv[0];
  if (name.find('/') != std::string::npos) return {name};
  std::string path = "/usr/local/bin:/usr/bin:/bin";
  for (const std::string& variable : options.env) {
    if (variable.starts_with("PATH=")) path = variable.substr(5);
  }
  std::vector<std::string> result;
  size_t start = 0;
  for (;;) {
    const size_t end = std::min(path.find(':', start), path.size());
    const std::string folder = path.substr(start, end - start);
    result.push_back(folder.empty() ? name : folder + "/" + name);
    if (end == path.size()) return result;
    start = end + 1;
  }
}

}  // namespace

pid_t spawn(const SpawnOptions& options) {
  if (options.argv.empty()) throw SystemError("spawn", EINVAL);
  int highest = 2;
  for (const auto& [target, source] : options.fds) highest = std::max({highest, target, source});
  FileActions actions;
  std::vector<UniqueFd> moved;
  // Sources are moved above all targets first: a target may be another pair's source.
  for (const auto& [target, source] : options.fds) {
    moved.emplace_back(fcntl(source, F_DUPFD_CLOEXEC, highest + 1));
    if (!moved.back()) throw_errno("spawn");
    actions.duplicate(moved.back().get(), target);
  }
  // Node makes the standard streams close-on-exec; duplicating one onto itself undoes that in the child.
  for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
    const auto takes = [fd](const auto& pair) { return pair.first == fd; };
    if (fcntl(fd, F_GETFD) >= 0 && std::ranges::none_of(options.fds, takes)) actions.duplicate(fd, fd);
  }
  const Attributes attributes;
  const std::vector<char*> argv = pointers(options.argv);
  const std::vector<char*> env = pointers(options.env);
  int error = ENOENT;
  for (const std::string& file : candidates(options)) {
    pid_t pid = 0;
    const int result = posix_spawn(&pid, file.c_str(), actions.get(), attributes.get(), argv.data(), env.data());
    if (result == 0) return pid;
    // Like a shell: a file that is there but may not be run is the better reason.
    if (result != ENOENT && result != ENOTDIR) error = result;
  }
  throw SystemError("spawn", error, options.argv[0]);
}

std::optional<ExitStatus> wait_for(pid_t pid) {
  int status = 0;
  pid_t result;
  do {
    result = waitpid(pid, &status, WNOHANG);
  } while (result < 0 && errno == EINTR);
  if (result < 0) throw_errno("waitpid");
  if (result == 0) return std::nullopt;
  if (WIFSIGNALED(status)) return ExitStatus{std::nullopt, WTERMSIG(status)};
  return ExitStatus{WEXITSTATUS(status), std::nullopt};
}

void die_by_signal(int signal) {
  const rlimit none{0, 0};
  setrlimit(RLIMIT_CORE, &none);
  std::signal(signal, SIG_DFL);
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, signal);
  sigprocmask(SIG_UNBLOCK, &signals, nullptr);
  kill(getpid(), signal);
}

size_t raise_descriptor_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) < 0) throw_errno("getrlimit");
  const size_t before = limit.rlim_cur;
  limit.rlim_cur = limit.rlim_max;
  if (setrlimit(RLIMIT_NOFILE, &limit) < 0) throw_errno("setrlimit");
  return before;
}

void set_descriptor_limit(size_t soft) {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) < 0) throw_errno("getrlimit");
  limit.rlim_cur = soft;
  if (setrlimit(RLIMIT_NOFILE, &limit) < 0) throw_errno("setrlimit");
}

}  // namespace decant
