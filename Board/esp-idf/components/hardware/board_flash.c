// The flash as updates touch it, by the names of partitions.csv.

#include <esp_image_format.h>
#include <esp_ota_ops.h>
#include <esp_partition.h>

#include "board_log.h"
#include "board_result.h"
#include "sleeve_port.h"

// In the partition table, of those that are free for applications.
#define JOURNAL_SUBTYPE 0x40
#define SECTOR_BYTES 4096
#define REGIONS 4

/// By SLEEVE_FLASH_…; all of them once they were found.
static const esp_partition_t *regions[REGIONS];

static bool find(void) {
    static const struct {
        esp_partition_type_t type;
        esp_partition_subtype_t subtype;
    } wanted[REGIONS] = {
        [SLEEVE_FLASH_OTADATA] = {ESP_PARTITION_TYPE_DATA, ESP_PARTITION_SUBTYPE_DATA_OTA},
        [SLEEVE_FLASH_JOURNAL] = {ESP_PARTITION_TYPE_DATA, JOURNAL_SUBTYPE},
        [SLEEVE_FLASH_SLOT_0] = {ESP_PARTITION_TYPE_APP, ESP_PARTITION_SUBTYPE_APP_OTA_0},
        [SLEEVE_FLASH_SLOT_1] = {ESP_PARTITION_TYPE_APP, ESP_PARTITION_SUBTYPE_APP_OTA_1},
    };
    for (int region = 0; region < REGIONS; region++) {
        regions[region] = esp_partition_find_first(wanted[region].type, wanted[region].subtype, NULL);
        if (regions[region] == NULL) return false;
    }
    return true;
}

uint32_t sleeve_flash_slot_bytes(void) {
    if (!find()) {
        board_log_failure("no updates: a partition is missing", ESP_ERR_NOT_FOUND);
        return 0;
    }
    const uint32_t first = regions[SLEEVE_FLASH_SLOT_0]->size;
    const uint32_t second = regions[SLEEVE_FLASH_SLOT_1]->size;
    return first < second ? first : second;
}

int32_t sleeve_flash_running_slot(void) {
    const esp_partition_t *running = esp_ota_get_running_partition();
    if (running == NULL) return -ESP_ERR_NOT_FOUND;
    if (running->address == regions[SLEEVE_FLASH_SLOT_0]->address) return 0;
    if (running->address == regions[SLEEVE_FLASH_SLOT_1]->address) return 1;
    return -ESP_ERR_NOT_FOUND;
}

int32_t sleeve_flash_read(uint32_t region, uint32_t offset, uint8_t *bytes, uint32_t count) {
    return board_result(esp_partition_read(regions[region], offset, bytes, count));
}

int32_t sleeve_flash_write(uint32_t region, uint32_t offset, const uint8_t *bytes, uint32_t count) {
    return board_result(esp_partition_write(regions[region], offset, bytes, count));
}

int32_t sleeve_flash_erase(uint32_t region, uint32_t offset) {
    return board_result(esp_partition_erase_range(regions[region], offset, SECTOR_BYTES));
}

/// The bootloader's own check: magic, chip, segments, checksum and the hash at the image's end.
int32_t sleeve_flash_bootable(uint32_t slot, uint32_t count) {
    const esp_partition_t *partition = regions[SLEEVE_FLASH_SLOT_0 + slot];
    const esp_partition_pos_t place = {.offset = partition->address, .size = partition->size};
    esp_image_metadata_t metadata = {0};
    esp_err_t error = esp_image_verify(ESP_IMAGE_VERIFY, &place, &metadata);
    // ESP_FAIL stands for another chip or revision, and where the MMU has pages of several sizes, as
    // on the ESP32-C6, for an image that is no application.
    if (error == ESP_ERR_IMAGE_INVALID || error == ESP_FAIL) return 0;
    if (error != ESP_OK) return board_result(error);
    esp_app_desc_t description;
    // A bootloader's image, say, has no descriptor of an application.
    error = esp_ota_get_partition_description(partition, &description);
    if (error == ESP_ERR_NOT_FOUND) return 0;
    return error == ESP_OK ? metadata.image_len <= count : board_result(error);
}
