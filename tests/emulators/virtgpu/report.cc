// Prints the host's counters as JSON: `decant_virtgpu_report SOCKET`.
#include <cstdio>

#include "wire.h"

using namespace virtgpu;

int main(int count, char** words) {
  const UniqueFd host = connect_host(count == 2 ? words[1] : "");
  Packet<Call> call;
  call.head.operation = Operation::Report;
  Packet<Answer> answer;
  if (!host || !send_packet(host.get(), call) || !receive_packet(host.get(), &answer)) {
    std::fprintf(stderr, "usage: decant_virtgpu_report SOCKET, of a host that runs\n");
    return 1;
  }
  std::puts(answer.payload.c_str());
  return 0;
}
