#pragma once

// The life of a device in a few scenes, over the port: the same to the byte wherever it is played.
// Time is what the device asks for, and stands still while it works.

#include <stdint.h>

#ifdef __clang__
#define SCRIPT_NONNULL _Nonnull
#define SCRIPT_NULLABLE _Nullable
#else
#define SCRIPT_NONNULL
#define SCRIPT_NULLABLE
#endif

/// Makes the device.
void script_begin(void);

/// Then plays all scenes, and prints a line `screen <n> <name> <checksum>` after each. Returns whether every
/// one ended as it should, 1 or 0.
int script_play(void);

/// The documents that the gateway has, by their place in documents.S.
enum {
    SCRIPT_FLAT,
    SCRIPT_ILLUSTRATION,
    SCRIPT_MID,
    SCRIPT_PHOTO,
    SCRIPT_WORST,
    /// Titles in scripts that only the fallback font has, and no picture.
    SCRIPT_LETTERS,
    /// Firmware manifests of the same image, which is the text of the illustration; the second with
    /// another hash.
    SCRIPT_OFFER,
    SCRIPT_FALSE_OFFER,
    SCRIPT_DOCUMENTS,
};

// MARK: What the machine gives that the script is played on, beside the panel's functions of the port.

/// Constant bytes.
typedef struct {
    const uint8_t *SCRIPT_NULLABLE start;
    uint32_t count;
} script_bytes;

script_bytes script_document(uint32_t index);
script_bytes script_fallback(void);
/// SemVer, ended by a zero.
const char *SCRIPT_NONNULL script_version(void);
/// Writes a byte to the console.
void script_put(uint8_t byte);
/// Says that it is `now`, before each step.
void script_wait(uint32_t now);
/// The checksum of what the glass shows: of the controller's state and its memory; panel.c has one.
uint32_t script_checksum(void);
/// What was wrong on the panel's bus, ended by a zero; null where nothing was.
const char *SCRIPT_NULLABLE script_complaint(void);
