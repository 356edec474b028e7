#pragma once

#include <stdint.h>

// What this image says about itself: from the descriptor that ESP-IDF puts into it, and as configured.

/// SemVer 2.0.0, as the build was told; up to 31 bytes.
const char *_Nonnull board_version(void);

/// As in the firmware manifest's `board`: the chip.
const char *_Nonnull board_name(void);

uint32_t board_security_version(void);

/// `sleeve/<version> (<board>)`.
const char *_Nonnull board_user_agent(void);

/// What the device is called where nobody named it: `sleeve-` and its MAC address in hexadecimal.
const char *_Nonnull board_default_device_id(void);

/// As configured; empty where it is not.
const char *_Nonnull board_default_gateway_url(void);
