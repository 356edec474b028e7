// <sleeve-now-playing src="https://gateway.example/now-playing">: what plays now, on any page.
// WIDGET.md says how it is used. Nothing but this file is needed, and nothing of an answer becomes
// HTML, a style sheet or a script. Styles are constructed and set by properties, so that a page's
// Content-Security-Policy needs no `unsafe-inline`.

/** Limits of `poll_after_ms`, and what holds where an answer has none, ms. */
const POLL_LEAST_MS = 1_000;
const POLL_MOST_MS = 60_000;
const POLL_OTHERWISE_MS = 10_000;
/** The longest possible wait after the first failure; it doubles with each, up to a cap. ms. */
const FAILED_FIRST_MS = 5_000;
const FAILED_MOST_MS = 300_000;
/** How long an answer may take, ms. */
const ANSWER_MS = 10_000;
/** How long an item is shown while the gateway fails, ms. */
const STALE_MS = 120_000;
/** Longest wait, and longest item that has times, ms: a week. What is beyond stands for something else. */
const WEEK_MS = 604_800_000;
/** An answer that is behind what is shown by no more than this, ms, is no seek. */
const BEHIND_MS = 3_000;
/** Characters that are shown of a text. */
const TEXT_MAX = 300;

const SERVICES = {
  spotify: { name: "Spotify", link: "Listen on Spotify" },
  homeassistant: { name: "Home Assistant", link: "Open Home Assistant" },
  demo: { name: "Demo", link: "Demo" },
};

/** What is said of each `problem`: a headline, and a sentence where there is no item to show. */
const PROBLEMS = {
  sign_in: ["Signed out", "The owner has to sign in to the music service again."],
  premium: ["Premium needed", "The music service answers Premium accounts only."],
  quota: ["Asked too often", "The music service takes no more questions for now."],
  upstream: ["Music service away", "The music service cannot be asked just now."],
  setup: ["Not set up yet", "The gateway's set-up page says what is missing."],
};

/** A text as it is shown: one line, of bounded length; "" where there is none. */
function readText(value) {
  if (typeof value !== "string") return "";
  const line = value.slice(0, 4 * TEXT_MAX).replace(/\s+/g, " ").trim();
  const characters = Array.from(line);
  return characters.length > TEXT_MAX ? `${characters.slice(0, TEXT_MAX).join("")}…` : line;
}

/** A name that is compared only; "" where there is none. */
const readName = (value) => (typeof value === "string" ? value : "");

/** An absolute web address, or null. */
function readAddress(value, base) {
  if (typeof value !== "string") return null;
  try {
    const url = new URL(value, base);
    return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
  } catch {
    return null;
  }
}

/** A time from 0 to a week, ms, or null. */
const readTime = (value) => (Number.isFinite(value) && value >= 0 && value <= WEEK_MS ? value : null);

/** `Retry-After` as ms from now: RFC 9110, section 10.2.3, has seconds and dates. */
function readRetryAfter(text) {
  if (text === null) return 0;
  const ms = /^[0-9]+$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - Date.now();
  return Number.isFinite(ms) ? Math.min(Math.max(0, ms), WEEK_MS) : 0;
}

/** What a document says, made safe to show. */
function readItem(document) {
  const title = readText(document.title);
  const artist = readText(document.artist);
  const track = readName(document.track_id);
  const isPlaying = document.is_playing === true;
  const isAd = document.type === "ad";
  const key = JSON.stringify(track === "" ? [title, artist, readText(document.album)] : [track]);
  const coverAddress = readAddress(document.cover_url);
  return {
    isNothing: !isPlaying && track === "" && title === "" && artist === "" && readText(document.album) === "",
    isPlaying, key, artist,
    title: title || (isAd ? "Advertisement" : "Untitled"),
    link: readAddress(document.item_url),
    coverAddress,
    // The same id is the same picture; without one it may be another for each item.
    coverKey: JSON.stringify(readName(document.cover_id) || [coverAddress, key]),
    accent: /^#[0-9a-f]{6}$/i.test(document.accent) ? document.accent : null,
    progressMs: readTime(document.progress_ms),
    durationMs: readTime(document.duration_ms) || null,
    service: Object.hasOwn(SERVICES, document.source) ? SERVICES[document.source] : null,
    problem: readProblem(document),
  };
}

/** `[headline, sentence]`, or null. */
function readProblem(document) {
  if (typeof document.problem !== "string") return null;
  const [headline, sentence] = PROBLEMS[Object.hasOwn(PROBLEMS, document.problem) ? document.problem : "upstream"];
  const waitMs = document.problem_until_ms - Date.now();
  if (!(waitMs > 0 && waitMs < WEEK_MS)) return [headline, sentence];
  const day = waitMs < 86_400_000 ? {} : { weekday: "long" };
  const until = new Date(document.problem_until_ms)
    .toLocaleTimeString(undefined, { ...day, hour: "2-digit", minute: "2-digit" });
  return [headline, `${sentence} Until ${until}.`];
}

/**
 * The picture that a document carries where `src` asks for one (`cover=rgb565`), or null: base64 of RLE
 * packets of big-endian RGB565, as in TGA type 10. A stream of one pixel more or fewer is no picture.
 */
function readPicture({ cover_width: width, cover_height: height, cover_encoding: encoding, cover_rgb565: text }) {
  const isSide = (side) => Number.isInteger(side) && side >= 1 && side <= 320;
  if (encoding !== "rle" || typeof text !== "string" || !isSide(width) || !isSide(height)) return null;
  let bytes;
  try {
    bytes = atob(text);
  } catch {
    return null;
  }
  const image = new ImageData(width, height);
  let to = 0;
  for (let at = 0; at < bytes.length;) {
    const header = bytes.charCodeAt(at++);
    for (let left = header & 0x7f; left >= 0; left -= 1) {
      if (at + 2 > bytes.length || to === image.data.length) return null;
      const pixel = bytes.charCodeAt(at) << 8 | bytes.charCodeAt(at + 1);
      image.data.set([(pixel >> 11) * 255 / 31, (pixel >> 5 & 63) * 255 / 63, (pixel & 31) * 255 / 31, 255], to);
      to += 4;
      if (header < 0x80 || left === 0) at += 2;
    }
  }
  return to === image.data.length ? image : null;
}

/** m:ss, or h:mm:ss. */
function clock(ms) {
  const seconds = Math.floor(ms / 1_000);
  const two = (number) => String(number).padStart(2, "0");
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes}:${two(seconds % 60)}`
    : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`;
}

/** Asks one gateway for all widgets of the page that show it, while one of them can be seen. */
class Feed {
  static #all = new Map();

  /** The page's one feed for an address. It is kept, so that a widget that is moved asks no sooner. */
  static of(address) {
    if (!Feed.#all.has(address)) Feed.#all.set(address, new Feed(address));
    return Feed.#all.get(address);
  }

  #address;
  #readers = new Set();
  #asking = null;
  #timer;
  /** When to ask, on the clock of performance.now(). */
  #dueAt = 0;
  #pollMs = POLL_LEAST_MS;
  #failures = 0;
  #onVisibility = () => this.#schedule();
  /** The last answer and when it came: `{document, at}`; null before the first. */
  answer = null;

  constructor(address) {
    this.#address = address;
  }

  /** Whether the gateway fails, and has for so long that what it said last is nothing to show. */
  get isAway() {
    return this.#failures > 0 && (this.answer === null || performance.now() - this.answer.at > STALE_MS);
  }

  /** Calls `reader` after each answer and each failure, until it leaves. */
  join(reader) {
    this.#readers.add(reader);
    if (this.#readers.size === 1) document.addEventListener("visibilitychange", this.#onVisibility);
    this.#schedule();
  }

  leave(reader) {
    this.#readers.delete(reader);
    if (this.#readers.size === 0) document.removeEventListener("visibilitychange", this.#onVisibility);
    this.#schedule();
  }

  #schedule() {
    clearTimeout(this.#timer);
    if (this.#readers.size === 0 || document.hidden) {
      this.#asking?.abort();
      this.#asking = null;
    } else if (this.#asking === null) {
      const waitMs = Math.max(0, this.#dueAt - performance.now());
      this.#timer = setTimeout(() => this.#ask(), waitMs);
    }
  }

  async #ask() {
    const asking = new AbortController();
    this.#asking = asking;
    const deadline = setTimeout(() => asking.abort(), ANSWER_MS);
    let retryMs = 0;
    let answer = null;
    try {
      const response = await fetch(this.#address, {
        cache: "no-store", credentials: "omit", headers: { Accept: "application/json" }, signal: asking.signal,
      });
      const at = performance.now();
      retryMs = readRetryAfter(response.headers.get("Retry-After"));
      const document = response.status === 204 ? {} : response.ok ? await response.json() : null;
      if (document !== null && typeof document === "object" && !Array.isArray(document)) answer = { document, at };
    } catch {
      // No answer, too late, or no JSON: a failure like others.
    }
    clearTimeout(deadline);
    // The page was hidden meanwhile: it is asked again when it is seen.
    if (this.#asking !== asking) return;
    this.#asking = null;
    let waitMs;
    if (answer === null) {
      // What is left of it is not waited for.
      asking.abort();
      this.#failures += 1;
      const longestMs = Math.min(FAILED_MOST_MS, FAILED_FIRST_MS * 2 ** (this.#failures - 1));
      waitMs = Math.max(this.#pollMs, longestMs * (0.5 + Math.random() / 2));
    } else {
      this.#failures = 0;
      this.answer = answer;
      const asked = answer.document.poll_after_ms;
      this.#pollMs = Math.min(POLL_MOST_MS, Math.max(POLL_LEAST_MS, Number.isFinite(asked) ? asked : POLL_OTHERWISE_MS));
      waitMs = this.#pollMs;
    }
    this.#dueAt = performance.now() + Math.max(waitMs, retryMs);
    this.#schedule();
    for (const reader of [...this.#readers]) reader();
  }
}

/** How far the item has played: what the gateway said last, carried on by the clock. */
class Progress {
  #key = null;
  #fromMs = 0;
  #fromAt = 0;
  #limitMs = 0;
  /** What is shown does not go back to a position that is only a little behind. */
  #floorMs = 0;
  isRunning = false;

  take(item, at) {
    const shownMs = item.key === this.#key && this.isRunning ? this.now() : 0;
    this.#key = item.key;
    this.#fromMs = item.progressMs ?? 0;
    this.#fromAt = at;
    this.#limitMs = item.durationMs ?? WEEK_MS;
    this.isRunning = item.isPlaying && item.progressMs !== null;
    this.#floorMs = this.isRunning && shownMs - this.#fromMs <= BEHIND_MS ? shownMs : 0;
  }

  now() {
    const passedMs = this.isRunning ? performance.now() - this.#fromAt : 0;
    return Math.min(Math.max(this.#floorMs, this.#fromMs + passedMs), this.#limitMs);
  }
}

const STYLE = `
:host {
  display: block; inline-size: 100%; max-inline-size: var(--sleeve-max-width, 27rem); container-type: inline-size;
  --ground: var(--sleeve-background, #fff); --ink: var(--sleeve-color, #16181d); --soft: var(--sleeve-muted, #5c626d);
  --line: var(--sleeve-border, #e3e5ea); --plain: #5b6cff;
  --pad: 1rem; --side: var(--sleeve-cover-size, 7.5rem);
}
:host([hidden]) { display: none; }
@media (prefers-color-scheme: dark) {
  :host {
    --ground: var(--sleeve-background, #16181d); --ink: var(--sleeve-color, #f2f3f5); --soft: var(--sleeve-muted, #a4abb8);
    --line: var(--sleeve-border, #2c3038); --plain: #8b97ff;
  }
}
* { box-sizing: border-box; margin: 0; padding: 0; }
a { color: inherit; text-decoration: none; }
a[href]:hover { text-decoration: underline; text-underline-offset: 0.15em; }
a:focus-visible { outline: 2px solid currentColor; outline-offset: 2px; border-radius: 0.2rem; }
.card {
  --lit: var(--sleeve-accent, var(--item-accent, var(--plain)));
  background: var(--ground); color: var(--ink); border: 1px solid var(--line);
  border-radius: var(--sleeve-radius, 1rem); padding: var(--pad) var(--pad) 0.75rem; display: grid; gap: 0.75rem var(--pad);
  grid-template-columns: var(--side) minmax(0, 1fr);
  font-family: var(--sleeve-font); font-size: 0.875rem; font-style: normal; font-weight: 400; line-height: 1.25rem;
  letter-spacing: normal; text-align: start; text-transform: none; word-spacing: normal;
}
/* Spotify's guidelines want artwork whole, uncovered and still, its corners rounded by 2.5 % of its
   height: https://developer.spotify.com/documentation/design */
.cover {
  inline-size: var(--side); block-size: var(--side); display: grid; grid-template: 100% / 100%; place-items: center;
  --round: max(2px, calc(var(--side) * 0.025));
}
:is(.cover img, .cover canvas) { display: block; inline-size: 100%; block-size: auto; border-radius: var(--round); }
.cover .tall { inline-size: auto; block-size: 100%; }
.disc {
  inline-size: 100%; block-size: 100%; border-radius: var(--round); display: grid; place-items: center;
  background: color-mix(in srgb, var(--lit) 16%, var(--ground));
}
.disc::before {
  content: ""; inline-size: 56%; aspect-ratio: 1; border-radius: 50%; opacity: 0.55;
  background: radial-gradient(closest-side, transparent 11%, var(--lit) 13% 36%, transparent 38% 42%, var(--lit) 44% 98%, transparent);
}
.silent .disc, .away .disc, .loading .disc { background: color-mix(in srgb, var(--soft) 12%, var(--ground)); }
.silent .disc::before, .away .disc::before, .loading .disc::before { --lit: var(--soft); opacity: 0.3; }
/* Everything has its room from the beginning, so that a page does not move when an item changes. */
.body { min-inline-size: 0; block-size: 7.5rem; display: flex; flex-direction: column; align-self: center; }
.status {
  display: flex; align-items: center; gap: 0.4rem; block-size: 1rem; margin-block-end: 0.25rem;
  font-size: 0.75rem; line-height: 1rem; color: var(--soft);
}
.status span, .artist { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.title {
  font-size: 1.0625rem; line-height: 1.375rem; font-weight: 650; overflow: hidden; overflow-wrap: anywhere;
  display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2;
}
.artist { color: var(--soft); margin-block-start: 0.125rem; }
.title, .artist { text-align: start; }
.silent .body, .away .body { justify-content: center; }
.silent .status, .silent .progress, .away .status, .away .progress { display: none; }
.silent .title, .away .title { font-weight: 500; }
.away .artist, .silent .artist { white-space: normal; }
.loading .title, .loading .artist { background: var(--line); border-radius: 0.3rem; block-size: 1rem; inline-size: 80%; }
.loading .artist { inline-size: 50%; margin-block-start: 0.5rem; block-size: 0.75rem; }
.bars { display: flex; gap: 2px; align-items: flex-end; block-size: 0.625rem; flex: none; }
.bars i { inline-size: 2px; block-size: 100%; background: currentColor; transform-origin: bottom; transform: scaleY(0.5); }
.bars i:nth-child(2) { transform: scaleY(1); }
.card:not(.playing) .bars { display: none; }
/* It stops before five seconds are over: what moves for longer needs a way to stop it (WCAG 2.2.2). */
@media (prefers-reduced-motion: no-preference) {
  .playing .bars i { animation: beat 0.9s ease-in-out 5 alternate; }
  .playing .bars i:nth-child(2) { animation-duration: 0.7s; }
}
@keyframes beat { 0% { transform: scaleY(0.25); } 50% { transform: scaleY(1); } 100% { transform: scaleY(0.45); } }
/* Time runs from left to right, in all languages' players. */
.progress { direction: ltr; margin-block-start: auto; }
.track { block-size: 4px; border-radius: 2px; overflow: hidden; background: color-mix(in srgb, var(--ink) 14%, var(--ground)); }
/* An accent may be as light or as dark as the ground; the ink in it can be told from both. */
.bar {
  block-size: 100%; transform-origin: left; transform: scaleX(0); background: color-mix(in srgb, var(--lit) 72%, var(--ink));
}
.times {
  display: flex; justify-content: space-between; margin-block-start: 0.25rem; font-size: 0.75rem; line-height: 1rem;
  color: var(--soft); font-variant-numeric: tabular-nums;
}
.unseen { visibility: hidden; }
.heard { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.foot {
  grid-column: 1 / -1; display: flex; align-items: center; justify-content: space-between; gap: 0.75rem;
  border-block-start: 1px solid var(--line); padding-block-start: 0.75rem; min-block-size: 2rem; font-size: 0.8125rem;
}
.foot p { min-block-size: 1.25rem; white-space: nowrap; }
.foot a[href]::after { content: "\\2009\\2197"; content: "\\2009\\2197" / ""; color: var(--soft); }
/* The logo's smallest size and the room around it are the guidelines' too. */
.foot img { block-size: 1.5rem; inline-size: auto; }
@media (forced-colors: active) {
  .track { border: 1px solid CanvasText; }
  .bar, .bars i { background: CanvasText; forced-color-adjust: none; }
}
@container (max-width: 18rem) {
  .card { grid-template-columns: minmax(0, 1fr); --side: calc(100cqi - 2 * var(--pad) - 2px); }
  .foot { flex-direction: column; align-items: flex-start; }
}
`;

const sheet = new CSSStyleSheet();
sheet.replaceSync(STYLE);

/** An element with attributes and children. */
function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/** Changes a text only where it differs, so that nothing is read out twice. */
function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

function point(anchor, address) {
  if (address === null) anchor.removeAttribute("href");
  else if (anchor.getAttribute("href") !== address) anchor.setAttribute("href", address);
}

class SleeveNowPlaying extends HTMLElement {
  static observedAttributes = ["src", "label", "logo"];

  #feed = null;
  #progress = new Progress();
  #taken = null;
  #item = null;
  #coverKey = "";
  #hasCover = false;
  #logoAddress;
  #timer;
  #show = () => this.#render();
  #onVisibility = () => this.#tick();

  #link = (attributes) => make("a", { target: "_blank", rel: "noopener noreferrer", ...attributes });
  // The title leads where the cover does: nobody needs to hear or reach the same link twice.
  #cover = this.#link({ class: "cover", part: "cover", tabindex: "-1", "aria-hidden": "true" });
  #disc = make("span", { class: "disc" });
  #status = make("span");
  #titleLink = this.#link({ part: "link" });
  #title = make("p", { class: "title", part: "title", dir: "auto", lang: "" }, this.#titleLink);
  #artist = make("p", { class: "artist", part: "artist", dir: "auto", lang: "" });
  #words = make("div", { "aria-atomic": "true" }, this.#title, this.#artist);
  #bar = make("div", { class: "bar", part: "bar" });
  #track = make("div", { class: "track", part: "track" }, this.#bar);
  #elapsed = make("span");
  #of = make("span", { class: "heard" });
  #total = make("span");
  // Times are text and no progressbar: screen readers beep at each step of one.
  #times = make("div", { class: "progress unseen", part: "progress" }, this.#track,
    make("p", { class: "times", part: "times" }, this.#elapsed, this.#of, this.#total));
  #service = this.#link({ part: "link" });
  #logo = make("img", { alt: "", part: "logo" });
  #card = make("section", { class: "card loading", part: "card", lang: "en" },
    this.#cover,
    make("div", { class: "body" },
      make("p", { class: "status", part: "status" },
        make("span", { class: "bars", "aria-hidden": "true" }, make("i"), make("i"), make("i")), this.#status),
      this.#words, this.#times),
    make("div", { class: "foot", part: "service" }, make("p", {}, this.#service), this.#logo));

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet];
    this.#cover.append(this.#disc);
    this.#logo.addEventListener("error", () => { this.#logo.hidden = true; });
    root.append(this.#card);
    this.#render();
  }

  connectedCallback() {
    document.addEventListener("visibilitychange", this.#onVisibility);
    this.#follow();
  }

  disconnectedCallback() {
    document.removeEventListener("visibilitychange", this.#onVisibility);
    this.#follow();
  }

  attributeChangedCallback(name) {
    if (name === "src") this.#follow();
    else this.#decorate();
  }

  /** Follows the feed that `src` names, while this is in a page. */
  #follow() {
    const address = this.isConnected ? readAddress(this.getAttribute("src"), document.baseURI) : null;
    const feed = address === null ? null : Feed.of(address);
    if (feed !== this.#feed) {
      this.#feed?.leave(this.#show);
      this.#feed = feed;
      this.#taken = null;
      this.#progress = new Progress();
      feed?.join(this.#show);
    }
    this.#decorate();
    if (this.isConnected) this.#render();
    else clearTimeout(this.#timer);
  }

  /** What only attributes say. */
  #decorate() {
    this.#card.setAttribute("aria-label", this.getAttribute("label") || "Now playing");
    const logo = readAddress(this.getAttribute("logo") || null, document.baseURI);
    if (logo === this.#logoAddress) return;
    this.#logoAddress = logo;
    this.#logo.hidden = logo === null;
    this.#logo.src = logo ?? "";
  }

  #render() {
    const answer = this.#feed?.answer ?? null;
    if (this.#feed === null && this.isConnected) return this.#say("away", "Not set up yet", "Its src must be the gateway's address.");
    if (this.#feed?.isAway) return this.#say("away", "Not available just now", "The gateway does not answer this page.");
    if (answer === null) return this.#say("loading", "", "");
    if (answer === this.#taken) return;
    this.#taken = answer;
    const item = readItem(answer.document);
    if (item.service !== null) this.#showService(item.service, item.isNothing ? null : item.link);
    if (item.isNothing) {
      return item.problem === null ? this.#say("silent", "Nothing is playing", "") : this.#say("away", ...item.problem);
    }
    this.#item = item;
    this.#progress.take(item, answer.at);
    this.#card.className = `card ${item.isPlaying && item.problem === null ? "playing" : "paused"}`;
    write(this.#status, item.problem?.[0] ?? (item.isPlaying ? "Now playing" : "Paused"));
    this.#write(item.title, item.artist, "");
    point(this.#titleLink, item.link);
    point(this.#cover, item.link);
    if (item.accent === null) this.#card.style.removeProperty("--item-accent");
    else this.#card.style.setProperty("--item-accent", item.accent);
    this.#showCover(item.coverKey, item.coverAddress, answer.document);
    this.#tick();
  }

  /** Words where there is no item. */
  #say(state, headline, sentence) {
    this.#item = null;
    this.#card.className = `card ${state}`;
    write(this.#status, state === "loading" ? "Loading…" : "");
    this.#write(headline, sentence, "en");
    point(this.#titleLink, null);
    point(this.#cover, null);
    this.#showCover("", null, {});
    this.#tick();
  }

  #write(title, artist, language) {
    write(this.#titleLink, title);
    write(this.#artist, artist);
    for (const [element, text] of [[this.#title, title], [this.#artist, artist]]) {
      element.lang = language;
      // What is cut can be read whole.
      element.title = text;
    }
    // What stands there first is not read out, what replaces it is.
    if (title !== "") this.#words.setAttribute("aria-live", "polite");
  }

  #showService(service, link) {
    write(this.#service, link === null ? service.name : service.link);
    point(this.#service, link);
  }

  /** The old picture goes at once, and one that comes late for an earlier item stays away. */
  #showCover(key, address, document) {
    if (key !== this.#coverKey) {
      this.#coverKey = key;
      this.#hasCover = false;
      this.#cover.replaceChildren(this.#disc);
    }
    if (this.#hasCover) return;
    const image = readPicture(document);
    this.#hasCover = image !== null || address !== null;
    const show = (picture, width, height) => {
      if (height > width) picture.className = "tall";
      this.#cover.replaceChildren(picture);
    };
    if (image !== null) {
      const canvas = make("canvas", { width: image.width, height: image.height });
      canvas.getContext("2d").putImageData(image, 0, 0);
      show(canvas, image.width, image.height);
    } else if (address !== null) {
      const picture = new Image();
      picture.alt = "";
      picture.referrerPolicy = "no-referrer";
      picture.addEventListener("load", () => {
        if (key === this.#coverKey) show(picture, picture.naturalWidth, picture.naturalHeight);
      });
      picture.src = address;
    }
  }

  /** Shows the position, and comes again with its next second. */
  #tick() {
    clearTimeout(this.#timer);
    const item = this.#item;
    const isTimed = item !== null && item.progressMs !== null;
    this.#times.classList.toggle("unseen", !isTimed);
    if (!isTimed) return;
    const ms = this.#progress.now();
    this.#track.classList.toggle("unseen", item.durationMs === null);
    write(this.#elapsed, clock(ms));
    write(this.#of, item.durationMs === null ? "" : " of ");
    write(this.#total, item.durationMs === null ? "" : clock(item.durationMs));
    this.#bar.style.transform = `scaleX(${item.durationMs === null ? 0 : ms / item.durationMs})`;
    if (!this.#progress.isRunning || ms === item.durationMs || document.hidden || !this.isConnected) return;
    this.#timer = setTimeout(() => this.#tick(), 1_000 - ms % 1_000 + 5);
  }
}

// A page may load the file twice.
if (!customElements.get("sleeve-now-playing")) customElements.define("sleeve-now-playing", SleeveNowPlaying);
