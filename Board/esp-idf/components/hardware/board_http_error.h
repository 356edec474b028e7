#pragma once

#include <esp_http_client.h>

#include <stdbool.h>
#include <stdint.h>

/// How far the TLS handshake of a connection has come.
typedef struct {
    /// The server's certificate is one that the device accepts.
    bool is_server_accepted;
    /// The server has asked for the device's certificate.
    bool is_client_asked;
    /// The server has gone on after it had the device's certificate, or has asked for none.
    bool is_client_accepted;
} board_http_handshake;

/// What is known of why a request got no answer.
typedef struct {
    /// Of the HTTP client's call.
    esp_err_t error;
    /// The last one of esp-tls; `ESP_OK` where it had none.
    esp_err_t tls;
    /// The last one of mbedtls, with either sign; 0 where it had none.
    int mbedtls;
    /// What is wrong with the server's certificate: `MBEDTLS_X509_BADCERT_…`.
    int flags;
    /// The socket's `errno`; 0 where it had none.
    int socket;
    bool is_network_up;
    /// An allocation failed in the request's task.
    bool is_memory_short;
    board_http_handshake handshake;
} board_http_cause;

/// Whether the server has refused the device's certificate.
bool board_http_is_client_refused(const board_http_cause *cause);

/// What the cause comes to: never SLEEVE_HTTP_END.
int32_t board_http_verdict(const board_http_cause *cause);

/// Takes the cause from `client`, writes it to the console in one line, and returns what it comes
/// to. `memory_failures` is `board_memory_failures` as it was before the request.
int32_t board_http_failure(esp_http_client_handle_t client, esp_err_t error,
                                    const board_http_handshake *handshake,
                                    unsigned memory_failures);

/// Forgets the cause of a failure that is of no interest.
void board_http_forget_failure(esp_http_client_handle_t client);
