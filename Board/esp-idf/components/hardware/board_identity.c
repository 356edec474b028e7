#include "board_identity.h"

#include <esp_app_desc.h>
#include <esp_mac.h>
#include <sdkconfig.h>
#include <stdio.h>

#include "board_log.h"

const char *board_version(void) { return esp_app_get_description()->version; }

const char *board_name(void) { return CONFIG_IDF_TARGET; }

uint32_t board_security_version(void) { return esp_app_get_description()->secure_version; }

const char *board_user_agent(void) {
    static char text[sizeof "sleeve/ ()" + 32 + sizeof CONFIG_IDF_TARGET];
    snprintf(text, sizeof text, "sleeve/%s (%s)", board_version(), board_name());
    return text;
}

const char *board_default_device_id(void) {
    static char text[sizeof "sleeve-aabbccddeeff"];
    uint8_t mac[8] = {0};
    board_log_failure("MAC address", esp_efuse_mac_get_default(mac));
    snprintf(text, sizeof text, "sleeve-%02x%02x%02x%02x%02x%02x", mac[0], mac[1], mac[2], mac[3],
             mac[4], mac[5]);
    return text;
}

const char *board_default_gateway_url(void) { return CONFIG_SLEEVE_GATEWAY_URL; }
