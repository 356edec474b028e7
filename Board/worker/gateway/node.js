// The gateway under Node, 18 or later: settings from the environment or a file, state and covers as
// files, connections that stay open. README.md has the settings.

import { createHash, randomBytes, webcrypto } from "node:crypto";
import { existsSync, readFileSync, statSync, watchFile, unwatchFile } from "node:fs";
import { mkdir, open, readdir, readFile, rename, stat, unlink } from "node:fs/promises";
import http from "node:http";
import https from "node:https";
import { dirname, join, resolve } from "node:path";
import { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { contentType } from "./assets.js";
import { handle } from "./handler.js";
import { COVER_S, Host } from "./host.js";
import { makeModule } from "./module.js";
import { parseSettingsFile, readSettings, SettingsError } from "./settings.js";

// Node 18 has it in node:crypto only.
globalThis.crypto ??= webcrypto;

const HERE = dirname(fileURLToPath(import.meta.url));
const ROOT = resolve(HERE, "../../..");
/** Longest time that setTimeout takes. */
const TIMER_MAX = 2 ** 31 - 1;

/** Replaces a file whole: a power cut leaves the old or the new one. Only its owner reads it. */
async function replaceFile(path, text) {
  const temporary = `${path}.${process.pid}.new`;
  try {
    const file = await open(temporary, "w", 0o600);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await unlink(temporary).catch(() => {});
    throw error;
  }
}

async function readIfThere(path, encoding) {
  try {
    return await readFile(path, encoding);
  } catch (error) {
    if (error.code === "ENOENT") return null;
    throw error;
  }
}

/** Covers as files, kept 7 days. */
function fileCovers(folder, now) {
  return {
    async get(key) {
      const path = join(folder, key);
      try {
        if (now() - (await stat(path)).mtimeMs > COVER_S * 1_000) return null;
      } catch {
        return null;
      }
      return readIfThere(path, "utf8");
    },
    async put(key, text) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await replaceFile(join(folder, key), text);
    },
    async tidy() {
      for (const name of await readdir(folder).catch(() => [])) {
        const path = join(folder, name);
        const info = await stat(path).catch(() => null);
        if (info && now() - info.mtimeMs > COVER_S * 1_000) await unlink(path).catch(() => {});
      }
    },
  };
}

/** What is served as it is: `firmware/…` from its folder, the widget and the demo's pictures from the sources. */
function fileAssets(firmwareFolder) {
  const place = (path) => {
    if (path.startsWith("firmware/")) return firmwareFolder && join(firmwareFolder, path.slice("firmware/".length));
    if (path.startsWith("demo/")) return demoPicture(path.slice("demo/".length, -".png".length));
    return join(HERE, "..", path);
  };
  return {
    async open(path) {
      const file = place(path);
      const info = file && await stat(file).catch(() => null);
      if (!info?.isFile()) return null;
      const etag = createHash("sha256").update(`${info.size} ${info.mtimeMs} ${info.ino}`).digest("hex").slice(0, 32);
      return {
        size: info.size, etag: `"${etag}"`, type: contentType(file),
        async read(first, end) {
          const bytes = Buffer.alloc(end - first);
          const handle = await open(file);
          try {
            const { bytesRead } = await handle.read(bytes, 0, bytes.length, first);
            return bytes.subarray(0, bytesRead);
          } finally {
            await handle.close();
          }
        },
      };
    },
  };
}

/** The file of one of the demo's pictures, which are numbered from 1; null: there is none. */
function demoPicture(number) {
  const name = ["city", "evening", "morning"][Number(number) - 1];
  return name ? join(ROOT, "HostSim/Pictures", `${name}.png`) : null;
}

async function wasmModule(path) {
  const bytes = await readIfThere(path);
  if (bytes === null) throw new SettingsError(`there is no ${path}, which decides and encodes: build it, or say in MODULE where it is`);
  const { instance } = await WebAssembly.instantiate(bytes, {});
  instance.exports._initialize?.();
  return makeModule(instance.exports);
}

/** The settings that only Node has, beside those of settings.js. */
function readNodeSettings(environment) {
  const text = (name, otherwise = "") => environment[name]?.trim() || otherwise;
  const listen = /^(?:(.*):)?([0-9]{1,5})$/.exec(text("LISTEN", "127.0.0.1:8787"));
  if (!listen || Number(listen[2]) > 65_535) throw new SettingsError("LISTEN must be a port, or an address and a port such as 127.0.0.1:8787");
  const tls = { certificate: text("TLS_CERTIFICATE"), key: text("TLS_KEY"), ca: text("CLIENT_CA"), crl: text("CLIENT_CRL") };
  if ((tls.certificate === "") !== (tls.key === "")) throw new SettingsError("TLS_CERTIFICATE and TLS_KEY belong together: give both or none");
  if (tls.ca !== "" && tls.certificate === "") throw new SettingsError("CLIENT_CA needs TLS_CERTIFICATE and TLS_KEY; behind a proxy, the proxy checks devices: see PROXY");
  if (tls.crl !== "" && tls.ca === "") throw new SettingsError("CLIENT_CRL needs CLIENT_CA");
  return {
    hostname: (listen[1] ?? "127.0.0.1").replace(/^\[|\]$/g, ""), port: Number(listen[2]),
    stateFolder: resolve(text("STATE_DIRECTORY", join(ROOT, "out/gateway/state"))),
    firmwareFolder: text("FIRMWARE_DIRECTORY"), module: text("MODULE", join(ROOT, "out/gateway/gateway.wasm")),
    proxy: text("PROXY"), tls,
  };
}

function tlsOptions(tls) {
  return {
    cert: readFileSync(tls.certificate), key: readFileSync(tls.key), minVersion: "TLSv1.2",
    ...(tls.ca === "" ? {} : { ca: readFileSync(tls.ca) }),
    ...(tls.crl === "" ? {} : { crl: readFileSync(tls.crl) }),
  };
}

/** Takes changed certificates and revocations for new connections. */
function followCertificates(server, tls, log) {
  const files = Object.values(tls).filter((file) => file !== "");
  let timer;
  const changed = () => {
    clearTimeout(timer);
    // Certificate and key change one after the other.
    timer = setTimeout(() => {
      try {
        server.setSecureContext(tlsOptions(tls));
        // Who was let in and is now revoked would stay for as long as its connection does.
        server.closeIdleConnections();
        log("certificates were read anew");
      } catch (error) {
        log(`the changed certificates cannot be used, the old ones stay: ${error.message}`);
      }
    }, 1_000).unref();
  };
  for (const file of files) watchFile(file, { interval: 2_000, persistent: false }, changed);
  return () => files.forEach((file) => unwatchFile(file, changed));
}

/** What is known of the other end. nginx's headers count only where they come from the proxy's address. */
function connectionOf(incoming, node) {
  const socket = incoming.socket;
  const address = (socket.remoteAddress ?? "").replace(/^::ffff:/, "");
  if (node.proxy !== "" && address === node.proxy) {
    return {
      certificate: incoming.headers["x-client-verify"] === "SUCCESS",
      address: String(incoming.headers["x-real-ip"] ?? address),
    };
  }
  // `authorized` is false for a revoked certificate where there is a CRL, and true without any
  // certificate asked for on servers that have no CLIENT_CA.
  return { certificate: node.tls.ca !== "" && socket.authorized === true, address };
}

async function answer(incoming, outgoing, gateway, node) {
  const headers = new Headers();
  for (let at = 0; at < incoming.rawHeaders.length; at += 2) {
    headers.append(incoming.rawHeaders[at], incoming.rawHeaders[at + 1]);
  }
  const body = incoming.method === "GET" || incoming.method === "HEAD" ? {} : { body: Readable.toWeb(incoming), duplex: "half" };
  let request;
  try {
    // The Host header is of no interest: addresses come from PUBLIC_URL.
    request = new Request(new URL(incoming.url, "http://gateway.invalid"), { method: incoming.method, headers, ...body });
  } catch {
    outgoing.writeHead(400, { "Content-Type": "text/plain" }).end("this is no request\n");
    return;
  }
  const response = await handle(request, gateway, connectionOf(incoming, node));
  const bytes = response.body === null ? null : Buffer.from(await response.arrayBuffer());
  const answered = Object.fromEntries(response.headers);
  if (bytes !== null) answered["content-length"] = bytes.length;
  outgoing.writeHead(response.status, answered);
  outgoing.end(bytes);
}

/**
 * Starts a gateway. `environment`: settings by name; `options` are for tests: `makeModule`, `fetch`,
 * `now`, `log`.
 * @returns `{address, server, host, settings, stop()}`
 */
export async function startGateway(environment, options = {}) {
  const settings = readSettings(environment);
  const node = readNodeSettings(environment);
  const now = options.now ?? Date.now;
  const log = options.log ?? ((text) => console.error(text));
  const gateway = { settings, now, log, assets: fileAssets(node.firmwareFolder), host: null };
  let stopUnfollow = () => {};
  const listener = (incoming, outgoing) => {
    answer(incoming, outgoing, gateway, node).catch((error) => {
      log(`a request failed: ${error.message}`);
      outgoing.destroy();
    });
  };
  // Devices and proxies keep connections; what is closed a moment before a request costs a handshake.
  const timing = { keepAlive: true, keepAliveTimeout: 120_000, headersTimeout: 125_000, requestTimeout: 130_000 };
  let server;
  if (node.tls.certificate === "") {
    server = http.createServer(timing, listener);
  } else {
    // Who has no certificate may still have a secret, so that none is refused in the handshake.
    server = https.createServer(
      { ...timing, ...tlsOptions(node.tls), requestCert: node.tls.ca !== "", rejectUnauthorized: false }, listener);
    stopUnfollow = followCertificates(server, node.tls, log);
  }
  server.keepAliveTimeout = 120_000;
  server.maxRequestsPerSocket = 0;
  await new Promise((done, failed) => {
    server.once("error", failed);
    server.listen(node.port, node.hostname, done);
  });
  const { port } = server.address();
  const name = node.hostname.includes(":") ? `[${node.hostname}]` : node.hostname;
  const address = `${node.tls.certificate === "" ? "http" : "https"}://${name}:${port}`;
  if (settings.publicURL === null) {
    settings.publicURL = address;
    settings.coordinator.public_url = address;
  }

  const stateFile = join(node.stateFolder, "state.json");
  const covers = fileCovers(join(node.stateFolder, "covers"), now);
  let wakeTimer = null;
  const tidyTimer = setInterval(() => covers.tidy(), 3_600_000).unref();
  const host = new Host({
    makeModule: options.makeModule ?? (() => wasmModule(node.module)),
    fetch: options.fetch ?? fetch,
    loadState: () => readIfThere(stateFile, "utf8"),
    async saveState(text) {
      await mkdir(node.stateFolder, { recursive: true, mode: 0o700 });
      await replaceFile(stateFile, text);
    },
    covers,
    async picture(id) {
      const file = demoPicture(id);
      return file && readFile(file);
    },
    schedule(at) {
      clearTimeout(wakeTimer);
      if (at === null) return;
      wakeTimer = setTimeout(() => host.wake(), Math.min(Math.max(0, at - now()), TIMER_MAX)).unref();
    },
    defer(job) {
      setImmediate(() => host.encode(job));
    },
    now, log,
  }, settings.coordinator);
  gateway.host = host;
  const stop = async () => {
    clearTimeout(wakeTimer);
    clearInterval(tidyTimer);
    stopUnfollow();
    await new Promise((done) => {
      server.close(done);
      server.closeIdleConnections();
      setTimeout(() => server.closeAllConnections(), 5_000).unref();
    });
    await host.running;
  };
  try {
    await host.start();
  } catch (error) {
    await stop();
    throw error;
  }
  return { address, server, host, settings, stop };
}

/** Settings of the file that GATEWAY_SETTINGS names, or of gateway.env here, below the environment's own. */
function readEnvironment(environment, log) {
  const file = environment.GATEWAY_SETTINGS ?? "gateway.env";
  if (!existsSync(file)) {
    if (environment.GATEWAY_SETTINGS) throw new SettingsError(`there is no file ${file}, which GATEWAY_SETTINGS names`);
    return environment;
  }
  if ((statSync(file).mode & 0o077) !== 0) log(`${file} holds secrets and others can read it: chmod 600 ${file}`);
  try {
    return { ...parseSettingsFile(readFileSync(file, "utf8")), ...environment };
  } catch (error) {
    throw new SettingsError(`${file}: ${error.message}`);
  }
}

async function main() {
  const log = (text) => console.error(text);
  const environment = { ...readEnvironment(process.env, log) };
  const demo = readSettings(environment).coordinator.source === "demo";
  const made = [];
  for (const name of ["GATEWAY_SECRET", "ADMIN_SECRET"]) {
    // The demo is there to be tried at once. What is in earnest has its secrets in its settings only:
    // here they would end up in a log.
    if (!demo || environment[name]) continue;
    environment[name] = randomBytes(16).toString("hex");
    made.push(name);
  }
  const gateway = await startGateway(environment);
  // The demo's own page may ask.
  if (demo && !environment.ORIGINS) gateway.settings.origins.push(new URL(gateway.settings.publicURL).origin);
  console.log(`The gateway answers at ${gateway.address}, source: ${gateway.settings.coordinator.source}`);
  console.log(`  set-up page  ${gateway.settings.publicURL}/setup`);
  if (made.includes("ADMIN_SECRET")) console.log(`               its secret, until the gateway stops: ${environment.ADMIN_SECRET}`);
  if (made.includes("GATEWAY_SECRET")) {
    const file = join(ROOT, "out/gateway/secret");
    await mkdir(dirname(file), { recursive: true });
    await replaceFile(file, environment.GATEWAY_SECRET);
    console.log(`  a device     make hostsim && .build/release/hostsim connect --gateway ${gateway.address} --secret-file out/gateway/secret --for 60s`);
    console.log(`               its secret, until the gateway stops: ${environment.GATEWAY_SECRET}`);
  }
  const stop = () => gateway.stop().then(() => process.exit(0));
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  main().catch((error) => {
    console.error(error instanceof SettingsError ? error.message : `the gateway does not start: ${error.message}`);
    process.exit(1);
  });
}
