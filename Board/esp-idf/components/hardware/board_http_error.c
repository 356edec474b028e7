// From the SDK's errors to the few that a person can do something about; see ERRORS.md.

#include "board_http_error.h"

#include <esp_tls_errors.h>
#include <mbedtls/net_sockets.h>
#include <mbedtls/ssl.h>
#include <stdlib.h>

#include "board_log.h"
#include "board_network.h"

/// Whether a handshake ended with `code`, of mbedtls, for a reason that is no verdict on either
/// side: the connection broke, or memory ran out.
static bool is_transport_failure(int code) {
    switch (-abs(code)) {
    case 0:
    case MBEDTLS_ERR_NET_CONN_RESET:
    case MBEDTLS_ERR_NET_RECV_FAILED:
    case MBEDTLS_ERR_NET_SEND_FAILED:
    case MBEDTLS_ERR_SSL_ALLOC_FAILED:
    case MBEDTLS_ERR_SSL_CONN_EOF:
    case MBEDTLS_ERR_SSL_TIMEOUT:
    case MBEDTLS_ERR_SSL_PEER_CLOSE_NOTIFY:
        return true;
    default:
        return false;
    }
}

static board_http_event tls_failure(esp_err_t error, int code, int flags) {
    switch (error) {
    case ESP_ERR_ESP_TLS_CANNOT_RESOLVE_HOSTNAME:
    case ESP_ERR_ESP_TLS_CANNOT_CREATE_SOCKET:
    case ESP_ERR_ESP_TLS_UNSUPPORTED_PROTOCOL_FAMILY:
    case ESP_ERR_ESP_TLS_FAILED_CONNECT_TO_HOST:
    case ESP_ERR_ESP_TLS_SOCKET_SETOPT_FAILED:
    case ESP_ERR_ESP_TLS_CONNECTION_TIMEOUT:
        return BOARD_HTTP_NO_CONNECTION;
    case ESP_ERR_ESP_TLS_SERVER_HANDSHAKE_TIMEOUT:
        return BOARD_HTTP_TIMED_OUT;
    case ESP_ERR_MBEDTLS_X509_CRT_PARSE_FAILED:
    case ESP_ERR_MBEDTLS_CERT_PARTLY_OK:
    case ESP_ERR_MBEDTLS_SSL_CONF_OWN_CERT_FAILED:
    case ESP_ERR_MBEDTLS_PK_PARSE_KEY_FAILED:
        return BOARD_HTTP_NOT_TRUSTED;
    case ESP_ERR_MBEDTLS_SSL_HANDSHAKE_FAILED:
        return flags == 0 && is_transport_failure(code) ? BOARD_HTTP_BROKEN
                                                        : BOARD_HTTP_NOT_TRUSTED;
    default:
        // With TLS 1.3 the peer refuses a client's certificate after the handshake, by an alert.
        return -abs(code) == MBEDTLS_ERR_SSL_FATAL_ALERT_MESSAGE ? BOARD_HTTP_NOT_TRUSTED
                                                                 : BOARD_HTTP_BROKEN;
    }
}

board_http_event board_http_failure(esp_http_client_handle_t client, esp_err_t error) {
    int code = 0;
    int flags = 0;
    const esp_err_t tls = esp_http_client_get_and_clear_last_tls_error(client, &code, &flags);
    board_log_failure("request", error);
    board_log_failure("request: TLS or socket", tls);
    if (code != 0) board_log_number("request: mbedtls error", -abs(code));
    if (flags != 0) board_log_number("request: certificate flags", flags);
    if (!board_network_is_up()) return BOARD_HTTP_NO_NETWORK;
    const board_http_event event = tls_failure(tls, code, flags);
    return event == BOARD_HTTP_BROKEN && error == ESP_ERR_HTTP_CONNECT && tls == ESP_OK
               ? BOARD_HTTP_NO_CONNECTION
               : event;
}
