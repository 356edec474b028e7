#pragma once

#include <esp_err.h>
#include <stdint.h>
#include <string.h>

// Answers as sleeve_port.h has them.

/// The SDK's error as a failure of the port; 0 for `ESP_OK`.
static inline int32_t board_result(esp_err_t error) { return error > 0 ? -error : error; }

/// The length of `text`, which is copied where it fits.
static inline int32_t board_copy(const char *text, uint8_t *buffer, uint32_t capacity) {
    const size_t count = strlen(text);
    if (count <= capacity) memcpy(buffer, text, count);
    return (int32_t)count;
}
