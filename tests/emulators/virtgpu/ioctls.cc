#include "ioctls.h"

#include <fcntl.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string>

#include "dumb_abi.h"
#include "real.h"
#include "virtgpu_abi.h"
#include "wire.h"

namespace virtgpu {

namespace {

namespace abi = decant::virtgpu_abi;

// As the kernel does: as much as there is room for, and how much there is.
void tell(const std::string& text, char* to, size_t* length) {
  if (to != nullptr) std::memcpy(to, text.data(), std::min(*length, text.size()));
  *length = text.size();
}

int version(int host, abi::Version* version) {
  const Packet<Answer> answer = ask(host, call(Operation::Driver));
  tell(answer.payload, version->name, &version->name_length);
  tell("0", version->date, &version->date_length);
  tell("emulated", version->description, &version->description_length);
  return -answer.head.error;
}

int parameter(int host, const abi::GetParameter& argument) {
  const Packet<Answer> answer = ask(host, call(Operation::Parameter, {argument.parameter}));
  if (answer.head.error == 0) {
    const auto value = static_cast<uint32_t>(answer.head.words[0]);
    std::memcpy(reinterpret_cast<void*>(argument.value), &value, sizeof value);
  }
  return -answer.head.error;
}

int capabilities(int host, const abi::GetCapabilities& argument) {
  const Packet<Answer> answer = ask(host, call(Operation::Capabilities, {argument.set}));
  if (answer.head.error == 0)
    std::memcpy(reinterpret_cast<void*>(argument.address), answer.payload.data(),
                std::min<size_t>(argument.size, answer.payload.size()));
  return -answer.head.error;
}

int init_context(int host, const abi::InitContext& argument) {
  Packet<Call> asked = call(Operation::InitContext, {argument.count});
  asked.payload.assign(reinterpret_cast<const char*>(argument.parameters),
                       argument.count * sizeof(abi::ContextParameter));
  return -ask(host, asked).head.error;
}

int create_blob(int host, abi::CreateBlob* argument) {
  const Packet<Answer> answer = ask(host, call(Operation::CreateBlob, {argument->memory, argument->flags,
                                                                       argument->size, argument->blob_id}));
  argument->handle = static_cast<uint32_t>(answer.head.words[0]);
  argument->resource = static_cast<uint32_t>(answer.head.words[1]);
  return -answer.head.error;
}

int execute(int host, const abi::Execute& argument) {
  if (argument.size > kMaxPayload) return -E2BIG;
  const bool on_ring = (argument.flags & abi::kExecuteOnRing) != 0;
  Packet<Call> asked = call(Operation::Execute, {on_ring, argument.ring, argument.handle_count});
  asked.payload.assign(reinterpret_cast<const char*>(argument.command), argument.size);
  return -ask(host, asked).head.error;
}

int prime_to_fd(int host, abi::Prime* argument) {
  Packet<Answer> answer = ask(host, call(Operation::PrimeToFd, {argument->handle}));
  argument->fd = answer.fd.release();
  if (argument->fd >= 0 && (argument->flags & O_CLOEXEC) == 0) VIRTWL_REAL(fcntl, argument->fd, F_SETFD, 0);
  return -answer.head.error;
}

int prime_to_handle(int host, abi::Prime* argument) {
  Packet<Call> asked = call(Operation::PrimeToHandle);
  asked.fd.reset(VIRTWL_REAL(fcntl, argument->fd, F_DUPFD_CLOEXEC, 0));
  if (!asked.fd) return -EBADF;
  const Packet<Answer> answer = ask(host, asked);
  argument->handle = static_cast<uint32_t>(answer.head.words[0]);
  return -answer.head.error;
}

int resource_info(int host, abi::ResourceInfo* argument) {
  const Packet<Answer> answer = ask(host, call(Operation::ResourceInfo, {argument->handle}));
  argument->resource = static_cast<uint32_t>(answer.head.words[0]);
  argument->size = static_cast<uint32_t>(answer.head.words[1]);
  argument->blob_memory = static_cast<uint32_t>(answer.head.words[2]);
  return -answer.head.error;
}

int create_dumb(int host, dumb_abi::Create* argument) {
  const Packet<Answer> answer =
      ask(host, call(Operation::CreateDumb, {argument->width, argument->height, argument->bits}));
  argument->handle = static_cast<uint32_t>(answer.head.words[0]);
  argument->pitch = static_cast<uint32_t>(answer.head.words[1]);
  argument->size = answer.head.words[2];
  return -answer.head.error;
}

int capability(dumb_abi::Capability* argument) {
  argument->value = argument->name == dumb_abi::kDumbBuffers ? 1
                    : argument->name == dumb_abi::kPrime     ? dumb_abi::kPrimeBoth
                                                             : 0;
  return 0;
}

template <typename Argument>
int map_offset(int host, Argument* argument) {
  const Packet<Answer> answer = ask(host, call(Operation::Map, {argument->handle}));
  argument->offset = answer.head.words[0];
  return -answer.head.error;
}

}  // namespace

int serve_ioctl(int host, unsigned request, void* argument) {
  switch (request) {
    case abi::kGetVersion:
      return version(host, static_cast<abi::Version*>(argument));
    case abi::kGetParameter:
      return parameter(host, *static_cast<abi::GetParameter*>(argument));
    case abi::kGetCapabilities:
      return capabilities(host, *static_cast<abi::GetCapabilities*>(argument));
    case abi::kInitContext:
      return init_context(host, *static_cast<abi::InitContext*>(argument));
    case abi::kCreateBlob:
      return create_blob(host, static_cast<abi::CreateBlob*>(argument));
    case abi::kMap:
      return map_offset(host, static_cast<abi::Map*>(argument));
    case abi::kExecute:
      return execute(host, *static_cast<abi::Execute*>(argument));
    case abi::kWait: {
      const auto* wait = static_cast<abi::Wait*>(argument);
      return -ask(host, call(Operation::Wait, {wait->handle, wait->flags})).head.error;
    }
    case abi::kResourceInfo:
      return resource_info(host, static_cast<abi::ResourceInfo*>(argument));
    case abi::kPrimeToFd:
      return prime_to_fd(host, static_cast<abi::Prime*>(argument));
    case abi::kPrimeToHandle:
      return prime_to_handle(host, static_cast<abi::Prime*>(argument));
    case abi::kGemClose:
      return -ask(host, call(Operation::GemClose, {static_cast<abi::GemClose*>(argument)->handle}))
                  .head.error;
    case dumb_abi::kGetCapability:
      return capability(static_cast<dumb_abi::Capability*>(argument));
    case dumb_abi::kCreate:
      return create_dumb(host, static_cast<dumb_abi::Create*>(argument));
    case dumb_abi::kMap:
      return map_offset(host, static_cast<dumb_abi::Map*>(argument));
    case dumb_abi::kDestroy:
      return -ask(host, call(Operation::GemClose, {static_cast<dumb_abi::Destroy*>(argument)->handle}))
                  .head.error;
    default:
      return -EINVAL;
  }
}

}  // namespace virtgpu
