#include "board_reset.h"

#include <esp_system.h>

#include "board_log.h"
#include "board_settings.h"
#include "sleeve_port.h"

static const char *text(esp_reset_reason_t reason) {
    switch (reason) {
    case ESP_RST_POWERON: return "power-on";
    case ESP_RST_EXT: return "the reset pin";
    case ESP_RST_SW: return "a restart of its own";
    case ESP_RST_PANIC: return "a panic";
    case ESP_RST_INT_WDT:
    case ESP_RST_WDT: return "a watchdog";
    case ESP_RST_TASK_WDT: return "the task watchdog: a task hung";
    case ESP_RST_DEEPSLEEP: return "deep sleep";
    case ESP_RST_BROWNOUT: return "a brown-out: the supply is too weak";
    case ESP_RST_USB: return "a reset over USB";
    case ESP_RST_JTAG: return "a reset over JTAG";
    case ESP_RST_PWR_GLITCH: return "a glitch of the supply";
    case ESP_RST_CPU_LOCKUP: return "a lock-up of the processor";
    default: return "an unknown reason";
    }
}

void board_reset_announce(void) { board_log_text("started after", text(esp_reset_reason())); }

int32_t sleeve_start_reason(void) {
    switch (esp_reset_reason()) {
    case ESP_RST_BROWNOUT:
    case ESP_RST_PWR_GLITCH: return SLEEVE_START_WEAK_SUPPLY;
    case ESP_RST_PANIC:
    case ESP_RST_CPU_LOCKUP: return SLEEVE_START_CRASH;
    case ESP_RST_INT_WDT:
    case ESP_RST_WDT:
    case ESP_RST_TASK_WDT: return SLEEVE_START_HANG;
    default:
        return board_settings_are_damaged() ? SLEEVE_START_DAMAGED_SETTINGS : SLEEVE_START_NORMAL;
    }
}
