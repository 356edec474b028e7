#pragma once

// As much of ESP-IDF v5.5.5 and of its network_provisioning 1.2.4 as network_*.c need, for a test
// on this machine; fake_network.c says what each call does. Names and numbers are the headers' own.

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

typedef int esp_err_t;
#define ESP_OK 0
#define ESP_FAIL -1
#define ESP_ERR_NO_MEM 0x101
#define ESP_ERR_INVALID_ARG 0x102
#define ESP_ERR_INVALID_STATE 0x103
#define ESP_ERR_NVS_NOT_FOUND 0x1102
#define ESP_ERR_NVS_INVALID_LENGTH 0x110C
#define ESP_ERR_WIFI_NOT_INIT 0x3001
#define ESP_ERR_WIFI_NOT_STARTED 0x3002
#define ESP_ERR_WIFI_IF 0x3004
#define ESP_ERR_WIFI_STATE 0x3006
#define ESP_ERR_WIFI_CONN 0x3007
#define ESP_ERR_WIFI_SSID 0x300A
#define ESP_ERR_WIFI_NOT_CONNECT 0x300F
const char *esp_err_to_name(esp_err_t error);

#define ESP_LOGI(tag, ...) ((void)(tag), printf("I "), printf(__VA_ARGS__), puts(""))
#define ESP_LOGW(tag, ...) ((void)(tag), printf("W "), printf(__VA_ARGS__), puts(""))

typedef const char *esp_event_base_t;
#define ESP_EVENT_ANY_ID -1
extern esp_event_base_t const WIFI_EVENT, IP_EVENT, NETWORK_PROV_EVENT;
enum {
    WIFI_EVENT_SCAN_DONE = 1,
    WIFI_EVENT_STA_START,
    WIFI_EVENT_STA_STOP,
    WIFI_EVENT_STA_CONNECTED,
    WIFI_EVENT_STA_DISCONNECTED,
    WIFI_EVENT_AP_START = 12,
    WIFI_EVENT_AP_STOP,
};
enum { IP_EVENT_STA_GOT_IP, IP_EVENT_STA_LOST_IP };
typedef void (*esp_event_handler_t)(void *context, esp_event_base_t base, int32_t event,
                                    void *data);
esp_err_t esp_event_loop_create_default(void);
esp_err_t esp_event_handler_register(esp_event_base_t base, int32_t event,
                                     esp_event_handler_t handler, void *context);

typedef struct esp_netif esp_netif_t;
esp_err_t esp_netif_init(void);
esp_netif_t *esp_netif_create_default_wifi_sta(void);
esp_netif_t *esp_netif_create_default_wifi_ap(void);
esp_err_t esp_netif_set_hostname(esp_netif_t *interface, const char *name);

typedef struct fake_timer *esp_timer_handle_t;
typedef struct {
    void (*callback)(void *context);
    const char *name;
} esp_timer_create_args_t;
int64_t esp_timer_get_time(void);
esp_err_t esp_timer_create(const esp_timer_create_args_t *arguments, esp_timer_handle_t *timer);
esp_err_t esp_timer_start_once(esp_timer_handle_t timer, uint64_t microseconds);
esp_err_t esp_timer_stop(esp_timer_handle_t timer);

enum {
    WIFI_REASON_UNSPECIFIED = 1,
    WIFI_REASON_AUTH_EXPIRE,
    WIFI_REASON_AUTH_LEAVE,
    WIFI_REASON_DISASSOC_DUE_TO_INACTIVITY,
    WIFI_REASON_ASSOC_TOOMANY,
    WIFI_REASON_CLASS2_FRAME_FROM_NONAUTH_STA,
    WIFI_REASON_CLASS3_FRAME_FROM_NONASSOC_STA,
    WIFI_REASON_ASSOC_LEAVE,
    WIFI_REASON_ASSOC_NOT_AUTHED,
    WIFI_REASON_BSS_TRANSITION_DISASSOC = 12,
    WIFI_REASON_IE_INVALID,
    WIFI_REASON_MIC_FAILURE,
    WIFI_REASON_4WAY_HANDSHAKE_TIMEOUT,
    WIFI_REASON_IE_IN_4WAY_DIFFERS = 17,
    WIFI_REASON_GROUP_CIPHER_INVALID,
    WIFI_REASON_PAIRWISE_CIPHER_INVALID,
    WIFI_REASON_AKMP_INVALID,
    WIFI_REASON_UNSUPP_RSN_IE_VERSION,
    WIFI_REASON_INVALID_RSN_IE_CAP,
    WIFI_REASON_802_1X_AUTH_FAILED,
    WIFI_REASON_CIPHER_SUITE_REJECTED,
    WIFI_REASON_BAD_CIPHER_OR_AKM = 29,
    WIFI_REASON_NOT_ENOUGH_BANDWIDTH = 33,
    WIFI_REASON_MISSING_ACKS,
    WIFI_REASON_PEER_INITIATED = 46,
    WIFI_REASON_AP_INITIATED,
    WIFI_REASON_BEACON_TIMEOUT = 200,
    WIFI_REASON_NO_AP_FOUND,
    WIFI_REASON_AUTH_FAIL,
    WIFI_REASON_HANDSHAKE_TIMEOUT = 204,
    WIFI_REASON_NO_AP_FOUND_W_COMPATIBLE_SECURITY = 210,
    WIFI_REASON_NO_AP_FOUND_IN_AUTHMODE_THRESHOLD,
    WIFI_REASON_NO_AP_FOUND_IN_RSSI_THRESHOLD,
};

typedef enum { WIFI_PS_NONE, WIFI_PS_MIN_MODEM, WIFI_PS_MAX_MODEM } wifi_ps_type_t;
typedef enum { WIFI_MODE_NULL, WIFI_MODE_STA, WIFI_MODE_AP, WIFI_MODE_APSTA } wifi_mode_t;
typedef enum { WIFI_IF_STA, WIFI_IF_AP } wifi_interface_t;
typedef enum { WIFI_STORAGE_FLASH, WIFI_STORAGE_RAM } wifi_storage_t;
typedef enum { WIFI_AUTH_OPEN, WIFI_AUTH_WPA2_PSK = 3, WIFI_AUTH_WPA3_PSK = 6 } wifi_auth_mode_t;
typedef enum { WIFI_FAST_SCAN, WIFI_ALL_CHANNEL_SCAN } wifi_scan_method_t;
typedef enum { WIFI_CONNECT_AP_BY_SIGNAL, WIFI_CONNECT_AP_BY_SECURITY } wifi_sort_method_t;
typedef enum {
    WPA3_SAE_PWE_UNSPECIFIED,
    WPA3_SAE_PWE_HUNT_AND_PECK,
    WPA3_SAE_PWE_HASH_TO_ELEMENT,
    WPA3_SAE_PWE_BOTH,
} wifi_sae_pwe_method_t;
#define WIFI_PROTOCOL_11B 0x1
#define WIFI_PROTOCOL_11G 0x2
#define WIFI_PROTOCOL_11N 0x4
typedef struct {
    uint8_t reason;
} wifi_event_sta_disconnected_t;
typedef struct {
    uint8_t ssid[32], password[64];
    wifi_scan_method_t scan_method;
    wifi_sort_method_t sort_method;
    struct {
        bool capable, required;
    } pmf_cfg;
    wifi_sae_pwe_method_t sae_pwe_h2e;
} wifi_sta_config_t;
typedef union {
    wifi_sta_config_t sta;
} wifi_config_t;
typedef struct {
    uint8_t bssid[6], ssid[33];
    int8_t rssi;
    wifi_auth_mode_t authmode;
} wifi_ap_record_t;
typedef struct {
    uint8_t *ssid;
} wifi_scan_config_t;
typedef struct {
    int unused;
} wifi_init_config_t;
#define WIFI_INIT_CONFIG_DEFAULT() {0}
esp_err_t esp_wifi_init(const wifi_init_config_t *config);
esp_err_t esp_wifi_set_mode(wifi_mode_t mode);
esp_err_t esp_wifi_set_storage(wifi_storage_t storage);
esp_err_t esp_wifi_set_protocol(wifi_interface_t interface, uint8_t protocols);
esp_err_t esp_wifi_set_config(wifi_interface_t interface, wifi_config_t *config);
esp_err_t esp_wifi_get_config(wifi_interface_t interface, wifi_config_t *config);
esp_err_t esp_wifi_set_ps(wifi_ps_type_t type);
esp_err_t esp_wifi_set_max_tx_power(int8_t power);
esp_err_t esp_wifi_start(void);
esp_err_t esp_wifi_stop(void);
esp_err_t esp_wifi_connect(void);
esp_err_t esp_wifi_disconnect(void);
esp_err_t esp_wifi_restore(void);
esp_err_t esp_wifi_scan_start(const wifi_scan_config_t *config, bool block);
esp_err_t esp_wifi_scan_get_ap_record(wifi_ap_record_t *record);
esp_err_t esp_wifi_sta_get_ap_info(wifi_ap_record_t *record);

#define ESP_MAC_WIFI_STA 0
esp_err_t esp_read_mac(uint8_t *mac, int type);
uint32_t esp_random(void);
void esp_restart(void) __attribute__((noreturn));

typedef int BaseType_t;
#define pdPASS 1
BaseType_t xTaskCreate(void (*task)(void *), const char *name, uint32_t stack, void *context,
                       unsigned priority, void *handle);
void vTaskDelete(void *task);

typedef int nvs_handle_t;
enum { NVS_READONLY, NVS_READWRITE };
esp_err_t nvs_open(const char *name, int mode, nvs_handle_t *handle);
esp_err_t nvs_get_str(nvs_handle_t handle, const char *key, char *value, size_t *length);
esp_err_t nvs_set_str(nvs_handle_t handle, const char *key, const char *value);
esp_err_t nvs_get_u8(nvs_handle_t handle, const char *key, uint8_t *value);
esp_err_t nvs_set_u8(nvs_handle_t handle, const char *key, uint8_t value);
esp_err_t nvs_erase_key(nvs_handle_t handle, const char *key);
esp_err_t nvs_commit(nvs_handle_t handle);
void nvs_close(nvs_handle_t handle);

typedef enum {
    NETWORK_PROV_INIT,
    NETWORK_PROV_START,
    NETWORK_PROV_SET_WIFI_STA_CONFIG,
    NETWORK_PROV_WIFI_CRED_RECV,
    NETWORK_PROV_WIFI_CRED_FAIL,
    NETWORK_PROV_WIFI_CRED_SUCCESS,
    NETWORK_PROV_END,
    NETWORK_PROV_DEINIT,
} network_prov_cb_event_t;
typedef struct {
    void (*event_cb)(void *context, network_prov_cb_event_t event, void *data);
    void *user_data;
} network_prov_event_handler_t;
#define NETWORK_PROV_EVENT_HANDLER_NONE {.event_cb = NULL, .user_data = NULL}
#define NETWORK_PROV_SECURITY_1 1
#define network_prov_scheme_softap 0
typedef struct {
    int scheme;
    network_prov_event_handler_t scheme_event_handler, app_event_handler;
    struct {
        uint32_t wifi_conn_attempts;
    } network_prov_wifi_conn_cfg;
} network_prov_mgr_config_t;
esp_err_t network_prov_mgr_init(network_prov_mgr_config_t config);
esp_err_t network_prov_mgr_deinit(void);
esp_err_t network_prov_mgr_start_provisioning(int security, const void *proof, const char *name,
                                              const char *key);
esp_err_t network_prov_mgr_reset_wifi_sm_state_on_failure(void);

// What the parts of the stand-in tell each other.

/// A timer of the SDK's, or what the driver and the network stack do by themselves later.
struct fake_timer {
    void (*callback)(void *context);
    int64_t due_us;
    bool is_active;
};
void fake_timer_start(struct fake_timer *timer, int64_t milliseconds);

/// Posts an event, with a reason for those that have one.
void fake_post(esp_event_base_t base, int32_t event, uint8_t reason);

/// Whether the script wants this to fail now; once for each time that it says so.
bool fake_fails(const char *what);

/// The manager's part of the script: the telephone brings a network, asks what became of it, and
/// which ones there are.
void fake_telephone_brings(const char *ssid);
void fake_telephone_asks(void);
void fake_telephone_scans(void);
