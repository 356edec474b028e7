// The SDK of fake_network.h, and a run of network_wifi.c with it: prints what is asked of the radio.
//
// usage: network KEY=VALUE… WORD…
//        KEY=VALUE is what NVS has; the words, in turn:
//          provisioned   said before `start`: a network is known
//          start         board_network_start
//          connected, finished   the telephone has brought a network; the manager is done
//          invitation, cramped   what board_network_invitation says, with too little room as well

#include "fake_network.h"

#include "board_network.h"

esp_event_base_t const WIFI_EVENT = "wifi", IP_EVENT = "ip", NETWORK_PROV_EVENT = "prov";
static esp_event_handler_t on_event;
static bool is_provisioned;
static char **stored;
static int stored_count;
static char proof[32];

const char *esp_err_to_name(esp_err_t error) { return error == ESP_OK ? "ESP_OK" : "error"; }
static esp_err_t ok(void) { return ESP_OK; }
static void post(esp_event_base_t base, int32_t event) { on_event(NULL, base, event, NULL); }

esp_err_t esp_event_loop_create_default(void) { return ok(); }

esp_err_t esp_event_handler_register(esp_event_base_t base, int32_t event,
                                     esp_event_handler_t handler, void *context) {
    (void)base, (void)event, (void)context;
    on_event = handler;
    return ESP_OK;
}

esp_err_t esp_netif_init(void) { return ok(); }
void *esp_netif_create_default_wifi_sta(void) { return &is_provisioned; }
void *esp_netif_create_default_wifi_ap(void) { return &is_provisioned; }

esp_err_t esp_timer_create(const esp_timer_create_args_t *arguments, esp_timer_handle_t *timer) {
    (void)arguments;
    *timer = NULL;
    return ESP_OK;
}

bool esp_timer_is_active(esp_timer_handle_t timer) { return timer != NULL; }

esp_err_t esp_timer_start_once(esp_timer_handle_t timer, uint64_t microseconds) {
    (void)timer, (void)microseconds;
    return ESP_OK;
}

static bool is_wifi_up;

esp_err_t esp_wifi_init(const wifi_init_config_t *config) {
    (void)config;
    is_wifi_up = true;
    return ESP_OK;
}

esp_err_t esp_wifi_set_mode(wifi_mode_t mode) {
    (void)mode;
    return ESP_OK;
}

esp_err_t esp_wifi_set_storage(wifi_storage_t storage) {
    (void)storage;
    return ESP_OK;
}

esp_err_t esp_wifi_set_config(wifi_interface_t interface, wifi_config_t *config) {
    (void)interface, (void)config;
    return ESP_OK;
}

/// Only after esp_wifi_init (ESP-IDF Programming Guide, "Station Sleep").
esp_err_t esp_wifi_set_ps(wifi_ps_type_t type) {
    if (!is_wifi_up) return -1;
    printf("sleep %d\n", type);
    return ESP_OK;
}

esp_err_t esp_wifi_start(void) {
    post(WIFI_EVENT, WIFI_EVENT_STA_START);
    return ESP_OK;
}

esp_err_t esp_wifi_connect(void) {
    puts("connect");
    return ESP_OK;
}

esp_err_t esp_wifi_restore(void) { return ok(); }

esp_err_t esp_read_mac(uint8_t *mac, int type) {
    (void)type;
    memcpy(mac, "\x40\x4C\xCA\xA1\xB2\xC3", 6);
    return ESP_OK;
}

uint32_t esp_random(void) { return 4000001234u; }

esp_err_t nvs_open(const char *name, int mode, nvs_handle_t *handle) {
    *handle = 1;
    const bool is_there = stored_count > 0 || mode == NVS_READWRITE;
    return strcmp(name, "sleeve") == 0 && is_there ? ESP_OK : ESP_ERR_NVS_NOT_FOUND;
}

esp_err_t nvs_get_str(nvs_handle_t handle, const char *key, char *value, size_t *length) {
    (void)handle;
    for (int index = 0; index < stored_count; index++) {
        const size_t count = strlen(key);
        if (strncmp(stored[index], key, count) != 0 || stored[index][count] != '=') continue;
        const char *text = stored[index] + count + 1;
        if (strlen(text) + 1 > *length) return ESP_ERR_NVS_INVALID_LENGTH;
        *length = strlen(text) + 1;
        memcpy(value, text, *length);
        return ESP_OK;
    }
    return ESP_ERR_NVS_NOT_FOUND;
}

esp_err_t nvs_set_str(nvs_handle_t handle, const char *key, const char *value) {
    (void)handle, (void)key;
    snprintf(proof, sizeof proof, "%s", value);
    return ESP_OK;
}

esp_err_t nvs_commit(nvs_handle_t handle) {
    (void)handle;
    printf("stored %s\n", proof);
    return ESP_OK;
}

void nvs_close(nvs_handle_t handle) { (void)handle; }

esp_err_t network_prov_mgr_init(network_prov_mgr_config_t config) {
    (void)config;
    return ESP_OK;
}

/// Says so too where it offered nothing.
esp_err_t network_prov_mgr_deinit(void) {
    if (is_provisioned) post(NETWORK_PROV_EVENT, NETWORK_PROV_END);
    return ESP_OK;
}

esp_err_t network_prov_mgr_is_wifi_provisioned(bool *answer) {
    *answer = is_provisioned;
    return ESP_OK;
}

esp_err_t network_prov_mgr_start_provisioning(int security, const void *proof, const char *name,
                                              const char *key) {
    (void)security, (void)key;
    printf("offered %s %s\n", name, (const char *)proof);
    return esp_wifi_start();
}

esp_err_t network_prov_mgr_reset_wifi_sm_state_on_failure(void) { return ok(); }

static void print_invitation(size_t room) {
    char name[BOARD_NETWORK_NAME_BYTES] = "-", digits[BOARD_NETWORK_DIGITS_BYTES] = "-";
    const bool is_offered = board_network_invitation(
        name, room < sizeof name ? room : sizeof name, digits,
        room < sizeof digits ? room : sizeof digits);
    printf("invitation %d %s %s\n", is_offered, name, digits);
}

int main(int count, char **words) {
    stored = words + 1;
    while (stored_count + 1 < count && strchr(stored[stored_count], '=') != NULL) stored_count++;
    for (int index = 1 + stored_count; index < count; index++) {
        const char *word = words[index];
        if (strcmp(word, "provisioned") == 0) is_provisioned = true;
        if (strcmp(word, "start") == 0 && board_network_start() != ESP_OK) return 1;
        if (strcmp(word, "connected") == 0) {
            post(NETWORK_PROV_EVENT, NETWORK_PROV_WIFI_CRED_SUCCESS);
            post(IP_EVENT, IP_EVENT_STA_GOT_IP);
        }
        if (strcmp(word, "finished") == 0) post(NETWORK_PROV_EVENT, NETWORK_PROV_END);
        if (strcmp(word, "invitation") == 0) print_invitation(SIZE_MAX);
        if (strcmp(word, "cramped") == 0) print_invitation(5);
    }
    return 0;
}
