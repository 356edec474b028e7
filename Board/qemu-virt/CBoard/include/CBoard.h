#pragma once

// What Swift cannot say by itself: control registers, device registers, the linker's symbols.

#include <stdint.h>

/// Finds the descriptor in an image: it begins with these 16 bytes, zero-padded.
#define APP_DESCRIPTOR_MAGIC "SLEEVE-APP"

/// What an image says about itself, so that a tool can tell without running it.
///
/// Little-endian, 16-byte aligned in the image, 112 bytes. Texts are zero-padded and end in at
/// least one zero.
typedef struct {
    char magic[16];
    uint32_t format;  ///< 1
    uint32_t security_version;
    char version[64];  ///< SemVer 2.0.0
    char board[24];
} app_descriptor;

extern const app_descriptor app_descriptor_in_image;

static inline const uint8_t *_Nonnull app_version(void) {
    return (const uint8_t *)app_descriptor_in_image.version;
}
static inline const uint8_t *_Nonnull app_board(void) {
    return (const uint8_t *)app_descriptor_in_image.board;
}

/// Instructions retired since reset, modulo 2³².
static inline uint32_t board_retired_instructions(void) {
    uint32_t count;
    __asm__ volatile("csrr %0, minstret" : "=r"(count) : : "memory");
    return count;
}

/// Clock cycles since reset, modulo 2³². The emulator counts one for each instruction.
static inline uint32_t board_cycles(void) {
    uint32_t count;
    __asm__ volatile("csrr %0, mcycle" : "=r"(count) : : "memory");
    return count;
}

/// Ticks of the machine timer since reset, 10 MHz.
static inline uint64_t board_timer_ticks(void) {
    volatile const uint32_t *const mtime = (volatile const uint32_t *)0x0200BFF8u;
    uint32_t high, low;
    do {
        high = mtime[1];
        low = mtime[0];
    } while (high != mtime[1]);
    return (uint64_t)high << 32 | low;
}

/// Sends a byte on the console: an ns16550, which waits while its transmitter is busy.
static inline void board_console_put(uint8_t byte) {
    volatile uint8_t *const uart = (volatile uint8_t *)0x10000000u;
    while ((uart[5] & 0x20) == 0) {
    }
    uart[0] = byte;
}

/// Ends the emulator with that status: sifive_test, as in start.S.
static inline _Noreturn void board_exit(uint32_t status) {
    volatile uint32_t *const test = (volatile uint32_t *)0x00100000u;
    *test = status == 0 ? 0x5555u : status << 16 | 0x3333u;
    for (;;) {
    }
}

extern uint32_t __stack_start[], __stack_end[];

/// The lowest word of the stack, which grows down towards it.
static inline const uint32_t *_Nonnull board_stack_start(void) { return __stack_start; }
static inline uint32_t board_stack_word_count(void) {
    return (uint32_t)(__stack_end - __stack_start);
}

/// What untouched stack holds, as in start.S.
#define BOARD_STACK_PAINT 0xA5A5A5A5u

/// Paints the stack below the caller's frame again; returns how many bytes are in use above.
static inline uint32_t board_paint_stack(void) {
    uint32_t *frame;
    __asm__ volatile("mv %0, sp" : "=r"(frame));
    for (volatile uint32_t *word = __stack_start; word < frame; word++) *word = BOARD_STACK_PAINT;
    return (uint32_t)(__stack_end - frame) * 4;
}
