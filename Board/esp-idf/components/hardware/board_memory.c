#include "board_memory.h"

#include <esp_heap_caps.h>
#include <esp_log.h>
#include <esp_timer.h>
#include <freertos/FreeRTOS.h>
#include <inttypes.h>
#include <stdatomic.h>

#define PERIOD_US (60LL * 1000000)

static const char tag[] = "sleeve";

static _Thread_local unsigned own_failures;
static atomic_uint failures;

// The first failure since the last line.
enum { EMPTY, IN_WORK, COMPLETE };
static atomic_int note_state;
static struct {
    size_t size;
    uint32_t capabilities;
    size_t largest;
} note;

/// Runs in whatever task has asked for memory, whose stack may have no room for a line on the console,
/// and whose next allocation would fail as well. So it only takes notes.
static void on_failure(size_t size, uint32_t capabilities, const char *function) {
    (void)function;
    // Its task is not the one that runs.
    if (xPortInIsrContext()) return;
    own_failures++;
    atomic_fetch_add(&failures, 1);
    int empty = EMPTY;
    if (!atomic_compare_exchange_strong(&note_state, &empty, IN_WORK)) return;
    note.size = size;
    note.capabilities = capabilities;
    note.largest = heap_caps_get_largest_free_block(capabilities);
    atomic_store(&note_state, COMPLETE);
}

void board_memory_watch(void) { heap_caps_register_failed_alloc_callback(on_failure); }

unsigned board_memory_failures(void) { return own_failures; }

void board_memory_step(void) {
    static int64_t next_us;
    const int64_t now_us = esp_timer_get_time();
    if (now_us < next_us || atomic_load(&note_state) != COMPLETE) return;
    next_us = now_us + PERIOD_US;
    ESP_LOGW(tag,
             "memory: no room for %u bytes (capabilities 0x%" PRIX32 "), largest block %u; times %u",
             (unsigned)note.size, note.capabilities, (unsigned)note.largest,
             atomic_exchange(&failures, 0));
    atomic_store(&note_state, EMPTY);
}
