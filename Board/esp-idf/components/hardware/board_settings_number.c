#include <nvs.h>
#include <string.h>

#include "board_log.h"
#include "board_settings.h"

/// A whole number of up to nine digits, as the core takes them; -1 for what is none.
static int whole(const char *text) {
    int number = 0;
    for (const char *digit = text; *digit != 0; digit++) {
        if (*digit < '0' || *digit > '9') return -1;
        number = number * 10 + (*digit - '0');
    }
    return text[0] == 0 ? -1 : number;
}

bool board_settings_number(const char *key, int low, int high, int *number) {
    char text[10];
    size_t length = sizeof text;
    const esp_err_t error = board_settings_read(key, text, &length);
    if (error == ESP_ERR_NVS_NOT_FOUND) return true;
    if (error != ESP_OK && error != ESP_ERR_NVS_INVALID_LENGTH) {
        board_log_failure(key, error);
        return true;
    }
    if (error != ESP_OK) return false;
    const bool is_minus_one = strcmp(text, "-1") == 0;
    const int value = is_minus_one ? -1 : whole(text);
    if ((value == -1 && !is_minus_one) || value < low || value > high) return false;
    *number = value;
    return true;
}
