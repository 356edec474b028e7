#pragma once

// What the Swift side imports of the SDK, and of components/hardware. Headers whose types depend on
// what the build defines with a value, as those of mbedtls do, have no place here: the Swift
// compiler is not told of such definitions.

#include <driver/gpio.h>
#include <driver/ledc.h>
#include <driver/spi_master.h>
#include <esp_heap_caps.h>
#include <esp_image_format.h>
#include <esp_ota_ops.h>
#include <esp_partition.h>
#include <esp_random.h>
#include <esp_system.h>
#include <esp_task_wdt.h>
#include <freertos/FreeRTOS.h>
#include <freertos/task.h>
#include <nvs.h>

#include "sdkconfig.h"

#include "board_clock.h"
#include "board_credentials.h"
#include "board_hash.h"
#include "board_http.h"
#include "board_identity.h"
#include "board_keys.h"
#include "board_log.h"
#include "board_memory.h"
#include "board_network.h"
#include "board_restarts.h"
#include "board_settings.h"
#include "board_status.h"
#ifdef CONFIG_SLEEVE_PANEL_SPI
#include "board_panel_bus.h"
#include "board_pins.h"
#endif
