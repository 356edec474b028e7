#pragma once

#include <esp_err.h>
#include <stdbool.h>

// Setting the device up by Espressif's telephone application "ESP SoftAP Provisioning".

/// Whether the network that NVS has was brought by a set-up that never came to an address: then the
/// set-up is to be offered again, as the password may be wrong. False for a network that has worked
/// once, and for one of a release that kept no such mark.
bool network_provisioning_was_broken_off(void);

/// Starts the radio, and the offer with it. To be called once, after esp_wifi_init.
esp_err_t network_provisioning_start(void);

/// From the start until the telephone has brought a network that works, and the manager is done.
/// Meanwhile it is the manager that joins. From any task.
bool network_provisioning_is_offered(void);
