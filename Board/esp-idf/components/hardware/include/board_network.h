#pragma once

#include <esp_err.h>
#include <stdbool.h>

// The network interface: network_wifi.c or network_openeth.c, as configured.

/// Starts the interface; it then keeps itself connected. To be called once, after NVS is up.
esp_err_t board_network_start(void);

/// Whether the device has an address. From any task.
bool board_network_is_up(void);

/// Forgets the provisioned network, so that the next start offers provisioning again.
esp_err_t board_network_forget(void);

/// The pin of the button that has the network forgotten; negative where there is none.
int board_network_button(void);
