#include "scene.h"

// Flash in memory, just as much of it as an update of the script touches. The image that runs, which is
// in the first slot, is not in it.

#define SECTOR_BYTES 4096u
#define SLOT_SECTORS 7u

/// otadata, the journal and the second slot, each bit turned over: what is erased is zeros, so that the
/// memory is right as it is at reset.
static uint8_t cleared[(2 + 2 + SLOT_SECTORS) * SECTOR_BYTES];

/// Where `count` bytes of a region lie; null for bytes outside of it.
static uint8_t *place(uint32_t region, uint32_t offset, uint32_t count) {
    static const uint8_t first[] = {0, 2, 0, 4}, sectors[] = {2, 2, 0, SLOT_SECTORS};
    if (region > SLEEVE_FLASH_SLOT_1) return 0;
    const uint32_t size = sectors[region] * SECTOR_BYTES;
    if (offset > size || count > size - offset) return 0;
    return cleared + first[region] * SECTOR_BYTES + offset;
}

#define OUTSIDE (-1)

uint32_t sleeve_flash_slot_bytes(void) { return SLOT_SECTORS * SECTOR_BYTES; }

int32_t sleeve_flash_running_slot(void) { return 0; }

int32_t sleeve_flash_read(uint32_t region, uint32_t offset, uint8_t *bytes, uint32_t count) {
    const uint8_t *const from = place(region, offset, count);
    if (!from) return OUTSIDE;
    for (uint32_t i = 0; i < count; i++) bytes[i] = (uint8_t)~from[i];
    return 0;
}

int32_t sleeve_flash_write(uint32_t region, uint32_t offset, const uint8_t *bytes, uint32_t count) {
    uint8_t *const to = place(region, offset, count);
    if (!to) return OUTSIDE;
    for (uint32_t i = 0; i < count; i++) to[i] |= (uint8_t)~bytes[i];
    return 0;
}

int32_t sleeve_flash_erase(uint32_t region, uint32_t offset) {
    uint8_t *const to = place(region, offset, SECTOR_BYTES);
    if (!to || offset % SECTOR_BYTES != 0) return OUTSIDE;
    for (uint32_t i = 0; i < SECTOR_BYTES; i++) to[i] = 0;
    return 0;
}

int32_t sleeve_flash_bootable(uint32_t slot, uint32_t count) {
    (void)slot;
    (void)count;
    return 1;
}
