#pragma once

#include <esp_err.h>


/// What the device shows to its gateway, and checks it by. Texts end in a zero; a null pointer
/// stands for what is not there.
typedef struct {
    /// From the partition `config`: PEM.
    const char *authority;
    const char *certificate;
    const char *key;
    /// From the settings: key `gateway_secret`.
    const char *secret;
} board_credentials;

/// Reads all of them, once, after the settings were opened and before any request.
///
/// A file that is not there is none; whatever else goes wrong is logged, and the device goes on
/// without: the gateway then refuses it, which the screen says.
void board_credentials_load(void);

/// What was read. Unchanged for the rest of the run.
const board_credentials *board_credentials_get(void);
