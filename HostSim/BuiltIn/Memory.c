#include "BuiltIn.h"

#ifdef __linux__
#include <malloc.h>
#endif

// A function's own array lies right below its caller's frame, so that of the next function that is
// called from there lies on the same bytes. Volatile, as nobody else would see that they are written.
enum { words = BUILT_IN_STACK_PAINT / sizeof(uint64_t) };
static const uint64_t paint = 0xA5A5A5A5A5A5A5A5;

__attribute__((noinline, no_sanitize("address", "thread"))) void built_in_paint_stack(void) {
    volatile uint64_t area[words];
    for (int index = 0; index < words; index++) area[index] = paint;
}

__attribute__((noinline, no_sanitize("address", "thread"))) size_t built_in_used_stack(void) {
    volatile uint64_t area[words];
    size_t unused = 0;
    while (unused < words && area[unused] == paint) unused++;
    return (words - unused) * sizeof(uint64_t);
}

size_t built_in_used_heap(void) {
#ifdef __GLIBC__
    const struct mallinfo2 info = mallinfo2();
    return info.uordblks + info.hblkhd;
#else
    return 0;
#endif
}
