#include "board_credentials.h"

#include <errno.h>
#include <esp_littlefs.h>
#include <nvs.h>
#include <stdio.h>
#include <stdlib.h>

#include "board_log.h"
#include "board_settings.h"

// A chain of a few certificates; the whole partition has 64 KB.
#define FILE_LIMIT 8192
#define MOUNT "/config"

static board_credentials credentials;
static char secret[128];

/// The content of a file with a zero after it; null where there is no such file, or none to use.
static const char *read_file(const char *path) {
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        if (errno != ENOENT) board_log_text("cannot open", path);
        return NULL;
    }
    char *text = NULL;
    long length = -1;
    if (fseek(file, 0, SEEK_END) == 0) length = ftell(file);
    if (length > 0 && length <= FILE_LIMIT && fseek(file, 0, SEEK_SET) == 0) {
        text = calloc(1, (size_t)length + 1);
    }
    if (text != NULL && fread(text, 1, (size_t)length, file) != (size_t)length) {
        free(text);
        text = NULL;
    }
    fclose(file);
    board_log_text(text == NULL ? "not used, empty, too long or not readable:" : "read", path);
    return text;
}

static void load_secret(void) {
    size_t length = sizeof secret;
    const esp_err_t error = board_settings_read("gateway_secret", secret, &length);
    if (error == ESP_OK && length > 1) credentials.secret = secret;
    if (error != ESP_ERR_NVS_NOT_FOUND) board_log_failure("gateway secret", error);
}

void board_credentials_load(void) {
    load_secret();
    const esp_vfs_littlefs_conf_t mount = {
        .base_path = MOUNT,
        .partition_label = "config",
        .read_only = true,
    };
    const esp_err_t error = esp_vfs_littlefs_register(&mount);
    if (error != ESP_OK) {
        // A partition that was never written is the usual reason.
        board_log_failure("no files in the partition config", error);
        return;
    }
    credentials.authority = read_file(MOUNT "/ca.pem");
    credentials.certificate = read_file(MOUNT "/client.pem");
    credentials.key = read_file(MOUNT "/client.key");
    if ((credentials.certificate == NULL) != (credentials.key == NULL)) {
        board_log("client.pem and client.key go together: neither is used");
        credentials.certificate = NULL;
        credentials.key = NULL;
    }
    board_log_failure("unmount config", esp_vfs_littlefs_unregister("config"));
}

const board_credentials *board_credentials_get(void) { return &credentials; }
