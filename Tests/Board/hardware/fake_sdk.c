// The SDK of fake_sdk.h, which carries out a script: a word for each thing that happens to a
// request.
//
//   handshake=NAME   the TLS handshake of the next connection, of `handshakes` below
//   client=none      the SDK makes no client
//   open=ok|refused|nohost|timeout
//   head=ok|wait|reset|alert|fin|select-reset
//   header=NAME:VALUE   after head=ok: one of the answer's; `_` stands for a space
//   open=TLS,CODE, and head and body likewise   these errors of esp-tls and mbedtls, in hexadecimal
//   body=N           N bytes; all that there is to come if it is the last
//   body=wait|reset|fin
//   cancel           the caller gives the request up
//   starve           an allocation of the task fails
//
// `wait` lasts as long as the timeout of the call; the last `wait` goes on for ever.

#include "fake_sdk.h"

#include <setjmp.h>
#include <stdlib.h>

#include "board_credentials.h"
#include "board_network.h"
#include "script.h"

jmp_buf fake_task_is_idle;
static char **script;
static int64_t now_us = 1000000;
static int task_identity;
static bool is_in_task;
static bool has_run;
static bool is_network_up = true;

static struct esp_http_client {
    esp_http_client_config_t config;
    int timeout_ms;
    esp_err_t tls;
    int code, flags, socket;
} the_client;

static esp_alloc_failed_hook_t on_failed_allocation;

esp_err_t heap_caps_register_failed_alloc_callback(esp_alloc_failed_hook_t callback) {
    on_failed_allocation = callback;
    return ESP_OK;
}

size_t heap_caps_get_largest_free_block(uint32_t capabilities) { return capabilities; }
int xPortInIsrContext(void) { return 0; }

void script_begin(char **words) {
    script = words;
    has_run = false;
}

void script_advance(int64_t milliseconds) { now_us += milliseconds * 1000; }
void script_set_network(bool is_up) { is_network_up = is_up; }

/// What comes after `key=` in the next word, which is used up; null where it is another one.
static const char *next(const char *key) {
    for (;; script++) {
        if (*script != NULL && strcmp(*script, "cancel") == 0) {
            script_cancel();
        } else if (*script != NULL && strcmp(*script, "starve") == 0) {
            if (on_failed_allocation != NULL) on_failed_allocation(16717, 0x804, "calloc");
        } else {
            break;
        }
    }
    const size_t length = strlen(key);
    if (*script == NULL || strncmp(*script, key, length) != 0 || (*script)[length] != '=') {
        return NULL;
    }
    const char *value = *script + length + 1;
    const bool is_endless = strcmp(value, "wait") == 0 && script[1] == NULL;
    if (!is_endless) script++;
    return value;
}

const char *esp_err_to_name(esp_err_t error) {
    static char text[24];
    static const struct { esp_err_t error; const char *name; } names[] = {
        {ESP_FAIL, "ESP_FAIL"},
        {ESP_ERR_HTTP_CONNECT, "ESP_ERR_HTTP_CONNECT"},
        {ESP_ERR_HTTP_FETCH_HEADER, "ESP_ERR_HTTP_FETCH_HEADER"},
        {ESP_ERR_HTTP_CONNECTION_CLOSED, "ESP_ERR_HTTP_CONNECTION_CLOSED"},
        {ESP_ERR_ESP_TLS_TCP_CLOSED_FIN, "ESP_ERR_ESP_TLS_TCP_CLOSED_FIN"},
        {ESP_ERR_ESP_TLS_FAILED_CONNECT_TO_HOST, "ESP_ERR_ESP_TLS_FAILED_CONNECT_TO_HOST"},
        {ESP_ERR_MBEDTLS_SSL_HANDSHAKE_FAILED, "ESP_ERR_MBEDTLS_SSL_HANDSHAKE_FAILED"},
        {ESP_ERR_MBEDTLS_SSL_READ_FAILED, "ESP_ERR_MBEDTLS_SSL_READ_FAILED"},
    };
    for (size_t index = 0; index < sizeof names / sizeof names[0]; index++) {
        if (names[index].error == error) return names[index].name;
    }
    snprintf(text, sizeof text, "0x%X", (unsigned)error);
    return text;
}

void esp_log_level_set(const char *tag, esp_log_level_t level) {
    printf("level %s %d\n", tag, level);
}

int64_t esp_timer_get_time(void) { return now_us; }
bool board_network_is_up(void) { return is_network_up; }

const board_credentials *board_credentials_get(void) {
    static const board_credentials credentials = {.authority = "A", .certificate = "C", .key = "K"};
    return &credentials;
}

// MARK: FreeRTOS: one task, that runs when the caller waits

SemaphoreHandle_t xSemaphoreCreateMutexStatic(StaticSemaphore_t *storage) { return storage; }

int xSemaphoreTake(SemaphoreHandle_t semaphore, uint32_t ticks) {
    (void)semaphore, (void)ticks;
    return pdTRUE;
}

int xSemaphoreGive(SemaphoreHandle_t semaphore) {
    (void)semaphore;
    return pdTRUE;
}

StreamBufferHandle_t xStreamBufferCreateStatic(size_t size, size_t trigger, uint8_t *bytes,
                                               StaticStreamBuffer_t *storage) {
    (void)trigger;
    *storage = (StaticStreamBuffer_t){bytes, size, 0};
    return storage;
}

size_t xStreamBufferSend(StreamBufferHandle_t stream, const void *bytes, size_t count,
                         uint32_t ticks) {
    (void)ticks;
    StaticStreamBuffer_t *buffer = stream;
    const size_t room = buffer->size - 1 - buffer->count;
    const size_t sent = count < room ? count : room;
    memcpy(buffer->bytes + buffer->count, bytes, sent);
    buffer->count += sent;
    return sent;
}

size_t xStreamBufferReceive(StreamBufferHandle_t stream, void *bytes, size_t count,
                            uint32_t ticks) {
    (void)ticks;
    StaticStreamBuffer_t *buffer = stream;
    const size_t taken = count < buffer->count ? count : buffer->count;
    memcpy(bytes, buffer->bytes, taken);
    buffer->count -= taken;
    memmove(buffer->bytes, buffer->bytes + taken, buffer->count);
    return taken;
}

int xStreamBufferReset(StreamBufferHandle_t stream) {
    ((StaticStreamBuffer_t *)stream)->count = 0;
    return pdTRUE;
}

TaskHandle_t xTaskCreateStatic(void (*run)(void *), const char *name, uint32_t stack_bytes,
                               void *context, unsigned priority, StackType_t *stack,
                               StaticTask_t *storage) {
    (void)run, (void)name, (void)stack_bytes, (void)context, (void)priority, (void)stack,
        (void)storage;
    return &task_identity;
}

TaskHandle_t xTaskGetCurrentTaskHandle(void) { return is_in_task ? &task_identity : NULL; }

int xTaskNotifyGive(TaskHandle_t task) {
    (void)task;
    return pdTRUE;
}

uint32_t ulTaskNotifyTake(int clears, uint32_t ticks) {
    (void)clears, (void)ticks;
    is_in_task = !has_run;
    if (has_run) longjmp(fake_task_is_idle, 1);
    has_run = true;
    return 1;
}

void vTaskDelay(uint32_t ticks) { script_advance(ticks); }

// MARK: TLS, step by step as mbedtls 3.6.6 was seen to go with a server of OpenSSL

typedef struct {
    const char *name;
    int version;
    // The states, each a step; the one of CertificateRequest is 5.
    int states[12];
    bool is_client_asked;
    // Of the last step.
    int result;
    int flags;
} handshake;

static const handshake handshakes[] = {
    {"open", 0x0303, {0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 16, 15}, false, 0, 0},
    {"accepted", 0x0303, {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 16, 15}, true, 0, 0},
    {"refused-reset", 0x0303, {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, true, -0x0050, 0},
    {"refused-alert", 0x0303, {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 16}, true, -0x7780, 0},
    {"open-reset", 0x0303, {0, 1, 2, 3, 4, 5, 6, 7, 8, 10}, false, -0x0050, 0},
    {"reset-at-hello", 0x0303, {0, 1, 2}, false, -0x0050, 0},
    {"untrusted", 0x0303, {0, 1, 2, 3}, false, -0x2700, 0x08},
    {"untrusted-asked-1.3", 0x0304, {0, 1, 2, 19, 5, 3}, true, -0x2700, 0x08},
    {"asked-eof", 0x0303, {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, true, -0x7280, 0},
    {"asked-no-memory", 0x0303, {0, 1, 2, 3, 4, 5, 6, 7}, true, -0x7F00, 0},
    {"asked-1.3", 0x0304, {0, 1, 2, 19, 5, 3, 9, 13, 7, 21, 11, 15}, true, 0, 0},
    {"open-1.3", 0x0304, {0, 1, 2, 19, 5, 3, 9, 13, 7, 11, 15}, false, 0, 0},
};
static const handshake *current;
static mbedtls_ssl_handshake_params parameters;
static int step_index;

int mbedtls_ssl_is_handshake_over(mbedtls_ssl_context *ssl) {
    return ssl->state >= MBEDTLS_SSL_HANDSHAKE_OVER;
}

int mbedtls_ssl_handshake_step(mbedtls_ssl_context *ssl) {
    if (ssl->state == 5) parameters.client_auth = current->is_client_asked;
    const int next_state = step_index < 11 ? current->states[step_index + 1] : 0;
    if (next_state == 0) {
        if (current->result != 0) return current->result;
        // It goes with the last step.
        ssl->handshake = NULL;
        parameters.client_auth = 0;
        ssl->state = MBEDTLS_SSL_HANDSHAKE_OVER;
        return 0;
    }
    step_index++;
    ssl->state = next_state;
    return 0;
}

/// The part of esp-tls: false where the handshake fails.
static bool shake_hands(esp_http_client_handle_t client, const char *name) {
    for (size_t index = 0; index < sizeof handshakes / sizeof handshakes[0]; index++) {
        if (strcmp(handshakes[index].name, name) == 0) current = &handshakes[index];
    }
    step_index = 0;
    mbedtls_ssl_context ssl = {0, current->version, &parameters};
    const int result = mbedtls_ssl_handshake(&ssl);
    if (result == 0) return true;
    client->tls = ESP_ERR_MBEDTLS_SSL_HANDSHAKE_FAILED;
    client->code = -result;
    client->flags = current->flags;
    return false;
}

// MARK: The HTTP client

esp_err_t esp_crt_bundle_attach(void *configuration) {
    (void)configuration;
    return ESP_OK;
}

esp_http_client_handle_t esp_http_client_init(const esp_http_client_config_t *config) {
    the_client = (struct esp_http_client){.config = *config};
    printf("client made\n");
    return next("client") == NULL ? &the_client : NULL;
}

static esp_err_t ok(esp_http_client_handle_t client) {
    (void)client;
    return ESP_OK;
}

esp_err_t esp_http_client_cleanup(esp_http_client_handle_t client) { return ok(client); }
esp_err_t esp_http_client_close(esp_http_client_handle_t client) {
    printf("connection closed\n");
    return ok(client);
}

esp_err_t esp_http_client_set_user_data(esp_http_client_handle_t client, void *data) {
    client->config.user_data = data;
    return ok(client);
}

esp_err_t esp_http_client_set_url(esp_http_client_handle_t client, const char *url) {
    (void)url;
    return ok(client);
}

esp_err_t esp_http_client_set_header(esp_http_client_handle_t client, const char *key,
                                     const char *value) {
    printf("header %s: %s\n", key, value);
    return ok(client);
}

esp_err_t esp_http_client_delete_header(esp_http_client_handle_t client, const char *key) {
    printf("no header %s\n", key);
    return ok(client);
}

esp_err_t esp_http_client_set_timeout_ms(esp_http_client_handle_t client, int timeout_ms) {
    client->timeout_ms = timeout_ms;
    return ok(client);
}

static bool fail_as_told(esp_http_client_handle_t client, const char *how) {
    return sscanf(how, "%x,%x", (unsigned *)&client->tls, (unsigned *)&client->code) == 2;
}

esp_err_t esp_http_client_open(esp_http_client_handle_t client, int write_count) {
    (void)write_count;
    const char *name = next("handshake");
    if (name != NULL) return shake_hands(client, name) ? ESP_OK : ESP_ERR_HTTP_CONNECT;
    const char *value = next("open");
    if (value == NULL || strcmp(value, "ok") == 0) return ESP_OK;
    if (fail_as_told(client, value)) return ESP_ERR_HTTP_CONNECT;
    client->tls = strcmp(value, "nohost") == 0    ? ESP_ERR_ESP_TLS_CANNOT_RESOLVE_HOSTNAME
                  : strcmp(value, "timeout") == 0 ? ESP_ERR_ESP_TLS_CONNECTION_TIMEOUT
                                                  : ESP_ERR_ESP_TLS_FAILED_CONNECT_TO_HOST;
    if (strcmp(value, "refused") == 0) client->socket = ECONNREFUSED;
    if (strcmp(value, "timeout") == 0) script_advance(client->timeout_ms);
    return ESP_ERR_HTTP_CONNECT;
}

/// The part of esp-tls in a read that fails.
static int fail_to_read(esp_http_client_handle_t client, const char *how) {
    if (fail_as_told(client, how)) {
        return ESP_FAIL;
    } else if (strcmp(how, "fin") == 0) {
        client->tls = ESP_ERR_ESP_TLS_TCP_CLOSED_FIN;
    } else if (strcmp(how, "select-reset") == 0) {
        client->socket = ECONNRESET;
    } else {
        client->tls = ESP_ERR_MBEDTLS_SSL_READ_FAILED;
        client->code = strcmp(how, "alert") == 0 ? 0x7780 : 0x0050;
    }
    return ESP_FAIL;
}

static void answer_header(esp_http_client_handle_t client, const char *text) {
    char name[128];
    snprintf(name, sizeof name, "%s", text);
    for (char *byte = name; *byte != 0; byte++) {
        if (*byte == '_') *byte = ' ';
    }
    char *value = strchr(name, ':');
    *value++ = 0;
    client->config.event_handler(&(esp_http_client_event_t){
        .event_id = HTTP_EVENT_ON_HEADER, .client = client, .user_data = client->config.user_data,
        .header_key = name, .header_value = value});
}

int64_t esp_http_client_fetch_headers(esp_http_client_handle_t client) {
    const char *value = next("head");
    if (value == NULL || strcmp(value, "ok") == 0) {
        while ((value = next("header")) != NULL) answer_header(client, value);
        return 0;
    }
    if (strcmp(value, "wait") != 0) return fail_to_read(client, value);
    script_advance(client->timeout_ms);
    return -ESP_ERR_HTTP_EAGAIN;
}

int esp_http_client_read(esp_http_client_handle_t client, char *buffer, int count) {
    const char *value = next("body");
    if (value == NULL) return 0;
    if (strcmp(value, "wait") == 0) {
        script_advance(client->timeout_ms);
        return -ESP_ERR_HTTP_EAGAIN;
    }
    const int length = strchr(value, ',') == NULL ? atoi(value) : 0;
    if (length == 0) return fail_to_read(client, value);
    memset(buffer, 'x', (size_t)(length < count ? length : count));
    return length < count ? length : count;
}

bool esp_http_client_is_complete_data_received(esp_http_client_handle_t client) {
    (void)client;
    return *script == NULL;
}

bool esp_http_client_is_persistent_connection(esp_http_client_handle_t client) {
    (void)client;
    return true;
}

int esp_http_client_get_status_code(esp_http_client_handle_t client) {
    (void)client;
    return 200;
}

int esp_http_client_get_socket(esp_http_client_handle_t client) {
    (void)client;
    return -1;
}

int esp_http_client_get_errno(esp_http_client_handle_t client) {
    const int result = client->socket;
    client->socket = 0;
    return result;
}

esp_err_t esp_http_client_get_and_clear_last_tls_error(esp_http_client_handle_t client, int *code,
                                                       int *flags) {
    const esp_err_t result = client->tls;
    *code = client->code;
    *flags = client->flags;
    client->tls = ESP_OK;
    client->code = client->flags = 0;
    return result;
}
