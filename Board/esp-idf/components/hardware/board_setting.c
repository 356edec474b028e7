// One setting, as the core asks for it.

#include <nvs.h>
#include <sdkconfig.h>
#include <string.h>

#include "board_identity.h"
#include "board_log.h"
#include "board_result.h"
#include "board_settings.h"
#include "sleeve_port.h"

// Of the longest that the core takes.
#define VALUE_BYTES_MAX 128

int32_t sleeve_setting(const uint8_t *key, uint32_t key_count, uint8_t *value, uint32_t capacity) {
    char name[NVS_KEY_NAME_MAX_SIZE] = "", text[VALUE_BYTES_MAX + 1];
    if (key_count < sizeof name) memcpy(name, key, key_count);
    if (strcmp(name, "device_id") == 0) return board_copy(board_device_id(), value, capacity);
    size_t length = sizeof text;
    const esp_err_t error = board_settings_read(name, text, &length);
    if (error == ESP_OK) return board_copy(text, value, capacity);
    // The core names a setting that is too long.
    if (error == ESP_ERR_NVS_INVALID_LENGTH) return VALUE_BYTES_MAX + 1;
    if (error != ESP_ERR_NVS_NOT_FOUND) board_log_failure(name, error);
    const bool is_built_in = strcmp(name, "gateway_url") == 0 && CONFIG_SLEEVE_GATEWAY_URL[0] != 0;
    return is_built_in ? board_copy(CONFIG_SLEEVE_GATEWAY_URL, value, capacity) : SLEEVE_ABSENT;
}
