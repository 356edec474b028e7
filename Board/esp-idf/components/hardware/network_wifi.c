// A Wi-Fi station that joins again by itself.

#include "network_wifi.h"

#include <esp_event.h>
#include <esp_system.h>
#include <esp_timer.h>
#include <esp_wifi.h>
#include <stdatomic.h>
#include <stdio.h>

#include "board_log.h"
#include "board_network.h"
#include "network_choice.h"
#include "network_provisioning.h"
#include "network_radio.h"
#include "network_reason.h"
#include "network_signal.h"
#include "network_state.h"

// From one try to join to the next: a second, then twice as long each time, up to half a minute.
#define RETRY_FIRST_MS 1000
#define RETRY_LAST_MS 30000
// A try takes 2 s to scan and some 10 s for a handshake without an answer.
#define ANSWER_MS 30000
// The manager has five tries.
#define SILENT_TRIES_MAX 5

// What the timer is for.
typedef enum {
    // Nothing: the radio has not started, or the set-up waits for a telephone.
    STAGE_REST,
    STAGE_NEXT_TRY,
    STAGE_ANSWER,
    STAGE_ADDRESS,
} stage;

// Of the event task, of the timer's and of the device's loop.
static _Atomic(stage) present;
static atomic_uint retry_ms = RETRY_FIRST_MS;
// The next disconnection is one that we asked for.
static atomic_bool is_leaving;
// Tries of the manager's, one after the other, that had to be broken off.
static atomic_uint silent_tries;
// A scan is to say which network to join.
static atomic_bool is_choosing;
static esp_timer_handle_t timer;

static uint32_t now_ms(void) { return (uint32_t)(esp_timer_get_time() / 1000); }

static void enter(stage next, unsigned wait_ms) {
    present = next;
    // An error where it is not running.
    esp_timer_stop(timer);
    if (wait_ms == 0) return;
    board_log_failure("Wi-Fi: timer", esp_timer_start_once(timer, (uint64_t)wait_ms * 1000));
}

static void join_later(void) {
    if (present == STAGE_NEXT_TRY) return;
    const unsigned wait_ms = retry_ms;
    retry_ms = wait_ms * 2 < RETRY_LAST_MS ? wait_ms * 2 : RETRY_LAST_MS;
    enter(STAGE_NEXT_TRY, wait_ms);
}

static esp_err_t leave(void) {
    is_leaving = true;
    const esp_err_t error = esp_wifi_disconnect();
    if (error != ESP_OK) is_leaving = false;
    return error;
}

static void connect(void) {
    const esp_err_t error = esp_wifi_connect();
    if (error == ESP_OK) return;
    board_log_failure("Wi-Fi: connect", error);
    // A try that did not begin ends in no event either.
    join_later();
    if (error == ESP_ERR_WIFI_NOT_STARTED) {
        // Its event joins.
        board_log_failure("Wi-Fi: start", esp_wifi_start());
    } else if (error == ESP_ERR_WIFI_CONN) {
        // An earlier try has not ended yet.
        board_log_failure("Wi-Fi: disconnect", leave());
    }
}

static void join(void) {
    is_leaving = false;
    enter(STAGE_ANSWER, ANSWER_MS);
    if (network_choice_is_open()) {
        is_choosing = true;
        // A driver that does not scan now, such as one that still tries to join, says the same of
        // a connection.
        if (esp_wifi_scan_start(NULL, false) == ESP_OK) return;
        is_choosing = false;
    }
    connect();
}

/// Joins the best of the networks that were found.
static void choose(void) {
    // Not on the event task's stack, which is small.
    static wifi_config_t config;
    esp_err_t error = esp_wifi_get_config(WIFI_IF_STA, &config);
    if (error == ESP_OK) {
        network_choice_take(&config.sta);
        error = esp_wifi_set_config(WIFI_IF_STA, &config);
    }
    board_log_failure("Wi-Fi: choice", error);
    enter(STAGE_ANSWER, ANSWER_MS);
    connect();
}

/// Ends a try that came to nothing. Where that makes an event, the event decides what follows: in a
/// set-up, the manager.
static void break_off(void) {
    if (network_provisioning_is_offered() && silent_tries++ == SILENT_TRIES_MAX) {
        board_log("provisioning: the radio gives no sign; restart");
        esp_restart();
    }
    network_choice_failed();
    join_later();
    board_log_failure("Wi-Fi: disconnect", leave());
}

static void on_time(void *context) {
    (void)context;
    switch (present) {
    case STAGE_REST:
        break;
    case STAGE_NEXT_TRY:
        join();
        break;
    case STAGE_ANSWER:
        // esp-idf#2020: a try may end without an event.
        board_log("Wi-Fi: no answer of the radio to a try to join");
        break_off();
        break;
    case STAGE_ADDRESS:
        // It came as the time ran out.
        if (network_state_has_address()) break;
        // The SDK would go on asking. But another access point of the network may have one, and in
        // a set-up the telephone waits for an answer.
        board_log("Wi-Fi: joined, but no address came");
        break_off();
        break;
    }
}

static void on_disconnected(uint8_t code) {
    if (atomic_exchange(&is_leaving, false)) {
        board_log("Wi-Fi: left");
        network_state_left(now_ms());
    } else {
        char text[sizeof "Wi-Fi: not joined, reason 255:"];
        snprintf(text, sizeof text, "Wi-Fi: not joined, reason %u:", code);
        board_log_text(text, network_reason_of(code).words);
        network_choice_failed();
        network_state_failed(code, now_ms());
    }
    if (!network_provisioning_is_offered()) {
        join_later();
    } else if (present != STAGE_REST) {
        // The manager tries again at once, or gives up.
        enter(STAGE_ANSWER, ANSWER_MS);
    }
}

static void on_wifi(int32_t event, const void *data) {
    switch (event) {
    case WIFI_EVENT_STA_START:
        // Before the station connects, and again where provisioning started the radio.
        network_radio_apply();
        retry_ms = RETRY_FIRST_MS;
        if (!network_provisioning_is_offered()) join();
        break;
    case WIFI_EVENT_AP_START:
        network_radio_apply();
        break;
    case WIFI_EVENT_STA_CONNECTED:
        network_state_joined(now_ms());
        enter(STAGE_ADDRESS, NETWORK_ADDRESS_WAIT_MS);
        break;
    case WIFI_EVENT_STA_DISCONNECTED:
        on_disconnected(((const wifi_event_sta_disconnected_t *)data)->reason);
        break;
    case WIFI_EVENT_SCAN_DONE:
        if (atomic_exchange(&is_choosing, false)) {
            choose();
        } else {
            network_signal_found();
        }
        break;
    default:
        break;
    }
}

static void on_event(void *context, esp_event_base_t base, int32_t event, void *data) {
    (void)context;
    if (base == WIFI_EVENT) {
        on_wifi(event, data);
    } else if (event == IP_EVENT_STA_GOT_IP) {
        retry_ms = RETRY_FIRST_MS;
        network_choice_worked();
        network_state_got_address();
        enter(STAGE_ADDRESS, 0);
        board_log_number("network: up; signal in dBm:", board_network_signal_dbm());
    } else if (event == IP_EVENT_STA_LOST_IP && network_state_has_address()) {
        // It also comes two minutes after a disconnection, and tells nothing new then.
        network_state_lost_address(now_ms());
        enter(STAGE_ADDRESS, NETWORK_ADDRESS_WAIT_MS);
        board_log("network: down");
    }
}

esp_err_t network_wifi_listen(void) {
    const esp_timer_create_args_t arguments = {.callback = on_time, .name = "wifi"};
    esp_err_t error = esp_timer_create(&arguments, &timer);
    if (error == ESP_OK) {
        error = esp_event_handler_register(WIFI_EVENT, ESP_EVENT_ANY_ID, on_event, NULL);
    }
    if (error == ESP_OK) {
        error = esp_event_handler_register(IP_EVENT, ESP_EVENT_ANY_ID, on_event, NULL);
    }
    return error;
}

esp_err_t board_network_restart_radio(void) {
    if (timer == NULL || network_provisioning_is_offered()) return ESP_ERR_INVALID_STATE;
    is_leaving = true;
    const esp_err_t error = esp_wifi_stop();
    if (error != ESP_OK) {
        is_leaving = false;
        return error;
    }
    // Should the driver have gone silent, no event says so.
    network_state_left(now_ms());
    // The event of its start joins, and sets the radio up again; should none come, the timer does.
    join_later();
    return esp_wifi_start();
}

esp_err_t board_network_rejoin(void) {
    if (timer == NULL || network_provisioning_is_offered()) return ESP_ERR_INVALID_STATE;
    const esp_err_t error = leave();
    if (error != ESP_OK) return error;
    network_state_left(now_ms());
    retry_ms = RETRY_FIRST_MS;
    join_later();
    return ESP_OK;
}

bool board_network_is_up(void) { return network_state_has_address(); }

board_network_trouble board_network_trouble_now(void) { return network_state_trouble(now_ms()); }

void network_wifi_watch(void) {
    silent_tries = 0;
    enter(STAGE_ANSWER, ANSWER_MS);
}

void network_wifi_rest(void) { enter(STAGE_REST, 0); }

void network_wifi_resume(void) {
    // The network may have been lost while the manager still had it in hand.
    if (!network_state_has_address()) join_later();
}
