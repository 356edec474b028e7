// The gateway's settings: names and values as a person writes them, read into what the rest uses.

/** Every setting: its name, what it is, and what it is where nothing is said. README.md has the same list. */
const TEXTS = {
  PUBLIC_URL: "", SOURCE: "", GATEWAY_SECRET: "", GATEWAY_SECRET_OLD: "", ADMIN_SECRET: "", ORIGINS: "",
  BUDGET: "4000", QUALITY: "75", SPOTIFY_CLIENT_ID: "", SPOTIFY_CLIENT_SECRET: "",
  SPOTIFY_ACCOUNTS_URL: "https://accounts.spotify.com", SPOTIFY_API_URL: "https://api.spotify.com",
  HOMEASSISTANT_URL: "", HOMEASSISTANT_TOKEN: "", HOMEASSISTANT_ENTITY: "",
};

/** A setting that makes no sense, in words that lead to the cure. */
export class SettingsError extends Error {}

function whole(texts, name, low, high) {
  const number = Number(texts[name]);
  if (!/^[0-9]{1,7}$/.test(texts[name]) || number < low || number > high) {
    throw new SettingsError(`${name} must be a whole number from ${low} to ${high}`);
  }
  return number;
}

function address(texts, name) {
  if (texts[name] === "") return null;
  try {
    const url = new URL(texts[name]);
    if ((url.protocol === "https:" || url.protocol === "http:") && url.search === "" && url.hash === "") {
      return url.href.replace(/\/+$/, "");
    }
  } catch {
    // Said below.
  }
  throw new SettingsError(`${name} must be an address such as https://sleeve.example`);
}

function secret(texts, name) {
  // Eight bytes of base64 have 11 characters; what is shorter can be guessed.
  if (texts[name] !== "" && texts[name].length < 16) {
    throw new SettingsError(`${name} must have 16 characters or more: openssl rand -hex 16 makes one`);
  }
  return texts[name];
}

/**
 * @param environment names and values; names that are not the gateway's are left alone.
 * @returns `{publicURL, secrets, adminSecret, origins, coordinator}`
 * @throws SettingsError
 */
export function readSettings(environment) {
  const texts = { ...TEXTS };
  for (const name of Object.keys(TEXTS)) {
    if (typeof environment[name] === "string") texts[name] = environment[name].trim() || TEXTS[name];
  }
  const source = texts.SOURCE
    || (texts.SPOTIFY_CLIENT_ID ? "spotify" : texts.HOMEASSISTANT_URL ? "homeassistant" : "demo");
  if (!["spotify", "homeassistant", "demo"].includes(source)) {
    throw new SettingsError("SOURCE must be one of spotify, homeassistant, demo");
  }
  const publicURL = address(texts, "PUBLIC_URL");
  const origins = texts.ORIGINS.split(/[\s,]+/).filter((origin) => origin !== "");
  for (const origin of origins) {
    let same = false;
    try {
      same = new URL(origin).origin === origin;
    } catch {
      // Said below.
    }
    if (!same) throw new SettingsError(`ORIGINS: '${origin}' must be an origin such as https://www.example, without a path`);
  }
  return {
    publicURL,
    secrets: [secret(texts, "GATEWAY_SECRET"), secret(texts, "GATEWAY_SECRET_OLD")],
    adminSecret: secret(texts, "ADMIN_SECRET"),
    origins,
    coordinator: {
      source, client_id: texts.SPOTIFY_CLIENT_ID, client_secret: texts.SPOTIFY_CLIENT_SECRET,
      budget: whole(texts, "BUDGET", 24, 1_000_000), quality: whole(texts, "QUALITY", 0, 100_000),
      homeassistant_url: address(texts, "HOMEASSISTANT_URL") ?? "", homeassistant_token: texts.HOMEASSISTANT_TOKEN,
      homeassistant_entity: texts.HOMEASSISTANT_ENTITY, public_url: publicURL ?? "",
      accounts_url: address(texts, "SPOTIFY_ACCOUNTS_URL"), api_url: address(texts, "SPOTIFY_API_URL"),
    },
  };
}

/** Reads lines `NAME=value`; `#` begins a comment line, quotes around a value are taken off. */
export function parseSettingsFile(text) {
  const settings = {};
  text.split(/\r?\n/).forEach((line, index) => {
    if (/^\s*(#|$)/.test(line)) return;
    const match = /^\s*([A-Z][A-Z0-9_]*)\s*=\s*(.*?)\s*$/.exec(line);
    if (!match) throw new SettingsError(`line ${index + 1} must be NAME=value`);
    settings[match[1]] = match[2].replace(/^(["'])(.*)\1$/, "$2");
  });
  return settings;
}
