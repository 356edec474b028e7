#include "board_settings.h"

#include <nvs.h>
#include <nvs_flash.h>

#include "board_log.h"

#define PARTITION "settings"
#define NAMESPACE "sleeve"

static nvs_handle_t store;
static bool is_open;
static bool is_damaged;

static void report_damage(esp_err_t error) {
    board_log_failure("settings cannot be read; make config writes them", error);
    is_damaged = true;
}

/// An NVS that is full of remains, or that a newer SDK wrote, is emptied: the telephone can bring the
/// Wi-Fi network again.
static esp_err_t open_nvs(void) {
    const esp_err_t error = nvs_flash_init();
    if (error != ESP_ERR_NVS_NO_FREE_PAGES && error != ESP_ERR_NVS_NEW_VERSION_FOUND) return error;
    board_log_failure("the Wi-Fi network is forgotten: nvs is emptied", error);
    const esp_err_t erased = nvs_flash_erase();
    return erased == ESP_OK ? nvs_flash_init() : erased;
}

/// Whether NVS found something in the partition: an empty one has no namespace either.
static bool has_entries(void) {
    nvs_stats_t stats;
    return nvs_get_stats(PARTITION, &stats) != ESP_OK || stats.used_entries > 0;
}

/// False where the partition is not there or empty. The table marks it as read-only; so where NVS
/// would repair it by erasing, it returns an error instead.
static bool open_partition(void) {
    esp_err_t error = nvs_flash_init_partition(PARTITION);
    if (error == ESP_ERR_NOT_FOUND) return false;
    if (error == ESP_OK) {
        error = nvs_open_from_partition(PARTITION, NAMESPACE, NVS_READONLY, &store);
        if (error == ESP_ERR_NVS_NOT_FOUND && !has_entries()) return false;
    }
    is_open = error == ESP_OK;
    if (!is_open) report_damage(error);
    return true;
}

esp_err_t board_settings_open(void) {
    const esp_err_t error = open_nvs();
    if (error != ESP_OK || open_partition()) return error;
    const esp_err_t older = nvs_open(NAMESPACE, NVS_READONLY, &store);
    is_open = older == ESP_OK;
    // Before anything was stored, there is no namespace.
    if (older != ESP_ERR_NVS_NOT_FOUND) board_log_failure("settings", older);
    return ESP_OK;
}

esp_err_t board_settings_read(const char *key, char *value, size_t *length) {
    if (!is_open) return ESP_ERR_NVS_NOT_FOUND;
    const esp_err_t error = nvs_get_str(store, key, value, length);
    // How NVS says that it would have erased a value whose checksum is wrong.
    if (error == ESP_ERR_NOT_ALLOWED) report_damage(error);
    return error;
}

bool board_settings_are_damaged(void) { return is_damaged; }
