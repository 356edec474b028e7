"""`hostsim connect`: the firmware over real sockets and TLS, and what the glass says."""

import os
import re
import shutil
import socket
import subprocess
import threading
import time

import pytest
from authority import Authority
from conftest import ROOT
from gateway import Gateway

DOCUMENT = (ROOT / "Tests/Covers/flat.json").read_bytes()
# Where Debian has it is not on everybody's path.
NGINX_COMMAND = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
HOSTSIM = ROOT / ".build/debug/hostsim"
# As a gateway's administrator would have it: whoever brings no certificate, or a wrong one, is told
# so by a status that a device knows, and not by nginx's 400.
NGINX = """
daemon off;
master_process off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  log_format connections '$connection $ssl_session_reused $request';
  access_log {folder}/access.log connections;
  keepalive_timeout 100s;
  keepalive_requests 1000000;
  server {{
    listen 127.0.0.1:{port} ssl;
    ssl_certificate {folder}/server.pem;
    ssl_certificate_key {folder}/server.key;
    ssl_client_certificate {folder}/ca.pem;
    ssl_verify_client on;
    error_page 495 496 =403 /denied;
    location = /denied {{ internal; return 403; }}
    location / {{ proxy_pass http://127.0.0.1:{upstream}; }}
  }}
}}
"""


@pytest.fixture(scope="session", autouse=True)
def hostsim():
    subprocess.run(["swift", "build", "--quiet", "--product", "hostsim"], cwd=ROOT, check=True)


@pytest.fixture(scope="module")
def certificates(tmp_path_factory):
    """Files of certificates and keys: `right`, `expired` and `foreign` are devices'."""
    folder = tmp_path_factory.mktemp("certificates")
    home, other = Authority(), Authority()
    (folder / "ca.pem").write_bytes(home.pem)
    (folder / "other.pem").write_bytes(other.pem)
    for name, authority, days, address in (
            ("server", home, 30, "127.0.0.1"), ("misnamed", home, 30, "127.0.0.2"),
            ("outdated", home, -1, "127.0.0.1"), ("right", home, 30, None),
            ("expired", home, -1, None), ("foreign", other, 30, None)):
        certificate, key = authority.issue(name, days=days, address=address)
        (folder / f"{name}.pem").write_bytes(certificate)
        (folder / f"{name}.key").write_bytes(key)
    return folder


@pytest.fixture
def nginx(tmp_path, certificates):
    """Starts nginx with one of the server's certificates, in front of a gateway."""
    gateway = Gateway(DOCUMENT, secret="hush")
    upstream = gateway.start()
    servers = []

    def start(server="server"):
        port = free_port()
        (tmp_path / "ca.pem").write_bytes((certificates / "ca.pem").read_bytes())
        for end in ("pem", "key"):
            (tmp_path / f"server.{end}").write_bytes((certificates / f"{server}.{end}").read_bytes())
        (tmp_path / "nginx.conf").write_text(
            NGINX.format(folder=tmp_path, port=port, upstream=upstream))
        servers.append(subprocess.Popen(
            [NGINX_COMMAND, "-p", tmp_path, "-e", tmp_path / "error.log", "-c", tmp_path / "nginx.conf"]))
        wait_for(port)
        return f"https://127.0.0.1:{port}"

    start.gateway = gateway
    start.log = lambda: (tmp_path / "access.log").read_text()
    yield start
    for server in servers:
        server.terminate()
        server.wait(10)
    gateway.stop()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(port):
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise AssertionError("nothing listens")


@pytest.fixture
def connect(tmp_path):
    """Runs hostsim for a while; its exit status, its faces in order, and its words."""
    (tmp_path / "secret").write_text("hush\n")

    def run(url, *options, seconds=2.8, secret=True):
        words = [HOSTSIM, "connect", "--gateway", url, "--for", f"{seconds * 1000:.0f}ms", "--out",
                 tmp_path / "run", *options]
        if secret:
            words += ["--secret-file", tmp_path / "secret"]
        done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=120)
        faces = re.findall(r"\d{4}-(\w+)\.png$", done.stdout, re.MULTILINE)
        return done.returncode, faces, done.stdout + done.stderr

    return run


def device(certificates, name):
    return "--cert", certificates / f"{name}.pem", "--key", certificates / f"{name}.key"


def test_a_device_with_the_right_certificate_plays_over_one_kept_connection(
        nginx, connect, certificates):
    url = nginx()
    status, faces, words = connect(
        url, "--ca", certificates / "ca.pem", *device(certificates, "right"), seconds=11)
    assert (status, faces) == (0, ["boot", "playing", "end"]), words
    questions = re.findall(r"^(\d+) \S+ GET /now-playing[ ?]", nginx.log(), re.MULTILINE)
    assert len(questions) >= 4 and len(set(questions)) == 1, nginx.log()
    assert len(re.findall(r"cover=rgb565&encoding=rle&width=224&height=224 ", nginx.log())) == 1
    agents = {request.user_agent for request in nginx.gateway.requests}
    assert len(agents) == 1 and re.fullmatch(r"sleeve/\S+ \(sim\)", agents.pop())


@pytest.mark.parametrize("name", [None, "expired", "foreign"])
def test_a_device_without_a_right_certificate_is_denied(nginx, connect, certificates, name):
    options = device(certificates, name) if name else ()
    status, faces, words = connect(nginx(), "--ca", certificates / "ca.pem", *options)
    assert status == 1 and "refused" in faces, words
    assert "status 403" in words
    assert not nginx.gateway.requests


@pytest.mark.parametrize("server, authority", [
    ("misnamed", "ca"), ("outdated", "ca"), ("server", "other"), ("server", None)])
def test_a_gateway_that_is_not_the_right_one_gets_nothing(
        nginx, connect, certificates, server, authority):
    options = ("--ca", certificates / f"{authority}.pem") if authority else ()
    status, faces, words = connect(nginx(server), *options, *device(certificates, "right"))
    assert status == 1 and "notTrusted" in faces, words
    assert not nginx.gateway.requests


def test_a_wrong_secret_is_refused_and_the_right_one_is_not_in_the_words(connect):
    gateway = Gateway(DOCUMENT, secret="other")
    url = f"http://127.0.0.1:{gateway.start()}"
    status, faces, words = connect(url)
    gateway.stop()
    assert status == 1 and "refused" in faces
    assert "hush" not in words


class Server:
    """Answers every request with the same bytes, a piece at a time, and keeps what was asked."""

    def __init__(self, *pieces, pause=0.0, closes=True):
        self.pieces, self.pause, self.closes = pieces, pause, closes
        self.requests = []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.listener.getsockname()[1]}"
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            try:
                peer, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self.answer, args=(peer,), daemon=True).start()

    def answer(self, peer):
        with peer:
            while head := self.read_head(peer):
                self.requests.append(head)
                try:
                    for piece in self.pieces:
                        peer.sendall(piece)
                        time.sleep(self.pause)
                except OSError:
                    return
                if self.closes:
                    return

    @staticmethod
    def read_head(peer):
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            byte = peer.recv(1)
            if not byte:
                return b""
            head += byte
        return head


BODY = b'{"is_playing":true,"track_id":"1","title":"T"}'
OK = b"HTTP/1.1 200 OK\r\n"


def chunked(*pieces):
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


@pytest.mark.parametrize("pieces, face, words", [
    ((OK + b"Content-Length: %d\r\n\r\n" % len(BODY) + BODY,), "playing", ""),
    ((OK + b"Transfer-Encoding: chunked\r\n\r\n", chunked(*(BODY[i:i + 1] for i in range(46)))),
     "playing", ""),
    ((b"HTTP/1.1 100 Continue\r\n\r\n" + OK + b"\r\n" + BODY,), "playing", ""),
    ((OK + b"Content-Length: 500\r\n\r\n" + BODY,), "noGateway", "the connection broke"),
    ((OK + b"Transfer-Encoding: chunked\r\n\r\n" + chunked(BODY)[:-5],), "noGateway",
     "the connection broke"),
    ((b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n",),
     "badAnswer", "status 302"),
    ((b"HTTP/1.1 429 Slow\r\nRetry-After: 30\r\nContent-Length: 0\r\n\r\n",), "rateLimited",
     "next try in 3"),
    ((b"<html>a captive portal</html>",), "noGateway", "the connection broke"),
    ((), "noGateway", "the connection broke"),
])  # fmt: skip
def test_what_a_server_may_answer(connect, pieces, face, words):
    server = Server(*pieces)
    status, faces, said = connect(server.url)
    server.listener.close()
    assert face in faces, said
    assert status == (0 if face == "playing" else 1)
    assert words in said
    head = server.requests[0].decode()
    for line in ("GET /now-playing HTTP/1.1", "Accept: application/json", "X-Gateway-Secret: hush",
                 "X-Sleeve-Device: hostsim"):
        assert f"{line}\r\n" in head
    assert "Accept-Encoding" not in head


def test_an_answer_that_drips_is_given_up_at_its_deadline(connect):
    server = Server(OK + b"Content-Length: 46\r\n\r\n", *(BODY[i:i + 1] for i in range(46)), pause=1)
    status, faces, said = connect(server.url, seconds=12)
    server.listener.close()
    assert status == 1 and "noGateway" in faces, said
    assert re.search(r"^ +10\.\d+ s  now playing: no answer in time", said, re.MULTILINE), said


@pytest.mark.parametrize("words, complaint", [
    (("--gateway", "ftp://x"), "must be an address that begins with https:// or http://"),
    (("--gateway", "https://x", "--key", "k"), "--key needs --cert"), ((), "--gateway is missing"),
])
def test_wrong_usage(words, complaint):
    done = subprocess.run([HOSTSIM, "connect", *words], capture_output=True, text=True, check=False)
    assert done.returncode == 2 and complaint in done.stderr


@pytest.mark.parametrize("option", ["--ca", "--cert", "--secret-file"])
def test_a_file_that_is_missing_is_named(option):
    done = subprocess.run(
        [HOSTSIM, "connect", "--gateway", "https://127.0.0.1:1", option, "/nonexistent"],
        capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr == "hostsim connect: /nonexistent: cannot read: No such file or directory\n"


def test_ctrl_c_ends_it_with_its_pictures(tmp_path):
    server = Server(OK + b"Content-Length: %d\r\n\r\n" % len(BODY) + BODY)
    running = subprocess.Popen(
        [HOSTSIM, "connect", "--gateway", server.url, "--out", tmp_path], stdout=subprocess.PIPE,
        text=True)
    while "-playing.png" not in running.stdout.readline():
        assert running.poll() is None
    running.send_signal(2)
    out, _ = running.communicate(timeout=10)
    assert running.returncode == 0
    assert "-end.png" in out and (tmp_path / "0000-contact-sheet.png").exists()
