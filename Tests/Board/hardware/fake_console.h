#pragma once

// As much of ESP-IDF v5.5.5 as board_status.c and board_memory.c need, for a test on this machine.

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

typedef int esp_err_t;
#define ESP_OK 0
const char *esp_err_to_name(esp_err_t error);
#define ESP_LOGI(tag, ...) ((void)(tag), printf("I "), printf(__VA_ARGS__), puts(""))
#define ESP_LOGW(tag, ...) ((void)(tag), printf("W "), printf(__VA_ARGS__), puts(""))

int64_t esp_timer_get_time(void);
#define MALLOC_CAP_DEFAULT (1 << 12)
uint32_t esp_get_free_heap_size(void);
uint32_t esp_get_minimum_free_heap_size(void);
size_t heap_caps_get_largest_free_block(uint32_t capabilities);
typedef void (*esp_alloc_failed_hook_t)(size_t size, uint32_t capabilities, const char *function);
esp_err_t heap_caps_register_failed_alloc_callback(esp_alloc_failed_hook_t callback);
int xPortInIsrContext(void);

typedef unsigned UBaseType_t;
typedef struct {
    const char *pcTaskName;
    uint32_t usStackHighWaterMark;
} TaskStatus_t;
UBaseType_t uxTaskGetSystemState(TaskStatus_t *tasks, UBaseType_t room, uint32_t *run_time);
