// The device's loop, on the SDK's main task: what sleeve_port.h asks of a board.

#include <esp_system.h>
#include <esp_task_wdt.h>
#include <freertos/FreeRTOS.h>
#include <freertos/task.h>

#include "board_button.h"
#include "board_credentials.h"
#include "board_http.h"
#include "board_keys.h"
#include "board_log.h"
#include "board_memory.h"
#include "board_panel.h"
#include "board_reset.h"
#include "board_settings.h"
#include "board_status.h"
#include "sleeve_port.h"

// Above the network's tasks: a handshake may take long, a frame may not.
#define LOOP_PRIORITY 5
// So that the button is looked at often enough.
#define SLEEP_MS_MAX 100
// Before a restart, so that the console can be read.
#define PAUSE_MS 1000

void app_main(void);

/// Sleeps until `moment`, and for a millisecond at least: tasks of lower priority run meanwhile.
static void sleep_until(uint32_t moment) {
    const int32_t rest = (int32_t)(moment - sleeve_clock_ms());
    vTaskDelay(pdMS_TO_TICKS(rest < 1 ? 1 : rest < SLEEP_MS_MAX ? rest : SLEEP_MS_MAX));
}

/// Returns when the core wants a restart, or with why the device cannot start.
static esp_err_t run(void) {
    // From the first step on: a new image that hangs before its loop has to give way as well.
    esp_err_t error = esp_task_wdt_add(NULL);
    if (error == ESP_OK) error = board_settings_open();
    if (error == ESP_OK) error = board_panel_open();
    if (error != ESP_OK) return error;
    board_credentials_load();
    board_keys_load();
    board_button_open();
    board_http_start();
    sleeve_start();
    vTaskPrioritySet(NULL, LOOP_PRIORITY);
    while (!sleeve_wants_restart()) {
        const uint32_t now = sleeve_clock_ms();
        const uint32_t next = sleeve_step(now);
        if (sleeve_is_healthy(now)) board_log_failure("watchdog", esp_task_wdt_reset());
        board_status_step();
        sleep_until(next);
    }
    board_log("restart");
    return ESP_OK;
}

void app_main(void) {
    // Whatever is slow comes after: until here the light is on by chance.
    board_panel_rest();
    board_memory_watch();
    board_log("sleeve starts");
    board_reset_announce();
    board_log_failure("start-up", run());
    vTaskDelay(pdMS_TO_TICKS(PAUSE_MS));
    esp_restart();
}
