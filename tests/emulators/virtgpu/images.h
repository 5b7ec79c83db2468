// What the host says of an image that a guest asks for: linear, and rows padded as GPUs pad them, so that a
// guest which ignores the stride is seen.
#pragma once

#include <optional>

#include "cross_domain.h"
#include "unique_fd.h"

namespace virtgpu {

inline constexpr uint32_t kR8 = 0x20203852;

// Without its blob id. Nothing for an image that the host cannot have.
std::optional<ImageReply> requirements(const Requirements& asked);

// Memory of that many bytes, which cannot be resized.
decant::UniqueFd image_memory(uint64_t bytes);

}  // namespace virtgpu
