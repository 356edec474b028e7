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
