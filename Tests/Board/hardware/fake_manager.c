// The manager of network_provisioning 1.2.4, as its manager.c and handlers.c have it: its states,
// when it tries again, what it refuses, and what it says to the telephone.

#include "fake_network.h"

static enum { IDLE, STARTED, CRED_RECV, FAIL, SUCCESS, STOPPING } state;
static enum { CONNECTING, CONNECTED, DISCONNECTED, ATTEMPT_FAILED } station;
static network_prov_mgr_config_t manager;
static uint32_t attempts;
static bool is_wrong_password, listens, is_initialised;

static void tell(network_prov_cb_event_t event, void *data) {
    if (manager.app_event_handler.event_cb != NULL) {
        manager.app_event_handler.event_cb(manager.app_event_handler.user_data, event, data);
    }
    fake_post(NETWORK_PROV_EVENT, event, 0);
}

static void connect(void *context) {
    (void)context;
    if (esp_wifi_connect() != ESP_OK) puts("manager: cannot connect");
}

static void finish(void *context) {
    (void)context;
    esp_wifi_set_mode(WIFI_MODE_STA);
    state = IDLE;
    tell(NETWORK_PROV_END, NULL);
}

static struct fake_timer connect_timer = {.callback = connect};
static struct fake_timer cleanup_timer = {.callback = finish};

static void stop(void *context) {
    (void)context;
    if (state == STOPPING || state == IDLE) return;
    state = STOPPING;
    listens = false;
    connect_timer.is_active = false;
    fake_timer_start(&cleanup_timer, 1000);
}

static struct fake_timer autostop_timer = {.callback = stop};

static void on_disconnected(uint8_t reason) {
    const uint32_t attempts_max = manager.network_prov_wifi_conn_cfg.wifi_conn_attempts;
    station = DISCONNECTED;
    if (attempts_max > 0 && ++attempts < attempts_max) {
        station = ATTEMPT_FAILED;
        esp_wifi_connect();
        return;
    }
    state = FAIL;
    switch (reason) {
    case WIFI_REASON_4WAY_HANDSHAKE_TIMEOUT:
    case WIFI_REASON_AUTH_FAIL:
    case WIFI_REASON_HANDSHAKE_TIMEOUT:
    case WIFI_REASON_MIC_FAILURE:
        is_wrong_password = true;
        break;
    case WIFI_REASON_NO_AP_FOUND:
        is_wrong_password = false;
        break;
    default:
        if (attempts_max == 0) {
            station = CONNECTING;
            esp_wifi_connect();
            return;
        }
    }
    tell(NETWORK_PROV_WIFI_CRED_FAIL, NULL);
}

static void on_event(void *context, esp_event_base_t base, int32_t event, void *data) {
    (void)context;
    if (!listens) return;
    if (base == WIFI_EVENT && event == WIFI_EVENT_SCAN_DONE && state == STARTED) {
        wifi_ap_record_t record;
        int count = 0;
        while (esp_wifi_scan_get_ap_record(&record) == ESP_OK) count++;
        printf("telephone: %d networks\n", count);
    }
    if (state < CRED_RECV) return;
    if (base == WIFI_EVENT && event == WIFI_EVENT_STA_START) {
        station = CONNECTING;
    } else if (base == WIFI_EVENT && event == WIFI_EVENT_STA_DISCONNECTED) {
        on_disconnected(((wifi_event_sta_disconnected_t *)data)->reason);
    } else if (base == IP_EVENT && event == IP_EVENT_STA_GOT_IP) {
        station = CONNECTED;
        state = SUCCESS;
        fake_timer_start(&autostop_timer, 30000);
        tell(NETWORK_PROV_WIFI_CRED_SUCCESS, NULL);
    }
}

esp_err_t network_prov_mgr_init(network_prov_mgr_config_t config) {
    if (is_initialised) return ESP_ERR_INVALID_STATE;
    is_initialised = true;
    manager = config;
    tell(NETWORK_PROV_INIT, NULL);
    return ESP_OK;
}

/// Of a manager that does not run.
esp_err_t network_prov_mgr_deinit(void) {
    if (state != IDLE) return ESP_FAIL;
    is_initialised = false;
    tell(NETWORK_PROV_DEINIT, NULL);
    return ESP_OK;
}

esp_err_t network_prov_mgr_start_provisioning(int security, const void *proof, const char *name,
                                              const char *key) {
    (void)security, (void)key;
    wifi_config_t empty = {0};
    if (!is_initialised || state != IDLE) return ESP_ERR_INVALID_STATE;
    esp_err_t error = esp_wifi_set_mode(WIFI_MODE_STA);
    if (error == ESP_OK) error = esp_wifi_start();
    if (error == ESP_OK) error = esp_wifi_set_storage(WIFI_STORAGE_RAM);
    if (error == ESP_OK) error = esp_wifi_set_config(WIFI_IF_STA, &empty);
    if (error == ESP_OK) error = esp_wifi_disconnect();
    if (error != ESP_OK) return error;
    printf("offered %s %s\n", name, (const char *)proof);
    esp_wifi_set_mode(WIFI_MODE_APSTA);
    listens = true;
    esp_event_handler_register(WIFI_EVENT, ESP_EVENT_ANY_ID, on_event, NULL);
    esp_event_handler_register(IP_EVENT, IP_EVENT_STA_GOT_IP, on_event, NULL);
    state = STARTED;
    tell(NETWORK_PROV_START, NULL);
    return esp_wifi_set_storage(WIFI_STORAGE_FLASH);
}

esp_err_t network_prov_mgr_reset_wifi_sm_state_on_failure(void) {
    wifi_config_t empty = {0};
    if (state == STARTED) return ESP_OK;
    if (state != FAIL) return ESP_ERR_INVALID_STATE;
    const esp_err_t error =
        fake_fails("reset") ? ESP_ERR_WIFI_STATE : esp_wifi_set_config(WIFI_IF_STA, &empty);
    if (error != ESP_OK) return error;
    attempts = 0;
    state = STARTED;
    return ESP_OK;
}

void fake_telephone_brings(const char *ssid) {
    wifi_config_t config = {0};
    snprintf((char *)config.sta.ssid, sizeof config.sta.ssid, "%s", ssid);
    tell(NETWORK_PROV_SET_WIFI_STA_CONFIG, &config);
    if (state != STARTED || esp_wifi_set_mode(WIFI_MODE_APSTA) != ESP_OK ||
        esp_wifi_set_storage(WIFI_STORAGE_FLASH) != ESP_OK ||
        esp_wifi_set_config(WIFI_IF_STA, &config) != ESP_OK) {
        puts("telephone: refused");
        return;
    }
    puts("telephone: taken");
    fake_timer_start(&connect_timer, 1000);
    station = CONNECTING;
    attempts = 0;
    state = CRED_RECV;
    tell(NETWORK_PROV_WIFI_CRED_RECV, NULL);
}

void fake_telephone_scans(void) {
    static uint8_t any[] = "all";
    if (esp_wifi_scan_start(&(wifi_scan_config_t){any}, false) != ESP_OK) puts("telephone: refused");
}

void fake_telephone_asks(void) {
    if (!is_initialised || state == STOPPING || state == IDLE) {
        puts("telephone: no answer");
    } else if (station == CONNECTED) {
        puts("telephone: connected");
        stop(NULL);
    } else if (station == DISCONNECTED) {
        puts(is_wrong_password ? "telephone: wrong password" : "telephone: not found");
    } else {
        puts("telephone: connecting");
    }
}
