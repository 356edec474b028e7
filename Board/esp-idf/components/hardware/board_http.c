#include "board_http.h"

#include <esp_log.h>
#include <esp_timer.h>
#include <string.h>

#include "board_http_private.h"
#include "board_log.h"

// Below the device's loop, so that a handshake does not hold up the display.
#define PRIORITY 3
// A caller that gives up this long before the deadline does so because of it: it counts to the same
// one, from a moment before it opened the request, and in steps of its own.
#define DEADLINE_SLACK_US 1000000

static board_http clients[BOARD_HTTP_CLIENTS];
static size_t client_count;
const char *board_http_user_agent = "sleeve";
char board_http_device_id[33];

void board_http_set_user_agent(const char *text) { board_http_user_agent = text; }

void board_http_set_device_id(const uint8_t *id, size_t count) {
    if (count >= sizeof board_http_device_id) return;
    memcpy(board_http_device_id, id, count);
    board_http_device_id[count] = 0;
}

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

board_http *board_http_create(void) {
    if (client_count == 0) quiet_sdk();
    if (client_count == BOARD_HTTP_CLIENTS) return NULL;
    // So that their stacks can be told apart.
    const char name[] = {'h', 't', 't', 'p', ' ', (char)('1' + client_count), 0};
    board_http *http = &clients[client_count++];
    http->lock = xSemaphoreCreateMutexStatic(&http->lock_storage);
    http->stream = xStreamBufferCreateStatic(sizeof http->stream_bytes, 1, http->stream_bytes,
                                             &http->stream_storage);
    http->task = xTaskCreateStatic(board_http_run, name, STACK_BYTES, http, PRIORITY, http->stack,
                                   &http->task_storage);
    return http;
}

/// Makes whatever is under way unwanted, and forgets what came of it. Under the lock, so nobody
/// else touches the stream.
static void drop(board_http *http) {
    http->generation++;
    http->is_active = false;
    http->is_taken = false;
    http->has_head = false;
    http->outcome = BOARD_HTTP_PENDING;
    xStreamBufferReset(http->stream);
}

void board_http_open(board_http *http, const board_http_request *request) {
    board_http_lock(http);
    drop(http);
    http->request = *request;
    // One that is too long leads nowhere, as an empty one does.
    const size_t count = request->url_count <= BOARD_HTTP_URL_LIMIT ? request->url_count : 0;
    memcpy(http->url, request->url, count);
    http->url[count] = 0;
    http->deadline_us = esp_timer_get_time() + (int64_t)request->deadline_ms * 1000;
    http->is_active = true;
    board_http_unlock(http);
    xTaskNotifyGive(http->task);
}

void board_http_cancel(board_http *http) {
    board_http_lock(http);
    const bool is_late = http->is_active && http->outcome == BOARD_HTTP_PENDING &&
                         esp_timer_get_time() + DEADLINE_SLACK_US >= http->deadline_us;
    drop(http);
    board_http_unlock(http);
    if (is_late) board_http_report_deadline();
}

board_http_handshake *board_http_current_handshake(void) {
    const TaskHandle_t task = xTaskGetCurrentTaskHandle();
    for (size_t index = 0; index < client_count; index++) {
        if (clients[index].task == task) return &clients[index].handshake;
    }
    return NULL;
}

void board_http_report_deadline(void) {
    board_log_warning("request:", "not complete by its deadline");
}

board_http_event board_http_poll(board_http *http, board_http_head *head, uint8_t *buffer,
                                 size_t capacity, size_t *count) {
    board_http_event event = BOARD_HTTP_PENDING;
    board_http_lock(http);
    if (http->has_head) {
        http->has_head = false;
        *head = http->head;
        event = BOARD_HTTP_HEAD;
    } else if (http->is_active) {
        *count = xStreamBufferReceive(http->stream, buffer, capacity, 0);
        event = *count > 0 ? BOARD_HTTP_BODY : http->outcome;
        if (event > BOARD_HTTP_BODY) http->is_active = false;
    }
    board_http_unlock(http);
    return event;
}
