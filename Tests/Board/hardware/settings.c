// The NVS of fake_nvs.h, and a run of board_settings.c with it.
//
// usage: settings WORD…, in this order:
//        nvs:STATE, settings:STATE     what the partitions hold: `blank` (default), `full` or `newer`
//                                      for nvs, `absent`, `spoilt` (the page header) or `headless`
//                                      (the entry of the namespace) for settings, or `broken`
//        nvs:KEY=VALUE, settings:KEY=VALUE   … and this; KEY# has a value with a wrong checksum
//        KEY                           board_settings_read
//        core:KEY                      sleeve_setting, as the core asks for it
//        texts                         sleeve_board_text
//        secret                        what board_credentials.c makes of it
//
// From ESP-IDF v5.5.5, nvs_pagemanager.cpp and nvs_page.cpp: where a header or a checksum is wrong,
// NVS erases, which a partition that the table marks as read-only answers by ESP_ERR_NOT_ALLOWED. It
// has forgotten a value by then, which is not found from then on; its own sources, built for this
// machine, do all this with images of make_images.py whose bytes were changed.

#include <stdlib.h>

#include "board_credentials.h"
#include "board_settings.h"
#include "board_identity.h"
#include "board_network.h"
#include "fake_nvs.h"
#include "sleeve_port.h"

#define ENTRIES_MAX 16

typedef struct {
    const char *label, *state;
    const char *entries[ENTRIES_MAX];
    int count;
    bool is_open;
} partition;

static partition partitions[] = {{.label = "nvs", .state = "blank"},
                                 {.label = "settings", .state = "blank"}};

static bool is(const partition *partition, const char *state) {
    return strcmp(partition->state, state) == 0;
}

static partition *find(const char *label) {
    for (size_t index = 0; index < 2; index++) {
        if (strcmp(partitions[index].label, label) == 0) return &partitions[index];
    }
    abort();
}

const char *esp_err_to_name(esp_err_t error) {
    static char text[16];
    snprintf(text, sizeof text, "0x%X", (unsigned)error);
    return text;
}

esp_err_t nvs_flash_init_partition(const char *label) {
    partition *found = find(label);
    if (is(found, "absent")) return ESP_ERR_NOT_FOUND;
    if (is(found, "full")) return ESP_ERR_NVS_NO_FREE_PAGES;
    if (is(found, "newer")) return ESP_ERR_NVS_NEW_VERSION_FOUND;
    if (is(found, "spoilt")) return ESP_ERR_NOT_ALLOWED;
    if (is(found, "broken")) return ESP_FAIL;
    found->is_open = true;
    return ESP_OK;
}

esp_err_t nvs_flash_init(void) { return nvs_flash_init_partition("nvs"); }

esp_err_t nvs_flash_erase(void) {
    puts("erase nvs");
    find("nvs")->state = "blank";
    find("nvs")->count = 0;
    return ESP_OK;
}

esp_err_t nvs_get_stats(const char *label, nvs_stats_t *stats) {
    stats->used_entries = (size_t)find(label)->count;
    return find(label)->is_open ? ESP_OK : ESP_ERR_NVS_NOT_INITIALIZED;
}

esp_err_t nvs_open_from_partition(const char *label, const char *name, nvs_open_mode_t mode,
                                  nvs_handle_t *handle) {
    partition *found = find(label);
    if (!found->is_open) return ESP_ERR_NVS_PART_NOT_FOUND;
    if (mode != NVS_READONLY) abort();
    const bool is_there = found->count > 0 && !is(found, "headless") && strcmp(name, "sleeve") == 0;
    *handle = (nvs_handle_t)(found - partitions) + 1;
    return is_there ? ESP_OK : ESP_ERR_NVS_NOT_FOUND;
}

esp_err_t nvs_open(const char *name, nvs_open_mode_t mode, nvs_handle_t *handle) {
    return nvs_open_from_partition("nvs", name, mode, handle);
}

esp_err_t nvs_get_str(nvs_handle_t handle, const char *key, char *value, size_t *length) {
    partition *found = &partitions[handle - 1];
    const size_t count = strlen(key);
    for (int index = 0; index < found->count; index++) {
        const char *entry = found->entries[index];
        if (strncmp(entry, key, count) != 0) continue;
        if (entry[count] == '#') {
            found->entries[index] = "";
            return ESP_ERR_NOT_ALLOWED;
        }
        if (entry[count] != '=') continue;
        const size_t room = *length;
        *length = strlen(entry + count + 1) + 1;
        if (value == NULL) return ESP_OK;
        if (*length > room) return ESP_ERR_NVS_INVALID_LENGTH;
        memcpy(value, entry + count + 1, *length);
        return ESP_OK;
    }
    return ESP_ERR_NVS_NOT_FOUND;
}

/// No certificates: another test's.
esp_err_t esp_vfs_littlefs_register(const esp_vfs_littlefs_conf_t *mount) {
    return mount->read_only ? ESP_FAIL : ESP_OK;
}

esp_err_t esp_vfs_littlefs_unregister(const char *label) {
    (void)label;
    return ESP_OK;
}

static bool set_up(const char *word) {
    const char *colon = strchr(word, ':');
    if (colon == NULL || strncmp(word, "core", 4) == 0) return false;
    partition *found = find(colon - word == 3 ? "nvs" : "settings");
    if (strpbrk(colon, "=#") != NULL) {
        found->entries[found->count++] = colon + 1;
    } else {
        found->state = colon + 1;
    }
    return true;
}

static void print_setting(const char *key) {
    char value[9] = "-";
    size_t length = sizeof value;
    const esp_err_t error = board_settings_read(key, value, &length);
    printf("%s %s\n", key, error == ESP_OK ? value : esp_err_to_name(error));
}

const esp_app_desc_t *esp_app_get_description(void) {
    static const esp_app_desc_t description = {.version = "1.2.3", .secure_version = 7};
    return &description;
}

esp_err_t esp_efuse_mac_get_default(uint8_t *mac) {
    memcpy(mac, "\x40\x4C\xCA\xA1\xB2\xC3", 6);
    return ESP_OK;
}

uint32_t esp_random(void) { return 4; }

bool board_network_invitation(char *name, size_t name_size, char *digits, size_t digits_size) {
    snprintf(name, name_size, "PROV_A1B2C3");
    snprintf(digits, digits_size, "12345678");
    return true;
}

/// What the core is given; it has asked for `capacity` bytes.
static void print_answer(const char *name, const uint8_t *bytes, int32_t answer, int32_t capacity) {
    if (answer < 0 || answer > capacity) {
        printf("%s %d\n", name, (int)answer);
    } else {
        printf("%s \"%.*s\"\n", name, (int)answer, (const char *)bytes);
    }
}

static void ask(const char *key) {
    uint8_t value[128];
    const int32_t answer =
        sleeve_setting((const uint8_t *)key, (uint32_t)strlen(key), value, sizeof value);
    print_answer(key, value, answer, sizeof value);
}

static void print_texts(void) {
    static const char *const names[] = {"version", "board", "network", "digits"};
    for (uint32_t text = SLEEVE_TEXT_VERSION; text <= SLEEVE_TEXT_SET_UP_DIGITS; text++) {
        uint8_t bytes[64];
        print_answer(names[text], bytes, sleeve_board_text(text, bytes, sizeof bytes), sizeof bytes);
    }
    printf("security %u\n", (unsigned)sleeve_security_version());
}

int main(int count, char **words) {
    int index = 1;
    while (index < count && set_up(words[index])) index++;
    printf("open %s\n", esp_err_to_name(board_settings_open()));
    for (; index < count; index++) {
        if (strncmp(words[index], "core:", 5) == 0) {
            ask(words[index] + 5);
        } else if (strcmp(words[index], "texts") == 0) {
            print_texts();
        } else if (strcmp(words[index], "secret") == 0) {
            board_credentials_load();
            const char *secret = board_credentials_get()->secret;
            printf("secret %s\n", secret == NULL ? "none" : secret);
        } else {
            print_setting(words[index]);
        }
    }
    printf("damaged %d\n", board_settings_are_damaged());
    return 0;
}
