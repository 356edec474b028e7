// A music service as Spotify's is documented (developer.spotify.com: "Authorization Code Flow",
// "Refreshing tokens", "Get Currently Playing Track", "Rate Limits"), with accounts, player and pictures
// on one address. It counts what it is asked.

import { readFileSync } from "node:fs";
import http from "node:http";

const PICTURE = readFileSync(new URL("../../HostSim/Pictures/city.png", import.meta.url));

export const CLIENT = { id: "client-id-0123", secret: "client-secret-0123456789" };

export async function startSpotify() {
  const service = {
    /** Answers of the player instead of what plays; each takes the response. */
    player: null,
    title: "Four Stripes",
    tokenCalls: 0, playerCalls: 0, atOnceMost: 0,
    codes: new Set(), refreshTokens: new Set(), accessTokens: new Set(),
    /** What a person who allows the access is sent back with. */
    allow(address) {
      const asked = new URL(address).searchParams;
      if (asked.get("response_type") !== "code" || asked.get("client_id") !== CLIENT.id) throw new Error("INVALID_CLIENT");
      const code = `code-${service.codes.size + 1}-${"x".repeat(200)}`;
      service.codes.add(`${code} ${asked.get("redirect_uri")}`);
      return `${asked.get("redirect_uri")}?code=${code}&state=${encodeURIComponent(asked.get("state"))}`;
    },
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
  let atOnce = 0;
  let made = 0;

  const json = (response, status, value) => {
    response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(value));
  };
  const token = (request, response, form) => {
    service.tokenCalls += 1;
    const expected = `Basic ${Buffer.from(`${CLIENT.id}:${CLIENT.secret}`).toString("base64")}`;
    if (request.headers.authorization !== expected) return json(response, 400, { error: "invalid_client", error_description: "Invalid client" });
    if (form.get("grant_type") === "authorization_code") {
      // A code is good once, and with the address that it was sent to.
      if (!service.codes.delete(`${form.get("code")} ${form.get("redirect_uri")}`)) return json(response, 400, { error: "invalid_grant" });
    } else if (!service.refreshTokens.delete(form.get("refresh_token"))) {
      return json(response, 400, { error: "invalid_grant", error_description: "Refresh token revoked" });
    }
    made += 1;
    service.accessTokens.add(`access-${made}`);
    service.refreshTokens.add(`refresh-${made}`);
    return json(response, 200, {
      access_token: `access-${made}`, token_type: "Bearer", expires_in: 3_600, scope: "user-read-currently-playing",
      refresh_token: `refresh-${made}`,
    });
  };
  const player = (request, response) => {
    service.playerCalls += 1;
    if (!service.accessTokens.has(request.headers.authorization?.replace("Bearer ", ""))) {
      return json(response, 401, { error: { status: 401, message: "The access token expired" } });
    }
    if (service.player) return service.player(response);
    return json(response, 200, {
      timestamp: Date.now(), progress_ms: 61_000, is_playing: true, currently_playing_type: "track",
      item: {
        id: "6rqhFgbbKwnb9MLmUQDhG6", uri: "spotify:track:6rqhFgbbKwnb9MLmUQDhG6", name: service.title, is_local: false,
        duration_ms: 215_000, artists: [{ name: "The Quiet Cartographers" }, { name: "Aurelia Winter" }],
        album: { name: "Blue Hour", images: [640, 300, 64].map((side) => ({ url: `${service.address}/image/${side}ab67`, width: side, height: side })) },
        external_urls: { spotify: "https://open.spotify.com/track/6rqhFgbbKwnb9MLmUQDhG6" },
      },
    });
  };

  const server = http.createServer(async (request, response) => {
    atOnce += 1;
    service.atOnceMost = Math.max(service.atOnceMost, atOnce);
    response.once("close", () => { atOnce -= 1; });
    const parts = [];
    for await (const part of request) parts.push(part);
    const path = request.url.split("?")[0];
    if (path === "/api/token" && request.method === "POST") return token(request, response, new URLSearchParams(Buffer.concat(parts).toString()));
    if (path === "/v1/me/player/currently-playing" && request.method === "GET") return player(request, response);
    if (path.startsWith("/image/")) {
      atOnce -= 1;
      response.once("close", () => { atOnce += 1; });
      return response.end(PICTURE);
    }
    return response.writeHead(404).end();
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  service.address = `http://127.0.0.1:${server.address().port}`;
  return service;
}
