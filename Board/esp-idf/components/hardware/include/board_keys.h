#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// The public keys that the build was given, and signatures by them: ECDSA over NIST P-256.

/// A file as public_keys.cmake embeds it: PEM or DER. A zero follows it, which `count` leaves out.
typedef struct {
    const uint8_t *_Nullable bytes;
    size_t count;
} board_key_file;

extern const board_key_file board_key_files[];
extern const size_t board_key_file_count;

typedef enum { BOARD_SIGNATURE_VALID, BOARD_SIGNATURE_INVALID, BOARD_KEY_UNKNOWN } board_verdict;

/// Starts the cryptography and reads the keys. To be called once, before any hash. A file that is no such key is logged
/// and left out; what it signed is then signed by an unknown key.
void board_keys_load(void);

/// Whether `signature`, DER, is one of `digest`, 32 bytes, by the key called `id`: the first 16
/// hexadecimal digits, in lower case, of the SHA-256 of its SubjectPublicKeyInfo in DER.
board_verdict board_keys_verify(const uint8_t *_Nonnull signature, size_t signature_count,
                                const uint8_t *_Nonnull digest, const uint8_t *_Nonnull id,
                                size_t id_count);
