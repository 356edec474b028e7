// The gateway on Cloudflare: a Worker that lets in, and one Durable Object that decides for everybody.
//
// Made for the free plan (developers.cloudflare.com: "Limits" of Workers, of Durable Objects and of
// KV): 10 ms of CPU for a request, 100,000 requests a day of either kind, alarms among those of the
// object; 30 s of CPU and 15 min of wall time for an alarm, which is why pictures are made there; 2 MB
// for a stored value; in KV 1,000 writes a day, and one a second for the same key.

import { contentType } from "./assets.js";
import { handle } from "./handler.js";
import { COVER_S, Host } from "./host.js";
import { makeModule } from "./module.js";
import { readSettings } from "./settings.js";

/** What is served as it is, of the folder that was uploaded with the Worker. */
function staticAssets(binding) {
  return {
    async open(path) {
      const response = await binding.fetch(`https://assets.invalid/${path}`);
      if (response.status !== 200) {
        await response.body?.cancel();
        return null;
      }
      const bytes = new Uint8Array(await response.arrayBuffer());
      return {
        size: bytes.length, etag: response.headers.get("ETag") ?? "",
        type: contentType(path),
        read: async (first, end) => bytes.subarray(first, end),
      };
    },
  };
}

/**
 * The class of the Durable Object.
 * @param DurableObject the platform's base class.
 * @param wasm the compiled module: a Worker may not compile one itself.
 */
export function coordinatorObject(DurableObject, wasm) {
  return class extends DurableObject {
    constructor(context, env) {
      super(context, env);
      this.storage = context.storage;
      this.jobs = [];
      this.wakeAt = null;
      const assets = staticAssets(env.ASSETS);
      this.host = new Host({
        makeModule: async () => makeModule(new WebAssembly.Instance(wasm, {}).exports),
        // Called as a method of anything else, the platform's own fetch refuses.
        fetch: (...words) => fetch(...words),
        loadState: () => this.storage.get("state"),
        saveState: (text) => this.storage.put("state", text),
        covers: {
          get: (key) => env.COVERS.get(key),
          put: (key, text) => env.COVERS.put(key, text, { expirationTtl: COVER_S }),
        },
        async picture(id) {
          const asset = await assets.open(`demo/${id}.png`);
          return asset && asset.read(0, asset.size);
        },
        schedule: (at) => {
          this.wakeAt = at;
          return this.arm();
        },
        defer: (job) => {
          this.jobs.push(job);
          return this.arm();
        },
        now: () => Date.now(), log: (text) => console.log(text),
      }, readSettings(env).coordinator);
      context.blockConcurrencyWhile(() => this.host.start());
    }

    /** An object has one alarm, for whatever comes first. It outlives the object's eviction from memory. */
    async arm() {
      if (this.jobs.length > 0) await this.storage.setAlarm(Date.now());
      else if (this.wakeAt !== null) await this.storage.setAlarm(this.wakeAt);
      else await this.storage.deleteAlarm();
    }

    /** Nothing here throws: the platform would call it again, six times at most. */
    async alarm() {
      for (const job of this.jobs.splice(0)) await this.host.encode(job);
      if (this.wakeAt !== null && this.wakeAt <= Date.now()) {
        this.wakeAt = null;
        await this.host.wake();
      }
      await this.arm();
    }

    // What the Worker calls, as `handle` does a Host.
    ask(...words) { return this.host.ask(...words); }
    status() { return this.host.status(); }
    signedIn(...words) { return this.host.signedIn(...words); }
    loginTry(address) { return this.host.loginTry(address); }
    loginDone(address) { return this.host.loginDone(address); }
  };
}

export const worker = {
  async fetch(request, env) {
    const settings = readSettings(env);
    settings.publicURL ??= new URL(request.url).origin;
    const certificate = request.cf?.tlsClientAuth;
    return handle(request, {
      settings,
      // Always the same object, wherever it is asked from.
      host: env.COORDINATOR.get(env.COORDINATOR.idFromName("gateway")),
      assets: staticAssets(env.ASSETS), now: () => Date.now(), log: (text) => console.log(text),
    }, {
      // Verified says nothing of revoked (developers.cloudflare.com, "Client certificate variables").
      certificate: certificate?.certVerified === "SUCCESS" && certificate.certRevoked !== "1",
      address: request.headers.get("CF-Connecting-IP") ?? "",
    });
  },
};
