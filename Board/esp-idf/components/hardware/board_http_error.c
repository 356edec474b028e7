// From the SDK's errors to the few that a person can do something about; see ERRORS.md.

#include "board_http_error.h"

#include <errno.h>
#include <esp_tls_errors.h>
#include <mbedtls/net_sockets.h>
#include <mbedtls/pem.h>
#include <mbedtls/ssl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "board_log.h"
#include "board_memory.h"
#include "board_network.h"
#include "sleeve_port.h"

// Two of the SDK's names of up to 45 characters, and all that `report` adds to them.
#define LINE_BYTES 224

/// Whether a handshake ended with `code`, of mbedtls, for a reason that is no verdict on either
/// side: the connection broke.
static bool is_transport_failure(int code) {
    switch (-abs(code)) {
    case 0:
    case MBEDTLS_ERR_NET_CONN_RESET:
    case MBEDTLS_ERR_NET_RECV_FAILED:
    case MBEDTLS_ERR_NET_SEND_FAILED:
    case MBEDTLS_ERR_SSL_CONN_EOF:
    case MBEDTLS_ERR_SSL_TIMEOUT:
    case MBEDTLS_ERR_SSL_PEER_CLOSE_NOTIFY:
        return true;
    default:
        return false;
    }
}

/// Whether `code`, of mbedtls, says that memory ran out: in the module that failed, bits 7 to 15, or
/// in one beneath it, bits 0 to 6 (error.h).
static bool is_out_of_memory(int code) {
    switch (-(abs(code) & 0xFF80)) {
    case MBEDTLS_ERR_CIPHER_ALLOC_FAILED:
    case MBEDTLS_ERR_ECP_ALLOC_FAILED:
    case MBEDTLS_ERR_MD_ALLOC_FAILED:
    case MBEDTLS_ERR_PEM_ALLOC_FAILED:
    case MBEDTLS_ERR_PK_ALLOC_FAILED:
    case MBEDTLS_ERR_SSL_ALLOC_FAILED:
    case MBEDTLS_ERR_X509_ALLOC_FAILED:
        return true;
    }
    switch (-(abs(code) & 0x7F)) {
    case MBEDTLS_ERR_ASN1_ALLOC_FAILED:
    case MBEDTLS_ERR_MPI_ALLOC_FAILED:
        return true;
    }
    return false;
}

bool board_http_is_client_refused(const board_http_cause *cause) {
    const board_http_handshake *handshake = &cause->handshake;
    if (!handshake->is_server_accepted || !handshake->is_client_asked) return false;
    if (handshake->is_client_accepted) return false;
    // A server that closes while something from the client is unread has its TCP reset the
    // connection (RFC 1122 section 4.2.2.13), and the reset often overtakes the alert.
    switch (-abs(cause->mbedtls)) {
    case MBEDTLS_ERR_SSL_FATAL_ALERT_MESSAGE:
    case MBEDTLS_ERR_NET_CONN_RESET:
        return true;
    default:
        // A reset that the SDK found while it waited for the answer.
        return cause->mbedtls == 0 && cause->socket == ECONNRESET;
    }
}

static int32_t tls_failure(esp_err_t error, int code, int flags) {
    switch (error) {
    case ESP_ERR_ESP_TLS_CANNOT_RESOLVE_HOSTNAME:
    case ESP_ERR_ESP_TLS_CANNOT_CREATE_SOCKET:
    case ESP_ERR_ESP_TLS_UNSUPPORTED_PROTOCOL_FAMILY:
    case ESP_ERR_ESP_TLS_FAILED_CONNECT_TO_HOST:
    case ESP_ERR_ESP_TLS_SOCKET_SETOPT_FAILED:
    case ESP_ERR_ESP_TLS_CONNECTION_TIMEOUT:
        return SLEEVE_HTTP_NO_CONNECTION;
    case ESP_ERR_ESP_TLS_SERVER_HANDSHAKE_TIMEOUT:
        return SLEEVE_HTTP_TIMED_OUT;
    case ESP_ERR_MBEDTLS_X509_CRT_PARSE_FAILED:
    case ESP_ERR_MBEDTLS_CERT_PARTLY_OK:
    case ESP_ERR_MBEDTLS_SSL_CONF_OWN_CERT_FAILED:
    case ESP_ERR_MBEDTLS_PK_PARSE_KEY_FAILED:
        return SLEEVE_HTTP_NOT_TRUSTED;
    case ESP_ERR_MBEDTLS_SSL_HANDSHAKE_FAILED:
        return flags == 0 && is_transport_failure(code) ? SLEEVE_HTTP_BROKEN
                                                        : SLEEVE_HTTP_NOT_TRUSTED;
    default:
        // With TLS 1.2 a server may ask for the certificate later, and refuse it by an alert.
        return -abs(code) == MBEDTLS_ERR_SSL_FATAL_ALERT_MESSAGE ? SLEEVE_HTTP_NOT_TRUSTED
                                                                 : SLEEVE_HTTP_BROKEN;
    }
}

int32_t board_http_verdict(const board_http_cause *cause) {
    if (!cause->is_network_up) return SLEEVE_HTTP_NO_NETWORK;
    if (cause->tls == ESP_ERR_NO_MEM || is_out_of_memory(cause->mbedtls)) {
        return SLEEVE_HTTP_NO_MEMORY;
    }
    if (board_http_is_client_refused(cause)) return SLEEVE_HTTP_NOT_TRUSTED;
    const int32_t event = tls_failure(cause->tls, cause->mbedtls, cause->flags);
    // Where memory was short for it, the SDK says the same of a name, a socket or a certificate as
    // where there is none, or a bad one.
    if (cause->is_memory_short &&
        (event == SLEEVE_HTTP_NO_CONNECTION || event == SLEEVE_HTTP_NOT_TRUSTED)) {
        return SLEEVE_HTTP_NO_MEMORY;
    }
    return event == SLEEVE_HTTP_BROKEN && cause->error == ESP_ERR_HTTP_CONNECT &&
                   cause->tls == ESP_OK
               ? SLEEVE_HTTP_NO_CONNECTION
               : event;
}

__attribute__((format(printf, 2, 3))) static void append(char line[static LINE_BYTES],
                                                         const char *format, ...) {
    const size_t used = strlen(line);
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(line + used, LINE_BYTES - used, format, arguments);
    va_end(arguments);
}

static void report(const board_http_cause *cause) {
    char line[LINE_BYTES] = "";
    append(line, "%s", esp_err_to_name(cause->error));
    if (cause->tls != ESP_OK) append(line, ", %s", esp_err_to_name(cause->tls));
    if (cause->mbedtls != 0) append(line, ", mbedtls -0x%04X", (unsigned)abs(cause->mbedtls));
    if (cause->flags != 0) append(line, ", certificate flags 0x%02X", (unsigned)cause->flags);
    if (cause->socket != 0) append(line, ", errno %d", cause->socket);
    if (board_http_is_client_refused(cause)) append(line, ": client certificate refused");
    board_log_warning("request:", line);
}

int32_t board_http_failure(esp_http_client_handle_t client, esp_err_t error,
                                    const board_http_handshake *handshake,
                                    unsigned memory_failures) {
    board_http_cause cause = {
        .error = error,
        .is_network_up = board_network_is_up(),
        .is_memory_short = board_memory_failures() != memory_failures,
        .handshake = *handshake,
    };
    cause.tls = esp_http_client_get_and_clear_last_tls_error(client, &cause.mbedtls, &cause.flags);
    cause.socket = esp_http_client_get_errno(client);
    report(&cause);
    return board_http_verdict(&cause);
}

void board_http_forget_failure(esp_http_client_handle_t client) {
    int code;
    int flags;
    esp_http_client_get_and_clear_last_tls_error(client, &code, &flags);
    esp_http_client_get_errno(client);
}
