"""A gateway as a browser sees it, and a website of another origin, on one port of loopback."""

import http.server
import json
import pathlib
import struct
import threading
import zlib

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
POLICY = (
    "default-src 'none'; script-src http://127.0.0.1:*; connect-src http://127.0.0.1:*;"
    " img-src http://127.0.0.1:*; style-src 'nonce-page'"
)
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A page</title>
<style nonce="page">body {{ margin: 0; padding: 24px; background: #f6f7f9; color: #222;
  font-family: "DejaVu Sans", sans-serif; }}
h1 {{ position: absolute; clip-path: inset(50%); }}
@media (prefers-color-scheme: dark) {{ body {{ background: #0d0e11; color: #ddd; }} }}</style></head>
<body><main><h1>A page</h1>{body}</main>
<script type="module" src="{gateway}/widget.js"></script></body></html>"""
WIDGET = '<sleeve-now-playing src="{gateway}/now-playing"{more}><a href="/me">My music</a></sleeve-now-playing>'
LOGO = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 30" width="100" height="30">
<circle cx="15" cy="15" r="15" fill="#888"/><rect x="38" y="8" width="62" height="14" rx="4" fill="#888"/></svg>"""


class FakeGateway:
    """What it answers with is set by tests; what it was asked is counted."""

    def __init__(self):
        self.document = {}
        self.status = 200
        self.headers = {}
        self.raw = None
        self.asked = []
        self.pictures = []
        # A picture's answer waits for its event, where it has one.
        self.held = {}
        self.body = None
        self.more = ""
        gateway = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                gateway.answer(self)

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_port
        self.address = f"http://127.0.0.1:{self.port}"
        # Another origin than the gateway's.
        self.site = f"http://localhost:{self.port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        for event in self.held.values():
            event.set()
        self.server.shutdown()
        self.server.server_close()

    def answer(self, request):
        path = request.path.split("?")[0]
        if path == "/now-playing":
            self.asked.append(dict(request.headers))
            body = self.raw if self.raw is not None else json.dumps(self.document).encode()
            send(request, self.status, "application/json", b"" if self.status == 204 else body,
                 {"Cache-Control": "no-store", "Access-Control-Allow-Origin": self.site,
                  "Access-Control-Expose-Headers": "Retry-After", **self.headers})
        elif path == "/widget.js":
            body = (ROOT / "Board/worker/widget.js").read_bytes()
            send(request, 200, "text/javascript", body, {"Access-Control-Allow-Origin": "*"})
        elif path.startswith("/picture/"):
            name = path.removeprefix("/picture/")
            self.pictures.append(name)
            if name in self.held:
                self.held[name].wait(20)
            file = ROOT / "HostSim/Pictures" / name
            if name == "wide.png":
                send(request, 200, "image/png", wide_picture())
            elif file.is_file():
                send(request, 200, "image/png", file.read_bytes())
            else:
                send(request, 404, "text/plain", b"no")
        elif path == "/logo.svg":
            send(request, 200, "image/svg+xml", LOGO.encode())
        else:
            body = self.body if self.body is not None else WIDGET.format(gateway=self.address, more=self.more)
            send(request, 200, "text/html; charset=utf-8",
                 PAGE.format(body=body, gateway=self.address).encode(), {"Content-Security-Policy": POLICY})


def wide_picture():
    """A PNG of 64 by 36 pixels, smaller than its place."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(
        b"\0" + b"".join(bytes((40 + 3 * x, 90, 200 - 4 * y)) for x in range(64)) for y in range(36))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 64, 36, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def send(request, status, kind, body, headers=None):
    try:
        request.send_response(status)
        for name, value in {"Content-Type": kind, **(headers or {})}.items():
            request.send_header(name, value)
        if status != 204:
            request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)
    except (BrokenPipeError, ConnectionResetError):
        pass
