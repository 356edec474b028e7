// The core as C that wasm2c has made of a WebAssembly module, behind the functions of sleeve_port.h.
//
// An address of the module's is a place in its memory; here it becomes one of the board's. The module
// is the core itself, so its places are believed. What sleeve_constant reads is the other way about:
// an address of the board's, which the module only hands back.

#include "Constant.h"
#include "FontData.h"
#include "TextTables.h"
#include "Words.h"
#include "sleeve_module.h"
#include "sleeve_module_calls.h"
#include "sleeve_module_memory.h"
#include "sleeve_port.h"

_Static_assert(sizeof(void *) == sizeof(u32), "a constant's address has 32 bits in the module");

static Z_sleeve_instance_t instance;

static uint8_t *at(u32 place) { return sleeve_module_memory + place; }

// MARK: What a board calls

int32_t sleeve_main(int32_t count, uint8_t **arguments) {
    (void)count;
    (void)arguments;
    // Paint, by which sleeve_module_stack tells how deep the stack has been.
    for (uint32_t i = 0; i < SLEEVE_MODULE_STACK; i++) sleeve_module_memory[i] = 0xA5;
    Z_sleeve_init_module();
    Z_sleeve_instantiate(&instance, 0);
    return (int32_t)Z_sleeveZ_sleeve_main(&instance, 0, 0);
}

uint32_t sleeve_module_stack(void) {
    uint32_t untouched = 0;
    while (untouched < SLEEVE_MODULE_STACK && sleeve_module_memory[untouched] == 0xA5) {
        untouched++;
    }
    return SLEEVE_MODULE_STACK - untouched;
}

uint32_t sleeve_step(uint32_t now) { return Z_sleeveZ_sleeve_step(&instance, now); }
uint32_t sleeve_is_healthy(uint32_t now) { return Z_sleeveZ_sleeve_is_healthy(&instance, now); }
uint32_t sleeve_wants_restart(void) { return Z_sleeveZ_sleeve_wants_restart(&instance); }
int32_t sleeve_face(void) { return (int32_t)Z_sleeveZ_sleeve_face(&instance); }

// MARK: What the module calls

typedef struct Z_env_instance_t board;

static u32 address(const uint8_t *start) { return (u32)(uintptr_t)start; }
static const uint8_t *constant(u32 start) { return (const uint8_t *)(uintptr_t)start; }

u32 Z_envZ_sleeve_constant(board *b, u32 start, u32 offset) {
    (void)b;
    return sleeve_constant(constant(start), (intptr_t)offset);
}
u32 Z_envZ_sleeve_fonts_start(board *b) {
    (void)b;
    return address(sleeve_fonts_start());
}
u32 Z_envZ_sleeve_text_start(board *b) {
    (void)b;
    return address(sleeve_text_start());
}
u32 Z_envZ_sleeve_words_start(board *b) {
    (void)b;
    return address(sleeve_words_start());
}
u32 Z_envZ_sleeve_fallback_font(board *b) {
    (void)b;
    return address(sleeve_fallback_font());
}

// A function of the port, with its parameters in the module and what they are here.
#define PORT(type, name, parameters, arguments) \
    type Z_envZ_sleeve_##name parameters {      \
        (void)b;                                \
        return (type)sleeve_##name arguments;   \
    }
#define PORT_VOID(name, parameters, arguments) \
    void Z_envZ_sleeve_##name parameters {     \
        (void)b;                               \
        sleeve_##name arguments;               \
    }

PORT(u32, panel_command, (board * b, u32 opcode, u32 bytes, u32 count), (opcode, at(bytes), count))
PORT(u32, panel_pixels, (board * b, u32 bytes, u32 count), (at(bytes), count))
PORT(u32, panel_reset, (board * b, u32 level), (level))
PORT(u32, panel_backlight, (board * b, u32 percent), (percent))

PORT_VOID(http_open,
          (board * b, u32 client, u32 url, u32 url_count, u32 headers, u32 header_count,
           u32 deadline, u32 flags),
          (client, at(url), url_count, at(headers), header_count, deadline, flags))
PORT(u32, http_poll, (board * b, u32 client, u32 buffer, u32 capacity),
     (client, at(buffer), capacity))
PORT(u32, http_status, (board * b, u32 client), (client))
PORT(u32, http_header, (board * b, u32 client, u32 header, u32 buffer, u32 capacity),
     (client, header, at(buffer), capacity))
PORT_VOID(http_cancel, (board * b, u32 client), (client))

PORT(u32, flash_slot_bytes, (board * b), ())
PORT(u32, flash_running_slot, (board * b), ())
PORT(u32, flash_read, (board * b, u32 region, u32 offset, u32 bytes, u32 count),
     (region, offset, at(bytes), count))
PORT(u32, flash_write, (board * b, u32 region, u32 offset, u32 bytes, u32 count),
     (region, offset, at(bytes), count))
PORT(u32, flash_erase, (board * b, u32 region, u32 offset), (region, offset))
PORT(u32, flash_bootable, (board * b, u32 slot, u32 count), (slot, count))

PORT(u32, hash_begin, (board * b), ())
PORT_VOID(hash_update, (board * b, u32 bytes, u32 count), (at(bytes), count))
PORT(u32, hash_finish, (board * b, u32 digest), (at(digest)))
PORT(u32, signature_needed, (board * b), ())
PORT(u32, signature_check,
     (board * b, u32 signature, u32 count, u32 digest, u32 key, u32 key_count),
     (at(signature), count, at(digest), at(key), key_count))

PORT(u32, network_state, (board * b), ())
PORT(u32, network_start, (board * b), ())
PORT(u32, network_restart_radio, (board * b), ())
PORT(u32, network_rejoin, (board * b), ())
PORT_VOID(network_look_around, (board * b), ())
PORT(u32, network_forget, (board * b), ())
PORT(u32, button_is_down, (board * b), ())

PORT(u32, setting, (board * b, u32 key, u32 key_count, u32 value, u32 capacity),
     (at(key), key_count, at(value), capacity))
PORT(u32, board_text, (board * b, u32 text, u32 buffer, u32 capacity), (text, at(buffer), capacity))
PORT(u32, security_version, (board * b), ())
PORT(u32, start_reason, (board * b), ())
PORT(u32, restarts_in_vain, (board * b), ())
PORT_VOID(keep_restarts, (board * b, u32 count), (count))
PORT(u32, clock_ms, (board * b), ())
PORT(u64, unix_ms, (board * b), ())
PORT(u32, random, (board * b), ())
PORT_VOID(log, (board * b, u32 text, u32 count), (at(text), count))
PORT(u32, fallback_font_bytes, (board * b), ())
