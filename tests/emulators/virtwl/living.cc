#include "living.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include <cctype>
#include <cstdio>
#include <cstring>
#include <string>

#include "real.h"

namespace virtwl {

namespace {

std::string contents(const std::string& path) {
  const int fd = VIRTWL_REAL(open, path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return "";
  std::string text;
  char buffer[16384];
  for (ssize_t count; (count = read(fd, buffer, sizeof buffer)) > 0;)
    text.append(buffer, static_cast<size_t>(count));
  VIRTWL_REAL(close, fd);
  return text;
}

// Mapped memory holds an id as long as an open descriptor does (proc(5), maps).
void add_mapped(const std::string& maps, std::set<Identity>& found) {
  for (size_t start = 0; start < maps.size();) {
    const size_t end = std::min(maps.find('\n', start), maps.size());
    const std::string line = maps.substr(start, end - start);
    start = end + 1;
    unsigned major = 0;
    unsigned minor = 0;
    unsigned long inode = 0;
    if (std::sscanf(line.c_str(), "%*s %*s %*s %x:%x %lu", &major, &minor, &inode) == 3 && inode != 0)
      found.insert({makedev(major, minor), inode});
  }
}

void add_open(const std::string& folder, std::set<Identity>& found) {
  DIR* directory = opendir(folder.c_str());
  if (directory == nullptr) return;
  while (const dirent* entry = readdir(directory)) {
    struct stat status {};
    if (fstatat(dirfd(directory), entry->d_name, &status, 0) == 0)
      found.insert({status.st_dev, status.st_ino});
  }
  closedir(directory);
}

}  // namespace

std::set<Identity> living_identities() {
  std::set<Identity> found;
  DIR* proc = opendir("/proc");
  if (proc == nullptr) return found;
  while (const dirent* entry = readdir(proc)) {
    if (std::isdigit(static_cast<unsigned char>(entry->d_name[0])) == 0) continue;
    const std::string process = std::string("/proc/") + entry->d_name;
    const std::string maps = contents(process + "/maps");
    if (maps.find("/libdecant_virtwl.so") == std::string::npos) continue;
    add_mapped(maps, found);
    add_open(process + "/fd", found);
  }
  closedir(proc);
  return found;
}

}  // namespace virtwl
