#pragma once

// As much of ESP-IDF v5.5.5 and of its network_provisioning 1.2.4 as network_wifi.c needs, for a test
// on this machine; fake_network.c says what each call does.

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

typedef int esp_err_t;
#define ESP_OK 0
#define ESP_ERR_NO_MEM 0x101
#define ESP_ERR_NVS_NOT_FOUND 0x1102
#define ESP_ERR_NVS_INVALID_LENGTH 0x110C
const char *esp_err_to_name(esp_err_t error);

#define ESP_LOGI(tag, ...) ((void)(tag), printf("I "), printf(__VA_ARGS__), puts(""))
#define ESP_LOGW(tag, ...) ((void)(tag), printf("W "), printf(__VA_ARGS__), puts(""))

typedef const char *esp_event_base_t;
#define ESP_EVENT_ANY_ID -1
extern esp_event_base_t const WIFI_EVENT, IP_EVENT, NETWORK_PROV_EVENT;
enum { WIFI_EVENT_STA_START = 2, WIFI_EVENT_STA_DISCONNECTED = 5 };
enum { IP_EVENT_STA_GOT_IP, IP_EVENT_STA_LOST_IP };
enum {
    NETWORK_PROV_WIFI_CRED_FAIL = 3,
    NETWORK_PROV_WIFI_CRED_SUCCESS,
    NETWORK_PROV_END,
};
typedef void (*esp_event_handler_t)(void *context, esp_event_base_t base, int32_t event, void *data);
esp_err_t esp_event_loop_create_default(void);
esp_err_t esp_event_handler_register(esp_event_base_t base, int32_t event,
                                     esp_event_handler_t handler, void *context);

esp_err_t esp_netif_init(void);
void *esp_netif_create_default_wifi_sta(void);
void *esp_netif_create_default_wifi_ap(void);

typedef void *esp_timer_handle_t;
typedef struct {
    void (*callback)(void *context);
    const char *name;
} esp_timer_create_args_t;
esp_err_t esp_timer_create(const esp_timer_create_args_t *arguments, esp_timer_handle_t *timer);
bool esp_timer_is_active(esp_timer_handle_t timer);
esp_err_t esp_timer_start_once(esp_timer_handle_t timer, uint64_t microseconds);

typedef enum { WIFI_PS_NONE, WIFI_PS_MIN_MODEM, WIFI_PS_MAX_MODEM } wifi_ps_type_t;
typedef enum { WIFI_MODE_STA = 1 } wifi_mode_t;
typedef enum { WIFI_IF_STA } wifi_interface_t;
typedef enum { WIFI_STORAGE_RAM = 1 } wifi_storage_t;
typedef struct { uint8_t reason; } wifi_event_sta_disconnected_t;
typedef union { struct { uint8_t ssid[32], password[64]; } sta; } wifi_config_t;
typedef struct { int unused; } wifi_init_config_t;
#define WIFI_INIT_CONFIG_DEFAULT() {0}
esp_err_t esp_wifi_init(const wifi_init_config_t *config);
esp_err_t esp_wifi_set_mode(wifi_mode_t mode);
esp_err_t esp_wifi_set_storage(wifi_storage_t storage);
esp_err_t esp_wifi_set_config(wifi_interface_t interface, wifi_config_t *config);
esp_err_t esp_wifi_set_ps(wifi_ps_type_t type);
esp_err_t esp_wifi_start(void);
esp_err_t esp_wifi_connect(void);
esp_err_t esp_wifi_restore(void);

#define ESP_MAC_WIFI_STA 0
esp_err_t esp_read_mac(uint8_t *mac, int type);
uint32_t esp_random(void);

typedef int nvs_handle_t;
enum { NVS_READONLY, NVS_READWRITE };
esp_err_t nvs_open(const char *name, int mode, nvs_handle_t *handle);
esp_err_t nvs_get_str(nvs_handle_t handle, const char *key, char *value, size_t *length);
esp_err_t nvs_set_str(nvs_handle_t handle, const char *key, const char *value);
esp_err_t nvs_commit(nvs_handle_t handle);
void nvs_close(nvs_handle_t handle);

#define NETWORK_PROV_EVENT_HANDLER_NONE 0
#define NETWORK_PROV_SECURITY_1 1
#define network_prov_scheme_softap 0
typedef struct { int scheme, scheme_event_handler; } network_prov_mgr_config_t;
esp_err_t network_prov_mgr_init(network_prov_mgr_config_t config);
esp_err_t network_prov_mgr_deinit(void);
esp_err_t network_prov_mgr_is_wifi_provisioned(bool *is_provisioned);
esp_err_t network_prov_mgr_start_provisioning(int security, const void *proof, const char *name,
                                              const char *key);
esp_err_t network_prov_mgr_reset_wifi_sm_state_on_failure(void);
