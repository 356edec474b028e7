#pragma once

// What Swift reads from a pointer's type: Clang knows it, GCC does not.
#ifndef __clang__
#define _Nonnull
#define _Nullable
#endif
