#include "scene.h"

// The panel needs 250 ms to start. Another document is asked for after up to 3 s, answered after
// 0.2 s, and a long one comes in 1.6 s. After failures the device asks less often. With the script's
// seeds, the updater asks after 44 s, and 93 minutes after its failure again.
static const scene scenes[] = {
    {"boot", ANSWER_DOCUMENT, SCRIPT_FLAT, 700, SLEEVE_FACE_BOOT, NO_OFFER, 0},
    {"flat", ANSWER_DOCUMENT, SCRIPT_FLAT, 2000, SLEEVE_FACE_PLAYING, NO_OFFER, 0},
    {"illustration", ANSWER_DOCUMENT, SCRIPT_ILLUSTRATION, 5000, SLEEVE_FACE_PLAYING, NO_OFFER, 0},
    {"mid", ANSWER_DOCUMENT, SCRIPT_MID, 5000, SLEEVE_FACE_PLAYING, NO_OFFER, 0},
    {"photo", ANSWER_DOCUMENT, SCRIPT_PHOTO, 6000, SLEEVE_FACE_PLAYING, NO_OFFER, 0},
    {"worst", ANSWER_DOCUMENT, SCRIPT_WORST, 6000, SLEEVE_FACE_PLAYING, NO_OFFER, 0},
    {"marquee", ANSWER_DOCUMENT, SCRIPT_WORST, 4321, SLEEVE_FACE_PLAYING, NO_OFFER, 0},
    {"letters", ANSWER_DOCUMENT, SCRIPT_LETTERS, 5000, SLEEVE_FACE_PLAYING, NO_OFFER, 0},
    {"paused", ANSWER_SILENCE, 0, 5000, SLEEVE_FACE_PAUSED, NO_OFFER, 0},
    {"updating", ANSWER_SILENCE, 0, 7500, SLEEVE_FACE_UPDATING, SCRIPT_FALSE_OFFER,
     "update: fetching"},
    {"failed", ANSWER_SILENCE, 0, 5000, SLEEVE_FACE_UPDATE_FAILED, NO_OFFER,
     "update: wrong hash"},
    {"idle", ANSWER_SILENCE, 0, 5563500, SLEEVE_FACE_IDLE, NO_OFFER, 0},
    {"awake", ANSWER_DOCUMENT, SCRIPT_PHOTO, 6000, SLEEVE_FACE_PLAYING, NO_OFFER, 0},
    {"refused", ANSWER_REFUSED, 0, 4000, SLEEVE_FACE_REFUSED, NO_OFFER, 0},
    {"network", ANSWER_NO_NETWORK, 0, 16000, SLEEVE_FACE_OUT_OF_REACH, SCRIPT_OFFER, 0},
    // The better image comes while the music plays, and nobody sees it come.
    {"recovered", ANSWER_DOCUMENT, SCRIPT_PHOTO, 25000, SLEEVE_FACE_PLAYING, NO_OFFER,
     "update: the new firmware is complete"},
};

uint32_t script_now;

/// Whether `moment` is reached, on a clock that wraps.
static int reached(uint32_t moment) { return (int32_t)(script_now - moment) >= 0; }

/// Why things are not as they should be after a scene; null where all is well.
static const char *complaint(const scene *scene) {
    if (!sleeve_is_healthy(script_now)) return "the watchdog is not fed";
    if (sleeve_face() != scene->face) return "another face is on the glass";
    if (scene->news && !news_is(scene->news)) return "the updater has told something else";
    return script_complaint();
}

static int play(const scene *scene, uint32_t number) {
    const uint32_t end = script_now + scene->milliseconds;
    gateway_begin(scene);
    surroundings_begin(scene);
    while (!reached(end)) {
        script_wait(script_now);
        const uint32_t next = sleeve_step(script_now);
        script_now = (int32_t)(next - end) >= 0 ? end : next;
    }
    const char *reason = complaint(scene);
    if (reason) {
        print_text("scene ");
        print_text(scene->name);
        print_text(": ");
        print_text(reason);
        print_text("\n");
        return 0;
    }
    print_text("screen ");
    print_number(number);
    print_text(" ");
    print_text(scene->name);
    print_text(" ");
    print_hex(script_checksum());
    print_text("\n");
    return 1;
}

void script_begin(void) {
    gateway_begin(&scenes[0]);
    sleeve_start();
}

int script_play(void) {
    for (uint32_t i = 0; i < sizeof scenes / sizeof scenes[0]; i++) {
        if (!play(&scenes[i], i + 1)) return 0;
    }
    return 1;
}
