#include <esp_partition.h>

#include "board_log.h"
#include "sleeve_port.h"

// In the partition table, of those that are free for applications.
#define SUBTYPE 0x41

static uint32_t byte_count;

/// The partition `font`, mapped into memory for the rest of the run.
static const uint8_t *map(void) {
    const esp_partition_t *partition = esp_partition_find_first(ESP_PARTITION_TYPE_DATA, SUBTYPE, NULL);
    const void *start = NULL;
    esp_partition_mmap_handle_t handle;
    const esp_err_t error =
        partition == NULL ? ESP_ERR_NOT_FOUND
                          : esp_partition_mmap(partition, 0, partition->size,
                                               ESP_PARTITION_MMAP_DATA, &start, &handle);
    board_log_failure("font", error);
    if (error != ESP_OK) return NULL;
    byte_count = partition->size;
    return start;
}

const uint8_t *sleeve_fallback_font(void) {
    static const uint8_t *font;
    if (font == NULL) font = map();
    return font;
}

uint32_t sleeve_fallback_font_bytes(void) { return byte_count; }
