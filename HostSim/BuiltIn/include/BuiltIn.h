#pragma once

#include <stddef.h>
#include <stdint.h>

/// A file of the repository that is part of the program, so that it runs from anywhere.
struct built_in_file {
    const uint8_t *_Nonnull start;
    size_t count;
};

struct built_in_file built_in_evening(void);
struct built_in_file built_in_city(void);
struct built_in_file built_in_fallback_font(void);

/// The version that the build was given, or that of a build which was given none.
const char *_Nonnull built_in_version(void);

/// Bytes of the stack below the caller's frame that are painted.
#define BUILT_IN_STACK_PAINT 65536

/// Paints the stack below the caller's frame.
void built_in_paint_stack(void);

/// How many bytes of what was painted, by the same caller, were used since then.
size_t built_in_used_stack(void);

/// How many bytes of the heap are in use; 0 where the system does not tell.
size_t built_in_used_heap(void);
