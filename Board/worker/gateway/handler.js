// The gateway's front door, the same on both platforms. Who asks is looked at before anything else is.
//
// `gateway`:
//   settings    see settings.js
//   host        a Host, or what speaks like one
//   assets      open(path) -> { size, etag, type, read(first, end) } or null: what is served as it is
// `connection`: { certificate: bool, address: text } as the platform knows the other end.

import { allowedOrigin, isDevice } from "./access.js";
import { firmware } from "./firmware.js";
import { setup } from "./setup.js";

const JSON_TYPE = "application/json; charset=utf-8";
/** The longest time that a question is held, seconds: below what proxies wait for an answer. */
const HOLD_S = 25;
/** Nothing here is kept by caches, which would not ask who wants it. */
const PRIVATE = { "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff" };

function refuse(status, text, headers = {}) {
  return new Response(`${text}\n`, {
    status, headers: { ...PRIVATE, "Content-Type": "text/plain; charset=utf-8", ...headers },
  });
}

/** The first `limit` characters of a header, or null where it is absent or not printable ASCII. */
function headerText(request, name, limit) {
  const text = request.headers.get(name);
  return text !== null && /^[\x20-\x7e]+$/.test(text) ? text.slice(0, limit) : null;
}

/** The picture asked for, null for none, undefined where the query makes no sense. */
function askedCover(query) {
  if (!query.has("cover")) return null;
  const side = (name) => {
    const text = query.get(name) ?? "";
    const number = Number(text);
    return /^[0-9]{1,3}$/.test(text) && number >= 1 && number <= 320 ? number : null;
  };
  const width = side("width");
  const height = side("height");
  if (query.get("cover") !== "rgb565" || query.get("encoding") !== "rle" || !width || !height) return undefined;
  return { width, height };
}

/** What `Prefer: wait=25; since=…` asks for (RFC 7240 section 4.3), or null. */
function askedHold(request) {
  const match = /(?:^|,)\s*wait=([0-9]{1,2})\s*;\s*since=([0-9]{1,15})\s*(?:,|$)/i.exec(request.headers.get("Prefer") ?? "");
  return match && { wait: Math.min(Number(match[1]), HOLD_S), since: Number(match[2]) };
}

async function nowPlaying(request, url, gateway, connection) {
  const { settings, host } = gateway;
  const origin = allowedOrigin(request, settings);
  const cors = {
    Vary: "Origin",
    // A website's script sees no other header of its own accord (Fetch standard, "CORS-safelisted response-header name").
    ...(origin === null ? {} : { "Access-Control-Allow-Origin": origin, "Access-Control-Expose-Headers": "Retry-After" }),
  };
  if (request.method === "OPTIONS") {
    if (origin === null) return refuse(403, "this origin is not allowed", cors);
    return new Response(null, {
      status: 204, headers: { ...PRIVATE, ...cors, "Access-Control-Allow-Methods": "GET", "Access-Control-Max-Age": "86400" },
    });
  }
  if (origin === null && !await isDevice(request, connection, settings)) {
    return request.headers.has("Origin")
      ? refuse(403, "this origin is not allowed: add it to ORIGINS", cors)
      : refuse(401, "a client certificate or X-Gateway-Secret is needed", cors);
  }
  if (request.method !== "GET") return refuse(405, "only GET is answered here", { ...cors, Allow: "GET, OPTIONS" });
  const cover = askedCover(url.searchParams);
  if (cover === undefined) {
    return refuse(400, "a picture is asked for by cover=rgb565&encoding=rle&width=1…320&height=1…320", cors);
  }
  const device = headerText(request, "X-Sleeve-Device", 64);
  const agent = device === null ? null : headerText(request, "User-Agent", 96);
  const answer = await host.ask(device, agent, cover, cover === null ? askedHold(request) : null);
  return new Response(answer.body, {
    status: answer.status,
    headers: {
      ...PRIVATE, ...cors, "Content-Type": JSON_TYPE,
      ...(answer.retryAfter === null ? {} : { "Retry-After": String(answer.retryAfter) }),
    },
  });
}

/** Files that are nobody's secret: the widget, its page, the demo's pictures. */
async function publicFile(path, request, gateway) {
  if (request.method !== "GET" && request.method !== "HEAD") return refuse(405, "only GET is answered here", { Allow: "GET, HEAD" });
  const asset = await gateway.assets.open(path);
  if (asset === null) return refuse(404, "there is no such file");
  const body = request.method === "HEAD" ? null : await asset.read(0, asset.size);
  return new Response(body, {
    headers: {
      "Content-Type": asset.type, "Content-Length": String(asset.size), "X-Content-Type-Options": "nosniff",
      "Cache-Control": "public, max-age=3600",
      // A widget stands on other people's pages.
      "Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin",
    },
  });
}

/** Answers one request. Never throws. */
export async function handle(request, gateway, connection) {
  try {
    const url = new URL(request.url);
    const path = url.pathname;
    if (path === "/now-playing") return await nowPlaying(request, url, gateway, connection);
    if (path.startsWith("/firmware/")) {
      if (!await isDevice(request, connection, gateway.settings)) {
        return refuse(401, "a client certificate or X-Gateway-Secret is needed");
      }
      return await firmware(request, url, gateway.assets);
    }
    if (path === "/setup" || path.startsWith("/setup/")) return await setup(request, url, gateway, connection);
    if (path === "/health") return refuse(200, "ok");
    if (path === "/widget.js" || path === "/widget.html" || /^\/demo\/[a-z0-9]+\.png$/.test(path)) {
      return await publicFile(path.slice(1), request, gateway);
    }
    // What is here and what is not is told to nobody else.
    return refuse(await isDevice(request, connection, gateway.settings) ? 404 : 401, "there is nothing here");
  } catch (error) {
    gateway.log(`a request failed: ${error.message}`);
    return refuse(500, "the gateway failed: its log says why");
  }
}
