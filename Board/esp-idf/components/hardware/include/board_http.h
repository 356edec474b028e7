#pragma once

#include <esp_err.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "board_nullability.h"

// HTTP requests that a task of their own carries out, so that whoever asks never waits. One task
// for each client; a stream buffer holds what has come and was not taken yet.

#define BOARD_HTTP_CLIENTS 3
/// Bytes of the longest URL.
#define BOARD_HTTP_URL_LIMIT 700

typedef struct board_http board_http;

typedef struct {
    /// ASCII, without a zero; copied.
    const uint8_t *_Nonnull url;
    /// At most `BOARD_HTTP_URL_LIMIT`; a longer one is nowhere to connect to.
    size_t url_count;
    /// For all of it, from the first step to the last byte.
    uint32_t deadline_ms;
    /// The first byte that is wanted; where it is not 0, a range is asked for.
    uint32_t offset;
    /// Whether it goes to the gateway's own origin: only then the credentials go with it.
    bool is_gateway;
    /// Whether it asks for an image rather than for a document.
    bool is_image;
    /// Whether another request to the same place follows soon, so that the connection stays.
    bool keeps_connection;
} board_http_request;

typedef struct {
    uint16_t status;
    bool has_content_length;
    bool has_range_start;
    uint64_t content_length;
    uint64_t range_start;
    uint8_t retry_after_count;
    uint8_t retry_after[40];
} board_http_head;

typedef enum {
    BOARD_HTTP_PENDING,
    BOARD_HTTP_HEAD,
    BOARD_HTTP_BODY,
    BOARD_HTTP_END,
    BOARD_HTTP_NO_NETWORK,
    BOARD_HTTP_NO_CONNECTION,
    BOARD_HTTP_NOT_TRUSTED,
    BOARD_HTTP_BROKEN,
    BOARD_HTTP_TIMED_OUT,
    BOARD_HTTP_NO_MEMORY,
} board_http_event;

/// Sets what every request says of the device. To be called once, before the first request;
/// `user_agent` stays where it is.
void board_http_set_user_agent(const char *_Nonnull user_agent);

/// Sets what the device is called, for its gateway alone: up to 32 ASCII bytes, else it is not told.
/// To be called before the first request.
void board_http_set_device_id(const uint8_t *_Nonnull id, size_t count);

/// Starts a client, of which there are `BOARD_HTTP_CLIENTS` at most; null where there is no more.
board_http *_Nullable board_http_create(void);

/// Begins a request; one that is under way is given up.
void board_http_open(board_http *_Nonnull http, const board_http_request *_Nonnull request);

/// What has come since the last call: in this order a head, then body bytes, then the end.
/// `BOARD_HTTP_BODY` puts `*count` bytes, at least 1, at the start of `buffer`.
board_http_event board_http_poll(board_http *_Nonnull http, board_http_head *_Nonnull head,
                                 uint8_t *_Nonnull buffer, size_t capacity,
                                 size_t *_Nonnull count);

/// Gives up the request that is under way, if there is one.
///
/// At once for the caller. The task lets go of the connection when the SDK's call returns that it
/// is in: within half a second while it reads, after some seconds at worst while it looks up the
/// name and connects; a request that is opened meanwhile waits for that.
void board_http_cancel(board_http *_Nonnull http);
