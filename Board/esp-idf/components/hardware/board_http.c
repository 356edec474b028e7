#include "board_http.h"

#include <esp_crt_bundle.h>
#include <esp_http_client.h>
#include <esp_timer.h>
#include <freertos/FreeRTOS.h>
#include <freertos/semphr.h>
#include <freertos/stream_buffer.h>
#include <freertos/task.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "board_credentials.h"
#include "board_http_error.h"
#include "board_log.h"
#include "board_network.h"

// A TLS handshake needs some 5 KB of it.
#define STACK_BYTES 8192
// Below the device's loop, so that a handshake does not hold up the display.
#define PRIORITY 3
#define STREAM_BYTES 4096
#define PIECE_BYTES 1024
// For each of: looking up the name, connecting, the handshake.
#define CONNECT_MS 8000
// How long a read waits before it looks whether anyone still wants it.
#define READ_MS 500
#define ROOM_MS 20

struct board_http {
    // What both sides share, under the lock, which is never held across a wait.
    SemaphoreHandle_t lock;
    StreamBufferHandle_t stream;
    board_http_request request;
    char url[BOARD_HTTP_URL_LIMIT + 1];
    // Counts requests and cancellations: work for an older number is not wanted any more.
    uint32_t generation;
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
    uint32_t own_generation;
    int64_t deadline_us;
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

static board_http clients[BOARD_HTTP_CLIENTS];
static size_t client_count;
static const char *user_agent = "sleeve";

static void lock(board_http *http) { xSemaphoreTake(http->lock, portMAX_DELAY); }
static void unlock(board_http *http) { xSemaphoreGive(http->lock); }

// MARK: The task's side

static bool is_wanted(board_http *http) {
    lock(http);
    const bool result = http->generation == http->own_generation;
    unlock(http);
    return result;
}

static bool is_late(const board_http *http) { return esp_timer_get_time() >= http->deadline_us; }

static void note_header(board_http_head *head, const char *name, const char *value) {
    if (strcasecmp(name, "Retry-After") == 0) {
        const size_t length = strnlen(value, sizeof head->retry_after);
        memcpy(head->retry_after, value, length);
        head->retry_after_count = (uint8_t)length;
    } else if (strcasecmp(name, "Content-Range") == 0 && strncasecmp(value, "bytes ", 6) == 0) {
        char *end;
        head->range_start = strtoull(value + 6, &end, 10);
        head->has_range_start = end != value + 6 && *end == '-';
    } else if (strcasecmp(name, "Content-Length") == 0) {
        char *end;
        head->content_length = strtoull(value, &end, 10);
        head->has_content_length = end != value && *end == 0;
    }
}

static esp_err_t on_client_event(esp_http_client_event_t *event) {
    board_http *http = event->user_data;
    if (event->event_id == HTTP_EVENT_ON_HEADER) {
        note_header(&http->own_head, event->header_key, event->header_value);
    }
    return ESP_OK;
}

/// Ends the connection, and gives back what the SDK keeps for it.
static void release(board_http *http) {
    if (http->client != NULL) esp_http_client_cleanup(http->client);
    http->client = NULL;
    http->is_connected = false;
}

/// Makes a client of the SDK for the request's kind: other origins get no credentials, and are
/// checked by the common authorities.
static esp_err_t make_client(board_http *http) {
    release(http);
    const bool is_gateway = http->own.is_gateway;
    const board_credentials *credentials = board_credentials_get();
    esp_http_client_config_t config = {
        .url = http->own_url,
        .user_agent = user_agent,
        .timeout_ms = CONNECT_MS,
        .disable_auto_redirect = true,
        .max_authorization_retries = -1,
        .event_handler = on_client_event,
        .user_data = http,
        .buffer_size = PIECE_BYTES,
        .buffer_size_tx = 1024,
        .keep_alive_enable = true,
    };
    if (is_gateway && credentials->authority != NULL) {
        config.cert_pem = credentials->authority;
    } else {
        config.crt_bundle_attach = esp_crt_bundle_attach;
    }
    if (is_gateway) {
        config.client_cert_pem = credentials->certificate;
        config.client_key_pem = credentials->key;
    }
    http->client = esp_http_client_init(&config);
    http->client_is_gateway = is_gateway;
    if (http->client == NULL) return ESP_ERR_NO_MEM;
    if (!is_gateway || credentials->secret == NULL) return ESP_OK;
    return esp_http_client_set_header(http->client, "X-Gateway-Secret", credentials->secret);
}

static esp_err_t prepare(board_http *http) {
    esp_err_t error = ESP_OK;
    if (http->client == NULL || http->client_is_gateway != http->own.is_gateway) {
        error = make_client(http);
    } else {
        error = esp_http_client_set_url(http->client, http->own_url);
    }
    if (error == ESP_OK) {
        error = esp_http_client_set_header(http->client, "Accept",
                                           http->own.is_image ? "*/*" : "application/json");
    }
    if (error != ESP_OK) return error;
    if (http->own.offset == 0) {
        esp_http_client_delete_header(http->client, "Range");
        return ESP_OK;
    }
    char range[24];
    snprintf(range, sizeof range, "bytes=%lu-", (unsigned long)http->own.offset);
    return esp_http_client_set_header(http->client, "Range", range);
}

/// Sends the request and reads the head. A connection that was left open may be closed by now:
/// then once more, over a new one.
static board_http_event ask(board_http *http) {
    for (;;) {
        const bool was_connected = http->is_connected;
        memset(&http->own_head, 0, sizeof http->own_head);
        esp_http_client_set_timeout_ms(http->client, CONNECT_MS);
        esp_err_t error = esp_http_client_open(http->client, 0);
        if (error == ESP_OK) {
            http->is_connected = true;
            esp_http_client_set_timeout_ms(http->client, READ_MS);
            int64_t length;
            do {
                length = esp_http_client_fetch_headers(http->client);
            } while (length == -ESP_ERR_HTTP_EAGAIN && is_wanted(http) && !is_late(http));
            if (length >= 0) return BOARD_HTTP_HEAD;
            if (length == -ESP_ERR_HTTP_EAGAIN) return BOARD_HTTP_TIMED_OUT;
            error = ESP_ERR_HTTP_FETCH_HEADER;
        }
        if (!was_connected || !is_wanted(http) || is_late(http)) {
            return board_http_failure(http->client, error);
        }
        esp_http_client_close(http->client);
        http->is_connected = false;
    }
}

/// Hands `count` bytes over as room comes up; false where they are not wanted any more.
static bool deliver(board_http *http, const char *bytes, size_t count) {
    size_t done = 0;
    while (done < count) {
        lock(http);
        const bool wanted = http->generation == http->own_generation;
        const size_t sent =
            wanted ? xStreamBufferSend(http->stream, bytes + done, count - done, 0) : 0;
        unlock(http);
        if (!wanted || is_late(http)) return false;
        done += sent;
        if (sent == 0) vTaskDelay(pdMS_TO_TICKS(ROOM_MS));
    }
    return true;
}

static board_http_event read_body(board_http *http) {
    while (is_wanted(http)) {
        if (is_late(http)) return BOARD_HTTP_TIMED_OUT;
        const int count = esp_http_client_read(http->client, http->piece, PIECE_BYTES);
        if (count == -ESP_ERR_HTTP_EAGAIN) continue;
        if (count < 0) return board_http_failure(http->client, ESP_FAIL);
        if (count == 0) {
            return esp_http_client_is_complete_data_received(http->client)
                       ? BOARD_HTTP_END
                       : board_http_failure(http->client, ESP_ERR_HTTP_CONNECTION_CLOSED);
        }
        if (!deliver(http, http->piece, (size_t)count) && is_late(http)) {
            return BOARD_HTTP_TIMED_OUT;
        }
    }
    return BOARD_HTTP_BROKEN;
}

static board_http_event transfer(board_http *http) {
    if (!board_network_is_up()) return BOARD_HTTP_NO_NETWORK;
    const esp_err_t error = prepare(http);
    if (error != ESP_OK) {
        board_log_failure("request: not sent", error);
        return error == ESP_ERR_NO_MEM ? BOARD_HTTP_BROKEN : BOARD_HTTP_NO_CONNECTION;
    }
    const board_http_event event = ask(http);
    if (event != BOARD_HTTP_HEAD) return event;
    http->own_head.status = (uint16_t)esp_http_client_get_status_code(http->client);
    lock(http);
    if (http->generation == http->own_generation) {
        http->head = http->own_head;
        http->has_head = true;
    }
    unlock(http);
    return read_body(http);
}

static bool take_request(board_http *http) {
    lock(http);
    const bool has_work = http->is_active && !http->is_taken;
    if (has_work) {
        http->is_taken = true;
        http->own = http->request;
        memcpy(http->own_url, http->url, sizeof http->url);
        http->own_generation = http->generation;
    }
    unlock(http);
    return has_work;
}

static void run(void *context) {
    board_http *http = context;
    for (;;) {
        ulTaskNotifyTake(pdTRUE, portMAX_DELAY);
        while (take_request(http)) {
            http->deadline_us = esp_timer_get_time() + (int64_t)http->own.deadline_ms * 1000;
            const board_http_event outcome = transfer(http);
            const bool stays = outcome == BOARD_HTTP_END && http->own.keeps_connection &&
                               esp_http_client_is_persistent_connection(http->client);
            if (!stays) release(http);
            lock(http);
            if (http->generation == http->own_generation) http->outcome = outcome;
            unlock(http);
        }
    }
}

// MARK: The caller's side

void board_http_set_user_agent(const char *text) { user_agent = text; }

board_http *board_http_create(void) {
    if (client_count == BOARD_HTTP_CLIENTS) return NULL;
    board_http *http = &clients[client_count++];
    http->lock = xSemaphoreCreateMutexStatic(&http->lock_storage);
    http->stream = xStreamBufferCreateStatic(sizeof http->stream_bytes, 1, http->stream_bytes,
                                             &http->stream_storage);
    http->task = xTaskCreateStatic(run, "http", STACK_BYTES, http, PRIORITY, http->stack,
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
    lock(http);
    drop(http);
    http->request = *request;
    // An empty URL is refused by the SDK, as one that is too long would have to be.
    const size_t count = request->url_count <= BOARD_HTTP_URL_LIMIT ? request->url_count : 0;
    memcpy(http->url, request->url, count);
    http->url[count] = 0;
    http->is_active = true;
    unlock(http);
    xTaskNotifyGive(http->task);
}

void board_http_cancel(board_http *http) {
    lock(http);
    drop(http);
    unlock(http);
}

board_http_event board_http_poll(board_http *http, board_http_head *head, uint8_t *buffer,
                                 size_t capacity, size_t *count) {
    board_http_event event = BOARD_HTTP_PENDING;
    lock(http);
    if (http->has_head) {
        http->has_head = false;
        *head = http->head;
        event = BOARD_HTTP_HEAD;
    } else if (http->is_active) {
        *count = xStreamBufferReceive(http->stream, buffer, capacity, 0);
        event = *count > 0 ? BOARD_HTTP_BODY : http->outcome;
        if (event > BOARD_HTTP_BODY) http->is_active = false;
    }
    unlock(http);
    return event;
}
