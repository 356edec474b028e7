#pragma once

#include <stdint.h>

/// What the bench's module calls with the pixels of a cover, in blocks.
void bench_sink(const uint8_t *_Nonnull pixels, uint32_t count);
