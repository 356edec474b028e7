#include "board_http.h"

#include <esp_log.h>
#include <esp_timer.h>
#include <string.h>

#include "board_http_private.h"
#include "board_log.h"
#include "sleeve_port.h"

// Below the device's loop, so that a handshake does not hold up the display.
#define PRIORITY 3
// A caller that gives up this long before the deadline does so because of it: it counts to the same
// one, from a moment before it opened the request, and in steps of its own.
#define DEADLINE_SLACK_US 1000000

board_http board_http_clients[SLEEVE_CLIENTS];
board_http_kept_client board_http_kept;

/// Silences what the SDK says of requests on its own: a warning each `READ_MS` while nothing comes,
/// and up to five lines for a failure, of which board_http_error.c makes one.
static void quiet_sdk(void) {
    static const char *const tags[] = {
        "HTTP_CLIENT", "transport", "transport_base", "esp-tls", "esp-tls-mbedtls",
        "esp-x509-crt-bundle", "Dynamic Impl",
    };
    for (size_t index = 0; index < sizeof tags / sizeof tags[0]; index++) {
        esp_log_level_set(tags[index], ESP_LOG_NONE);
    }
}

void board_http_start(void) {
    quiet_sdk();
    board_http_kept.lock = xSemaphoreCreateMutexStatic(&board_http_kept.lock_storage);
    for (int client = 0; client < SLEEVE_CLIENTS; client++) {
        // So that their stacks can be told apart.
        const char name[] = {'h', 't', 't', 'p', ' ', (char)('1' + client), 0};
        board_http *http = &board_http_clients[client];
        http->lock = xSemaphoreCreateMutexStatic(&http->lock_storage);
        http->stream = xStreamBufferCreateStatic(sizeof http->stream_bytes, 1, http->stream_bytes,
                                                 &http->stream_storage);
        http->task = xTaskCreateStatic(board_http_run, name, STACK_BYTES, http, PRIORITY,
                                       http->stack, &http->task_storage);
    }
}

/// Makes whatever is under way unwanted, and forgets what came of it. Under the lock, so nobody
/// else touches the stream.
static void drop(board_http *http) {
    http->generation++;
    http->is_active = false;
    http->is_taken = false;
    http->has_head = false;
    http->outcome = SLEEVE_HTTP_PENDING;
    xStreamBufferReset(http->stream);
}

void sleeve_http_open(uint32_t client, const uint8_t *url, uint32_t url_count, const uint8_t *headers,
                      uint32_t header_count, uint32_t deadline_ms, uint32_t flags) {
    board_http *http = &board_http_clients[client];
    board_http_lock(http);
    drop(http);
    // One that is too long leads nowhere, as an empty one does.
    if (url_count > URL_BYTES || header_count > HEADERS_BYTES) url_count = header_count = 0;
    memcpy(http->request.url, url, url_count);
    http->request.url[url_count] = 0;
    memcpy(http->request.headers, headers, header_count);
    http->request.headers[header_count] = 0;
    http->request.flags = flags;
    http->deadline_us = esp_timer_get_time() + (int64_t)deadline_ms * 1000;
    http->is_active = true;
    board_http_unlock(http);
    xTaskNotifyGive(http->task);
}

void sleeve_http_cancel(uint32_t client) {
    board_http *http = &board_http_clients[client];
    board_http_lock(http);
    const bool is_late = http->is_active && http->outcome == SLEEVE_HTTP_PENDING &&
                         esp_timer_get_time() + DEADLINE_SLACK_US >= http->deadline_us;
    drop(http);
    board_http_unlock(http);
    if (is_late) board_http_report_deadline();
}

board_http_handshake *board_http_current_handshake(void) {
    const TaskHandle_t task = xTaskGetCurrentTaskHandle();
    for (size_t client = 0; client < SLEEVE_CLIENTS; client++) {
        if (board_http_clients[client].task == task) return &board_http_clients[client].handshake;
    }
    return NULL;
}

void board_http_report_deadline(void) {
    board_log_warning("request:", "not complete by its deadline");
}

int32_t sleeve_http_poll(uint32_t client, uint8_t *buffer, uint32_t capacity) {
    board_http *http = &board_http_clients[client];
    int32_t event = SLEEVE_HTTP_PENDING;
    board_http_lock(http);
    if (http->has_head) {
        http->has_head = false;
        event = SLEEVE_HTTP_HEAD;
    } else if (http->is_active) {
        const size_t count = xStreamBufferReceive(http->stream, buffer, capacity, 0);
        event = count > 0 ? (int32_t)count : http->outcome;
        if (event < SLEEVE_HTTP_HEAD) http->is_active = false;
    }
    board_http_unlock(http);
    return event;
}

// Once a head has been polled, nothing writes it before the next request.

int32_t sleeve_http_status(uint32_t client) { return board_http_clients[client].head.status; }

int32_t sleeve_http_header(uint32_t client, uint32_t header, uint8_t *buffer, uint32_t capacity) {
    const board_http_header *found = &board_http_clients[client].head.headers[header];
    if (!found->is_there) return SLEEVE_ABSENT;
    const size_t kept = strlen(found->text);
    if (found->count == kept && kept <= capacity) memcpy(buffer, found->text, kept);
    return (int32_t)found->count;
}
