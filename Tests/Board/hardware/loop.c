// The SDK and the core around board_main.c: prints what is done, in order.
//
// usage: loop WORD…
//        settings=CODE, panel=CODE   board_settings_open and board_panel_open fail with that
//        sick           nothing is healthy
//        due=MS,…       how long after each step the core wants the next; it then wants a restart

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>


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
#include "fake_loop.h"
#include "sleeve_port.h"

void app_main(void);

static uint32_t now_ms = 0xFFFFFF80;
static esp_err_t settings_error, panel_error;
static bool is_sick;
static char *due = "0";

void board_panel_rest(void) { puts("rest"); }
void board_memory_watch(void) { puts("memory"); }
void board_reset_announce(void) { puts("reset"); }
void board_log(const char *text) { printf("I %s\n", text); }
void board_log_failure(const char *what, esp_err_t error) {
    if (error != ESP_OK) printf("W %s: %d\n", what, error);
}
esp_err_t board_settings_open(void) {
    puts("settings");
    return settings_error;
}
esp_err_t board_panel_open(void) {
    puts("panel");
    return panel_error;
}
void board_credentials_load(void) { puts("credentials"); }
void board_keys_load(void) { puts("keys"); }
void board_button_open(void) { puts("button"); }
void board_http_start(void) { puts("http"); }
void board_status_step(void) {}

esp_err_t esp_task_wdt_add(void *task) {
    puts(task == NULL ? "watch" : "?");
    return ESP_OK;
}
esp_err_t esp_task_wdt_reset(void) {
    puts("feed");
    return ESP_OK;
}
void vTaskPrioritySet(void *task, unsigned priority) { printf("priority %u\n", task == NULL ? priority : 0); }
void vTaskDelay(uint32_t ticks) {
    printf("sleep %u\n", (unsigned)ticks);
    now_ms += ticks;
}
void esp_restart(void) {
    puts("restart");
    exit(0);
}

uint32_t sleeve_clock_ms(void) { return now_ms; }
int32_t sleeve_main(int32_t count, uint8_t **arguments) {
    puts("core");
    return count + (arguments != NULL);
}
uint32_t sleeve_wants_restart(void) { return *due == 0; }
uint32_t sleeve_is_healthy(uint32_t now) { return !is_sick && now == now_ms; }
uint32_t sleeve_step(uint32_t now) {
    const uint32_t next = now + (uint32_t)strtol(due, &due, 10);
    if (*due == ',') due++;
    return next;
}

int main(int count, char **words) {
    for (int index = 1; index < count; index++) {
        if (strncmp(words[index], "settings=", 9) == 0) settings_error = atoi(words[index] + 9);
        if (strncmp(words[index], "panel=", 6) == 0) panel_error = atoi(words[index] + 6);
        if (strcmp(words[index], "sick") == 0) is_sick = true;
        if (strncmp(words[index], "due=", 4) == 0) due = words[index] + 4;
    }
    app_main();
    return 1;
}
