// What both platforms know of files that are served as they are.

const TYPES = {
  js: "text/javascript; charset=utf-8", html: "text/html; charset=utf-8", json: "application/json", png: "image/png",
};

/** What the end of a file's name says that it is. */
export function contentType(path) {
  return TYPES[path.split(".").at(-1)] ?? "application/octet-stream";
}
