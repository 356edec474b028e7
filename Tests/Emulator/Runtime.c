// An image that must pass: the board's memory functions and 64-bit arithmetic against slow obvious
// ones, at every alignment and every short length. The exit status is the number of the check.

#include <stddef.h>
#include <stdint.h>

void *memcpy(void *restrict, const void *restrict, size_t);
void *memmove(void *, const void *, size_t);
void *memset(void *, int, size_t);
int memcmp(const void *, const void *, size_t);
uint64_t __ashldi3(uint64_t, int);
uint64_t __lshrdi3(uint64_t, int);
uint64_t __udivdi3(uint64_t, uint64_t);
uint64_t __umoddi3(uint64_t, uint64_t);
int64_t __divdi3(int64_t, int64_t);
int64_t __moddi3(int64_t, int64_t);

enum { ROOM = 96, MARGIN = 8, LONGEST = 70 };
typedef uint8_t room[ROOM];
typedef room aligned_room __attribute__((aligned(4)));

static uint32_t seed = 1;
static uint32_t random32(void) { return seed = seed * 1664525u + 1013904223u; }
static uint64_t random64(void) {
    // Of every length, so that divisors small and large meet.
    const uint64_t value = (uint64_t)random32() << 32 | random32();
    const uint32_t shift = random32() >> 26;
    return shift < 32 ? value / (1u << shift) : (uint32_t)(value % 65521u);
}

static void fill(uint8_t *bytes) {
    for (int i = 0; i < ROOM; i++) bytes[i] = (uint8_t)(random32() >> 24);
}

static int same(const uint8_t *a, const uint8_t *b) {
    for (int i = 0; i < ROOM; i++) {
        if (a[i] != b[i]) return 0;
    }
    return 1;
}

// 1, 2: a copy and a fill write their bytes, and no other.
static int check_copies(int to, int from, int count) {
    aligned_room source, got, want;
    fill(source);
    fill(got);
    for (int i = 0; i < ROOM; i++) want[i] = got[i];

    for (int i = 0; i < count; i++) want[to + i] = source[from + i];
    if (memcpy(got + to, source + from, (size_t)count) != got + to || !same(got, want)) return 1;
    for (int i = 0; i < count; i++) want[to + i] = (uint8_t)from;
    if (memset(got + to, from, (size_t)count) != got + to || !same(got, want)) return 2;
    return 0;
}

// 3: a move inside one block, in both directions.
static int check_moves(int to, int from, int count) {
    aligned_room got, want, before;
    fill(got);
    for (int i = 0; i < ROOM; i++) want[i] = before[i] = got[i];
    for (int i = 0; i < count; i++) want[to + i] = before[from + i];
    return memmove(got + to, got + from, (size_t)count) != got + to || !same(got, want) ? 3 : 0;
}

// 4: a comparison tells equal from not, and which is less, by the first difference alone.
static int check_comparisons(int a, int b, int count) {
    aligned_room left, right;
    fill(left);
    fill(right);
    for (int i = 0; i < count; i++) right[b + i] = left[a + i];
    if (memcmp(left + a, right + b, (size_t)count) != 0) return 4;
    for (int i = 0; i < count; i++) {
        left[a + i] ^= 0x80;
        const int is_less = left[a + i] < right[b + i];
        const int order = memcmp(left + a, right + b, (size_t)count);
        left[a + i] ^= 0x80;
        if (order == 0 || (order < 0) != is_less) return 4;
    }
    return 0;
}

// 5, 6, 7: shifts by single steps; quotient × divisor + remainder; signs as in C.
static int check_arithmetic(void) {
    const uint64_t value = (uint64_t)random32() << 32 | random32();
    uint64_t left = value, right = value;
    for (int count = 0; count < 64; count++) {
        if (__ashldi3(value, count) != left || __lshrdi3(value, count) != right) return 5;
        left += left;
        right >>= 1;
    }
    const uint64_t dividend = random64(), divisor = random64() | 1;
    const uint64_t quotient = __udivdi3(dividend, divisor), rest = __umoddi3(dividend, divisor);
    if (rest >= divisor || quotient * divisor + rest != dividend) return 6;
    // A quotient that wrapped would satisfy the equation as well.
    if (quotient > dividend || (quotient == 0) != (dividend < divisor)) return 6;

    const int64_t n = (int64_t)(dividend >> 1), d = (int64_t)(divisor >> 1 | 1);
    const int64_t q = __divdi3(n, d), r = __moddi3(n, d);
    if (q * d + r != n || r < 0) return 7;
    if (__divdi3(-n, d) != -q || __divdi3(n, -d) != -q || __divdi3(-n, -d) != q) return 7;
    if (__moddi3(-n, d) != -r || __moddi3(n, -d) != r || __moddi3(-n, -d) != -r) return 7;
    return 0;
}

int app_main(void) {
    int failed = 0;
    for (int count = 0; count <= LONGEST && failed == 0; count++) {
        for (int to = 0; to < MARGIN && failed == 0; to++) {
            for (int from = 0; from < MARGIN && failed == 0; from++) {
                if (failed == 0) failed = check_copies(to, from, count);
                if (failed == 0) failed = check_moves(to, from, count);
                if (failed == 0 && count < 24) failed = check_comparisons(to, from, count);
            }
        }
    }
    // Moves that are far apart and overlap by a few bytes.
    for (int distance = 0; distance < 24 && failed == 0; distance++) {
        failed = check_moves(distance, 0, LONGEST);
        if (failed == 0) failed = check_moves(0, distance, LONGEST);
    }
    for (int turn = 0; turn < 2000 && failed == 0; turn++) failed = check_arithmetic();
    return failed;
}
