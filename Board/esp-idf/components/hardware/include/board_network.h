#pragma once

#include <esp_err.h>
#include <stdbool.h>
#include <stddef.h>

#include "board_nullability.h"

// The network interface: network_wifi.c or network_openeth.c, as configured.

/// Bytes of an invitation's texts, with the zero at the end of each.
#define BOARD_NETWORK_NAME_BYTES 12
#define BOARD_NETWORK_DIGITS_BYTES 9

/// Starts the interface; it then keeps itself connected. To be called once, after NVS is up.
esp_err_t board_network_start(void);

/// Whether the device has an address. From any task.
bool board_network_is_up(void);

/// Whether the device waits to be set up by telephone. Then `name` is the access point to join,
/// such as `PROV_A1B2C3`, and `digits` the proof of possession that the application asks for, eight
/// digits; each ends in a zero, and is cut where it has less room than the constants above say.
/// Otherwise neither is written. True until the telephone has brought a network that works. From
/// any task; never waits.
bool board_network_invitation(char *_Nonnull name, size_t name_size, char *_Nonnull digits,
                              size_t digits_size);

/// Forgets the provisioned network, so that the next start offers provisioning again.
esp_err_t board_network_forget(void);

/// The pin of the button that has the network forgotten; negative where there is none.
int board_network_button(void);
