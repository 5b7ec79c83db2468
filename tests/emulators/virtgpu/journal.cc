#include "journal.h"

#include <algorithm>

namespace virtgpu {

Journal::Journal(const std::string& path) : file_(std::fopen(path.c_str(), "ae")) {
  for (const char* counter :
       {"opens",       "contexts",      "sends",        "bytesSent",      "bytesReceived",
        "fdsSent",     "fdsReceived",   "imageQueries", "polls",          "pipes",
        "writes",      "reads",         "hostBlobs",    "allocs",         "dmabufs",
        "mostHandles", "emptyReceives", "guestImages",  "foreignImports", "violations"})
    counters_[counter] = 0;
}

void Journal::violation(const char* rule, int pid, const std::string& detail) {
  count("violations");
  if (!file_) return;
  std::fprintf(file_.get(), "{\"event\":\"violation\",\"pid\":%d,\"rule\":\"%s\",\"detail\":\"%s\"}\n", pid,
               rule, detail.c_str());
  std::fflush(file_.get());
}

void Journal::reach(const char* counter, uint64_t value) {
  counters_[counter] = std::max(counters_[counter], value);
}

std::string Journal::report() const {
  std::string text;
  for (const auto& [name, value] : counters_)
    text += (text.empty() ? "{\"" : ",\"") + name + "\":" + std::to_string(value);
  return text + "}";
}

}  // namespace virtgpu
