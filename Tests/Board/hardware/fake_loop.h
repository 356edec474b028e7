#pragma once

// As much of ESP-IDF v5.5.5 as board_main.c needs, for a test on this machine.

#include <stdint.h>

typedef int esp_err_t;
#define ESP_OK 0
#define pdMS_TO_TICKS(ms) (ms)
esp_err_t esp_task_wdt_add(void *task);
esp_err_t esp_task_wdt_reset(void);
void vTaskPrioritySet(void *task, unsigned priority);
void vTaskDelay(uint32_t ticks);
void esp_restart(void);
