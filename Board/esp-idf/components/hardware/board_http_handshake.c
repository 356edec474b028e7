// How far TLS handshakes come, which the SDK's HTTP client does not tell: needed to know a gateway
// that refuses the device's certificate from a connection that breaks.
//
// The linker puts this in the place of mbedtls_ssl_handshake (CMakeLists.txt, --wrap). Whether a
// certificate was asked for is in the handshake's own state alone, and that is freed with its last
// step; so it is looked at after each step. The state is read through mbedtls's internal header, as
// the SDK's own port does (v5.5.5: port/dynamic/esp_mbedtls_dynamic_impl.h).
#define MBEDTLS_ALLOW_PRIVATE_ACCESS

#include <ssl_misc.h>

#include "board_http_private.h"

int __wrap_mbedtls_ssl_handshake(mbedtls_ssl_context *ssl);

static void note(board_http_handshake *notes, mbedtls_ssl_context *ssl, int step) {
    // The step fails where the certificate is not accepted.
    if (step == MBEDTLS_SSL_SERVER_CERTIFICATE) notes->is_server_accepted = true;
    if (ssl->handshake != NULL && ssl->handshake->client_auth) notes->is_client_asked = true;
    // TLS 1.2: the server's last message comes after it has looked at the client's certificate
    // (RFC 5246 section 7.3). TLS 1.3: before (RFC 8446 section 2), so that it may refuse later.
    if (mbedtls_ssl_is_handshake_over(ssl) && ssl->tls_version == MBEDTLS_SSL_VERSION_TLS1_2) {
        notes->is_client_accepted = true;
    }
}

int __wrap_mbedtls_ssl_handshake(mbedtls_ssl_context *ssl) {
    // Null for a task that is none of the clients', such as Wi-Fi's.
    board_http_handshake *const notes = board_http_current_handshake();
    int result = 0;
    while (result == 0 && !mbedtls_ssl_is_handshake_over(ssl)) {
        const int step = ssl->state;
        result = mbedtls_ssl_handshake_step(ssl);
        if (result == 0 && notes != NULL) note(notes, ssl, step);
    }
    return result;
}
