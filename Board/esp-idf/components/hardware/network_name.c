#include "network_name.h"

#include <stdbool.h>
#include <stddef.h>

#include "board_identity.h"
#include "board_settings.h"

static bool is_letter_or_digit(char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9');
}

void network_name_make(char name[NETWORK_NAME_BYTES], const char *identity) {
    size_t count = 0, kept = 0;
    for (; *identity != 0 && count < NETWORK_NAME_BYTES - 1; identity++) {
        const bool is_plain = is_letter_or_digit(*identity);
        if (!is_plain && count == 0) continue;
        name[count++] = is_plain ? *identity : '-';
        if (is_plain) kept = count;
    }
    name[kept] = 0;
}

esp_err_t network_name_apply(esp_netif_t *interface) {
    char identity[NETWORK_NAME_BYTES] = "", name[NETWORK_NAME_BYTES] = "";
    size_t length = sizeof identity;
    // What is wrong with the setting is told where the core reads it.
    if (board_settings_read("device_id", identity, &length) == ESP_OK) {
        network_name_make(name, identity);
    }
    if (name[0] == 0) network_name_make(name, board_default_device_id());
    return esp_netif_set_hostname(interface, name);
}
