#pragma once

#include <esp_wifi.h>
#include <stdbool.h>

// Which network is joined where several are known: the one that the telephone brought, or that is
// built in, and up to four of the settings `wifi_ssid` and `wifi_password`, `wifi_ssid_2` …
// `wifi_password_4`. From the event task, but for the first.

/// Reads the settings. `station` is the network that is known otherwise, with an empty name where
/// there is none; then the first of the settings takes its place. To be called once, before the
/// radio starts.
void network_choice_load(wifi_sta_config_t *station);

/// Whether there are several, so that a scan has to say which one to join.
bool network_choice_is_open(void);

/// Takes what a scan has found, and writes name and password of the strongest known network into
/// `station`; one that was tried and did not give an address only where there is no other. Where
/// none is heard, each is taken in turn: its name may be hidden.
void network_choice_take(wifi_sta_config_t *station);

/// The network that was taken gave an address.
void network_choice_worked(void);

/// It was not joined, or gave none.
void network_choice_failed(void);
