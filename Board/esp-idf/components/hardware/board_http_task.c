#include <esp_crt_bundle.h>
#include <esp_timer.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "board_credentials.h"
#include "board_http_private.h"
#include "board_log.h"
#include "board_memory.h"
#include "board_network.h"

// For connecting, and again for the handshake. Looking up the name has a limit of its own in lwIP.
#define CONNECT_MS 8000
// How long a read waits before it looks whether anyone still wants it.
#define READ_MS 500
#define ROOM_MS 20

static bool is_wanted(board_http *http) {
    board_http_lock(http);
    const bool result = http->generation == http->own_generation;
    board_http_unlock(http);
    return result;
}

static bool is_late(const board_http *http) {
    return esp_timer_get_time() >= http->own_deadline_us;
}

/// Ends the request that is past its deadline. One that nobody wants any more is not told of: who
/// gave it up has said so.
static int32_t give_up(board_http *http) {
    board_http_lock(http);
    const bool is_wanted = http->generation == http->own_generation;
    if (is_wanted) http->outcome = SLEEVE_HTTP_TIMED_OUT;
    board_http_unlock(http);
    if (is_wanted) board_http_report_deadline();
    return SLEEVE_HTTP_TIMED_OUT;
}

static int32_t fail(board_http *http, esp_err_t error) {
    if (!is_wanted(http)) return SLEEVE_HTTP_BROKEN;
    return board_http_failure(http->client, error, &http->handshake, http->own_memory_failures);
}

static void note_header(board_http_head *head, const char *name, const char *value) {
    static const char *const names[HEADERS] = {
        [SLEEVE_HEADER_RETRY_AFTER] = "Retry-After",
        [SLEEVE_HEADER_CONTENT_LENGTH] = "Content-Length",
        [SLEEVE_HEADER_CONTENT_RANGE] = "Content-Range",
    };
    for (int header = 0; header < HEADERS; header++) {
        if (strcasecmp(name, names[header]) != 0) continue;
        board_http_header *found = &head->headers[header];
        found->is_there = true;
        found->count = strlen(value);
        // The SDK has taken away what stands before it.
        while (found->count > 0 && strchr(" \t", value[found->count - 1]) != NULL) found->count--;
        snprintf(found->text, sizeof found->text, "%.*s", (int)found->count, value);
    }
}

static esp_err_t on_client_event(esp_http_client_event_t *event) {
    board_http *http = event->user_data;
    if (event->event_id == HTTP_EVENT_ON_HEADER) {
        note_header(&http->own_head, event->header_key, event->header_value);
    } else if (event->event_id != HTTP_EVENT_ON_DATA) {
        return ESP_OK;
    }
    // The SDK reads on until its buffer is full, which takes minutes where a byte comes now and then;
    // it does not look at what this returns, but ends with the connection.
    if (is_late(http) || !is_wanted(http)) {
        shutdown(esp_http_client_get_socket(event->client), SHUT_RDWR);
    }
    return ESP_OK;
}

/// Ends the connection, and gives back what the SDK keeps for it.
static void release(board_http *http) {
    if (http->client != NULL) esp_http_client_cleanup(http->client);
    http->client = NULL;
    http->is_connected = false;
}

static bool is_to_gateway(const board_http *http) {
    return (http->own.flags & SLEEVE_REQUEST_GATEWAY) != 0;
}

/// Makes a client of the SDK for the request's kind: other origins get no credentials, and are
/// checked by the common authorities.
static esp_err_t make_client(board_http *http) {
    const bool is_gateway = is_to_gateway(http);
    const board_credentials *credentials = board_credentials_get();
    esp_http_client_config_t config = {
        .url = http->own.url,
        .timeout_ms = CONNECT_MS,
        .disable_auto_redirect = true,
        .max_authorization_retries = -1,
        .event_handler = on_client_event,
        .user_data = http,
        .buffer_size = PIECE_BYTES,
        .buffer_size_tx = 1024,
        // Not save_client_session: after a save that found no memory, the next handshake reads a session
        // that was freed (esp-idf#19033, up to v5.5.2 and master of 2026-08); one with TLS 1.3 is never
        // resumed (esp-idf#18919). One kept connection leaves few handshakes to spare.
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
    if (http->client == NULL) {
        // The SDK tells no address that it does not take from a lack of memory.
        return board_memory_failures() == http->own_memory_failures ? ESP_ERR_INVALID_ARG
                                                                    : ESP_ERR_NO_MEM;
    }
    if (!is_gateway || credentials->secret == NULL) return ESP_OK;
    return esp_http_client_set_header(http->client, "X-Gateway-Secret", credentials->secret);
}

/// Has the SDK's client send the request's headers, or forgets them for the next one.
static esp_err_t set_headers(board_http *http, bool is_sent) {
    for (char *line = http->own.headers; *line != 0;) {
        char *end = strstr(line, "\r\n"), *colon = strstr(line, ": ");
        if (end == NULL || colon == NULL || colon > end) return ESP_ERR_INVALID_ARG;
        *colon = *end = 0;
        const esp_err_t error = is_sent ? esp_http_client_set_header(http->client, line, colon + 2)
                                        : esp_http_client_delete_header(http->client, line);
        *colon = ':';
        *end = '\r';
        if (error != ESP_OK) return error;
        line = end + 2;
    }
    return ESP_OK;
}

/// Takes the client that is kept, where there is one and the request goes to the gateway.
static void take_kept(board_http *http) {
    if (!is_to_gateway(http)) return;
    xSemaphoreTake(board_http_kept.lock, portMAX_DELAY);
    http->client = board_http_kept.client;
    http->is_connected = board_http_kept.is_connected;
    board_http_kept.client = NULL;
    xSemaphoreGive(board_http_kept.lock);
    if (http->client != NULL) esp_http_client_set_user_data(http->client, http);
}

/// Keeps the client of a request that has ended for whichever comes next; of two, one that is connected.
static void keep(board_http *http, bool stays) {
    if (!stays) esp_http_client_close(http->client);
    http->is_connected = stays;
    xSemaphoreTake(board_http_kept.lock, portMAX_DELAY);
    if (board_http_kept.client == NULL || (stays && !board_http_kept.is_connected)) {
        const esp_http_client_handle_t other = board_http_kept.client;
        board_http_kept.client = http->client;
        board_http_kept.is_connected = stays;
        http->client = other;
    }
    xSemaphoreGive(board_http_kept.lock);
    release(http);
}

static esp_err_t prepare(board_http *http) {
    take_kept(http);
    const esp_err_t error = http->client != NULL
                                ? esp_http_client_set_url(http->client, http->own.url)
                                : make_client(http);
    return error == ESP_OK ? set_headers(http, true) : error;
}

/// Sends the request and reads the head. A connection that was left open may be closed by now:
/// then once more, over a new one.
static int32_t ask(board_http *http) {
    for (;;) {
        const bool was_connected = http->is_connected;
        memset(&http->own_head, 0, sizeof http->own_head);
        if (!was_connected) memset(&http->handshake, 0, sizeof http->handshake);
        esp_http_client_set_timeout_ms(http->client, CONNECT_MS);
        esp_err_t error = esp_http_client_open(http->client, 0);
        if (error == ESP_OK) {
            http->is_connected = true;
            esp_http_client_set_timeout_ms(http->client, READ_MS);
            int64_t length;
            do {
                length = esp_http_client_fetch_headers(http->client);
            } while (length == -ESP_ERR_HTTP_EAGAIN && is_wanted(http) && !is_late(http));
            if (length >= 0) {
                http->handshake.is_client_accepted = true;
                return SLEEVE_HTTP_HEAD;
            }
            if (is_late(http) || length == -ESP_ERR_HTTP_EAGAIN) return give_up(http);
            error = ESP_ERR_HTTP_FETCH_HEADER;
        }
        if (!was_connected || !is_wanted(http) || is_late(http)) return fail(http, error);
        board_http_forget_failure(http->client);
        esp_http_client_close(http->client);
        http->is_connected = false;
    }
}

/// Hands `count` bytes over as room comes up; false where they are not wanted any more.
static bool deliver(board_http *http, const char *bytes, size_t count) {
    size_t done = 0;
    while (done < count) {
        board_http_lock(http);
        const bool wanted = http->generation == http->own_generation;
        const size_t sent =
            wanted ? xStreamBufferSend(http->stream, bytes + done, count - done, 0) : 0;
        board_http_unlock(http);
        if (!wanted || is_late(http)) return false;
        done += sent;
        if (sent == 0) vTaskDelay(pdMS_TO_TICKS(ROOM_MS));
    }
    return true;
}

static int32_t read_body(board_http *http) {
    while (is_wanted(http)) {
        const int count = esp_http_client_read(http->client, http->piece, PIECE_BYTES);
        // First of all: a connection that on_client_event has ended looks like a body that is over.
        if (is_late(http)) return give_up(http);
        if (!is_wanted(http)) break;
        if (count == -ESP_ERR_HTTP_EAGAIN) continue;
        if (count < 0) return fail(http, ESP_FAIL);
        if (count == 0) {
            return esp_http_client_is_complete_data_received(http->client)
                       ? SLEEVE_HTTP_END
                       : fail(http, ESP_ERR_HTTP_CONNECTION_CLOSED);
        }
        if (!deliver(http, http->piece, (size_t)count) && is_late(http)) return give_up(http);
    }
    return SLEEVE_HTTP_BROKEN;
}

static int32_t transfer(board_http *http) {
    if (!board_network_is_up()) return SLEEVE_HTTP_NO_NETWORK;
    if (http->own.url[0] == 0) return SLEEVE_HTTP_NO_CONNECTION;
    http->own_memory_failures = board_memory_failures();
    const esp_err_t error = prepare(http);
    if (error != ESP_OK) {
        board_log_failure("request: not sent", error);
        return error == ESP_ERR_NO_MEM ? SLEEVE_HTTP_NO_MEMORY : SLEEVE_HTTP_NO_CONNECTION;
    }
    const int32_t event = ask(http);
    if (event != SLEEVE_HTTP_HEAD) return event;
    http->own_head.status = esp_http_client_get_status_code(http->client);
    board_http_lock(http);
    if (http->generation == http->own_generation) {
        http->head = http->own_head;
        http->has_head = true;
    }
    board_http_unlock(http);
    return read_body(http);
}

static bool take_request(board_http *http) {
    board_http_lock(http);
    const bool has_work = http->is_active && !http->is_taken;
    if (has_work) {
        http->is_taken = true;
        http->own = http->request;
        http->own_generation = http->generation;
        http->own_deadline_us = http->deadline_us;
    }
    board_http_unlock(http);
    return has_work;
}

void board_http_run(void *context) {
    board_http *http = context;
    for (;;) {
        ulTaskNotifyTake(pdTRUE, portMAX_DELAY);
        while (take_request(http)) {
            const int32_t outcome = transfer(http);
            const bool is_good = outcome == SLEEVE_HTTP_END && is_to_gateway(http) &&
                                 set_headers(http, false) == ESP_OK;
            if (is_good) {
                keep(http, (http->own.flags & SLEEVE_REQUEST_KEEP) &&
                               esp_http_client_is_persistent_connection(http->client));
            } else {
                release(http);
            }
            board_http_lock(http);
            if (http->generation == http->own_generation) http->outcome = outcome;
            board_http_unlock(http);
        }
    }
}
