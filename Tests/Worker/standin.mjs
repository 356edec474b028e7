// A tiny stand-in for the module of coordinator and encoder, to test what JavaScript does around it.
// It knows one source, asks at most every three seconds, and encodes only what begins like a PNG.

import { PictureError } from "../../Board/worker/gateway/module.js";

const PNG = [0x89, 0x50, 0x4e, 0x47];

export function standIn() {
  let settings = {};
  let token = "";
  let known = null;
  let knownAt = -Infinity;
  let calling = null;
  let calls = 0;
  let accent = null;
  const waiting = [];
  const devices = new Map();
  const told = [];

  const reply = (id, cover) => ({
    do: "reply", id, status: 200,
    document: known === null ? {} : {
      is_playing: true, title: known.title, cover_id: known.cover, cover_url: known.url, accent,
      poll_after_ms: 3_000, source: settings.source,
    },
    cover: cover && known?.cover ? { id: known.cover, url: known.url, ...cover } : null,
    waiting_ms: 1_500,
  });

  const module = {
    told,
    encodes: 0,
    handle(event, body, now) {
      told.push(event);
      switch (event.event) {
        case "start":
          settings = event.settings;
          token = new TextDecoder().decode(body);
          return [];
        case "ask": {
          if (event.device) devices.set(event.device, { id: event.device, agent: event.agent, last_ms: now });
          if (event.agent?.includes("trap")) throw new WebAssembly.RuntimeError("unreachable");
          if (event.agent?.includes("mute")) return [];
          if (now - knownAt < 3_000) return [reply(event.id, event.cover)];
          waiting.push(event);
          if (calling !== null) return [];
          calling = ++calls;
          return [{
            do: "call", call: calling, method: "GET", url: `${settings.api_url}/now`,
            headers: { Authorization: `Bearer ${token}` }, timeout_ms: 300,
          }];
        }
        case "answer":
          calling = null;
          if (event.status === 200) {
            known = JSON.parse(new TextDecoder().decode(body));
            knownAt = now;
          }
          return waiting.splice(0).map((ask) => reply(ask.id, ask.cover));
        case "failed":
          calling = null;
          return waiting.splice(0).map((ask) => ({
            ...reply(ask.id, null), document: { problem: "upstream", title: event.reason },
          }));
        case "cover":
          accent = event.accent ?? null;
          return [];
        case "signed_in":
          token = `token-for-${event.code}`;
          return [{ do: "store", state: token }];
        case "status":
          return [{
            do: "status", status: {
              source: settings.source,
              steps: [{ name: "Sign-in", state: token ? "done" : "missing", text: token ? "Signed in." : 'Sign in <with> "the" service.' }],
              sign_in_url: token ? null : `${settings.accounts_url}/authorize?response_type=code&client_id=id`,
              calls_today: calls, budget: settings.budget, signed_in_at: null, playing: known?.title ?? null,
              devices: [...devices.values()],
            },
          }];
        default:
          return [];
      }
    },
    encode(picture, width, height) {
      module.encodes += 1;
      if (picture[4] === 1) throw new WebAssembly.RuntimeError("unreachable");
      if (!PNG.every((byte, at) => picture[at] === byte)) throw new PictureError("at byte 0: no picture");
      return `"accent":"#102030","cover_width":${width},"cover_height":${height},"cover_encoding":"rle","cover_rgb565":"AAAA"`;
    },
  };
  return module;
}
