#pragma once

// What this image and this device are called.

/// As set, up to 32 bytes; where that is nothing, `sleeve-` and the MAC address in hexadecimal.
const char *board_device_id(void);

/// The latter.
const char *board_default_device_id(void);
