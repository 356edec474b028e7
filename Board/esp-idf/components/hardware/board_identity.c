#include "board_identity.h"

#include <esp_app_desc.h>
#include <esp_mac.h>
#include <esp_random.h>
#include <nvs.h>
#include <sdkconfig.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "board_log.h"
#include "board_network.h"
#include "board_result.h"
#include "board_settings.h"
#include "sleeve_port.h"

#define BOARD_NAME CONFIG_IDF_TARGET
#define DEVICE_ID_BYTES 33

const char *board_default_device_id(void) {
    static char text[sizeof "sleeve-aabbccddeeff"];
    uint8_t mac[8] = {0};
    board_log_failure("MAC address", esp_efuse_mac_get_default(mac));
    snprintf(text, sizeof text, "sleeve-%02x%02x%02x%02x%02x%02x", mac[0], mac[1], mac[2], mac[3],
             mac[4], mac[5]);
    return text;
}

/// As the core has it: Setting.swift.
static bool is_device_id(const char *text) {
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";
    return text[0] != 0 && text[strspn(text, plain)] == 0;
}

static const char *read_device_id(void) {
    static char text[DEVICE_ID_BYTES];
    size_t length = sizeof text;
    const esp_err_t error = board_settings_read("device_id", text, &length);
    if (error == ESP_OK && is_device_id(text)) return text;
    if (error != ESP_ERR_NVS_NOT_FOUND) board_log("setting with a wrong value: device_id");
    return board_default_device_id();
}

const char *board_device_id(void) {
    static const char *id;
    if (id == NULL) id = read_device_id();
    return id;
}

int32_t sleeve_board_text(uint32_t which, uint8_t *buffer, uint32_t capacity) {
    char name[BOARD_NETWORK_NAME_BYTES], digits[BOARD_NETWORK_DIGITS_BYTES];
    switch (which) {
    case SLEEVE_TEXT_VERSION: return board_copy(esp_app_get_description()->version, buffer, capacity);
    case SLEEVE_TEXT_BOARD: return board_copy(BOARD_NAME, buffer, capacity);
    default: break;
    }
    if (!board_network_invitation(name, sizeof name, digits, sizeof digits)) return SLEEVE_ABSENT;
    return board_copy(which == SLEEVE_TEXT_SET_UP_NETWORK ? name : digits, buffer, capacity);
}

uint32_t sleeve_security_version(void) { return esp_app_get_description()->secure_version; }

uint32_t sleeve_random(void) { return esp_random(); }
