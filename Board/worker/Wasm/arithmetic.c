// What the compiler calls for a product of two 64-bit numbers that it wants to see whole: Swift's `*`
// on Int64, which has to notice an overflow.

#include <stdint.h>

typedef __int128 wide;

wide __multi3(wide left, wide right);

wide __multi3(wide left, wide right) {
    const uint64_t a = (uint64_t)left, b = (uint64_t)right;
    const uint64_t a0 = (uint32_t)a, a1 = a >> 32, b0 = (uint32_t)b, b1 = b >> 32;
    const uint64_t low = a0 * b0, one = a1 * b0 + (low >> 32), other = a0 * b1 + (uint32_t)one;
    uint64_t high = a1 * b1 + (one >> 32) + (other >> 32);
    high += a * (uint64_t)(right >> 64) + b * (uint64_t)(left >> 64);
    return (wide)((unsigned __int128)high << 64 | (other << 32) | (uint32_t)low);
}
