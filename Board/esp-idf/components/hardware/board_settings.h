#pragma once

#include <esp_err.h>
#include <stdbool.h>
#include <stddef.h>


// What `make config` has written: a string for each key, in the namespace `sleeve` of the partition
// `settings`, which the firmware never writes. A device whose partition table is older, or whose
// `settings` is empty, has them in the partition `nvs`.

/// Opens NVS and the settings. To be called once, before anything else reads either.
///
/// The partition `nvs` is emptied where NVS cannot use it as it is: the device then asks for its
/// Wi-Fi network again. What is wrong with `settings` is logged and is no error.
esp_err_t board_settings_open(void);

/// As `nvs_get_str`, with its errors. `ESP_ERR_NVS_NOT_FOUND` for all where there are no settings.
esp_err_t board_settings_read(const char *key, char *value,
                              size_t *length);

/// Reads a whole number; `*number` is left as it is where none is set, or none can be read. False where
/// the value is no number from `low`, -1 at least, to `high`.
bool board_settings_number(const char *key, int low, int high, int *number);

/// Whether the partition `settings` holds something that cannot be read, so that the defaults count
/// for all or part of it. True from the read on that came upon it.
bool board_settings_are_damaged(void);
