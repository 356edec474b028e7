// The set-up page: what is missing or failed, in words, and the way to sign in to the music service.
// It needs no script. Sessions are signed with the administrator's secret instead of being kept: they
// outlive a restart, and changing the secret ends them.

import { isOneOf, nonce, sign } from "./access.js";
import { readBody } from "./host.js";

const SESSION_S = 12 * 3_600;
const SIGN_IN_S = 600;
/** Longest form, bytes. */
const FORM_MAX = 4_096;

const STYLE = `
:root{color-scheme:light dark;--ink:#1b1d22;--soft:#5c6270;--paper:#fff;--ground:#f3f4f7;--line:#dfe2e9;--go:#14713d;--bad:#b3261e;--warn:#8a5a00}
@media(prefers-color-scheme:dark){:root{--ink:#eceef3;--soft:#a3a9b8;--paper:#1c1f26;--ground:#121419;--line:#323742;--go:#6fd69a;--bad:#ff9a92;--warn:#f2c14e}}
*{box-sizing:border-box}body{margin:0;padding:1.25rem;background:var(--ground);color:var(--ink);font:1rem/1.5 system-ui,sans-serif}
main{max-width:40rem;margin:0 auto}h1{font-size:1.5rem;margin:.5rem 0 1rem}h2{font-size:1.05rem;margin:0 0 .5rem}
section{background:var(--paper);border:1px solid var(--line);border-radius:.75rem;padding:1rem 1.15rem;margin:0 0 1rem}
ul{list-style:none;margin:0;padding:0}li{padding:.55rem 0;border-top:1px solid var(--line)}li:first-child{border-top:0}
b{font-weight:600}.mark{font-weight:600;float:right;margin-left:1rem}.done{color:var(--go)}.missing,.failed{color:var(--bad)}.warning{color:var(--warn)}
p{margin:.35rem 0}.soft{color:var(--soft)}.scroll{overflow-x:auto}table{width:100%;border-collapse:collapse}th,td{text-align:left;padding:.4rem .75rem .4rem 0;border-top:1px solid var(--line);overflow-wrap:break-word}th{border-top:0;color:var(--soft);font-weight:500}
meter{width:100%;height:1rem}label{display:block;margin-bottom:.35rem}input{width:100%;font:inherit;padding:.6rem .7rem;border:1px solid var(--soft);border-radius:.5rem;background:var(--paper);color:inherit}
.button,button{display:inline-block;font:inherit;font-weight:600;margin-top:.75rem;padding:.6rem 1.1rem;border:1px solid var(--ink);border-radius:.5rem;background:var(--ink);color:var(--paper);text-decoration:none;cursor:pointer}
.quiet{background:none;color:var(--soft);border-color:var(--line);font-weight:400}:focus-visible{outline:3px solid #4a80ff;outline-offset:2px}`;

const MARKS = { done: "✓ done", missing: "to do", failed: "failed", warning: "look here" };

/** Text as it may stand in HTML, in an attribute too. */
export function escapeHTML(text) {
  return String(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function page(status, title, body, headers = {}, head = "") {
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${title} – Sleeve</title>${head}<style>${STYLE}</style></head><body><main><h1>${title}</h1>${body}</main></body></html>`;
  return new Response(html, {
    status,
    headers: {
      "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff",
      "Content-Security-Policy":
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
      // The Origin header of a form would be "null" with no-referrer (Fetch standard); forms are told
      // from others' by their token and by Sec-Fetch-Site.
      "Referrer-Policy": "no-referrer", ...headers,
    },
  });
}

function redirect(location, cookie) {
  return new Response(null, {
    status: 303,
    headers: { Location: location, "Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "Set-Cookie": cookie },
  });
}

function readCookie(request, name) {
  for (const part of (request.headers.get("Cookie") ?? "").split(/;\s*/)) {
    if (part.startsWith(`${name}=`)) return part.slice(name.length + 1);
  }
  return "";
}

function makeCookie(name, value, path, sameSite, seconds, settings) {
  const secure = settings.publicURL?.startsWith("https:") ? "; Secure" : "";
  return `${name}=${value}; Path=${path}; HttpOnly; SameSite=${sameSite}; Max-Age=${seconds}${secure}`;
}

/** A text that only this gateway can have made, good for `seconds`: `<expiry>.<nonce>.<signature>`. */
async function makeToken(settings, purpose, seconds, now, random = nonce()) {
  const text = `${Math.floor(now / 1_000) + seconds}.${random}`;
  return `${text}.${await sign(settings.adminSecret, `${purpose}.${text}`)}`;
}

async function isToken(settings, purpose, token, now) {
  const match = /^(([0-9]{1,12})\.[0-9a-f]{32})\.([0-9a-f]{64})$/.exec(token);
  if (!match || Number(match[2]) * 1_000 < now) return false;
  return isOneOf(match[3], [await sign(settings.adminSecret, `${purpose}.${match[1]}`)]);
}

/** The form's fields, or null where it is no form of this page. */
async function readForm(request) {
  const site = request.headers.get("Sec-Fetch-Site");
  if (site !== null && site !== "same-origin") return null;
  if (!(request.headers.get("Content-Type") ?? "").startsWith("application/x-www-form-urlencoded")) return null;
  try {
    return new URLSearchParams(new TextDecoder().decode(await readBody(request, FORM_MAX)));
  } catch {
    return null;
  }
}

/** Where the service sends the person back to, or null where it would refuse to: it takes HTTPS and loopback addresses only. */
function redirectURI(settings) {
  if (settings.publicURL === null) return null;
  const url = new URL(settings.publicURL);
  if (url.protocol !== "https:" && url.hostname !== "127.0.0.1" && url.hostname !== "[::1]") return null;
  return `${settings.publicURL}/setup/callback`;
}

function loginPage(status, text = "", headers = {}) {
  const trouble = text ? `<p role="alert" class="failed">${escapeHTML(text)}</p>` : "";
  return page(status, "Set up Sleeve", `<section><form method="post" action="/setup">${trouble}
<label for="secret">The administrator’s secret (ADMIN_SECRET in the gateway’s settings)</label>
<input id="secret" name="secret" type="password" autocomplete="current-password" required autofocus>
<button>Continue</button></form></section>`, headers);
}

function ago(ms, now) {
  const minutes = Math.floor((now - ms) / 60_000);
  if (minutes < 1) return "just now";
  if (minutes < 60) return `${minutes} min ago`;
  return minutes < 2_880 ? `${Math.floor(minutes / 60)} h ago` : `${Math.floor(minutes / 1_440)} days ago`;
}

function statusPage(status, settings, csrf, now) {
  if (status === null) return page(503, "Set up Sleeve", "<section><p>The gateway is being started anew: load this page again in a moment.</p></section>");
  const steps = [...status.steps];
  if (status.state_trouble) {
    steps.unshift({
      name: "Storage", state: "failed",
      text: `What has to be kept cannot be stored (${status.state_trouble}). The gateway goes on, but after a restart you may have to sign in again. Make room on the disk, or correct the folder’s owner.`,
    });
  }
  const items = steps.map((step) => `<li><span class="mark ${MARKS[step.state] ? step.state : "warning"}">${
    MARKS[step.state] ?? "look here"}</span><b>${escapeHTML(step.name)}</b><p>${escapeHTML(step.text)}</p></li>`).join("");
  let signIn = "";
  if (status.sign_in_url !== null) {
    const back = redirectURI(settings);
    signIn = back === null
      ? '<p class="failed">To sign in, PUBLIC_URL must be an https:// address, or http://127.0.0.1 with the port while you sit at this machine: the music service sends you back nowhere else.</p>'
      : status.steps.every((step) => step.state === "done")
        ? '<a class="button quiet" href="/setup/sign-in">Sign in again</a>'
        : `<p class="soft">Enter this redirect URI at the music service first, exactly:<br><b>${escapeHTML(back)}</b></p><a class="button" href="/setup/sign-in">Sign in</a>`;
  }
  const devices = status.devices.length === 0
    ? '<p class="soft">None has asked yet. Put this gateway’s address and the secret, or a certificate, into a device’s settings.</p>'
    : `<div class="scroll"><table><thead><tr><th>Device</th><th>Version</th><th>Last asked</th></tr></thead><tbody>${status.devices.map((device) =>
      `<tr><td>${escapeHTML(device.id)}</td><td>${escapeHTML(device.agent ?? "")}</td><td>${escapeHTML(ago(device.last_ms, now))}</td></tr>`).join("")}</tbody></table></div>`;
  return page(200, "Set up Sleeve", `<section><h2>Steps</h2><ul>${items}</ul>${signIn}</section>
<section><h2>Now playing</h2><p>${status.playing ? escapeHTML(status.playing) : '<span class="soft">Nothing.</span>'}</p><p class="soft">Source: ${escapeHTML(status.source)}</p></section>
<section><h2>Requests to the music service</h2><p>${Number(status.calls_today)} of ${Number(status.budget)} in the last 24 hours</p><meter min="0" max="${Number(status.budget)}" value="${Number(status.calls_today)}" aria-label="Requests used"></meter></section>
<section><h2>Devices</h2>${devices}</section>
<form method="post" action="/setup/leave"><input type="hidden" name="csrf" value="${csrf}"><button class="quiet">Log out</button></form>`);
}

/** What came back with the person from the music service. */
async function callback(url, request, gateway, now) {
  const { settings, host } = gateway;
  const state = url.searchParams.get("state") ?? "";
  // This cookie is Lax, as the browser comes from the service's site. The session's own is Strict.
  const clear = { "Set-Cookie": makeCookie("sleeve_sign_in", "", "/setup/callback", "Lax", 0, settings) };
  const random = state.split(".")[1] ?? "";
  const started = readCookie(request, "sleeve_sign_in");
  if (!await isToken(settings, "sign-in", state, now) || started !== random) {
    return page(400, "Not signed in", '<section><p>This answer does not belong to a sign-in that was begun in this browser within the last ten minutes.</p><a class="button" href="/setup">Back to the set-up page</a></section>', clear);
  }
  const code = url.searchParams.get("code") ?? "";
  if (code === "" || code.length > 2_048) {
    const why = url.searchParams.get("error") === "access_denied" ? "Access was declined at the music service." : "The music service sent no code.";
    return page(400, "Not signed in", `<section><p>${why} Nothing was changed.</p><a class="button" href="/setup">Back to the set-up page</a></section>`, clear);
  }
  await host.signedIn(code, redirectURI(settings));
  // A page of this site leads on: with a redirect the browser would not send the Strict cookie along.
  return page(200, "Signing in", '<section><p>The code is being exchanged for a key.</p><a class="button" href="/setup">Back to the set-up page</a></section>', clear,
    '<meta http-equiv="refresh" content="2;url=/setup">');
}

async function login(request, gateway, connection, now) {
  const { settings, host } = gateway;
  const form = await readForm(request);
  if (form === null) return page(403, "Not allowed", "<section><p>This form did not come from this page.</p></section>");
  const wait = await host.loginTry(connection.address);
  if (wait > 0) {
    const seconds = Math.ceil(wait / 1_000);
    return loginPage(429, `Too many tries: wait ${seconds} s.`, { "Retry-After": String(seconds) });
  }
  if (!await isOneOf(form.get("secret") ?? "", [settings.adminSecret])) return loginPage(403, "That is not the secret.");
  await host.loginDone(connection.address);
  return redirect("/setup", makeCookie("sleeve_setup", await makeToken(settings, "session", SESSION_S, now), "/setup", "Strict", SESSION_S, settings));
}

export async function setup(request, url, gateway, connection) {
  const { settings, host } = gateway;
  const now = gateway.now();
  if (settings.adminSecret === "") {
    return page(403, "Set up Sleeve", "<section><p>This page is closed. Choose an administrator’s secret of 16 characters or more, put it into the gateway’s settings as ADMIN_SECRET, and restart the gateway.</p></section>");
  }
  const route = `${request.method} ${url.pathname}`;
  if (route === "POST /setup") return login(request, gateway, connection, now);
  if (route === "GET /setup/callback") return callback(url, request, gateway, now);
  const session = readCookie(request, "sleeve_setup");
  if (!await isToken(settings, "session", session, now)) return loginPage(route === "GET /setup" ? 200 : 403);
  const csrf = await sign(settings.adminSecret, `csrf.${session}`);
  if (route === "GET /setup") return statusPage(await host.status(), settings, csrf, now);
  if (route === "GET /setup/sign-in") {
    const status = await host.status();
    const back = redirectURI(settings);
    if (!status?.sign_in_url || back === null) return statusPage(status, settings, csrf, now);
    const random = nonce();
    const target = new URL(status.sign_in_url);
    target.searchParams.set("state", await makeToken(settings, "sign-in", SIGN_IN_S, now, random));
    target.searchParams.set("redirect_uri", back);
    return redirect(target.href, makeCookie("sleeve_sign_in", random, "/setup/callback", "Lax", SIGN_IN_S, settings));
  }
  if (route === "POST /setup/leave") {
    const form = await readForm(request);
    if (form === null || !await isOneOf(form.get("csrf") ?? "", [csrf])) {
      return page(403, "Not allowed", "<section><p>This form did not come from this page.</p></section>");
    }
    return redirect("/setup", makeCookie("sleeve_setup", "", "/setup", "Strict", 0, settings));
  }
  return page(404, "Not found", '<section><a class="button" href="/setup">To the set-up page</a></section>');
}
