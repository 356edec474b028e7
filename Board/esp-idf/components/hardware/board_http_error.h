#pragma once

#include <esp_http_client.h>

#include "board_http.h"

/// What the SDK's reason comes to, for a request that got no answer: never `BOARD_HTTP_END`.
board_http_event board_http_failure(esp_http_client_handle_t client, esp_err_t error);
