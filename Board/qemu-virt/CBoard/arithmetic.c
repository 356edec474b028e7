// 64-bit arithmetic that the compiler leaves to its run-time library on a 32-bit core. The board's
// SDK brings its own; here are the few that the firmware meets.

#include <stdint.h>

typedef union {
    uint64_t whole;
    struct {
        uint32_t low, high;
    };
} halves;

uint64_t __ashldi3(uint64_t value, int count) {
    halves v = {.whole = value};
    if (count >= 32) return (halves){.low = 0, .high = v.low << (count - 32)}.whole;
    if (count == 0) return value;
    return (halves){.low = v.low << count, .high = v.high << count | v.low >> (32 - count)}.whole;
}

uint64_t __lshrdi3(uint64_t value, int count) {
    halves v = {.whole = value};
    if (count >= 32) return (halves){.low = v.high >> (count - 32), .high = 0}.whole;
    if (count == 0) return value;
    return (halves){.low = v.low >> count | v.high << (32 - count), .high = v.high >> count}.whole;
}

// One bit of the quotient a step: 64 steps, rare enough in this firmware.
static uint64_t divide(uint64_t dividend, uint64_t divisor, uint64_t *remainder) {
    uint64_t quotient = 0, rest = 0;
    for (int bit = 0; bit < 64; bit++) {
        // No bit is lost: `rest` has at most as many bits as were taken from the dividend.
        rest = rest + rest + (uint64_t)((int64_t)dividend < 0);
        dividend += dividend;
        quotient += quotient;
        if (rest >= divisor) {
            rest -= divisor;
            quotient++;
        }
    }
    *remainder = rest;
    return quotient;
}

uint64_t __udivdi3(uint64_t dividend, uint64_t divisor) {
    uint64_t remainder;
    return divide(dividend, divisor, &remainder);
}

uint64_t __umoddi3(uint64_t dividend, uint64_t divisor) {
    uint64_t remainder;
    divide(dividend, divisor, &remainder);
    return remainder;
}

int64_t __divdi3(int64_t dividend, int64_t divisor) {
    const uint64_t a = dividend < 0 ? -(uint64_t)dividend : (uint64_t)dividend;
    const uint64_t b = divisor < 0 ? -(uint64_t)divisor : (uint64_t)divisor;
    const uint64_t quotient = __udivdi3(a, b);
    return (int64_t)((dividend < 0) != (divisor < 0) ? -quotient : quotient);
}

int64_t __moddi3(int64_t dividend, int64_t divisor) {
    const uint64_t a = dividend < 0 ? -(uint64_t)dividend : (uint64_t)dividend;
    const uint64_t b = divisor < 0 ? -(uint64_t)divisor : (uint64_t)divisor;
    const uint64_t rest = __umoddi3(a, b);
    return (int64_t)(dividend < 0 ? -rest : rest);
}
