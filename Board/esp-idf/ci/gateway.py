#!/usr/bin/env python3
"""A gateway for one device under test: a now-playing document, a manifest and an image.

It answers as `Firmware/PROTOCOL.md` says, over TLS where it has a certificate, and remembers every
request. It listens on a loopback address only. A test can have it refuse all requests for a while
(`Scene`), pause the music, and withhold the update.

Exit status: 0 stopped by SIGINT or SIGTERM; 1 a file cannot be read; 2 wrong usage.
"""

import argparse
import dataclasses
import enum
import hmac
import http.server
import json
import pathlib
import re
import signal
import ssl
import sys
import threading
import time
import urllib.parse

# They come with a picture only, and the picture is last.
COVER_MEMBERS = ("cover_width", "cover_height", "cover_encoding", "cover_rgb565")


@dataclasses.dataclass(frozen=True)
class Request:
    """What was asked, by whom, and what was answered; `seconds`, when the answer began, are on a
    clock that only rises."""

    path: str
    user_agent: str
    status: int
    byte_count: int
    seconds: float


class Scene(enum.Enum):
    """How all requests are met."""

    OPEN = "answered"
    BUSY = "answered with 503 and Retry-After"
    OUTAGE = "connections are closed before a byte is sent"


class Gateway:
    """Answers in a thread of its own between `start` and `stop`.

    `document` is what `hostsim encode` prints. `secret` is what each request must bring; without
    one, anybody is answered. `cut_image_at` ends the first answer with the image after that many
    bytes, as a bad network does. `retry_after`, in seconds, goes with each 503.

    `scene`, `is_playing` and `manifest` may be changed while it runs.
    """

    def __init__(self, document, secret=None, manifest=None, image=None, cut_image_at=None,
                 retry_after=120):
        self.document = json.loads(document)
        self.secret = secret
        self.manifest = manifest
        self.image = image
        self.cut_image_at = cut_image_at
        self.retry_after = retry_after
        self.scene = Scene.OPEN
        self.is_playing = True
        self.requests = []
        self.changed = threading.Condition()
        self._server = None

    def start(self, port=0, certificate=None, key=None, client_authority=None):
        """Listens on 127.0.0.1 and returns the port."""
        handler = type("BoundHandler", (_Handler,), {"gateway": self})
        self._server = _Server(("127.0.0.1", port), handler)
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate, key)
            if client_authority:
                context.verify_mode = ssl.CERT_REQUIRED
                context.load_verify_locations(client_authority)
            # The handshake is done where the connection is served, so that a peer that is silent
            # does not keep others waiting.
            self._server.socket = context.wrap_socket(
                self._server.socket, server_side=True, do_handshake_on_connect=False)
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self._server.server_address[1]

    def stop(self):
        self._server.shutdown()
        self._server.server_close()

    def cover_byte_count(self):
        """Bytes of the document's picture on the panel's bus."""
        return 2 * self.document["cover_width"] * self.document["cover_height"]

    def record(self, request):
        with self.changed:
            self.requests.append(request)
            self.changed.notify_all()

    def answer(self, target, headers):
        """Status, extra headers and body."""
        if self.secret and not hmac.compare_digest(
            headers.get("X-Gateway-Secret", "").encode(), self.secret.encode()
        ):
            return 401, {}, b""
        if self.scene is Scene.BUSY:
            return 503, {"Retry-After": str(self.retry_after)}, b""
        path, _, query = target.partition("?")
        if path == "/now-playing":
            wants_cover = urllib.parse.parse_qs(query).get("cover") == ["rgb565"]
            return 200, {"Content-Type": "application/json"}, self._now_playing(wants_cover)
        if path == "/firmware/manifest.json" and self.manifest is not None:
            return 200, {"Content-Type": "application/json"}, self.manifest
        if path.startswith("/firmware/") and path.endswith(".bin") and self.image is not None:
            return self._image(headers.get("Range"))
        return 404, {}, b""

    def _now_playing(self, wants_cover):
        members = {k: v for k, v in self.document.items() if k not in COVER_MEMBERS}
        members["is_playing"] = self.is_playing
        members["server_time_ms"] = time.time_ns() // 1_000_000
        if wants_cover:
            members.update({name: self.document[name] for name in COVER_MEMBERS})
        return json.dumps(members, ensure_ascii=False, separators=(",", ":")).encode()

    def _image(self, asked):
        """The whole, or from a byte on (RFC 9110 section 14.2)."""
        found = re.fullmatch(r"bytes=(\d+)-", asked or "")
        start = int(found[1]) if found else 0
        if start >= len(self.image):
            return 416, {"Content-Range": f"bytes */{len(self.image)}"}, b""
        kind = {"Content-Type": "application/octet-stream"}
        if not found:
            return 200, kind, self.image
        kind["Content-Range"] = f"bytes {start}-{len(self.image) - 1}/{len(self.image)}"
        return 206, kind, self.image[start:]


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def verify_request(self, request, client_address):
        """Whether to serve a connection that was just accepted; otherwise it is closed."""
        return self.RequestHandlerClass.gateway.scene is not Scene.OUTAGE


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # A connection on which nothing comes is given up.
    timeout = 60
    gateway = None

    def do_GET(self):
        began = time.monotonic()
        if self.gateway.scene is Scene.OUTAGE:
            self.close_connection = True
            return
        status, extra, body = self.gateway.answer(self.path, self.headers)
        sent = body
        if self.gateway.cut_image_at is not None and status == 200 and body is self.gateway.image:
            sent = body[:self.gateway.cut_image_at]
            self.gateway.cut_image_at = None
        self.send_response(status)
        for name, value in extra.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(sent)
        self.wfile.flush()
        self.close_connection = self.close_connection or len(sent) < len(body)
        self.gateway.record(Request(
            self.path, self.headers.get("User-Agent", ""), status, len(sent), began))

    def log_message(self, format, *arguments):
        """Requests are recorded; what else the base class would print is not of interest."""


def main(arguments):
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--document", type=pathlib.Path, required=True,
                        help="what hostsim encode printed")
    parser.add_argument("--port", type=int, default=8443)
    parser.add_argument("--certificate", type=pathlib.Path, help="PEM; without it, plain HTTP")
    parser.add_argument("--key", type=pathlib.Path)
    parser.add_argument("--client-ca", type=pathlib.Path, help="whose certificates a device needs")
    parser.add_argument("--secret-file", type=pathlib.Path)
    parser.add_argument("--manifest", type=pathlib.Path)
    parser.add_argument("--image", type=pathlib.Path)
    options = parser.parse_args(arguments)
    if (options.certificate is None) != (options.key is None):
        parser.error("--certificate and --key go together")
    try:
        gateway = Gateway(
            options.document.read_bytes(),
            secret=options.secret_file.read_text().strip() if options.secret_file else None,
            manifest=options.manifest.read_bytes() if options.manifest else None,
            image=options.image.read_bytes() if options.image else None)
        port = gateway.start(options.port, options.certificate, options.key, options.client_ca)
    except (OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    print(f"listening on 127.0.0.1:{port}", flush=True)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    shown = 0
    try:
        while True:
            with gateway.changed:
                gateway.changed.wait()
                fresh, shown = gateway.requests[shown:], len(gateway.requests)
            for request in fresh:
                print(request.status, request.path, request.user_agent, flush=True)
    except KeyboardInterrupt:
        gateway.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
