// The entry of the image with the core through C: beside the one in Swift.

#include "script.h"

int app_main(void);

int app_main(void) {
    script_begin();
    return script_play() ? 0 : 1;
}
