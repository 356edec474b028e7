#pragma once

// A client's two sides: board_http.c is the core's, board_http_task.c the task's.

#include <esp_http_client.h>
#include <freertos/FreeRTOS.h>
#include <freertos/semphr.h>
#include <freertos/stream_buffer.h>
#include <freertos/task.h>

#include "board_http_error.h"
#include "sleeve_port.h"

// What the SDK's own HTTPS examples give a task.
#define STACK_BYTES 8192
#define STREAM_BYTES 4096
#define PIECE_BYTES 1024
// sleeve_http_open's longest URL and headers.
#define URL_BYTES 512
#define HEADERS_BYTES 256
// Of an answer's headers that the core asks for: no longer one means anything.
#define HEADER_BYTES 40
#define HEADERS (SLEEVE_HEADER_CONTENT_RANGE + 1)

typedef struct {
    char url[URL_BYTES + 1];
    char headers[HEADERS_BYTES + 1];
    // SLEEVE_REQUEST_…
    uint32_t flags;
} board_http_request;

typedef struct {
    bool is_there;
    // Bytes that it had; the text, which ends in a zero, has as many of them as fit.
    size_t count;
    char text[HEADER_BYTES + 1];
} board_http_header;

typedef struct {
    int32_t status;
    board_http_header headers[HEADERS];
} board_http_head;

typedef struct {
    // What both sides share, under the lock, which is never held across a wait.
    SemaphoreHandle_t lock;
    StreamBufferHandle_t stream;
    board_http_request request;
    // Counts requests and cancellations: work for an older number is not wanted any more.
    uint32_t generation;
    int64_t deadline_us;
    bool is_active;
    bool is_taken;
    bool has_head;
    int32_t outcome;
    board_http_head head;

    // The task's own.
    TaskHandle_t task;
    // Of the request that is under way alone.
    esp_http_client_handle_t client;
    bool is_connected;
    board_http_handshake handshake;
    unsigned own_memory_failures;
    uint32_t own_generation;
    int64_t own_deadline_us;
    board_http_request own;
    board_http_head own_head;
    char piece[PIECE_BYTES];

    StaticSemaphore_t lock_storage;
    StaticStreamBuffer_t stream_storage;
    StaticTask_t task_storage;
    uint8_t stream_bytes[STREAM_BYTES + 1];
    StackType_t stack[STACK_BYTES];
} board_http;

/// The SDK's client for the gateway that no request uses, with its connection or closed. Under its
/// lock.
typedef struct {
    SemaphoreHandle_t lock;
    StaticSemaphore_t lock_storage;
    esp_http_client_handle_t client;
    bool is_connected;
} board_http_kept_client;

extern board_http_kept_client board_http_kept;

/// By SLEEVE_CLIENT_…
extern board_http board_http_clients[SLEEVE_CLIENTS];

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
