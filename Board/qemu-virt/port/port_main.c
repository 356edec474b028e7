// The board of the script: the core natively, on the port. An entry beside those in Swift.

#include "CBoard.h"
#include "script.h"
#include "sleeve_port.h"

int app_main(void);

const char *script_version(void) { return (const char *)app_version(); }
void script_put(uint8_t byte) { board_console_put(byte); }
void script_wait(uint32_t now) { (void)now; }

int app_main(void) { return script_play() ? 0 : 1; }
