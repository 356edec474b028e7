#pragma once

// As much of ESP-IDF v5.5.5 as the flash, the font, the hash, the button and the reason of a start need,
// for a test on this machine; services.c says what each call does.

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

typedef int esp_err_t;
#define ESP_OK 0
#define ESP_FAIL -1
#define ESP_ERR_INVALID_SIZE 0x104
#define ESP_ERR_NOT_FOUND 0x105
#define ESP_ERR_IMAGE_INVALID 0x2002

typedef enum { ESP_PARTITION_TYPE_APP, ESP_PARTITION_TYPE_DATA } esp_partition_type_t;
typedef enum {
    ESP_PARTITION_SUBTYPE_DATA_OTA = 0,
    ESP_PARTITION_SUBTYPE_APP_OTA_0 = 0x10,
    ESP_PARTITION_SUBTYPE_APP_OTA_1,
} esp_partition_subtype_t;
typedef struct {
    esp_partition_type_t type;
    int subtype;
    uint32_t address, size;
} esp_partition_t;
typedef uint32_t esp_partition_mmap_handle_t;
enum { ESP_PARTITION_MMAP_DATA };
const esp_partition_t *esp_partition_find_first(esp_partition_type_t type,
                                                esp_partition_subtype_t subtype, const char *label);
esp_err_t esp_partition_read(const esp_partition_t *partition, size_t offset, void *bytes,
                             size_t count);
esp_err_t esp_partition_write(const esp_partition_t *partition, size_t offset, const void *bytes,
                              size_t count);
esp_err_t esp_partition_erase_range(const esp_partition_t *partition, size_t offset, size_t count);
esp_err_t esp_partition_mmap(const esp_partition_t *partition, size_t offset, size_t size, int memory,
                             const void **start, esp_partition_mmap_handle_t *handle);

typedef struct { uint32_t offset, size; } esp_partition_pos_t;
typedef struct { uint32_t image_len; } esp_image_metadata_t;
enum { ESP_IMAGE_VERIFY };
esp_err_t esp_image_verify(int mode, const esp_partition_pos_t *part, esp_image_metadata_t *data);
typedef struct { char version[32]; } esp_app_desc_t;
const esp_partition_t *esp_ota_get_running_partition(void);
esp_err_t esp_ota_get_partition_description(const esp_partition_t *partition,
                                            esp_app_desc_t *description);

typedef int32_t psa_status_t;
#define PSA_SUCCESS 0
#define PSA_ERROR_INSUFFICIENT_MEMORY -141
#define PSA_ALG_SHA_256 9
typedef struct { bool is_set_up; uint32_t sum; } psa_hash_operation_t;
static inline psa_hash_operation_t psa_hash_operation_init(void) { return (psa_hash_operation_t){0}; }
psa_status_t psa_hash_abort(psa_hash_operation_t *operation);
psa_status_t psa_hash_setup(psa_hash_operation_t *operation, uint32_t algorithm);
psa_status_t psa_hash_update(psa_hash_operation_t *operation, const uint8_t *bytes, size_t count);
psa_status_t psa_hash_finish(psa_hash_operation_t *operation, uint8_t *hash, size_t size,
                             size_t *length);

typedef enum { GPIO_MODE_INPUT = 1 } gpio_mode_t;
typedef enum { GPIO_PULLUP_DISABLE, GPIO_PULLUP_ENABLE } gpio_pullup_t;
typedef struct {
    uint64_t pin_bit_mask;
    gpio_mode_t mode;
    gpio_pullup_t pull_up_en;
} gpio_config_t;
esp_err_t gpio_config(const gpio_config_t *config);
int gpio_get_level(int pin);

typedef enum {
    ESP_RST_UNKNOWN, ESP_RST_POWERON, ESP_RST_EXT, ESP_RST_SW, ESP_RST_PANIC, ESP_RST_INT_WDT,
    ESP_RST_TASK_WDT, ESP_RST_WDT, ESP_RST_DEEPSLEEP, ESP_RST_BROWNOUT, ESP_RST_SDIO, ESP_RST_USB,
    ESP_RST_JTAG, ESP_RST_EFUSE, ESP_RST_PWR_GLITCH, ESP_RST_CPU_LOCKUP,
} esp_reset_reason_t;
esp_reset_reason_t esp_reset_reason(void);
