#!/usr/bin/env python3
"""A whole gateway, with one track: GATEWAY_SECRET=hush python3 Board/example_gateway.py 8080

`Firmware/PROTOCOL.md` says why it answers so. It speaks plain HTTP: put TLS in front of it.
"""

import base64
import hmac
import http.server
import json
import os
import sys
import time
import urllib.parse

BEGAN, DURATION_MS = time.time(), 183_000
COLORS = (0xF800, 0x07E0, 0x001F, 0xFFE0)  # RGB565: red, green, blue, yellow.


def picture(width, height):
    """Each row is runs of one pixel, of 128 at most."""
    stream = bytearray()
    for row in range(height):
        pixel = COLORS[row * len(COLORS) // height].to_bytes(2, "big")
        for start in range(0, width, 128):
            stream += bytes([0x80 | min(128, width - start) - 1]) + pixel
    return base64.b64encode(stream).decode()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        address = urllib.parse.urlsplit(self.path)
        secret = self.headers.get("X-Gateway-Secret", "").encode()
        if not hmac.compare_digest(secret, os.environ["GATEWAY_SECRET"].encode()):
            return self.answer(401)
        if address.path != "/now-playing":
            return self.answer(404)
        now = time.time()
        document = {"is_playing": True, "track_id": "stripes", "title": "Four Stripes",
                    "artist": "The Constants", "album": None, "cover_id": "stripes",
                    "progress_ms": int((now - BEGAN) * 1000) % DURATION_MS,
                    "duration_ms": DURATION_MS, "server_time_ms": int(now * 1000)}
        asked = {"width": "240", "height": "240", **dict(urllib.parse.parse_qsl(address.query))}
        if asked.get("cover") == "rgb565" and asked.get("encoding") == "rle":
            width, height = (min(320, max(1, int(asked[side]))) for side in ("width", "height"))
            document.update(cover_width=width, cover_height=height, cover_encoding="rle",
                            cover_rgb565=picture(width, height))
        self.answer(200, json.dumps(document).encode())

    def answer(self, status, body=b""):
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


if __name__ == "__main__":
    http.server.ThreadingHTTPServer(("", int(sys.argv[1])), Handler).serve_forever()
