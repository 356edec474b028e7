#pragma once
// As a C library has it: what the generated C asserts is linked, and looked at.
#define assert(condition) ((condition) ? (void)0 : __builtin_trap())
