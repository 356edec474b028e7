#pragma once

#include <esp_err.h>
#include <stdint.h>


// Lines on the console, in the SDK's own format. sleeve_log is here too.

/// Writes a line.
void board_log(const char *text);

/// Writes a line that ends with a number.
void board_log_number(const char *text, int32_t number);

/// Writes a line that ends with another text.
void board_log_text(const char *text, const char *value);

/// Writes a warning that ends with another text.
void board_log_warning(const char *text, const char *value);

/// Writes a warning: what failed, and the SDK's name for why. Nothing for `ESP_OK`.
void board_log_failure(const char *what, esp_err_t error);
