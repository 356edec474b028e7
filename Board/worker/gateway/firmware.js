// Firmware as files: `firmware/<board>/manifest.json` and the images beside it.

const HEADERS = { "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff" };

/** First and end byte that a Range header asks for; null: the whole; undefined: none that is there. RFC 9110 section 14. */
export function range(header, size) {
  const match = /^bytes=([0-9]*)-([0-9]*)$/.exec(header ?? "");
  // Several ranges, other units and nonsense may be ignored: the answer is the whole then.
  if (!match || (match[1] === "" && match[2] === "")) return null;
  if (match[1] === "") {
    const length = Math.min(Number(match[2]), size);
    return length > 0 ? [size - length, size] : undefined;
  }
  const first = Number(match[1]);
  const end = match[2] === "" ? size : Math.min(Number(match[2]) + 1, size);
  if (match[2] !== "" && Number(match[2]) < first) return null;
  return first < size ? [first, end] : undefined;
}

export async function firmware(request, url, assets) {
  if (request.method !== "GET" && request.method !== "HEAD") {
    return new Response(null, { status: 405, headers: { ...HEADERS, Allow: "GET, HEAD" } });
  }
  let path = url.pathname.slice(1);
  if (path === "firmware/manifest.json") {
    const board = url.searchParams.get("board") ?? "";
    if (!/^[A-Za-z0-9][A-Za-z0-9_-]{0,31}$/.test(board)) {
      return new Response("say which board asks: ?board=esp32c6\n", { status: 400, headers: HEADERS });
    }
    path = `firmware/${board}/manifest.json`;
  }
  const asset = /^firmware(\/[A-Za-z0-9][A-Za-z0-9._+-]*)+$/.test(path) ? await assets.open(path) : null;
  if (asset === null) return new Response("there is no such firmware\n", { status: 404, headers: HEADERS });
  const headers = { ...HEADERS, "Content-Type": asset.type, "Accept-Ranges": "bytes", ETag: asset.etag };
  // If-Range with anything but this version's own tag asks for the whole of the new one.
  const ifRange = request.headers.get("If-Range");
  const asked = request.method === "GET" && (ifRange === null || ifRange === asset.etag)
    ? range(request.headers.get("Range"), asset.size) : null;
  if (asked === undefined) {
    return new Response(null, { status: 416, headers: { ...headers, "Content-Range": `bytes */${asset.size}` } });
  }
  const [first, end] = asked ?? [0, asset.size];
  headers["Content-Length"] = String(end - first);
  if (asked) headers["Content-Range"] = `bytes ${first}-${end - 1}/${asset.size}`;
  return new Response(request.method === "HEAD" ? null : await asset.read(first, end), {
    status: asked ? 206 : 200, headers,
  });
}
