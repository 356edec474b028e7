#include "board_hash.h"

#include <psa/crypto.h>
#include <stdlib.h>

#include "board_log.h"

#define DIGEST_BYTES 32

struct board_hash {
    psa_hash_operation_t operation;
    bool is_running;
    // The first failure since the message began.
    psa_status_t status;
};

board_hash *board_hash_create(void) {
    board_hash *hash = calloc(1, sizeof *hash);
    if (hash != NULL) hash->operation = psa_hash_operation_init();
    return hash;
}

void board_hash_destroy(board_hash *hash) {
    psa_hash_abort(&hash->operation);
    free(hash);
}

static void begin(board_hash *hash) {
    if (hash->is_running) return;
    hash->status = psa_hash_setup(&hash->operation, PSA_ALG_SHA_256);
    hash->is_running = true;
}

void board_hash_update(board_hash *hash, const uint8_t *bytes, size_t count) {
    begin(hash);
    if (hash->status == PSA_SUCCESS) {
        hash->status = psa_hash_update(&hash->operation, bytes, count);
    }
}

bool board_hash_finish(board_hash *hash, uint8_t *digest) {
    begin(hash);
    size_t length = 0;
    if (hash->status == PSA_SUCCESS) {
        hash->status = psa_hash_finish(&hash->operation, digest, DIGEST_BYTES, &length);
    }
    if (hash->status != PSA_SUCCESS) {
        board_log_number("SHA-256 failed, PSA status", hash->status);
        psa_hash_abort(&hash->operation);
    }
    hash->is_running = false;
    return hash->status == PSA_SUCCESS && length == DIGEST_BYTES;
}
