#pragma once

#include <esp_err.h>
#include <stdbool.h>
#include <stddef.h>


// The network interface: network_start.c and what it starts, or network_openeth.c, as configured.
// Before it is started, there is no network, nothing is on offer, and nothing is wrong.

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
bool board_network_invitation(char *name, size_t name_size, char *digits,
                              size_t digits_size);

/// Why there is no address.
typedef enum {
    /// There is an address, or nothing is known yet.
    BOARD_NETWORK_TROUBLE_NONE,
    /// Said by two tries in a row: a single handshake gets lost by a weak signal too.
    BOARD_NETWORK_TROUBLE_WRONG_PASSWORD,
    BOARD_NETWORK_TROUBLE_OUT_OF_REACH,
    /// WEP, WPA without WPA2, a company's sign-in; also a password for an open network, or none
    /// for one that asks for it.
    BOARD_NETWORK_TROUBLE_UNSUPPORTED_SECURITY,
    /// The network was joined, and no address came within 15 s.
    BOARD_NETWORK_TROUBLE_NO_ADDRESS,
    BOARD_NETWORK_TROUBLE_OTHER,
} board_network_trouble;

/// What is wrong, as far as the last tries have told. From any task; never waits.
board_network_trouble board_network_trouble_now(void);

/// How strongly the access point is heard, dBm, below 0; 0 where there is no network. From any
/// task; never waits.
int board_network_signal_dbm(void);

// For recovery: from the device's loop task. Neither waits longer than the radio takes to stop, some
// tenths of a second. While the device waits to be set up, the telephone's work goes first: then,
// and before the start, both give ESP_ERR_INVALID_STATE and do nothing. Where there is no radio,
// ESP_ERR_NOT_SUPPORTED.

/// Stops and starts the radio, and joins again. Where it fails, tries go on as before.
esp_err_t board_network_restart_radio(void);

/// Leaves the network and joins it again, a second later. Where it fails, nothing has changed.
///
/// After either there is no address until one comes, whatever the driver tells.
esp_err_t board_network_rejoin(void);

/// Looks for a stronger access point of the same network where the present one is heard below
/// -75 dBm, and moves there if one is at least 8 dB stronger. Returns at once; answers of the
/// gateway may take longer for some two seconds, and a move takes the network away for as long as
/// joining does. So it is for when nothing plays. From the device's loop task.
void board_network_look_around(void);

/// Forgets the provisioned network, so that the next start offers provisioning again.
esp_err_t board_network_forget(void);

/// The pin of the button that has the network forgotten; negative where there is none.
int board_network_button(void);
