// The four memory functions that compilers call by themselves. They go word by word where the
// addresses allow it: the core has no unaligned access that is worth having.

#include <stddef.h>
#include <stdint.h>

typedef uint32_t __attribute__((may_alias)) word;

static int same_alignment(const void *a, const void *b) {
    return (((uintptr_t)a ^ (uintptr_t)b) & 3) == 0;
}

static int is_unaligned(const void *p) { return ((uintptr_t)p & 3) != 0; }

void *memcpy(void *restrict to, const void *restrict from, size_t count) {
    uint8_t *d = to;
    const uint8_t *s = from;
    if (count >= 8 && same_alignment(d, s)) {
        for (; is_unaligned(d); count--) *d++ = *s++;
        for (; count >= 16; count -= 16, d += 16, s += 16) {
            const word a = ((const word *)s)[0], b = ((const word *)s)[1];
            const word c = ((const word *)s)[2], e = ((const word *)s)[3];
            ((word *)d)[0] = a;
            ((word *)d)[1] = b;
            ((word *)d)[2] = c;
            ((word *)d)[3] = e;
        }
        for (; count >= 4; count -= 4, d += 4, s += 4) *(word *)d = *(const word *)s;
    }
    for (; count > 0; count--) *d++ = *s++;
    return to;
}

void *memmove(void *to, const void *from, size_t count) {
    // Unsigned, so true as well where `to` lies below `from`: a forward copy is then right.
    if ((uintptr_t)to - (uintptr_t)from >= count) {
        uint8_t *d = to;
        const uint8_t *s = from;
        if (count >= 8 && same_alignment(d, s)) {
            for (; is_unaligned(d); count--) *d++ = *s++;
            for (; count >= 4; count -= 4, d += 4, s += 4) *(word *)d = *(const word *)s;
        }
        for (; count > 0; count--) *d++ = *s++;
        return to;
    }
    uint8_t *d = (uint8_t *)to + count;
    const uint8_t *s = (const uint8_t *)from + count;
    if (count >= 8 && same_alignment(d, s)) {
        for (; is_unaligned(d); count--) *--d = *--s;
        for (; count >= 4; count -= 4) {
            d -= 4;
            s -= 4;
            *(word *)d = *(const word *)s;
        }
    }
    for (; count > 0; count--) *--d = *--s;
    return to;
}

void *memset(void *to, int value, size_t count) {
    uint8_t *d = to;
    const uint8_t byte = (uint8_t)value;
    if (count >= 8) {
        const word four = byte * 0x01010101u;
        for (; is_unaligned(d); count--) *d++ = byte;
        for (; count >= 16; count -= 16, d += 16) {
            ((word *)d)[0] = four;
            ((word *)d)[1] = four;
            ((word *)d)[2] = four;
            ((word *)d)[3] = four;
        }
        for (; count >= 4; count -= 4, d += 4) *(word *)d = four;
    }
    for (; count > 0; count--) *d++ = byte;
    return to;
}

int memcmp(const void *left, const void *right, size_t count) {
    const uint8_t *a = left, *b = right;
    if (count >= 8 && same_alignment(a, b)) {
        for (; is_unaligned(a); count--, a++, b++) {
            if (*a != *b) return *a - *b;
        }
        // The first unequal word holds the first unequal byte, which the loop below finds.
        for (; count >= 4 && *(const word *)a == *(const word *)b; count -= 4, a += 4, b += 4) {
        }
    }
    for (; count > 0; count--, a++, b++) {
        if (*a != *b) return *a - *b;
    }
    return 0;
}
