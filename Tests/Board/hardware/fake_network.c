// The SDK of fake_network.h, and a run of network_*.c with it: prints what is asked of the radio.
//
// What events follow which call, and when, is told by the ESP-IDF v5.5.5 Programming Guide ("Wi-Fi
// Event Description"), esp_wifi.h, esp_netif_lwip.c (addresses) and esp_event.c (the order of
// handlers). fake_manager.c is the manager of the set-up.
//
// usage: network KEY=VALUE… WORD…
//        KEY=VALUE is what the flash has, `wifi` the network that the driver keeps; the words, in
//        turn:
//          air=OUTCOME,…  what becomes of each try to join; the last one stays: `ok`; `noaddress`,
//                         joined only; a reason; `silent`, no event, as esp-idf#2020 has it;
//                         `stuck`, no end
//          fail=CALL      the next such call fails: connect, disconnect, start, stop,
//                         reset, task, scan, nvs, store; `event`, the next start has none;
//                         `deaf`, the next disconnect or stop is OK, and does nothing
//          start          sleeve_network_start
//          run=SECONDS    that much time goes by
//          lose=REASON    the network is lost
//          expire         the address is, but not the network
//          hear=NAME:DBM,…  which networks a scan for all finds; one that is not heard is not joined
//          here=DBM, there=DBM, open=DBM   how the joined access point is heard, and another one of
//                         the network; `open` has no password
//          phone=NAME, ask, scan   the telephone brings a network; it asks what became of it; it
//                         asks which ones there are
//          restart, rejoin, look, forget   as sleeve_port.h has them
//          state, trouble, signal   prints it
//          invitation, cramped   what board_network_invitation says, with too little room as well
//          flash          prints what the flash has
//          reason=CODE, name=IDENTITY   network_reason.c and network_name.c alone

#include "fake_network.h"

#include <stdlib.h>

#include "board_identity.h"
#include "board_clock.h"
#include "board_network.h"
#include "board_settings.h"
#include "network_name.h"
#include "network_reason.h"
#include "sleeve_port.h"

esp_event_base_t const WIFI_EVENT = "wifi", IP_EVENT = "ip", NETWORK_PROV_EVENT = "prov";

const char *esp_err_to_name(esp_err_t error) {
    static char text[16];
    snprintf(text, sizeof text, "%x", (unsigned)error);
    return error == ESP_OK ? "ESP_OK" : text;
}

// The script.

static char failing[64], air[64] = "ok", other_signals[64], heard[64];
static int here_dbm = -60;

bool fake_fails(const char *what) {
    if (strcmp(failing, what) != 0) return false;
    failing[0] = 0;
    return true;
}

static const char *next_outcome(void) {
    static char outcome[16];
    const size_t count = strcspn(air, ",");
    snprintf(outcome, sizeof outcome, "%.*s", (int)count, air);
    if (air[count] == ',') memmove(air, air + count + 1, strlen(air + count));
    return outcome;
}

// Time.

static int64_t now_us;
static struct fake_timer *timers[16];
static size_t timer_count;
// Of events and of timers' callbacks: what they post has to wait.
static bool is_in_callback;

int64_t esp_timer_get_time(void) { return now_us; }

void fake_timer_start(struct fake_timer *timer, int64_t milliseconds) {
    size_t index = 0;
    while (index < timer_count && timers[index] != timer) index++;
    if (index == timer_count) timers[timer_count++] = timer;
    timer->due_us = now_us + milliseconds * 1000;
    timer->is_active = true;
}

esp_err_t esp_timer_create(const esp_timer_create_args_t *arguments, esp_timer_handle_t *timer) {
    static struct fake_timer made;
    made.callback = arguments->callback;
    *timer = &made;
    return ESP_OK;
}

esp_err_t esp_timer_start_once(esp_timer_handle_t timer, uint64_t microseconds) {
    if (timer->is_active) return ESP_ERR_INVALID_STATE;
    fake_timer_start(timer, (int64_t)microseconds / 1000);
    return ESP_OK;
}

esp_err_t esp_timer_stop(esp_timer_handle_t timer) {
    if (!timer->is_active) return ESP_ERR_INVALID_STATE;
    timer->is_active = false;
    return ESP_OK;
}

// Events: handlers in the order in which they came; the task is above those that post.

static struct {
    esp_event_base_t base;
    int32_t event;
    esp_event_handler_t handler;
} handlers[16];
static size_t handler_count;
static struct {
    esp_event_base_t base;
    int32_t event;
    uint8_t reason;
} queue[32];
static size_t queue_count;

esp_err_t esp_event_loop_create_default(void) { return ESP_OK; }

esp_err_t esp_event_handler_register(esp_event_base_t base, int32_t event,
                                     esp_event_handler_t handler, void *context) {
    (void)context;
    handlers[handler_count].base = base;
    handlers[handler_count].event = event;
    handlers[handler_count++].handler = handler;
    return ESP_OK;
}

static void on_stack(esp_event_base_t base, int32_t event);

static void dispatch(void) {
    if (is_in_callback) return;
    is_in_callback = true;
    while (queue_count > 0) {
        const esp_event_base_t base = queue[0].base;
        const int32_t event = queue[0].event;
        wifi_event_sta_disconnected_t data = {queue[0].reason};
        memmove(queue, queue + 1, --queue_count * sizeof *queue);
        on_stack(base, event);
        for (size_t index = 0; index < handler_count; index++) {
            if (handlers[index].base != base) continue;
            if (handlers[index].event == event || handlers[index].event == ESP_EVENT_ANY_ID) {
                handlers[index].handler(NULL, base, event, &data);
            }
        }
    }
    is_in_callback = false;
}

void fake_post(esp_event_base_t base, int32_t event, uint8_t reason) {
    queue[queue_count].base = base;
    queue[queue_count].event = event;
    queue[queue_count++].reason = reason;
    dispatch();
}

static void run(int64_t seconds) {
    const int64_t end_us = now_us + seconds * 1000000;
    while (true) {
        struct fake_timer *first = NULL;
        for (size_t index = 0; index < timer_count; index++) {
            if (!timers[index]->is_active || timers[index]->due_us > end_us) continue;
            if (first == NULL || timers[index]->due_us < first->due_us) first = timers[index];
        }
        if (first == NULL) break;
        now_us = first->due_us;
        first->is_active = false;
        is_in_callback = true;
        first->callback(NULL);
        is_in_callback = false;
        dispatch();
    }
    now_us = end_us;
}

// Flash.

static struct {
    char key[16], value[40];
    bool is_there;
} stored[16];
static size_t stored_count;
static char changes[256];

/// Its place, or a new one.
static size_t place_of(const char *key) {
    size_t index = 0;
    while (index < stored_count && strcmp(stored[index].key, key) != 0) index++;
    if (index == stored_count) snprintf(stored[stored_count++].key, sizeof stored->key, "%s", key);
    return index;
}

static const char *find(const char *key) {
    const size_t index = place_of(key);
    return stored[index].is_there ? stored[index].value : NULL;
}

static void store(const char *key, const char *value) {
    const size_t index = place_of(key);
    snprintf(stored[index].value, sizeof stored->value, "%s", value);
    stored[index].is_there = true;
}

static void print_flash(void) {
    printf("flash");
    for (size_t index = 0; index < stored_count; index++) {
        if (stored[index].is_there) printf(" %s=%s", stored[index].key, stored[index].value);
    }
    puts("");
}

esp_err_t nvs_open(const char *name, int mode, nvs_handle_t *handle) {
    *handle = 1;
    if (fake_fails("nvs")) return ESP_FAIL;
    bool is_there = mode == NVS_READWRITE;
    for (size_t index = 0; index < stored_count; index++) is_there |= stored[index].is_there;
    return strcmp(name, "sleeve") == 0 && is_there ? ESP_OK : ESP_ERR_NVS_NOT_FOUND;
}

esp_err_t board_settings_read(const char *key, char *value, size_t *length) {
    const char *text = find(key);
    if (text == NULL) return ESP_ERR_NVS_NOT_FOUND;
    if (strlen(text) + 1 > *length) return ESP_ERR_NVS_INVALID_LENGTH;
    *length = strlen(text) + 1;
    memcpy(value, text, *length);
    return ESP_OK;
}

esp_err_t nvs_get_str(nvs_handle_t handle, const char *key, char *value, size_t *length) {
    (void)handle;
    return board_settings_read(key, value, length);
}

esp_err_t nvs_set_str(nvs_handle_t handle, const char *key, const char *value) {
    (void)handle;
    if (fake_fails("store")) return ESP_FAIL;
    store(key, value);
    snprintf(changes + strlen(changes), sizeof changes - strlen(changes), "stored %s=%s\n", key,
             value);
    return ESP_OK;
}

esp_err_t nvs_get_u8(nvs_handle_t handle, const char *key, uint8_t *value) {
    (void)handle;
    if (find(key) == NULL) return ESP_ERR_NVS_NOT_FOUND;
    *value = (uint8_t)atoi(find(key));
    return ESP_OK;
}

esp_err_t nvs_set_u8(nvs_handle_t handle, const char *key, uint8_t value) {
    char text[4];
    snprintf(text, sizeof text, "%u", value);
    return nvs_set_str(handle, key, text);
}

esp_err_t nvs_erase_key(nvs_handle_t handle, const char *key) {
    (void)handle;
    if (find(key) == NULL) return ESP_ERR_NVS_NOT_FOUND;
    stored[place_of(key)].is_there = false;
    snprintf(changes + strlen(changes), sizeof changes - strlen(changes), "erased %s\n", key);
    return ESP_OK;
}

esp_err_t nvs_commit(nvs_handle_t handle) {
    (void)handle;
    printf("%s", changes);
    changes[0] = 0;
    return ESP_OK;
}

void nvs_close(nvs_handle_t handle) { (void)handle; }

// The chip.

esp_err_t esp_read_mac(uint8_t *mac, int type) {
    (void)type;
    memcpy(mac, "\x40\x4C\xCA\xA1\xB2\xC3", 6);
    return ESP_OK;
}

const char *board_default_device_id(void) { return "sleeve-404ccaa1b2c3"; }
uint32_t esp_random(void) { return 4000001234u; }

void esp_restart(void) {
    puts("restart");
    print_flash();
    exit(0);
}

BaseType_t xTaskCreate(void (*task)(void *), const char *name, uint32_t stack, void *context,
                       unsigned priority, void *handle) {
    (void)name, (void)stack, (void)priority, (void)handle;
    if (fake_fails("task")) return -1;
    task(context);
    return pdPASS;
}

void vTaskDelete(void *task) { (void)task; }

// The driver.

static bool is_initialised, is_started;
static wifi_mode_t mode;
static wifi_storage_t storage;
static wifi_config_t config;
static enum { APART, JOINING, JOINED } station;
static const char *outcome;
static bool is_found_taken;
static char found[64];

static bool has_station(void) { return mode == WIFI_MODE_STA || mode == WIFI_MODE_APSTA; }
static bool has_access_point(void) { return mode == WIFI_MODE_AP || mode == WIFI_MODE_APSTA; }

/// Two seconds after a try began.
static void on_joined(void *context) {
    (void)context;
    if (station != JOINING || strcmp(outcome, "stuck") == 0) return;
    if (strcmp(outcome, "ok") == 0 || strcmp(outcome, "noaddress") == 0) {
        station = JOINED;
        fake_post(WIFI_EVENT, WIFI_EVENT_STA_CONNECTED, 0);
        return;
    }
    station = APART;
    if (strcmp(outcome, "silent") == 0) return;
    fake_post(WIFI_EVENT, WIFI_EVENT_STA_DISCONNECTED, (uint8_t)atoi(outcome));
}

static void on_scanned(void *context) {
    (void)context;
    fake_post(WIFI_EVENT, WIFI_EVENT_SCAN_DONE, 0);
}

static struct fake_timer join_timer = {.callback = on_joined};
static struct fake_timer scan_timer = {.callback = on_scanned};

esp_err_t esp_wifi_init(const wifi_init_config_t *unused) {
    (void)unused;
    is_initialised = true;
    if (find("wifi") != NULL) {
        snprintf((char *)config.sta.ssid, sizeof config.sta.ssid, "%s", find("wifi"));
    }
    return ESP_OK;
}

esp_err_t esp_wifi_set_mode(wifi_mode_t wanted) {
    if (!is_initialised) return ESP_ERR_WIFI_NOT_INIT;
    const bool had_access_point = has_access_point();
    mode = wanted;
    if (is_started && had_access_point != has_access_point()) {
        fake_post(WIFI_EVENT, had_access_point ? WIFI_EVENT_AP_STOP : WIFI_EVENT_AP_START, 0);
    }
    return ESP_OK;
}

esp_err_t esp_wifi_set_storage(wifi_storage_t wanted) {
    storage = wanted;
    return is_initialised ? ESP_OK : ESP_ERR_WIFI_NOT_INIT;
}

static const char *storage_name(void) { return storage == WIFI_STORAGE_FLASH ? "flash" : "memory"; }

esp_err_t esp_wifi_set_protocol(wifi_interface_t interface, uint8_t protocols) {
    if (interface == WIFI_IF_STA ? !has_station() : !has_access_point()) return ESP_ERR_WIFI_IF;
    printf("protocols of %s: %u, in %s\n", interface == WIFI_IF_STA ? "station" : "access point",
           protocols, storage_name());
    return ESP_OK;
}

esp_err_t esp_wifi_set_config(wifi_interface_t interface, wifi_config_t *wanted) {
    if (interface != WIFI_IF_STA || !has_station()) return ESP_ERR_WIFI_IF;
    if (station == JOINING) return ESP_ERR_WIFI_STATE;
    config = *wanted;
    if (storage == WIFI_STORAGE_FLASH) {
        store("wifi", (const char *)config.sta.ssid);
        stored[place_of("wifi")].is_there = config.sta.ssid[0] != 0;
    }
    if (config.sta.ssid[0] != 0) {
        printf("network %s, scan %d, sort %d, sae %d, pmf %d, in %s\n", config.sta.ssid,
               config.sta.scan_method, config.sta.sort_method, config.sta.sae_pwe_h2e,
               config.sta.pmf_cfg.capable, storage_name());
        if (config.sta.password[0] != 0) printf("password %s\n", config.sta.password);
    }
    return ESP_OK;
}

esp_err_t esp_wifi_get_config(wifi_interface_t interface, wifi_config_t *answer) {
    if (!is_initialised || interface != WIFI_IF_STA) return ESP_ERR_WIFI_NOT_INIT;
    *answer = config;
    return ESP_OK;
}

/// Only after esp_wifi_init (ESP-IDF Programming Guide, "Station Sleep").
esp_err_t esp_wifi_set_ps(wifi_ps_type_t type) {
    if (!is_initialised) return ESP_ERR_WIFI_NOT_INIT;
    printf("sleep %d\n", type);
    return ESP_OK;
}

esp_err_t esp_wifi_set_max_tx_power(int8_t power) {
    if (!is_started) return ESP_ERR_WIFI_NOT_STARTED;
    if (power < 8 || power > 84) return ESP_ERR_INVALID_ARG;
    // The table of esp_wifi.h, "Relationship between set value and actual value".
    static const int8_t steps[] = {80, 72, 66, 60, 56, 52, 44, 34, 28, 20, 8};
    size_t index = 0;
    while (steps[index] > power) index++;
    printf("power %.2f dBm\n", steps[index] / 4.0);
    return ESP_OK;
}

esp_err_t esp_wifi_start(void) {
    if (!is_initialised) return ESP_ERR_WIFI_NOT_INIT;
    if (fake_fails("start")) return ESP_FAIL;
    if (is_started) return ESP_OK;
    is_started = true;
    if (fake_fails("event")) return ESP_OK;
    if (has_station()) fake_post(WIFI_EVENT, WIFI_EVENT_STA_START, 0);
    if (has_access_point()) fake_post(WIFI_EVENT, WIFI_EVENT_AP_START, 0);
    return ESP_OK;
}

esp_err_t esp_wifi_stop(void) {
    if (!is_initialised) return ESP_ERR_WIFI_NOT_INIT;
    if (fake_fails("stop")) return ESP_FAIL;
    if (fake_fails("deaf")) return ESP_OK;
    puts("stop");
    is_started = false;
    const bool was_joined = station == JOINED;
    station = APART;
    if (was_joined) fake_post(WIFI_EVENT, WIFI_EVENT_STA_DISCONNECTED, WIFI_REASON_ASSOC_LEAVE);
    if (has_station()) fake_post(WIFI_EVENT, WIFI_EVENT_STA_STOP, 0);
    return ESP_OK;
}

esp_err_t esp_wifi_connect(void) {
    printf("connect %lld\n", (long long)(now_us / 1000000));
    if (!is_started) return ESP_ERR_WIFI_NOT_STARTED;
    if (fake_fails("connect")) return ESP_FAIL;
    if (config.sta.ssid[0] == 0) return ESP_ERR_WIFI_SSID;
    if (station != APART) return ESP_ERR_WIFI_CONN;
    station = JOINING;
    outcome = next_outcome();
    if (heard[0] != 0 && strstr(heard, (const char *)config.sta.ssid) == NULL) outcome = "201";
    fake_timer_start(&join_timer, 2000);
    return ESP_OK;
}

esp_err_t esp_wifi_disconnect(void) {
    if (!is_started) return ESP_ERR_WIFI_NOT_STARTED;
    if (fake_fails("disconnect")) return ESP_FAIL;
    if (fake_fails("deaf")) return ESP_OK;
    const bool was_apart = station == APART;
    station = APART;
    if (!was_apart) fake_post(WIFI_EVENT, WIFI_EVENT_STA_DISCONNECTED, WIFI_REASON_ASSOC_LEAVE);
    return ESP_OK;
}

esp_err_t esp_wifi_restore(void) {
    stored[place_of("wifi")].is_there = storage == WIFI_STORAGE_RAM;
    return ESP_OK;
}

esp_err_t esp_wifi_scan_start(const wifi_scan_config_t *scan, bool block) {
    if (!is_started || block) return ESP_ERR_WIFI_NOT_STARTED;
    if (station == JOINING || fake_fails("scan")) return ESP_ERR_WIFI_STATE;
    printf("scan for %s\n", scan == NULL ? "all" : (const char *)scan->ssid);
    is_found_taken = scan == NULL;
    snprintf(found, sizeof found, "%s", scan == NULL ? heard : other_signals);
    fake_timer_start(&scan_timer, 2000);
    return ESP_OK;
}

/// First the joined one, then the others; a record is freed as it is taken.
esp_err_t esp_wifi_scan_get_ap_record(wifi_ap_record_t *record) {
    if (!is_found_taken) {
        is_found_taken = true;
        if (esp_wifi_sta_get_ap_info(record) == ESP_OK) return ESP_OK;
    }
    if (found[0] == 0) return ESP_FAIL;
    static uint8_t number = 1;
    *record = (wifi_ap_record_t){.bssid = {++number}, .authmode = WIFI_AUTH_WPA2_PSK};
    if (found[0] == 'o') record->authmode = WIFI_AUTH_OPEN;
    const char *colon = strchr(found, ':');
    if (colon != NULL) memcpy(record->ssid, found, (size_t)(colon - found));
    record->rssi = (int8_t)atoi(colon != NULL ? colon + 1 : found + 1);
    const size_t count = strcspn(found, ",");
    memmove(found, found + count + 1, strlen(found + count));
    return ESP_OK;
}

esp_err_t esp_wifi_sta_get_ap_info(wifi_ap_record_t *record) {
    if (station != JOINED) return ESP_ERR_WIFI_NOT_CONNECT;
    *record = (wifi_ap_record_t){
        .bssid = {1}, .rssi = (int8_t)here_dbm, .authmode = WIFI_AUTH_WPA2_PSK};
    memcpy(record->ssid, config.sta.ssid, sizeof config.sta.ssid);
    return ESP_OK;
}

// The network stack: an address a second after joining, and its loss told two minutes later.

struct esp_netif {
    bool is_station;
};
static bool has_address;

static void on_lease(void *context) {
    (void)context;
    if (station != JOINED || strcmp(outcome, "ok") != 0) return;
    has_address = true;
    fake_post(IP_EVENT, IP_EVENT_STA_GOT_IP, 0);
}

static void on_lost(void *context) {
    (void)context;
    if (!has_address) fake_post(IP_EVENT, IP_EVENT_STA_LOST_IP, 0);
}

static struct fake_timer lease_timer = {.callback = on_lease};
static struct fake_timer lost_timer = {.callback = on_lost};

/// The default handlers, which the SDK registers before all others.
static void on_stack(esp_event_base_t base, int32_t event) {
    if (base != WIFI_EVENT) return;
    if (event == WIFI_EVENT_STA_CONNECTED) {
        fake_timer_start(&lease_timer, 1000);
        // esp_netif_dhcpc_start_api starts it anew.
        fake_timer_start(&lost_timer, 120000);
    } else if (event == WIFI_EVENT_STA_DISCONNECTED || event == WIFI_EVENT_STA_STOP) {
        if (has_address && !lost_timer.is_active) fake_timer_start(&lost_timer, 120000);
        has_address = false;
    }
}

esp_err_t esp_netif_init(void) { return ESP_OK; }

esp_netif_t *esp_netif_create_default_wifi_sta(void) {
    static esp_netif_t station_interface = {true};
    return &station_interface;
}

esp_netif_t *esp_netif_create_default_wifi_ap(void) {
    static esp_netif_t access_point_interface;
    return &access_point_interface;
}

esp_err_t esp_netif_set_hostname(esp_netif_t *interface, const char *name) {
    if (!interface->is_station || strlen(name) > 32) return ESP_ERR_INVALID_ARG;
    printf("called %s\n", name);
    return ESP_OK;
}

// The run.

static void print_invitation(size_t room) {
    char name[BOARD_NETWORK_NAME_BYTES] = "-", digits[BOARD_NETWORK_DIGITS_BYTES] = "-";
    const bool is_offered = board_network_invitation(
        name, room < sizeof name ? room : sizeof name, digits,
        room < sizeof digits ? room : sizeof digits);
    printf("invitation %d %s %s\n", is_offered, name, digits);
}

static void print_trouble(board_network_trouble trouble) {
    static const char *const names[] = {"none",     "wrong password", "out of reach",
                                        "security", "no address",     "other"};
    printf("trouble: %s\n", names[trouble]);
}

/// The port's answer: 0, or the SDK's error, which is made negative.
static void print_error(int32_t answer) {
    const esp_err_t error = answer == ESP_FAIL ? ESP_FAIL : -answer;
    if (error != ESP_OK) printf("error %s\n", esp_err_to_name(error));
}

static void print_state(void) {
    static const char *const names[] = {"down",     "up",         "wrong password", "out of reach",
                                        "security", "no address", "other"};
    printf("state: %s\n", names[sleeve_network_state()]);
}

esp_err_t board_clock_start(void) { return ESP_OK; }

/// A word of the form `key=value`.
static void set(const char *key, const char *value) {
    if (strcmp(key, "air") == 0) snprintf(air, sizeof air, "%s", value);
    if (strcmp(key, "fail") == 0) snprintf(failing, sizeof failing, "%s", value);
    if (strcmp(key, "hear") == 0) snprintf(heard, sizeof heard, "%s,", value);
    if (strcmp(key, "run") == 0) run(atoll(value));
    if (strcmp(key, "here") == 0) here_dbm = atoi(value);
    if (strcmp(key, "there") == 0 || strcmp(key, "open") == 0) {
        const size_t count = strlen(other_signals);
        snprintf(other_signals + count, sizeof other_signals - count, "%c%s,", key[0], value);
    }
    if (strcmp(key, "phone") == 0) fake_telephone_brings(value);
    if (strcmp(key, "lose") == 0) {
        station = APART;
        fake_post(WIFI_EVENT, WIFI_EVENT_STA_DISCONNECTED, (uint8_t)atoi(value));
    }
    if (strcmp(key, "reason") == 0) {
        const network_reason reason = network_reason_of((uint8_t)atoi(value));
        puts(reason.words);
        print_trouble(reason.trouble);
    }
    if (strcmp(key, "name") == 0) {
        char name[NETWORK_NAME_BYTES];
        network_name_make(name, value);
        printf("called %s\n", name);
    }
}

static void act(const char *word) {
    if (strcmp(word, "start") == 0) print_error(sleeve_network_start());
    if (strcmp(word, "ask") == 0) fake_telephone_asks();
    if (strcmp(word, "scan") == 0) fake_telephone_scans();
    if (strcmp(word, "restart") == 0) print_error(sleeve_network_restart_radio());
    if (strcmp(word, "rejoin") == 0) print_error(sleeve_network_rejoin());
    if (strcmp(word, "look") == 0) sleeve_network_look_around();
    if (strcmp(word, "signal") == 0) printf("signal %d\n", board_network_signal_dbm());
    if (strcmp(word, "forget") == 0) print_error(sleeve_network_forget());
    if (strcmp(word, "state") == 0) print_state();
    if (strcmp(word, "trouble") == 0) print_trouble(board_network_trouble_now());
    if (strcmp(word, "invitation") == 0) print_invitation(SIZE_MAX);
    if (strcmp(word, "cramped") == 0) print_invitation(5);
    if (strcmp(word, "flash") == 0) print_flash();
    if (strcmp(word, "expire") == 0) {
        has_address = false;
        fake_post(IP_EVENT, IP_EVENT_STA_LOST_IP, 0);
    }
}

/// Up to the first word of the script.
static bool is_of_flash(const char *key) {
    static const char *const keys[] = {"wifi",       "wifi_sleep", "wifi_power_dbm", "panel",
                                       "prov_proof", "prov_begun", "device_id"};
    if (strncmp(key, "wifi_ssid", 9) == 0 || strncmp(key, "wifi_password", 13) == 0) return true;
    for (size_t index = 0; index < sizeof keys / sizeof keys[0]; index++) {
        if (strcmp(keys[index], key) == 0) return true;
    }
    return false;
}

int main(int count, char **words) {
    for (int index = 1; index < count; index++) {
        char *equals = strchr(words[index], '=');
        if (equals != NULL) *equals = 0;
        if (equals == NULL) {
            act(words[index]);
        } else if (is_of_flash(words[index])) {
            store(words[index], equals + 1);
        } else {
            set(words[index], equals + 1);
        }
    }
    return 0;
}
