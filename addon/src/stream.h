// Copies that go past the cache. A large image would push everything else out of it and be gone before the
// host reads it; written past the cache, nothing of the target is read first. `npm run bench -- --only=copy`
// shows what it is worth.
#pragma once

#include <cstddef>
#include <cstdint>

namespace decant {

// From so many bytes on, in rows of at least so many, streaming is faster even for who reads the target next;
// below it is slower. Found on a 32 MB cache: at 4 MB both were equal, at 8 MB (a Full HD frame) it saved a
// third.
constexpr size_t kStreamedBytes = 8'000'000;
constexpr size_t kStreamedRowBytes = 1024;

// As memcpy in a loop. The memories may not overlap.
void stream_rows(uint8_t* to, size_t to_stride, const uint8_t* from, size_t from_stride, size_t row_bytes,
                 size_t rows);

}  // namespace decant
