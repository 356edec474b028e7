// The board of the script, for the core natively and through C.

#include "CBoard.h"
#include "script.h"

const char *script_version(void) { return (const char *)app_version(); }
void script_put(uint8_t byte) { board_console_put(byte); }
void script_wait(uint32_t now) { (void)now; }
