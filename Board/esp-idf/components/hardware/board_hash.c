// SHA-256 by the chip's hardware, through PSA. For one task only: the SDK's PSA takes no locks.

#include <psa/crypto.h>

#include "board_log.h"
#include "sleeve_port.h"

#define DIGEST_BYTES 32

static psa_hash_operation_t operation;
// The first failure since the message began.
static psa_status_t status;

int32_t sleeve_hash_begin(void) {
    psa_hash_abort(&operation);
    operation = psa_hash_operation_init();
    status = psa_hash_setup(&operation, PSA_ALG_SHA_256);
    return status == PSA_SUCCESS ? 1 : status;
}

void sleeve_hash_update(const uint8_t *bytes, uint32_t count) {
    if (status == PSA_SUCCESS) status = psa_hash_update(&operation, bytes, count);
}

int32_t sleeve_hash_finish(uint8_t *digest) {
    size_t length;
    if (status == PSA_SUCCESS) status = psa_hash_finish(&operation, digest, DIGEST_BYTES, &length);
    if (status != PSA_SUCCESS) board_log_number("SHA-256 failed, PSA status", status);
    return status;
}
