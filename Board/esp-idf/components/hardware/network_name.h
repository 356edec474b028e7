#pragma once

#include <esp_netif.h>

/// What the device is called in the router's list, with the zero at the end; the SDK takes no more.
#define NETWORK_NAME_BYTES 33

/// Writes a host name made of a device's id: letters, digits and hyphens, none at either end (RFC
/// 1123 section 2.1), so that `.` and `_` become hyphens; empty where nothing is left.
void network_name_make(char name[NETWORK_NAME_BYTES], const char *identity);

/// Names the interface after the setting `device_id`, or after the board where that makes no name.
/// Before the interface asks for an address.
esp_err_t network_name_apply(esp_netif_t *interface);
