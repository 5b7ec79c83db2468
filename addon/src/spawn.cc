#include "spawn.h"

#include <fcntl.h>
#include <spawn.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>

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

  void duplicate(int from, int to) { check(posix_spawn_file_actions_adddup2(&actions_, from, to)); }
  void close(int fd) { check(posix_spawn_file_actions_addclose(&actions_, fd)); }
  void close_from(int first) { check(posix_spawn_file_actions_addclosefrom_np(&actions_, first)); }
  const posix_spawn_file_actions_t* get() const { return &actions_; }

 private:
  static void check(int error) {
    if (error != 0) throw SystemError("spawn", error);
  }

  posix_spawn_file_actions_t actions_;
};

class Attributes {
 public:
  Attributes() {
    posix_spawnattr_init(&attributes_);
    sigset_t signals;
    // sigfillset leaves out the two signals that glibc keeps to itself, and posix_spawn has those ignored
    // then.
    std::memset(&signals, 0xff, sizeof signals);
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
  for (const std::string& text : strings) {
    if (text.find('\0') != std::string::npos) throw SystemError("spawn", EINVAL);
    result.push_back(const_cast<char*>(text.c_str()));
  }
  result.push_back(nullptr);
  return result;
}

// Where the program may be: the name itself if it has a slash, else one place for each folder of PATH.
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
    result.push_back(folder.empty() ? name : std::string(folder).append("/").append(name));
    if (end == path.size()) return result;
    start = end + 1;
  }
}

// Says which descriptors the child gets. The sources, out of the way of all targets, live as long as the
// result.
std::vector<UniqueFd> arrange(const std::vector<std::pair<int, int>>& fds, FileActions* actions) {
  int highest = 2;
  for (const auto& [target, source] : fds) highest = std::max({highest, target, source});
  std::vector<UniqueFd> sources;
  std::vector<int> targets;
  const auto is_target = [&](int fd) {
    return std::find(targets.begin(), targets.end(), fd) != targets.end();
  };
  for (const auto& [target, source] : fds) {
    if (target < 0) throw SystemError("spawn", EBADF);
    sources.emplace_back(fcntl(source, F_DUPFD_CLOEXEC, highest + 1));
    if (!sources.back()) throw_errno("spawn");
    actions->duplicate(sources.back().get(), target);
    targets.push_back(target);
  }
  // Node makes its standard streams close-on-exec at start; duplicated onto itself, one is not any more.
  for (const int fd : {0, 1, 2}) {
    if (!is_target(fd) && fcntl(fd, F_GETFD) >= 0) actions->duplicate(fd, fd);
  }
  // Descriptors of ours are close-on-exec, but what this process was started with may not be.
  const int last = targets.empty() ? 2 : std::max(2, *std::max_element(targets.begin(), targets.end()));
  for (int fd = 3; fd < last; fd++) {
    if (!is_target(fd)) actions->close(fd);
  }
  actions->close_from(last + 1);
  return sources;
}

// Whether the next folder is worth a try, as execvp(3) sees it.
bool may_be_elsewhere(int error) {
  return error == EACCES || error == ENOENT || error == ENOTDIR || error == ESTALE || error == ENODEV;
}

}  // namespace

pid_t spawn(const SpawnOptions& options) {
  if (options.argv.empty()) throw SystemError("spawn", EINVAL);
  FileActions actions;
  const std::vector<UniqueFd> sources = arrange(options.fds, &actions);
  const Attributes attributes;
  const std::vector<char*> argv = pointers(options.argv);
  const std::vector<char*> env = pointers(options.env);
  int error = ENOENT;
  for (const std::string& file : candidates(options)) {
    // Asked before it is tried: a failed try is a child process, and its SIGCHLD reaches us.
    const bool may_run = faccessat(AT_FDCWD, file.c_str(), X_OK, AT_EACCESS) == 0;
    pid_t pid = 0;
    const int result =
        may_run ? posix_spawn(&pid, file.c_str(), actions.get(), attributes.get(), argv.data(), env.data())
                : errno;
    if (result == 0) return pid;
    // Like a shell: a file that is there but may not be run is the better reason.
    if (error != EACCES || !may_be_elsewhere(result)) error = result == ENOTDIR ? ENOENT : result;
    if (!may_be_elsewhere(result)) break;
  }
  throw SystemError("spawn", error, options.argv[0]);
}

}  // namespace decant
