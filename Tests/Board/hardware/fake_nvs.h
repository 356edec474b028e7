#pragma once

// As much of ESP-IDF v5.5.5 as the settings and what the image says of itself need, for a test on this
// machine; settings.c says what each call does.

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

typedef int esp_err_t;
#define ESP_OK 0
#define ESP_FAIL -1
#define ESP_ERR_NOT_FOUND 0x105
#define ESP_ERR_NOT_ALLOWED 0x10D
#define NVS_KEY_NAME_MAX_SIZE 16
#define ESP_ERR_NVS_NOT_INITIALIZED 0x1101
#define ESP_ERR_NVS_NOT_FOUND 0x1102
#define ESP_ERR_NVS_INVALID_LENGTH 0x110C
#define ESP_ERR_NVS_NO_FREE_PAGES 0x110D
#define ESP_ERR_NVS_PART_NOT_FOUND 0x110F
#define ESP_ERR_NVS_NEW_VERSION_FOUND 0x1110
const char *esp_err_to_name(esp_err_t error);

#define ESP_LOGI(tag, ...) ((void)(tag), printf("I "), printf(__VA_ARGS__), puts(""))
#define ESP_LOGW(tag, ...) ((void)(tag), printf("W "), printf(__VA_ARGS__), puts(""))

typedef uint32_t nvs_handle_t;
typedef enum { NVS_READONLY, NVS_READWRITE } nvs_open_mode_t;
typedef struct { size_t used_entries; } nvs_stats_t;
esp_err_t nvs_flash_init(void);
esp_err_t nvs_flash_init_partition(const char *label);
esp_err_t nvs_flash_erase(void);
esp_err_t nvs_get_stats(const char *label, nvs_stats_t *stats);
esp_err_t nvs_open(const char *name, nvs_open_mode_t mode, nvs_handle_t *handle);
esp_err_t nvs_open_from_partition(const char *label, const char *name, nvs_open_mode_t mode,
                                  nvs_handle_t *handle);
esp_err_t nvs_get_str(nvs_handle_t handle, const char *key, char *value, size_t *length);

typedef struct {
    char version[32];
    uint32_t secure_version;
} esp_app_desc_t;
const esp_app_desc_t *esp_app_get_description(void);
esp_err_t esp_efuse_mac_get_default(uint8_t *mac);
uint32_t esp_random(void);

typedef struct {
    const char *base_path, *partition_label;
    bool read_only;
} esp_vfs_littlefs_conf_t;
esp_err_t esp_vfs_littlefs_register(const esp_vfs_littlefs_conf_t *mount);
esp_err_t esp_vfs_littlefs_unregister(const char *label);
