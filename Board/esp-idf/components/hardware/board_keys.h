#pragma once

#include <stddef.h>
#include <stdint.h>


// The public keys that the build was given, and signatures by them: ECDSA over NIST P-256. For one
// task only: the SDK's PSA takes no locks.

/// A file as public_keys.cmake embeds it: PEM or DER. A zero follows it, which `count` leaves out.
typedef struct {
    const uint8_t *bytes;
    size_t count;
} board_key_file;

extern const board_key_file board_key_files[];
extern const size_t board_key_file_count;

/// Starts the cryptography and reads the keys. To be called once, before any hash. A file that is no
/// such key is logged and left out; what it signed is then signed by an unknown key.
void board_keys_load(void);
