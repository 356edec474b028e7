// What the C that wasm2c has made asks of its runtime: one memory, one table, and numbers for types.

#include <stdarg.h>

#include "sleeve_module_calls.h"
#include "sleeve_module_memory.h"
#include "wasm-rt.h"

uint8_t sleeve_module_memory[SLEEVE_MODULE_BYTES] __attribute__((aligned(16)));

/// Asked by an assertion, where the C library has them.
bool wasm_rt_is_initialized(void) { return true; }

void wasm_rt_allocate_memory(wasm_rt_memory_t *new, uint32_t pages, uint32_t pages_max) {
    (void)pages;
    (void)pages_max;
    *new = (wasm_rt_memory_t){.data = sleeve_module_memory,
                              .size = sizeof sleeve_module_memory};
}

void wasm_rt_free_memory(wasm_rt_memory_t *old) { (void)old; }

void wasm_rt_allocate_funcref_table(wasm_rt_funcref_table_t *table, uint32_t count,
                                    uint32_t count_max) {
    static wasm_rt_funcref_t functions[SLEEVE_MODULE_FUNCTIONS];
    if (count > SLEEVE_MODULE_FUNCTIONS) wasm_rt_trap(WASM_RT_TRAP_OOB);
    *table = (wasm_rt_funcref_table_t){.data = functions, .max_size = count_max, .size = count};
}

void wasm_rt_free_funcref_table(wasm_rt_funcref_table_t *table) { (void)table; }

/// A number for a function's type, by which an indirect call is checked: 32-bit FNV-1a over its types.
uint32_t wasm_rt_register_func_type(uint32_t parameters, uint32_t results, ...) {
    uint32_t number = (0x811C9DC5u ^ parameters) * 0x01000193u;
    va_list types;
    va_start(types, results);
    for (uint32_t i = 0; i < parameters + results; i++) {
        number = (number ^ (uint32_t)va_arg(types, wasm_rt_type_t)) * 0x01000193u;
    }
    va_end(types);
    return number;
}
