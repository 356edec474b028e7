// Runs the coordinator: takes its events one at a time, and does what it answers with. All decisions
// are the coordinator's; what is here fetches, stores and answers.

import { hex, sha256 } from "./access.js";
import { PictureError } from "./module.js";

/** Longest upstream answer, bytes. */
const ANSWER_MAX = 1 << 20;
/** Largest picture file, bytes: covers of 640 pixels have 50 to 300 KB, Home Assistant's own at most some more. */
const PICTURE_MAX = 2 << 20;
const PICTURE_TIMEOUT_MS = 10_000;
const PICTURE_REDIRECTS_MAX = 3;
/** How long an encoded cover is kept, seconds. */
export const COVER_S = 7 * 24 * 3_600;
/** How long a picture that cannot be had is left alone, ms. */
const FAILED_MS = 3_600_000;
/** The same where its server may answer the next time. */
const UNREACHABLE_MS = 60_000;
/** When a request is given up on that the coordinator has not answered, ms: below the device's own deadline. */
const ASK_MS = 8_000;
/** Requests that wait at once. */
const WAITING_MAX = 2_000;
/** Encoded covers kept in memory, for where the platform cannot keep them. */
const COVERS_MAX = 16;

const NOTHING = new Uint8Array(0);
const BUSY = { status: 503, retryAfter: 10, body: '{"problem":"upstream"}' };

/** Why a picture or an answer could not be fetched; `reason` is what the coordinator knows. */
class FetchError extends Error {
  constructor(reason, text) {
    super(text);
    this.reason = reason;
  }
}

/** Reads the body of a request or an answer, up to `limit` bytes. */
export async function readBody(response, limit) {
  if (!response.body) return NOTHING;
  const parts = [];
  let length = 0;
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > limit) {
      await reader.cancel().catch(() => {});
      throw new FetchError("too_long", `it is longer than ${limit} bytes`);
    }
    parts.push(value);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function whyNot(error) {
  if (error instanceof FetchError) return error;
  if (error?.name === "TimeoutError" || error?.name === "AbortError") {
    return new FetchError("timeout", "its server does not answer in time");
  }
  return new FetchError("unreachable", "its server cannot be reached");
}

/**
 * `platform`:
 *   makeModule()                a promise of a module as `makeModule` of module.js gives
 *   fetch(url, options)         the platform's own
 *   loadState(), saveState(text)
 *   covers: { get(key), put(key, text) }   put may throw: the cover is then served from memory
 *   picture(id)                 the bytes of one of the demo's pictures, or null
 *   schedule(at)                calls `wake` at that Unix time, ms; null: not at all
 *   defer(job)                  calls `encode(job)` soon, outside of any request
 *   now(), log(text)
 * `settings`: the coordinator's settings (`source`, …) and `quality`.
 */
export class Host {
  constructor(platform, settings) {
    this.platform = platform;
    this.settings = settings;
    this.module = null;
    this.events = [];
    this.running = null;
    this.nextID = 1;
    this.waiting = new Map();
    this.statusWaiting = [];
    this.encoding = new Set();
    this.failed = new Map();
    this.recent = new Map();
    this.tries = new Map();
    this.logged = new Set();
    /** Why the state could not be stored, in words; null: it could. */
    this.stateTrouble = null;
    this.saved = "";
  }

  /** Starts from what was stored. Throws where there is no module to run. */
  async start() {
    this.running = (async () => {
      this.saved = (await this.platform.loadState()) ?? "";
      await this.restart();
      // What came meanwhile.
      await this.run();
    })().finally(() => { this.running = null; });
    return this.running;
  }

  async restart() {
    this.module = await this.platform.makeModule();
    const { quality: _, ...settings } = this.settings;
    await this.perform(this.module.handle(
      { event: "start", settings }, new TextEncoder().encode(this.saved), this.platform.now()));
  }

  /**
   * Answers a request that was authorised: `{status, retryAfter, body}`. `hold`: `{wait, since}` of a
   * client that knows the document of that time and waits so many seconds for a change, or null.
   */
  async ask(device, agent, cover, hold = null) {
    if (this.waiting.size >= WAITING_MAX) return BUSY;
    const id = this.nextID++;
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.answer(id, BUSY), ASK_MS + (hold?.wait ?? 0) * 1_000);
      this.waiting.set(id, { resolve, timer, cover });
      this.tell({ event: "ask", id, device, agent, cover, ...hold });
    });
  }

  wake() {
    return this.tell({ event: "wake" });
  }

  /** The service has sent the person back with `code`. */
  signedIn(code, redirectURI) {
    return this.tell({ event: "signed_in", code, redirect_uri: redirectURI });
  }

  /** What the set-up page shows. */
  async status() {
    return new Promise((resolve) => {
      this.statusWaiting.push(resolve);
      this.tell({ event: "status" });
    });
  }

  /**
   * Counts a try of the administrator's secret from `address`, before it is looked at, so that many at
   * once are many. From the third on, each doubles the wait until the next, up to five minutes.
   * @returns how long to wait, ms; 0: this try may be looked at.
   */
  async loginTry(address) {
    const now = this.platform.now();
    const tried = this.tries.get(address) ?? { count: 0, until: 0 };
    if (tried.until > now) return tried.until - now;
    const count = tried.count + 1;
    if (this.tries.size >= 1_000) this.tries.delete(this.tries.keys().next().value);
    this.tries.set(address, { count, until: count < 3 ? 0 : now + Math.min(1_000 * 2 ** (count - 3), 300_000) });
    return 0;
  }

  /** The secret was right: the next tries from there are counted anew. */
  async loginDone(address) {
    this.tries.delete(address);
  }

  /** Queues an event and returns when it and what it led to at once is done. */
  tell(event, body = NOTHING) {
    this.events.push({ event, body });
    this.running ??= this.run();
    return this.running;
  }

  async run() {
    while (this.events.length > 0) {
      const { event, body } = this.events.shift();
      try {
        if (this.module === null) await this.restart();
        await this.perform(this.module.handle(event, body, this.platform.now()));
      } catch (error) {
        // The instance is in no known state after a trap: another one goes on from what was stored.
        this.platform.log(`the coordinator failed at '${event.event}' and is started anew: ${error.message}`);
        for (const id of [...this.waiting.keys()]) this.answer(id, BUSY);
        for (const resolve of this.statusWaiting.splice(0)) resolve(null);
        try {
          await this.restart();
        } catch (again) {
          this.platform.log(`the coordinator does not start: ${again.message}`);
        }
      }
    }
    // In the same turn as the last look at the queue: an event told later starts another run.
    this.running = null;
  }

  async perform(actions) {
    for (const action of actions) {
      switch (action.do) {
        case "call": this.call(action); break;
        case "reply": this.reply(action); break;
        case "store": await this.store(action.state); break;
        case "wake": await this.platform.schedule(action.at); break;
        case "status":
          for (const resolve of this.statusWaiting.splice(0)) {
            resolve({ ...action.status, state_trouble: this.stateTrouble });
          }
          break;
        case "log": this.platform.log(action.text); break;
      }
    }
  }

  async store(state) {
    this.saved = state;
    try {
      await this.platform.saveState(state);
      if (this.stateTrouble !== null) this.platform.log("the state can be stored again");
      this.stateTrouble = null;
    } catch (error) {
      // What is known goes on from memory; a later `store` tries again.
      if (this.stateTrouble === null) this.platform.log(`the state cannot be stored: ${error.message}`);
      this.stateTrouble = error.message;
    }
  }

  async call(action) {
    try {
      const signal = AbortSignal.timeout(action.timeout_ms);
      const response = await this.platform.fetch(action.url, {
        method: action.method, headers: action.headers, body: action.body, redirect: "manual", signal,
      });
      if (response.status > 300 && response.status < 400 && response.status !== 304) {
        await response.body?.cancel();
        throw new FetchError("redirected", "it redirects");
      }
      const body = await readBody(response, ANSWER_MAX);
      await this.tell({
        event: "answer", call: action.call, status: response.status,
        retry_after: response.headers.get("Retry-After"), date: response.headers.get("Date"),
      }, body);
    } catch (error) {
      await this.tell({ event: "failed", call: action.call, reason: whyNot(error).reason });
    }
  }

  answer(id, result) {
    const request = this.waiting.get(id);
    if (!request) return;
    this.waiting.delete(id);
    clearTimeout(request.timer);
    request.resolve(result);
  }

  async reply(action) {
    const { id, status, cover } = action;
    const document = { ...action.document };
    // Browsers fetch the demo's pictures from the gateway itself.
    const demo = /^demo:([0-9]+)$/.exec(document.cover_url ?? "")?.[1];
    if (demo) document.cover_url = `${this.settings.public_url}/demo/${demo}.png`;
    let members = null;
    if (cover) {
      const job = { ...cover, quality: this.settings.quality };
      job.key = hex(await sha256(JSON.stringify(
        [this.settings.source, job.id, job.width, job.height, job.quality])));
      members = await this.cover(job.key);
      // The picture's members bring it.
      if (members !== null) delete document.accent;
      if (members === null && (this.failed.get(job.key) ?? 0) > this.platform.now()) {
        document.cover_id = null;
      } else if (members === null) {
        document.poll_after_ms = action.waiting_ms;
        if (!this.encoding.has(job.key)) {
          this.encoding.add(job.key);
          await this.platform.defer(job);
        }
      }
    }
    this.answer(id, { status, retryAfter: null, body: status === 204 ? null : join(document, members) });
  }

  /** The encoded cover under that key, or null. */
  async cover(key) {
    const recent = this.recent.get(key);
    if (recent !== undefined) return recent;
    try {
      const kept = (await this.platform.covers.get(key)) ?? null;
      if (kept !== null) this.remember(key, kept);
      return kept;
    } catch (error) {
      this.logOnce(`covers cannot be read: ${error.message}`);
      return null;
    }
  }

  remember(key, members) {
    if (this.recent.size >= COVERS_MAX) this.recent.delete(this.recent.keys().next().value);
    this.recent.set(key, members);
  }

  logOnce(text) {
    if (this.logged.has(text) || this.logged.size >= 100) return;
    this.logged.add(text);
    this.platform.log(text);
  }

  /** Fetches and encodes a cover. The platform calls it for what was given to `defer`, perhaps more than once. */
  async encode(job) {
    let told;
    try {
      if (await this.cover(job.key) !== null) return;
      const picture = await this.fetchPicture(job.url);
      if (this.module === null) await this.restart();
      const members = this.module.encode(picture, job.width, job.height, job.quality);
      this.remember(job.key, members);
      const accent = /^"accent":"(#[0-9a-f]{6})"/.exec(members)?.[1] ?? null;
      told = { event: "cover", cover_id: job.id, state: "ready", accent };
      try {
        await this.platform.covers.put(job.key, members);
      } catch (error) {
        this.logOnce(`covers cannot be kept, and are made again: ${error.message}`);
      }
    } catch (error) {
      // A trap leaves the instance unusable; the next event finds that and starts another.
      const trapped = error instanceof WebAssembly.RuntimeError;
      if (trapped) this.module = null;
      const why = trapped ? new PictureError("the encoder failed") : error instanceof PictureError ? error : whyNot(error);
      if (this.failed.size >= 1_000) this.failed.delete(this.failed.keys().next().value);
      const againMs = why.reason === "timeout" || why.reason === "unreachable" ? UNREACHABLE_MS : FAILED_MS;
      this.failed.set(job.key, this.platform.now() + againMs);
      this.platform.log(`no cover from ${hostOf(job.url)}: ${why.message}`);
      told = { event: "cover", cover_id: job.id, state: "failed", again_ms: againMs };
    } finally {
      this.encoding.delete(job.key);
    }
    await this.tell(told);
  }

  async fetchPicture(address) {
    if (address.startsWith("demo:")) {
      const picture = await this.platform.picture(address.slice("demo:".length));
      if (picture) return picture;
      throw new FetchError("unreachable", "the demo has no such picture");
    }
    // One deadline over all hops and the body.
    const signal = AbortSignal.timeout(PICTURE_TIMEOUT_MS);
    let url = new URL(address);
    for (let hop = 0; hop <= PICTURE_REDIRECTS_MAX; hop += 1) {
      if (url.protocol !== "https:" && url.protocol !== "http:") break;
      const response = await this.platform.fetch(url.href, { redirect: "manual", signal });
      const location = response.headers.get("Location");
      if (response.status > 300 && response.status < 400 && location !== null) {
        await response.body?.cancel();
        url = new URL(location, url);
        continue;
      }
      if (response.status !== 200) {
        await response.body?.cancel();
        throw new FetchError("unreachable", `its server answers ${response.status}`);
      }
      const picture = await readBody(response, PICTURE_MAX);
      if (picture.length === 0) throw new FetchError("unreachable", "its server sends nothing");
      return picture;
    }
    throw new FetchError("redirected", "its server redirects without end");
  }
}

/** An address without what may be secret in it. */
function hostOf(address) {
  try {
    const url = new URL(address);
    return url.host || url.protocol;
  } catch {
    return "an address that is none";
  }
}

/** The document's text with the picture's members last, as the contract has them. */
function join(document, members) {
  const text = JSON.stringify(document);
  if (members === null) return text;
  return `${text.slice(0, -1)}${text === "{}" ? "" : ","}${members}}`;
}
