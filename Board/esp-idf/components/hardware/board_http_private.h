#pragma once

// A client's two sides: board_http.c is the caller's, board_http_task.c the task's.

#include <esp_http_client.h>
#include <freertos/FreeRTOS.h>
#include <freertos/semphr.h>
#include <freertos/stream_buffer.h>
#include <freertos/task.h>

#include "board_http.h"
#include "board_http_error.h"

// What the SDK's own HTTPS examples give a task.
#define STACK_BYTES 8192
#define STREAM_BYTES 4096
#define PIECE_BYTES 1024

struct board_http {
    // What both sides share, under the lock, which is never held across a wait.
    SemaphoreHandle_t lock;
    StreamBufferHandle_t stream;
    board_http_request request;
    char url[BOARD_HTTP_URL_LIMIT + 1];
    // Counts requests and cancellations: work for an older number is not wanted any more.
    uint32_t generation;
    int64_t deadline_us;
    bool is_active;
    bool is_taken;
    bool has_head;
    board_http_event outcome;
    board_http_head head;

    // The task's own.
    TaskHandle_t task;
    esp_http_client_handle_t client;
    bool is_connected;
    bool client_is_gateway;
    board_http_handshake handshake;
    unsigned own_memory_failures;
    uint32_t own_generation;
    int64_t own_deadline_us;
    board_http_request own;
    char own_url[BOARD_HTTP_URL_LIMIT + 1];
    board_http_head own_head;
    char piece[PIECE_BYTES];

    StaticSemaphore_t lock_storage;
    StaticStreamBuffer_t stream_storage;
    StaticTask_t task_storage;
    uint8_t stream_bytes[STREAM_BYTES + 1];
    StackType_t stack[STACK_BYTES];
};

/// What every request says of the device.
extern const char *board_http_user_agent;
/// What requests to the gateway say as well; empty for nothing.
extern char board_http_device_id[];

/// Where the task that calls notes how far its handshake has come; null where it is no client's.
board_http_handshake *board_http_current_handshake(void);

/// Says that a request was given up at its deadline.
void board_http_report_deadline(void);

/// The task: carries out requests for ever.
void board_http_run(void *context);

static inline void board_http_lock(board_http *http) {
    xSemaphoreTake(http->lock, portMAX_DELAY);
}

static inline void board_http_unlock(board_http *http) { xSemaphoreGive(http->lock); }
