#include "board_keys.h"

#include <mbedtls/pk.h>
#include <mbedtls/psa_util.h>
#include <psa/crypto.h>
#include <stdio.h>
#include <string.h>

#include "board_log.h"
#include "sleeve_port.h"

#define KEY_LIMIT 4
#define ID_DIGITS 16
#define DIGEST_BYTES 32
#define RAW_SIGNATURE_BYTES 64
// An uncompressed point of P-256 (SEC 1, section 2.3.3), and before it what a SubjectPublicKeyInfo
// of that curve always begins with (RFC 5480 section 2.1.1).
#define POINT_BYTES 65
#define PREFIX_BYTES 26

static const uint8_t p256_prefix[PREFIX_BYTES] = {
    0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01,
    0x06, 0x08, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00,
};

typedef struct {
    char id[ID_DIGITS + 1];
    psa_key_id_t key;
} loaded_key;

static loaded_key keys[KEY_LIMIT];
static size_t key_count;

/// Writes the key's SubjectPublicKeyInfo, which `info` has exactly the room for.
static bool read_info(const board_key_file *file, uint8_t info[PREFIX_BYTES + POINT_BYTES]) {
    const bool is_pem = file->count > 0 && file->bytes[0] == '-';
    mbedtls_pk_context key;
    mbedtls_pk_init(&key);
    int result = mbedtls_pk_parse_public_key(&key, file->bytes, file->count + (is_pem ? 1 : 0));
    if (result == 0) result = mbedtls_pk_write_pubkey_der(&key, info, PREFIX_BYTES + POINT_BYTES);
    mbedtls_pk_free(&key);
    return result == PREFIX_BYTES + POINT_BYTES && memcmp(info, p256_prefix, PREFIX_BYTES) == 0;
}

static psa_status_t load(const board_key_file *file, loaded_key *loaded) {
    uint8_t info[PREFIX_BYTES + POINT_BYTES];
    if (!read_info(file, info)) return PSA_ERROR_NOT_SUPPORTED;
    uint8_t digest[DIGEST_BYTES];
    size_t length;
    psa_status_t status = psa_hash_compute(PSA_ALG_SHA_256, info, sizeof info, digest,
                                           sizeof digest, &length);
    if (status != PSA_SUCCESS) return status;
    for (size_t index = 0; index < ID_DIGITS / 2; index++) {
        snprintf(loaded->id + 2 * index, 3, "%02x", digest[index]);
    }
    psa_key_attributes_t attributes = PSA_KEY_ATTRIBUTES_INIT;
    psa_set_key_usage_flags(&attributes, PSA_KEY_USAGE_VERIFY_HASH);
    psa_set_key_algorithm(&attributes, PSA_ALG_ECDSA(PSA_ALG_SHA_256));
    psa_set_key_type(&attributes, PSA_KEY_TYPE_ECC_PUBLIC_KEY(PSA_ECC_FAMILY_SECP_R1));
    psa_set_key_bits(&attributes, 256);
    return psa_import_key(&attributes, info + PREFIX_BYTES, POINT_BYTES, &loaded->key);
}

void board_keys_load(void) {
    const psa_status_t start = psa_crypto_init();
    if (start != PSA_SUCCESS) board_log_number("cryptography, PSA status", start);
    for (size_t index = 0; index < board_key_file_count && key_count < KEY_LIMIT; index++) {
        const psa_status_t status = load(&board_key_files[index], &keys[key_count]);
        if (status != PSA_SUCCESS) {
            board_log_number("a public key is no P-256 key, or was refused:", status);
            continue;
        }
        board_log_text("public key", keys[key_count].id);
        key_count++;
    }
}

/// Also where a key could not be read: then nothing verifies, and nothing is installed.
int32_t sleeve_signature_needed(void) { return board_key_file_count > 0; }

int32_t sleeve_signature_check(const uint8_t *signature, uint32_t count, const uint8_t *digest,
                               const uint8_t *key, uint32_t key_name_count) {
    for (size_t index = 0; index < key_count; index++) {
        if (key_name_count != ID_DIGITS || memcmp(keys[index].id, key, ID_DIGITS) != 0) continue;
        uint8_t raw[RAW_SIGNATURE_BYTES];
        size_t length;
        const int error = mbedtls_ecdsa_der_to_raw(256, signature, count, raw,
                                                   sizeof raw, &length);
        if (error != 0 || length != sizeof raw) return SLEEVE_SIGNATURE_INVALID;
        const psa_status_t status =
            psa_verify_hash(keys[index].key, PSA_ALG_ECDSA(PSA_ALG_SHA_256), digest,
                            DIGEST_BYTES, raw, sizeof raw);
        return status == PSA_SUCCESS ? SLEEVE_SIGNATURE_VALID : SLEEVE_SIGNATURE_INVALID;
    }
    return SLEEVE_SIGNATURE_UNKNOWN_KEY;
}
