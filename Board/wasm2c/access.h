#pragma once

// Loads and stores of the module's memory, which is one array and not looked up, with the alignment that
// the module promises: access.awk has put it into their names. The core checks its own bounds.

#include "sleeve_module_calls.h"

#define UNUSED __attribute__((unused))

#define LOAD(name, raw, wide, result, alignment)                                                  \
    static inline result name##_##alignment(const wasm_rt_memory_t *memory, u64 place) {          \
        typedef raw __attribute__((aligned(1 << alignment), may_alias)) aligned_raw;              \
        (void)memory;                                                                             \
        return (result)(wide) * (const aligned_raw *)(const void *)(sleeve_module_memory + (u32)place); \
    }
#define STORE(name, raw, value_type, alignment)                                                   \
    static inline void name##_##alignment(wasm_rt_memory_t *memory, u64 place, value_type value) { \
        typedef raw __attribute__((aligned(1 << alignment), may_alias)) aligned_raw;              \
        (void)memory;                                                                             \
        *(aligned_raw *)(void *)(sleeve_module_memory + (u32)place) = (raw)value;                 \
    }
#define BYTES(DO, ...) DO(__VA_ARGS__, 0)
#define HALVES(DO, ...) DO(__VA_ARGS__, 0) DO(__VA_ARGS__, 1)
#define WORDS(DO, ...) HALVES(DO, __VA_ARGS__) DO(__VA_ARGS__, 2)
#define LONGS(DO, ...) WORDS(DO, __VA_ARGS__) DO(__VA_ARGS__, 3)

BYTES(LOAD, i32_load8_s, s8, s32, u32)
BYTES(LOAD, i32_load8_u, u8, u32, u32)
BYTES(LOAD, i64_load8_s, s8, s64, u64)
BYTES(LOAD, i64_load8_u, u8, u64, u64)
HALVES(LOAD, i32_load16_s, s16, s32, u32)
HALVES(LOAD, i32_load16_u, u16, u32, u32)
HALVES(LOAD, i64_load16_s, s16, s64, u64)
HALVES(LOAD, i64_load16_u, u16, u64, u64)
WORDS(LOAD, i32_load, u32, u32, u32)
WORDS(LOAD, i64_load32_s, s32, s64, u64)
WORDS(LOAD, i64_load32_u, u32, u64, u64)
LONGS(LOAD, i64_load, u64, u64, u64)
BYTES(STORE, i32_store8, u8, u32)
BYTES(STORE, i64_store8, u8, u64)
HALVES(STORE, i32_store16, u16, u32)
HALVES(STORE, i64_store16, u16, u64)
WORDS(STORE, i32_store, u32, u32)
WORDS(STORE, i64_store32, u32, u64)
LONGS(STORE, i64_store, u64, u64)
