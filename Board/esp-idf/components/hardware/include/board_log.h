#pragma once

#include <esp_err.h>
#include <stddef.h>
#include <stdint.h>

#include "board_nullability.h"

// The SDK's log takes variable arguments and macros, neither of which Swift imports.

/// Writes a line.
void board_log(const char *_Nonnull text);

/// Writes a line that ends with a number.
void board_log_number(const char *_Nonnull text, int32_t number);

/// Writes a line that ends with another text.
void board_log_text(const char *_Nonnull text, const char *_Nonnull value);

/// Writes a line of `count` bytes, which need not end in a zero.
void board_log_bytes(const uint8_t *_Nonnull text, size_t count);

/// Writes a warning that ends with another text.
void board_log_warning(const char *_Nonnull text, const char *_Nonnull value);

/// Writes a warning: what failed, and the SDK's name for why. Nothing for `ESP_OK`.
void board_log_failure(const char *_Nonnull what, esp_err_t error);

/// Writes what a screen amounted to: `screen <number>: <bytes> bytes, checksum <8 digits>`.
void board_log_screen(uint32_t number, uint32_t bytes, uint32_t checksum);
