#pragma once

// The port: all that a board gives to the core, and all that it calls of it.
//
// Everything goes by 32-bit integers, the address of a byte and a length: so a board that compiles
// the core natively and one that takes it through WebAssembly and C have the same functions.
//
// Rules for each function of a board, unless its own comment says otherwise:
//
// - It is called from the one thread that calls sleeve_start and sleeve_step, and only inside of
//   these calls. It may be called before the function that starts something else of the board.
// - It returns at once: it waits neither for the network nor for another thread. Work that takes
//   long runs beside the core, and leaves its results to be fetched.
// - Bytes that it is handed are the core's, readable or writable until it returns, aligned to one
//   byte, and never null, also where the length is 0. It keeps no address; what it needs longer, it
//   copies. It never writes more than `capacity`.
// - A negative answer is a failure: the driver's own number, made negative where it is positive.
//   Where several things fail, the first counts. The core names the number in its log, tries again
//   when it sees fit, and does not ask for a reason.
// - 0 or a positive answer is what the comment says and nothing else. Any other is taken for a
//   failure, and logged with its number; it harms nothing.

#include <stdint.h>

// What Swift reads from an address's type: Clang knows it, GCC does not.
#ifdef __clang__
#define SLEEVE_NONNULL _Nonnull
#define SLEEVE_NULLABLE _Nullable
#else
#define SLEEVE_NONNULL
#define SLEEVE_NULLABLE
#endif

/// Where a function may say so: there is none.
#define SLEEVE_ABSENT (-1)

// MARK: The panel. Source: ST7789V datasheet, section 8.4 "Serial interface".
//
// A call is one whole transfer; chip select and D/CX are the board's. Transfers keep the order of the
// calls, and a call may wait for those before it and for its own, at the bus's pace.

/// Sends `opcode` with D/CX low, then `count` bytes, 0…64, with D/CX high. Returns 0 when the last
/// bit has been on the wire: the core counts a controller's waits from there.
int32_t sleeve_panel_command(uint32_t opcode, const uint8_t *SLEEVE_NONNULL parameters,
                             uint32_t count);

/// Sends `count` bytes of pixels, a positive even number, 1,024 at most, with D/CX high. Returns 0,
/// before the last is on the wire where they were copied.
int32_t sleeve_panel_pixels(const uint8_t *SLEEVE_NONNULL bytes, uint32_t count);

/// Drives the panel's RESX, which resets while it is low: `level` 0 or 1. Returns 1; 0 where the pin
/// is not wired.
int32_t sleeve_panel_reset(uint32_t level);

/// Sets the backlight, 0 (off)…100 per cent. Returns 0.
int32_t sleeve_panel_backlight(uint32_t percent);

// MARK: HTTP. HTTP/1.1 over TLS where the board has it; no redirect is followed.
//
// Three clients work independently of each other, each on one request at a time. The core words the
// requests; the board adds what HTTP itself asks for (`Host`), and the device's credentials.

enum { SLEEVE_CLIENT_METADATA, SLEEVE_CLIENT_COVER, SLEEVE_CLIENT_UPDATE, SLEEVE_CLIENTS };

/// The request goes to the gateway's own origin: the device's credentials (`X-Gateway-Secret`, a
/// client certificate) go with it. Without this flag none of them may.
#define SLEEVE_REQUEST_GATEWAY 1u
/// Another request to the gateway follows soon, of this client or of another: the connection is kept
/// for whichever comes next, unless one is kept already. So there is one TLS session in memory, and two
/// only while two requests are under way.
///
/// A request to the gateway takes the kept connection, and makes another where there is none. The server
/// may have closed it meanwhile: where that shows before the first byte of an answer, the board makes
/// another and sends the request once more over that, within the same deadline. A board whose library does
/// it safely keeps the session of the last handshake, which with TLS 1.3 comes with the first answer
/// (RFC 8446 section 4.6.1), and offers it at the next.
#define SLEEVE_REQUEST_KEEP 2u

/// Begins a `GET`, with `flags` of those above; one that is under way is given up.
///
/// `url` is ASCII, 0…512 bytes; where it is empty, nobody has set a gateway: no connection. `headers`
/// are lines `Name: value`, each ended by CR and LF, 256 bytes at most, that go with this request and
/// no other. After `deadline_ms` the request fails, whatever it waits for.
void sleeve_http_open(uint32_t client, const uint8_t *SLEEVE_NONNULL url, uint32_t url_count,
                      const uint8_t *SLEEVE_NONNULL headers, uint32_t header_count,
                      uint32_t deadline_ms, uint32_t flags);

/// Nothing has come yet.
#define SLEEVE_HTTP_PENDING 0
/// Status line and all headers have come; comes once, before the body. They can be asked for until
/// the client's next request.
#define SLEEVE_HTTP_HEAD (-1)
/// The body is complete: the request is over.
#define SLEEVE_HTTP_END (-2)
// Why there is no answer, or no more of it: the request is over.
/// No network to connect with.
#define SLEEVE_HTTP_NO_NETWORK (-3)
/// The server's name is unknown, or nothing answers there.
#define SLEEVE_HTTP_NO_CONNECTION (-4)
/// TLS: the peer is not who it should be, or refuses us.
#define SLEEVE_HTTP_NOT_TRUSTED (-5)
/// The connection broke, or what came is not HTTP.
#define SLEEVE_HTTP_BROKEN (-6)
/// The deadline is over.
#define SLEEVE_HTTP_TIMED_OUT (-7)
/// Memory for the connection ran out.
#define SLEEVE_HTTP_NO_MEMORY (-8)

/// What has come since the last call: one of the above, or how many bytes of the body, 1…`capacity`,
/// are now at the start of `buffer`. Chunks are taken apart.
int32_t sleeve_http_poll(uint32_t client, uint8_t *SLEEVE_NONNULL buffer, uint32_t capacity);

/// The status of the head that has come, 100…999.
int32_t sleeve_http_status(uint32_t client);

enum { SLEEVE_HEADER_RETRY_AFTER, SLEEVE_HEADER_CONTENT_LENGTH, SLEEVE_HEADER_CONTENT_RANGE };

/// Copies the value of `header`, as it came and without white space around it, to `buffer`, and
/// returns its length; one that is longer than `capacity` is not copied. SLEEVE_ABSENT where the
/// answer has none.
int32_t sleeve_http_header(uint32_t client, uint32_t header, uint8_t *SLEEVE_NONNULL buffer,
                           uint32_t capacity);

/// Gives up the request that is under way, if there is one. The connection may end later.
void sleeve_http_cancel(uint32_t client);

// MARK: The flash, as far as updates touch it: NOR flash, whose sectors have 4,096 bytes.
//
// Offsets lie inside of the region. A call may take as long as the flash does: a sector's erase. Power
// may fail in the middle, and leave any mixture behind.

enum { SLEEVE_FLASH_OTADATA, SLEEVE_FLASH_JOURNAL, SLEEVE_FLASH_SLOT_0, SLEEVE_FLASH_SLOT_1 };

/// Bytes of each slot, a multiple of 4,096; 0 on a board that cannot update itself: then nothing else
/// of the flash, and no client for it, is ever used.
uint32_t sleeve_flash_slot_bytes(void);

/// The slot whose image runs: 0 or 1.
int32_t sleeve_flash_running_slot(void);

/// Fills `bytes` with what stands from `offset` on. Returns 0.
int32_t sleeve_flash_read(uint32_t region, uint32_t offset, uint8_t *SLEEVE_NONNULL bytes,
                          uint32_t count);

/// Clears those bits from `offset` on that are clear in `bytes`. Returns 0.
int32_t sleeve_flash_write(uint32_t region, uint32_t offset, const uint8_t *SLEEVE_NONNULL bytes,
                           uint32_t count);

/// Sets all bits of the sector that begins at `offset`. Returns 0.
int32_t sleeve_flash_erase(uint32_t region, uint32_t offset);

/// Whether the bootloader would start the image of `count` bytes in `slot` (0 or 1): 1 or 0. May read
/// all of it, a second or so.
int32_t sleeve_flash_bootable(uint32_t slot, uint32_t count);

// MARK: Hash and signatures.

/// Begins a SHA-256; one that is not finished is forgotten. There is one at a time. Returns 1, or 0 on
/// a board without one of its own: the core's then does the work.
int32_t sleeve_hash_begin(void);

/// Adds `count` bytes, which may be 0.
void sleeve_hash_update(const uint8_t *SLEEVE_NONNULL bytes, uint32_t count);

/// Ends it and writes its 32 bytes. Returns 0.
int32_t sleeve_hash_finish(uint8_t *SLEEVE_NONNULL digest);

/// Whether the firmware was built with public keys, 1 or 0: with them, nothing unsigned is installed.
/// Any other answer counts as 1, and then nothing verifies.
int32_t sleeve_signature_needed(void);

enum { SLEEVE_SIGNATURE_INVALID, SLEEVE_SIGNATURE_VALID, SLEEVE_SIGNATURE_UNKNOWN_KEY };

/// Whether `signature`, DER, 72 bytes at most and from outside, is one of the 32 bytes of `digest` by
/// the ECDSA key over NIST P-256 that is called `key`: the first 16 hexadecimal digits, in lower case,
/// of the SHA-256 of its SubjectPublicKeyInfo. May compute for half a second.
int32_t sleeve_signature_check(const uint8_t *SLEEVE_NONNULL signature, uint32_t count,
                               const uint8_t *SLEEVE_NONNULL digest,
                               const uint8_t *SLEEVE_NONNULL key, uint32_t key_count);

// MARK: The network, which keeps itself connected once it was started.

enum {
    /// No address, for no reason that is known.
    SLEEVE_NETWORK_DOWN,
    SLEEVE_NETWORK_UP,
    SLEEVE_NETWORK_WRONG_PASSWORD,
    SLEEVE_NETWORK_OUT_OF_REACH,
    SLEEVE_NETWORK_UNSUPPORTED_SECURITY,
    /// It was joined, and gives no address.
    SLEEVE_NETWORK_NO_ADDRESS,
    SLEEVE_NETWORK_OTHER_TROUBLE,
};

/// How the network stands: one of the above. Before it was started, down.
int32_t sleeve_network_state(void);

/// Starts the interface, and whatever asks for the time over it; once. May take a second or two.
/// Returns 0.
int32_t sleeve_network_start(void);

/// Switches the radio off and on, and joins anew; until that is done the network is down, whatever the
/// driver says. May take as long as the radio's stop, some tenths of a second. Returns 0.
int32_t sleeve_network_restart_radio(void);

/// Leaves the network and joins it again, likewise. Returns 0.
int32_t sleeve_network_rejoin(void);

/// Looks for a stronger access point of the same network, and moves there.
void sleeve_network_look_around(void);

/// Forgets what the device was told of its network, so that it can be set up anew. Returns 0.
int32_t sleeve_network_forget(void);

/// Whether the button that has the network forgotten is down: 1 or 0; 0 where there is none.
int32_t sleeve_button_is_down(void);

// MARK: What the board knows.

/// Copies the value of the setting called `key`, ASCII, to `value`, and returns its length; one that is
/// longer than `capacity` is not copied. SLEEVE_ABSENT where it is not set. Keys: `Setting.swift`.
int32_t sleeve_setting(const uint8_t *SLEEVE_NONNULL key, uint32_t key_count,
                       uint8_t *SLEEVE_NONNULL value, uint32_t capacity);

enum {
    /// SemVer 2.0.0, up to 64 bytes.
    SLEEVE_TEXT_VERSION,
    /// As in the firmware manifest's `board`, up to 32 bytes.
    SLEEVE_TEXT_BOARD,
    /// While the device waits to be set up: the access point to join, up to 32 bytes, and the digits
    /// that are asked for there, up to 16. SLEEVE_ABSENT otherwise.
    SLEEVE_TEXT_SET_UP_NETWORK,
    SLEEVE_TEXT_SET_UP_DIGITS,
};

/// Copies a text, ASCII, to `buffer`, and returns its length, `capacity` at most.
int32_t sleeve_board_text(uint32_t text, uint8_t *SLEEVE_NONNULL buffer, uint32_t capacity);

/// Of the image that runs; see the firmware manifest.
uint32_t sleeve_security_version(void);

enum {
    /// Nothing that a person should know.
    SLEEVE_START_NORMAL,
    /// The supply failed.
    SLEEVE_START_WEAK_SUPPLY,
    SLEEVE_START_CRASH,
    /// A watchdog.
    SLEEVE_START_HANG,
    /// Settings are there and cannot be read.
    SLEEVE_START_DAMAGED_SETTINGS,
};

/// Why the board started: one of the above. Asked once.
int32_t sleeve_start_reason(void);

/// The number that sleeve_keep_restarts was told before this start, and 0 after any other; 0…255.
int32_t sleeve_restarts_in_vain(void);
/// Keeps a number over the restart that follows.
void sleeve_keep_restarts(uint32_t count);

/// Milliseconds of a clock that never goes back, modulo 2³².
uint32_t sleeve_clock_ms(void);
/// Milliseconds since 1970; 0 as long as no time server has answered.
uint64_t sleeve_unix_ms(void);
/// 32 random bits: devices that start together must not ask together.
uint32_t sleeve_random(void);

/// Writes a line of ASCII, up to 200 bytes and without an end of line, to the console.
void sleeve_log(const uint8_t *SLEEVE_NONNULL text, uint32_t count);

/// Where the font for what the built-in ones lack lies: constant memory of the board, for the whole run.
/// Null, with 0 bytes, where there is none. What it holds is checked.
const uint8_t *SLEEVE_NULLABLE sleeve_fallback_font(void);
uint32_t sleeve_fallback_font_bytes(void);

// MARK: What a board calls, from one thread. Times are of sleeve_clock_ms.

/// Do not call; see sleeve_start.
int32_t sleeve_main(int32_t count, uint8_t *SLEEVE_NULLABLE *SLEEVE_NULLABLE arguments);

/// Makes the device; once, before all else, when settings and console can be used.
static inline void sleeve_start(void) { (void)sleeve_main(0, 0); }

/// Does what is due at `now`, a bounded piece of work, and returns when to call again. An earlier call
/// does no harm.
uint32_t sleeve_step(uint32_t now);

/// Whether nothing hangs, 1 or 0: the board feeds its watchdog only if so, which waits for some seconds
/// at least.
uint32_t sleeve_is_healthy(uint32_t now);

/// Whether the board should restart, 1 or 0: to be asked after each step.
uint32_t sleeve_wants_restart(void);

/// What is on the glass, drawn to its end: a SLEEVE_FACE. SLEEVE_ABSENT while one is drawn.
int32_t sleeve_face(void);

/// The names are those of `Face.swift`.
enum {
    SLEEVE_FACE_BOOT,
    SLEEVE_FACE_TEST_CARD,
    SLEEVE_FACE_SET_UP,
    SLEEVE_FACE_CONNECTING,
    SLEEVE_FACE_PLAYING,
    SLEEVE_FACE_PAUSED,
    SLEEVE_FACE_IDLE,
    SLEEVE_FACE_NO_NETWORK,
    SLEEVE_FACE_WRONG_PASSWORD,
    SLEEVE_FACE_OUT_OF_REACH,
    SLEEVE_FACE_UNSUPPORTED_SECURITY,
    SLEEVE_FACE_NO_ADDRESS,
    SLEEVE_FACE_NO_GATEWAY,
    SLEEVE_FACE_BAD_ANSWER,
    SLEEVE_FACE_NOT_TRUSTED,
    SLEEVE_FACE_REFUSED,
    SLEEVE_FACE_RATE_LIMITED,
    SLEEVE_FACE_NO_MEMORY,
    SLEEVE_FACE_SIGN_IN,
    SLEEVE_FACE_PREMIUM,
    SLEEVE_FACE_QUOTA,
    SLEEVE_FACE_SERVICE_DOWN,
    SLEEVE_FACE_GATEWAY_SET_UP,
    SLEEVE_FACE_UPDATING,
    SLEEVE_FACE_UPDATE_FAILED,
};
