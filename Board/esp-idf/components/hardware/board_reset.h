#pragma once

/// Says on the console why the chip started. A panic's own report came before the reset.
void board_reset_announce(void);
