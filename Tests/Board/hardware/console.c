// Steps board_status.c while a person types and memory is short.
//
// usage: console TASKS SIGNAL STEP_SECONDS WORD…
//        TASKS is how many there are, SIGNAL the Wi-Fi's in dBm, 0 without one; each word is what
//        came since the step before, with \n, \r, \b and \xHH as in C; or `!SIZE…`, allocations
//        that fail before the step, each of 0x1000 more capabilities, or `?SIZE`, one that fails in
//        an interrupt

#include <stdlib.h>

#include "board_memory.h"
#include "board_network.h"
#include "board_status.h"
#include "fake_console.h"

static char typed[512];
static size_t typed_count, read_count;
static int64_t now_us;
static UBaseType_t task_count;
static int signal_dbm;

const char *esp_err_to_name(esp_err_t error) { return error == ESP_OK ? "ESP_OK" : "error"; }
int64_t esp_timer_get_time(void) { return now_us; }
int board_network_signal_dbm(void) { return signal_dbm; }
uint32_t esp_get_free_heap_size(void) { return 90000; }
uint32_t esp_get_minimum_free_heap_size(void) { return 40000; }

size_t heap_caps_get_largest_free_block(uint32_t capabilities) {
    return capabilities == MALLOC_CAP_DEFAULT ? 30000 : 0;
}

static esp_alloc_failed_hook_t on_failure;
static bool is_interrupt;
int xPortInIsrContext(void) { return is_interrupt; }

esp_err_t heap_caps_register_failed_alloc_callback(esp_alloc_failed_hook_t callback) {
    on_failure = callback;
    return ESP_OK;
}

/// heap_caps_alloc_failed: in the task that asked.
static void fail(char *sizes) {
    is_interrupt = sizes[0] == '?';
    uint32_t capabilities = MALLOC_CAP_DEFAULT;
    for (char *size = strtok(sizes + 1, ","); size != NULL; size = strtok(NULL, ",")) {
        on_failure((size_t)atoi(size), capabilities, "heap_caps_malloc");
        capabilities += MALLOC_CAP_DEFAULT;
    }
}

/// Fills nothing in where the room is too little (task.h).
UBaseType_t uxTaskGetSystemState(TaskStatus_t *tasks, UBaseType_t room, uint32_t *run_time) {
    static const char *const names[] = {"main", "http 1"};
    (void)run_time;
    if (task_count > room) return 0;
    for (UBaseType_t index = 0; index < task_count; index++) {
        tasks[index] = (TaskStatus_t){names[index % 2], 1000 + index};
    }
    return task_count;
}

/// The console of a chip without a driver for it: a byte at a time, and no waiting.
ssize_t board_test_read(int file, void *bytes, size_t count) {
    (void)file;
    if (count == 0 || read_count == typed_count) {
        errno = EWOULDBLOCK;
        return -1;
    }
    *(char *)bytes = typed[read_count++];
    return 1;
}

static void type(const char *word) {
    for (; *word != 0; word++) {
        char byte = *word;
        if (byte == '\\') {
            word++;
            if (*word == 'x') {
                char digits[3] = {word[1], word[2], 0};
                byte = (char)strtol(digits, NULL, 16);
                word += 2;
            } else {
                byte = *word == 'n' ? '\n' : *word == 'r' ? '\r' : '\b';
            }
        }
        typed[typed_count++] = byte;
    }
}

int main(int count, char **words) {
    task_count = (UBaseType_t)atoi(words[1]);
    signal_dbm = atoi(words[2]);
    board_memory_watch();
    for (int index = 4; index < count; index++) {
        if (strchr("!?", words[index][0]) != NULL && words[index][0] != 0) {
            fail(words[index]);
        } else {
            type(words[index]);
        }
        board_status_step();
        puts("-");
        now_us += atoll(words[3]) * 1000000;
    }
    return 0;
}
