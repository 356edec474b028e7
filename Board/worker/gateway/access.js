// Who may ask. Secrets are compared as hashes, in a time that does not depend on where they differ.

const encoder = new TextEncoder();

export async function sha256(text) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", encoder.encode(text)));
}

export function hex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Whether two arrays of equal length are equal, in constant time. */
function equalBytes(one, other) {
  // Workers have it beside the standard's functions:
  // https://developers.cloudflare.com/workers/examples/protect-against-timing-attacks/
  if (crypto.subtle.timingSafeEqual) return crypto.subtle.timingSafeEqual(one, other);
  let difference = 0;
  for (let at = 0; at < one.length; at += 1) difference |= one[at] ^ other[at];
  return difference === 0;
}

/** Whether `text` is one of `secrets`; all of them are looked at. An empty secret matches nothing. */
export async function isOneOf(text, secrets) {
  const hash = await sha256(text);
  let found = false;
  for (const secret of secrets) {
    const same = equalBytes(hash, await sha256(secret));
    found = (same && secret !== "") || found;
  }
  return found;
}

/** A signature of `text` that only who has `secret` can make: 64 hex digits. */
export async function sign(secret, text) {
  const key = await crypto.subtle.importKey(
    "raw", encoder.encode(secret), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  return hex(new Uint8Array(await crypto.subtle.sign("HMAC", key, encoder.encode(text))));
}

/** 128 random bits as 32 hex digits. */
export function nonce() {
  return hex(crypto.getRandomValues(new Uint8Array(16)));
}

/**
 * Whether a device asks: by a certificate that the platform has verified, or by its secret.
 * A wrong secret is refused whatever else there is, so that a slip in a device's settings shows.
 */
export async function isDevice(request, connection, settings) {
  const secret = request.headers.get("X-Gateway-Secret");
  if (secret !== null) return isOneOf(secret, settings.secrets);
  return connection.certificate === true;
}

/** The Origin to answer a browser with, or null where none that is allowed asks. */
export function allowedOrigin(request, settings) {
  const origin = request.headers.get("Origin");
  if (origin !== null) return settings.origins.includes(origin) ? origin : null;
  // A page of the gateway's own sends no Origin with a GET (Fetch standard, "append a request
  // Origin header"), but says where it comes from.
  const own = settings.publicURL === null ? null : new URL(settings.publicURL).origin;
  return request.headers.get("Sec-Fetch-Site") === "same-origin" && settings.origins.includes(own) ? own : null;
}
