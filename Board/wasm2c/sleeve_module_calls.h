#pragma once

// What the core through WebAssembly and C has beside the port.

#include <stdint.h>

/// The module's memory: its stack first, then its data, as the link has laid them out. It never grows.
extern uint8_t sleeve_module_memory[];

/// Bytes of the module's stack that were in use at its deepest, of SLEEVE_MODULE_STACK.
uint32_t sleeve_module_stack(void);
