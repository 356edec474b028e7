#include "network_reason.h"

#include <esp_wifi.h>

network_reason network_reason_of(uint8_t code) {
    switch (code) {
    // 15 comes from the router, 204 from the SDK; 202 with WPA3.
    case WIFI_REASON_MIC_FAILURE:
    case WIFI_REASON_4WAY_HANDSHAKE_TIMEOUT:
    case WIFI_REASON_AUTH_FAIL:
    case WIFI_REASON_HANDSHAKE_TIMEOUT:
        return (network_reason){BOARD_NETWORK_TROUBLE_WRONG_PASSWORD,
                                "wrong password, or a handshake that got lost"};
    case WIFI_REASON_NO_AP_FOUND:
    case WIFI_REASON_NO_AP_FOUND_IN_RSSI_THRESHOLD:
        return (network_reason){BOARD_NETWORK_TROUBLE_OUT_OF_REACH, "no such network is heard"};
    // The SDK's own timeouts for authentication and association. Boards with a bad antenna end
    // here too, close to the router (arduino-esp32#6767): they hear it, and it does not hear them.
    case WIFI_REASON_AUTH_EXPIRE:
    case WIFI_REASON_DISASSOC_DUE_TO_INACTIVITY:
        return (network_reason){BOARD_NETWORK_TROUBLE_OUT_OF_REACH,
                                "the router does not answer; too far, or see wifi_power_dbm"};
    case WIFI_REASON_MISSING_ACKS:
    case WIFI_REASON_BEACON_TIMEOUT:
        return (network_reason){BOARD_NETWORK_TROUBLE_OUT_OF_REACH,
                                "the router is not heard any more"};
    // With a password and no threshold of its own, the driver takes WPA2 as the weakest
    // (wifi_scan_threshold_t).
    case WIFI_REASON_NO_AP_FOUND_IN_AUTHMODE_THRESHOLD:
        return (network_reason){BOARD_NETWORK_TROUBLE_UNSUPPORTED_SECURITY,
                                "the router offers less than WPA2"};
    case WIFI_REASON_IE_INVALID:
    case WIFI_REASON_IE_IN_4WAY_DIFFERS:
    case WIFI_REASON_GROUP_CIPHER_INVALID:
    case WIFI_REASON_PAIRWISE_CIPHER_INVALID:
    case WIFI_REASON_AKMP_INVALID:
    case WIFI_REASON_UNSUPP_RSN_IE_VERSION:
    case WIFI_REASON_INVALID_RSN_IE_CAP:
    case WIFI_REASON_802_1X_AUTH_FAILED:
    case WIFI_REASON_CIPHER_SUITE_REJECTED:
    case WIFI_REASON_BAD_CIPHER_OR_AKM:
    case WIFI_REASON_NO_AP_FOUND_W_COMPATIBLE_SECURITY:
        return (network_reason){BOARD_NETWORK_TROUBLE_UNSUPPORTED_SECURITY,
                                "the router's security does not fit: WPA2 or WPA3 with a "
                                "password, or an open network without one"};
    case WIFI_REASON_ASSOC_TOOMANY:
    case WIFI_REASON_NOT_ENOUGH_BANDWIDTH:
    case WIFI_REASON_PEER_INITIATED:
        return (network_reason){BOARD_NETWORK_TROUBLE_OTHER, "the router takes no more devices"};
    case WIFI_REASON_AUTH_LEAVE:
    case WIFI_REASON_CLASS2_FRAME_FROM_NONAUTH_STA:
    case WIFI_REASON_CLASS3_FRAME_FROM_NONASSOC_STA:
    case WIFI_REASON_ASSOC_LEAVE:
    case WIFI_REASON_ASSOC_NOT_AUTHED:
    case WIFI_REASON_BSS_TRANSITION_DISASSOC:
    case WIFI_REASON_AP_INITIATED:
        return (network_reason){BOARD_NETWORK_TROUBLE_OTHER, "the router ended it"};
    default:
        return (network_reason){BOARD_NETWORK_TROUBLE_OTHER,
                                "joining failed, or the connection broke"};
    }
}
