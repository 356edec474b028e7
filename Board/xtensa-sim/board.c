// The board on QEMU's simulated Xtensa: the script, over the core through WebAssembly and C.

#include "script.h"
#include "sleeve_module_calls.h"
#include "sleeve_module_memory.h"
#include "wasm-rt.h"

int board_main(void);
_Noreturn void board_exit(int status);
void board_write(const uint8_t *bytes, uint32_t count);

extern uint32_t __stack_start[], __stack_end[];
#define STACK_PAINT 0xA5A5A5A5u

const char *script_version(void) { return APP_VERSION; }
void script_wait(uint32_t now) { (void)now; }

/// A call of the simulator for each line.
void script_put(uint8_t byte) {
    static uint8_t line[256];
    static uint32_t count;
    line[count++] = byte;
    if (byte != '\n' && count < sizeof line) return;
    board_write(line, count);
    count = 0;
}

static void print(const char *text) {
    for (; *text; text++) script_put((uint8_t)*text);
}

static void print_line(const char *name, uint32_t number, uint32_t limit) {
    char digits[10];
    print(name);
    for (int which = 0; which < 2; which++) {
        uint32_t rest = which ? limit : number, count = 0;
        do digits[count++] = (char)('0' + rest % 10); while ((rest /= 10) > 0);
        print(which ? " of " : " ");
        while (count > 0) script_put((uint8_t)digits[--count]);
    }
    print("\n");
}

void wasm_rt_trap(wasm_rt_trap_t reason) {
    static const char names[][24] = {
        "none", "out of bounds", "integer overflow", "division by zero", "conversion",
        "unreachable", "indirect call", "exception", "stack",
    };
    print("\ntrap: ");
    print((uint32_t)reason < sizeof names / sizeof names[0] ? names[reason] : "?");
    print("\n");
    board_exit(70);
}

/// Three quarters of a stack: what a run reaches below that leaves room for what it did not meet.
static int is_roomy(const char *name, uint32_t used, uint32_t size) {
    print_line(name, used, size);
    if (used <= size / 4 * 3) return 1;
    print("the stack is too full\n");
    return 0;
}

int board_main(void) {
    uint32_t *const frame = __builtin_frame_address(0);
    for (volatile uint32_t *word = __stack_start; word < frame - 64; word++) *word = STACK_PAINT;
    script_begin();
    int is_right = script_play();
    const uint32_t *deepest = __stack_start;
    while (deepest < __stack_end && *deepest == STACK_PAINT) deepest++;
    is_right &= is_roomy("module-stack", sleeve_module_stack(), SLEEVE_MODULE_STACK);
    is_right &= is_roomy("stack", (uint32_t)(__stack_end - deepest) * 4,
                         (uint32_t)(__stack_end - __stack_start) * 4);
    print(is_right ? "pass\n" : "fail\n");
    return is_right ? 0 : 1;
}
