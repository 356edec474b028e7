// A trap of the core through C ends the run, with a status that says which.

#include "CBoard.h"
#include "wasm-rt.h"

void wasm_rt_trap(wasm_rt_trap_t reason) { board_exit(64 + (uint32_t)reason); }
