#include "board_status.h"

#include <esp_heap_caps.h>
#include <esp_log.h>
#include <esp_system.h>
#include <esp_timer.h>
#include <freertos/FreeRTOS.h>
#include <freertos/task.h>
#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

#include "board_command.h"
#include "board_log.h"
#include "board_memory.h"
#include "board_network.h"

// The SDK's own are some ten, with Wi-Fi; board_http.c has three.
#define TASKS_MAX 24
#define DAY_US (24LL * 3600 * 1000000)
// What a chip's receive buffer holds, so that a step takes all of it.
#define BYTES_MAX 128

static const char tag[] = "sleeve";

static void write_heap(void) {
    ESP_LOGI(tag, "heap: %" PRIu32 " bytes free, %" PRIu32 " at its fullest, largest block %u",
             esp_get_free_heap_size(), esp_get_minimum_free_heap_size(),
             (unsigned)heap_caps_get_largest_free_block(MALLOC_CAP_DEFAULT));
}

static void write_stacks(void) {
    TaskStatus_t tasks[TASKS_MAX];
    const UBaseType_t count = uxTaskGetSystemState(tasks, TASKS_MAX, NULL);
    if (count == 0) board_log_number("stacks: more tasks than", TASKS_MAX);
    for (UBaseType_t index = 0; index < count; index++) {
        ESP_LOGI(tag, "stack of %s: %" PRIu32 " bytes never used", tasks[index].pcTaskName,
                 (uint32_t)tasks[index].usStackHighWaterMark);
    }
}

/// Whether someone has asked by now.
///
/// The console has no driver. So a read takes what the chip has received, and never waits; with
/// USB it takes a byte at a time, and with O_NONBLOCK none at all (ESP-IDF v5.5.5,
/// usb_serial_jtag_vfs.c: without a driver no byte counts as available).
static bool is_asked(void) {
    static board_command_line line;
    bool is_asked = false;
    uint8_t byte;
    for (int count = 0; count < BYTES_MAX && read(fileno(stdin), &byte, 1) == 1; count++) {
        const board_command command = board_command_feed(&line, byte);
        if (command == BOARD_COMMAND_UNKNOWN) board_log("the only command is: status");
        if (command == BOARD_COMMAND_STATUS) is_asked = true;
    }
    return is_asked;
}

void board_status_step(void) {
    board_memory_step();
    static int64_t next_us = DAY_US;
    const int64_t now_us = esp_timer_get_time();
    if (!is_asked() && now_us < next_us) return;
    next_us = now_us + DAY_US;
    write_heap();
    write_stacks();
    const int signal_dbm = board_network_signal_dbm();
    if (signal_dbm != 0) board_log_number("Wi-Fi signal, dBm:", signal_dbm);
}
