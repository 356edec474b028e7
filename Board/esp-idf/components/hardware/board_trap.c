// Where the C that wasm2c has made gives up: nowhere, unless the core is wrong.

#include <esp_system.h>

#include "wasm-rt.h"

void wasm_rt_trap(wasm_rt_trap_t reason) {
    // A panic: the next start says that there was a crash.
    esp_system_abort(reason == WASM_RT_TRAP_UNREACHABLE ? "trap in the core: a check"
                                                        : "trap in the core: a bound");
}
