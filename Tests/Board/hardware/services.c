// The SDK of fake_services.h, and a run of what uses it: prints what the core is answered.
//
// usage: services WORD…, in turn:
//        lacks=NAME     the table has no such partition: otadata, journal, first, second, font
//        runs=NAME      that is the partition that runs; `first` otherwise
//        verify=CODE, described=CODE, length=BYTES   what the bootloader's check says of an image
//        fail=CODE      each call of a partition or of the hash fails
//        slots, font    prints what the port says of them
//        flash          reads, writes and erases
//        bootable=BYTES sleeve_flash_bootable of slot 1
//        hash           two messages, the second begun anew
//        pin=N, level=N the button's pin, and its level
//        button         sleeve_button_is_down
//        reason=N, damaged, start   esp_reset_reason_t; sleeve_start_reason

#include "fake_services.h"

#include <stdlib.h>

#include "board_button.h"
#include "board_log.h"
#include "board_network.h"
#include "board_reset.h"
#include "board_settings.h"
#include "sleeve_port.h"

static const struct {
    const char *name;
    esp_partition_t partition;
} table[] = {
    {"otadata", {ESP_PARTITION_TYPE_DATA, 0, 0xF000, 0x2000}},
    {"journal", {ESP_PARTITION_TYPE_DATA, 0x40, 0x12000, 0x2000}},
    {"first", {ESP_PARTITION_TYPE_APP, 0x10, 0x20000, 0x170000}},
    {"second", {ESP_PARTITION_TYPE_APP, 0x11, 0x190000, 0x160000}},
    {"font", {ESP_PARTITION_TYPE_DATA, 0x41, 0x310000, 0xF0000}},
};
static const char *missing = "", *running = "first";
static esp_err_t verified, described, failure;
static uint32_t image_length;
static int button_pin = -1, level = 1, reason;
static bool is_damaged;

void board_log_failure(const char *what, esp_err_t error) {
    if (error != ESP_OK) printf("W %s: %#x\n", what, (unsigned)error);
}
void board_log_number(const char *text, int32_t number) { printf("I %s %d\n", text, (int)number); }
void board_log_text(const char *text, const char *value) { printf("I %s %s\n", text, value); }
int board_network_button(void) { return button_pin; }
bool board_settings_are_damaged(void) { return is_damaged; }
esp_reset_reason_t esp_reset_reason(void) { return (esp_reset_reason_t)reason; }

static const char *name_of(const esp_partition_t *partition) {
    for (size_t index = 0; index < sizeof table / sizeof *table; index++) {
        if (&table[index].partition == partition) return table[index].name;
    }
    abort();
}

const esp_partition_t *esp_partition_find_first(esp_partition_type_t type,
                                                esp_partition_subtype_t subtype, const char *label) {
    if (label != NULL) abort();
    for (size_t index = 0; index < sizeof table / sizeof *table; index++) {
        const esp_partition_t *found = &table[index].partition;
        if (found->type != type || found->subtype != (int)subtype) continue;
        return strcmp(table[index].name, missing) == 0 ? NULL : found;
    }
    return NULL;
}

static esp_err_t touch(const char *call, const esp_partition_t *partition, size_t offset,
                       size_t count) {
    printf("%s %s %zu %zu\n", call, name_of(partition), offset, count);
    return failure;
}

esp_err_t esp_partition_read(const esp_partition_t *partition, size_t offset, void *bytes,
                             size_t count) {
    memset(bytes, 0xFF, count);
    return touch("read", partition, offset, count);
}

esp_err_t esp_partition_write(const esp_partition_t *partition, size_t offset, const void *bytes,
                              size_t count) {
    (void)bytes;
    return touch("write", partition, offset, count);
}

esp_err_t esp_partition_erase_range(const esp_partition_t *partition, size_t offset, size_t count) {
    return touch("erase", partition, offset, count);
}

esp_err_t esp_partition_mmap(const esp_partition_t *partition, size_t offset, size_t size, int memory,
                             const void **start, esp_partition_mmap_handle_t *handle) {
    static const uint8_t mapped[1];
    (void)memory;
    *handle = 1;
    *start = failure == ESP_OK ? mapped : NULL;
    return touch("map", partition, offset, size);
}

esp_err_t esp_image_verify(int mode, const esp_partition_pos_t *part, esp_image_metadata_t *data) {
    if (mode != ESP_IMAGE_VERIFY || part->offset != 0x190000 || part->size != 0x160000) abort();
    data->image_len = image_length;
    return verified;
}

esp_err_t esp_ota_get_partition_description(const esp_partition_t *partition,
                                            esp_app_desc_t *description) {
    (void)description;
    return strcmp(name_of(partition), "second") == 0 ? described : ESP_ERR_NOT_FOUND;
}

const esp_partition_t *esp_ota_get_running_partition(void) {
    for (size_t index = 0; index < sizeof table / sizeof *table; index++) {
        if (strcmp(table[index].name, running) == 0) return &table[index].partition;
    }
    return NULL;
}

psa_status_t psa_hash_abort(psa_hash_operation_t *operation) {
    operation->is_set_up = false;
    return PSA_SUCCESS;
}

psa_status_t psa_hash_setup(psa_hash_operation_t *operation, uint32_t algorithm) {
    if (operation->is_set_up || algorithm != PSA_ALG_SHA_256) abort();
    operation->is_set_up = failure == ESP_OK;
    return failure;
}

psa_status_t psa_hash_update(psa_hash_operation_t *operation, const uint8_t *bytes, size_t count) {
    if (!operation->is_set_up) abort();
    for (size_t index = 0; index < count; index++) operation->sum += bytes[index];
    return failure;
}

psa_status_t psa_hash_finish(psa_hash_operation_t *operation, uint8_t *hash, size_t size,
                             size_t *length) {
    if (!operation->is_set_up || size != 32) abort();
    operation->is_set_up = false;
    memset(hash, (int)operation->sum, size);
    *length = size;
    return failure;
}

/// As a call of the SDK, a line: the pin, and whether it is pulled up.
esp_err_t gpio_config(const gpio_config_t *config) {
    printf("input %#llx, pulled up %d\n", (unsigned long long)config->pin_bit_mask,
           config->mode == GPIO_MODE_INPUT && config->pull_up_en == GPIO_PULLUP_ENABLE);
    return failure;
}

int gpio_get_level(int pin) { return pin == button_pin ? level : 1; }

static void use_flash(void) {
    uint8_t bytes[8] = {0};
    const int read = sleeve_flash_read(SLEEVE_FLASH_OTADATA, 4096, bytes, 8);
    const int written = sleeve_flash_write(SLEEVE_FLASH_JOURNAL, 32, bytes, 4);
    const int erased = sleeve_flash_erase(SLEEVE_FLASH_SLOT_1, 8192);
    printf("%d %d %d\n", read, written, erased);
}

static void use_hash(void) {
    const uint8_t bytes[] = {1, 2, 3};
    uint8_t digest[32] = {0};
    printf("begin %d\n", (int)sleeve_hash_begin());
    sleeve_hash_update(bytes, 3);
    printf("begin %d\n", (int)sleeve_hash_begin());
    sleeve_hash_update(bytes, 2);
    sleeve_hash_update(bytes, 0);
    printf("finish %d", (int)sleeve_hash_finish(digest));
    printf(" %d\n", digest[31]);
}

static void act(const char *word) {
    if (strcmp(word, "slots") == 0) {
        const uint32_t bytes = sleeve_flash_slot_bytes();
        printf("slots %#x, runs %d\n", (unsigned)bytes, bytes == 0 ? -1 : (int)sleeve_flash_running_slot());
    }
    if (strcmp(word, "font") == 0) {
        const bool is_there = sleeve_fallback_font() != NULL;
        printf("font %d %#x\n", is_there, (unsigned)sleeve_fallback_font_bytes());
    }
    if (strcmp(word, "flash") == 0) use_flash();
    if (strcmp(word, "hash") == 0) use_hash();
    if (strcmp(word, "button") == 0) printf("down %d\n", (int)sleeve_button_is_down());
    if (strcmp(word, "damaged") == 0) is_damaged = true;
    if (strcmp(word, "start") == 0) {
        board_reset_announce();
        printf("start %d\n", (int)sleeve_start_reason());
    }
}

static void set(const char *key, const char *value) {
    const int number = (int)strtol(value, NULL, 0);
    if (strcmp(key, "lacks") == 0) missing = value;
    if (strcmp(key, "runs") == 0) running = value;
    if (strcmp(key, "verify") == 0) verified = number;
    if (strcmp(key, "described") == 0) described = number;
    if (strcmp(key, "length") == 0) image_length = (uint32_t)number;
    if (strcmp(key, "fail") == 0) failure = number;
    if (strcmp(key, "bootable") == 0) {
        printf("bootable %d\n", (int)sleeve_flash_bootable(1, (uint32_t)number));
    }
    if (strcmp(key, "level") == 0) level = number;
    if (strcmp(key, "reason") == 0) reason = number;
    if (strcmp(key, "pin") == 0) {
        button_pin = number;
        board_button_open();
    }
}

int main(int count, char **words) {
    for (int index = 1; index < count; index++) {
        char *equals = strchr(words[index], '=');
        if (equals == NULL) {
            act(words[index]);
        } else {
            *equals = 0;
            set(words[index], equals + 1);
        }
    }
    return 0;
}
