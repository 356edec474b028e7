#pragma once

/// Sets up the button that has the network forgotten, where there is one. To be called once.
void board_button_open(void);
