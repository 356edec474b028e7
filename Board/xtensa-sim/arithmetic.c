// Arithmetic that the processor lacks, where Debian's libgcc for it does too: products, and quotients
// of 32 bits by long division, a bit at a time. Those of 64 bits are any 32-bit core's: wide.o.

#include <stdint.h>

uint64_t __muldi3(uint64_t left, uint64_t right);
uint32_t __udivsi3(uint32_t dividend, uint32_t divisor);
uint32_t __umodsi3(uint32_t dividend, uint32_t divisor);
int32_t __divsi3(int32_t dividend, int32_t divisor);

/// The 64 bits of a product, by halves of 16 bits.
static uint64_t product(uint32_t left, uint32_t right) {
    const uint32_t a0 = left & 0xFFFF, a1 = left >> 16, b0 = right & 0xFFFF, b1 = right >> 16;
    const uint32_t low = a0 * b0, one = a1 * b0 + (low >> 16), other = a0 * b1 + (one & 0xFFFF);
    const uint32_t high = a1 * b1 + (one >> 16) + (other >> 16);
    return (uint64_t)high << 32 | (other << 16 | (low & 0xFFFF));
}

uint64_t __muldi3(uint64_t left, uint64_t right) {
    const uint32_t a0 = (uint32_t)left, a1 = (uint32_t)(left >> 32);
    const uint32_t b0 = (uint32_t)right, b1 = (uint32_t)(right >> 32);
    return product(a0, b0) + ((uint64_t)(a0 * b1 + a1 * b0) << 32);
}

/// Of a divisor that is not 0: the core divides by no other.
static uint32_t divide(uint32_t dividend, uint32_t divisor, uint32_t *remainder) {
    uint32_t quotient = 0, rest = 0;
    for (int bit = 31; bit >= 0; bit--) {
        const uint32_t carry = rest >> 31;
        rest = rest << 1 | (dividend >> bit & 1);
        quotient <<= 1;
        if (carry || rest >= divisor) {
            rest -= divisor;
            quotient |= 1;
        }
    }
    *remainder = rest;
    return quotient;
}

uint32_t __udivsi3(uint32_t dividend, uint32_t divisor) {
    uint32_t rest;
    return divide(dividend, divisor, &rest);
}

uint32_t __umodsi3(uint32_t dividend, uint32_t divisor) {
    uint32_t rest;
    divide(dividend, divisor, &rest);
    return rest;
}

int32_t __divsi3(int32_t dividend, int32_t divisor) {
    const uint32_t a = dividend < 0 ? -(uint32_t)dividend : (uint32_t)dividend;
    const uint32_t b = divisor < 0 ? -(uint32_t)divisor : (uint32_t)divisor;
    const uint32_t quotient = __udivsi3(a, b);
    return (int32_t)((dividend < 0) != (divisor < 0) ? -quotient : quotient);
}
