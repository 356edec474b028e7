#pragma once

// As much of ESP-IDF v5.5.5 as the sources under test need, for a test on this machine. Numbers are
// the SDK's; behaviour is in fake_sdk.c. Every header that those sources include leads here.

#include <errno.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>

// esp_err.h
typedef int esp_err_t;
#define ESP_OK 0
#define ESP_FAIL -1
#define ESP_ERR_NO_MEM 0x101
#define ESP_ERR_INVALID_ARG 0x102
const char *esp_err_to_name(esp_err_t error);

// esp_log.h
typedef enum { ESP_LOG_NONE, ESP_LOG_ERROR, ESP_LOG_WARN, ESP_LOG_INFO } esp_log_level_t;
void esp_log_level_set(const char *tag, esp_log_level_t level);
#define ESP_LOGI(tag, ...) ((void)(tag), printf("I "), printf(__VA_ARGS__), puts(""))
#define ESP_LOGW(tag, ...) ((void)(tag), printf("W "), printf(__VA_ARGS__), puts(""))

// esp_timer.h
int64_t esp_timer_get_time(void);

// esp_heap_caps.h
typedef void (*esp_alloc_failed_hook_t)(size_t size, uint32_t capabilities, const char *function);
esp_err_t heap_caps_register_failed_alloc_callback(esp_alloc_failed_hook_t callback);
size_t heap_caps_get_largest_free_block(uint32_t capabilities);

// freertos
int xPortInIsrContext(void);
#define portMAX_DELAY 0xFFFFFFFFu
#define pdTRUE 1
#define pdMS_TO_TICKS(ms) (ms)
typedef void *TaskHandle_t;
typedef void *SemaphoreHandle_t;
typedef void *StreamBufferHandle_t;
typedef uint8_t StackType_t;
typedef struct { int unused; } StaticTask_t, StaticSemaphore_t;
typedef struct { uint8_t *bytes; size_t size, count; } StaticStreamBuffer_t;
SemaphoreHandle_t xSemaphoreCreateMutexStatic(StaticSemaphore_t *storage);
int xSemaphoreTake(SemaphoreHandle_t semaphore, uint32_t ticks);
int xSemaphoreGive(SemaphoreHandle_t semaphore);
StreamBufferHandle_t xStreamBufferCreateStatic(size_t size, size_t trigger, uint8_t *bytes,
                                               StaticStreamBuffer_t *storage);
size_t xStreamBufferSend(StreamBufferHandle_t stream, const void *bytes, size_t count,
                         uint32_t ticks);
size_t xStreamBufferReceive(StreamBufferHandle_t stream, void *bytes, size_t count, uint32_t ticks);
int xStreamBufferReset(StreamBufferHandle_t stream);
TaskHandle_t xTaskCreateStatic(void (*run)(void *), const char *name, uint32_t stack_bytes,
                               void *context, unsigned priority, StackType_t *stack,
                               StaticTask_t *storage);
TaskHandle_t xTaskGetCurrentTaskHandle(void);
int xTaskNotifyGive(TaskHandle_t task);
uint32_t ulTaskNotifyTake(int clears, uint32_t ticks);
void vTaskDelay(uint32_t ticks);

// esp_http_client.h
#define ESP_ERR_HTTP_CONNECT 0x7002
#define ESP_ERR_HTTP_WRITE_DATA 0x7003
#define ESP_ERR_HTTP_FETCH_HEADER 0x7004
#define ESP_ERR_HTTP_EAGAIN 0x7007
#define ESP_ERR_HTTP_CONNECTION_CLOSED 0x7008
typedef struct esp_http_client *esp_http_client_handle_t;
typedef enum { HTTP_EVENT_ON_HEADER = 3, HTTP_EVENT_ON_DATA = 5 } esp_http_client_event_id_t;
typedef struct {
    esp_http_client_event_id_t event_id;
    esp_http_client_handle_t client;
    void *user_data;
    char *header_key;
    char *header_value;
} esp_http_client_event_t;
typedef struct {
    const char *url, *user_agent, *cert_pem, *client_cert_pem, *client_key_pem;
    int timeout_ms, max_authorization_retries, buffer_size, buffer_size_tx;
    bool disable_auto_redirect, keep_alive_enable;
    esp_err_t (*event_handler)(esp_http_client_event_t *event);
    void *user_data;
    esp_err_t (*crt_bundle_attach)(void *configuration);
} esp_http_client_config_t;
esp_http_client_handle_t esp_http_client_init(const esp_http_client_config_t *config);
esp_err_t esp_http_client_cleanup(esp_http_client_handle_t client);
esp_err_t esp_http_client_close(esp_http_client_handle_t client);
esp_err_t esp_http_client_set_user_data(esp_http_client_handle_t client, void *data);
esp_err_t esp_http_client_set_url(esp_http_client_handle_t client, const char *url);
esp_err_t esp_http_client_set_header(esp_http_client_handle_t client, const char *key,
                                     const char *value);
esp_err_t esp_http_client_delete_header(esp_http_client_handle_t client, const char *key);
esp_err_t esp_http_client_set_timeout_ms(esp_http_client_handle_t client, int timeout_ms);
esp_err_t esp_http_client_open(esp_http_client_handle_t client, int write_count);
int64_t esp_http_client_fetch_headers(esp_http_client_handle_t client);
int esp_http_client_read(esp_http_client_handle_t client, char *buffer, int count);
bool esp_http_client_is_complete_data_received(esp_http_client_handle_t client);
bool esp_http_client_is_persistent_connection(esp_http_client_handle_t client);
int esp_http_client_get_status_code(esp_http_client_handle_t client);
int esp_http_client_get_socket(esp_http_client_handle_t client);
int esp_http_client_get_errno(esp_http_client_handle_t client);
esp_err_t esp_http_client_get_and_clear_last_tls_error(esp_http_client_handle_t client, int *code,
                                                       int *flags);
esp_err_t esp_crt_bundle_attach(void *configuration);

// esp_tls_errors.h
#define ESP_ERR_ESP_TLS_CANNOT_RESOLVE_HOSTNAME 0x8001
#define ESP_ERR_ESP_TLS_CANNOT_CREATE_SOCKET 0x8002
#define ESP_ERR_ESP_TLS_UNSUPPORTED_PROTOCOL_FAMILY 0x8003
#define ESP_ERR_ESP_TLS_FAILED_CONNECT_TO_HOST 0x8004
#define ESP_ERR_ESP_TLS_SOCKET_SETOPT_FAILED 0x8005
#define ESP_ERR_ESP_TLS_CONNECTION_TIMEOUT 0x8006
#define ESP_ERR_ESP_TLS_TCP_CLOSED_FIN 0x8008
#define ESP_ERR_ESP_TLS_SERVER_HANDSHAKE_TIMEOUT 0x8009
#define ESP_ERR_MBEDTLS_CERT_PARTLY_OK 0x8010
#define ESP_ERR_MBEDTLS_X509_CRT_PARSE_FAILED 0x8015
#define ESP_ERR_MBEDTLS_SSL_CONF_OWN_CERT_FAILED 0x8016
#define ESP_ERR_MBEDTLS_PK_PARSE_KEY_FAILED 0x8019
#define ESP_ERR_MBEDTLS_SSL_HANDSHAKE_FAILED 0x801A
#define ESP_ERR_MBEDTLS_SSL_READ_FAILED 0x801D

// mbedtls 3.6: net_sockets.h, pem.h, ssl.h, ssl_misc.h
#define MBEDTLS_ERR_NET_RECV_FAILED -0x004C
#define MBEDTLS_ERR_NET_SEND_FAILED -0x004E
#define MBEDTLS_ERR_NET_CONN_RESET -0x0050
#define MBEDTLS_ERR_SSL_TIMEOUT -0x6800
#define MBEDTLS_ERR_SSL_CONN_EOF -0x7280
#define MBEDTLS_ERR_SSL_FATAL_ALERT_MESSAGE -0x7780
#define MBEDTLS_ERR_SSL_PEER_CLOSE_NOTIFY -0x7880
#define MBEDTLS_ERR_SSL_ALLOC_FAILED -0x7F00
#define MBEDTLS_ERR_CIPHER_ALLOC_FAILED -0x6180
#define MBEDTLS_ERR_ECP_ALLOC_FAILED -0x4D80
#define MBEDTLS_ERR_MD_ALLOC_FAILED -0x5180
#define MBEDTLS_ERR_PEM_ALLOC_FAILED -0x1180
#define MBEDTLS_ERR_PK_ALLOC_FAILED -0x3F80
#define MBEDTLS_ERR_X509_ALLOC_FAILED -0x2880
#define MBEDTLS_ERR_ASN1_ALLOC_FAILED -0x006A
#define MBEDTLS_ERR_MPI_ALLOC_FAILED -0x0010
#define MBEDTLS_SSL_SERVER_CERTIFICATE 3
#define MBEDTLS_SSL_HANDSHAKE_OVER 27
#define MBEDTLS_SSL_VERSION_TLS1_2 0x0303
#define MBEDTLS_SSL_VERSION_TLS1_3 0x0304
typedef struct { uint8_t client_auth; } mbedtls_ssl_handshake_params;
typedef struct {
    int state;
    int tls_version;
    mbedtls_ssl_handshake_params *handshake;
} mbedtls_ssl_context;
int mbedtls_ssl_handshake(mbedtls_ssl_context *ssl);
int mbedtls_ssl_handshake_step(mbedtls_ssl_context *ssl);
int mbedtls_ssl_is_handshake_over(mbedtls_ssl_context *ssl);
