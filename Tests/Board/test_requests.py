"""The board's HTTP client on a scripted SDK: what the caller and the console are told, and how."""

import re

import fake_sdk_build
import pytest

SOURCES = """board_http.c board_http_error.c board_http_handshake.c board_http_task.c board_log.c
board_memory.c fake_sdk.c request.c"""
HEADERS = """esp_err.h esp_heap_caps.h esp_log.h esp_timer.h esp_crt_bundle.h esp_http_client.h esp_tls_errors.h
freertos/FreeRTOS.h freertos/semphr.h freertos/stream_buffer.h freertos/task.h
mbedtls/net_sockets.h mbedtls/pem.h mbedtls/ssl.h ssl_misc.h"""


@pytest.fixture(scope="module")
def program(tmp_path_factory):
    # The linker's part, as the build has it.
    text = (fake_sdk_build.HARDWARE / "CMakeLists.txt").read_text()
    links = [word for option in re.findall(r'"(-Wl,--wrap=\w+|-u \w+)"', text)
             for word in option.split()]
    assert links
    return fake_sdk_build.build(
        tmp_path_factory.mktemp("requests"), "fake_sdk.h", HEADERS, SOURCES, *links)


@pytest.fixture
def ask(program):
    """Runs scripts of words; what the console showed, and the last event of each request."""
    def run(script):
        lines = fake_sdk_build.run(program, "10000", *script.split())
        console = [line for line in lines if line.startswith(("I ", "W "))]
        events = [line.removeprefix("event ") for line in lines if line.startswith("event ")]
        return console, [event for event in events if event not in ("head", "body")]
    return run


HANDSHAKE = "W request: ESP_ERR_HTTP_CONNECT, ESP_ERR_MBEDTLS_SSL_HANDSHAKE_FAILED, mbedtls"
READ = "W request: ESP_ERR_HTTP_FETCH_HEADER, ESP_ERR_MBEDTLS_SSL_READ_FAILED, mbedtls"
REFUSED = ": client certificate refused"


@pytest.mark.parametrize("script, end, line", [
    # TLS 1.2: the server looks at the client's certificate within the handshake.
    ("handshake=refused-reset", "not trusted", f"{HANDSHAKE} -0x0050{REFUSED}"),
    ("handshake=refused-alert", "not trusted", f"{HANDSHAKE} -0x7780{REFUSED}"),
    ("handshake=untrusted", "not trusted", f"{HANDSHAKE} -0x2700, certificate flags 0x08"),
    ("handshake=untrusted-asked-1.3", "not trusted",
     f"{HANDSHAKE} -0x2700, certificate flags 0x08"),
    # The same code, but nobody has been refused.
    ("handshake=reset-at-hello", "broken", f"{HANDSHAKE} -0x0050"),
    ("handshake=open-reset", "broken", f"{HANDSHAKE} -0x0050"),
    ("handshake=asked-eof", "broken", f"{HANDSHAKE} -0x7280"),
    ("handshake=asked-no-memory", "no memory", f"{HANDSHAKE} -0x7F00"),
    # TLS 1.3: it looks when the client takes the handshake for finished.
    ("handshake=asked-1.3 head=reset", "not trusted", f"{READ} -0x0050{REFUSED}"),
    ("handshake=asked-1.3 head=alert", "not trusted", f"{READ} -0x7780{REFUSED}"),
    ("handshake=asked-1.3 head=select-reset", "not trusted",
     f"W request: ESP_ERR_HTTP_FETCH_HEADER, errno 104{REFUSED}"),
    ("handshake=open-1.3 head=reset", "broken", f"{READ} -0x0050"),
    # What is accepted breaks like any other connection.
    ("handshake=accepted head=reset", "broken", f"{READ} -0x0050"),
    ("handshake=asked-1.3 head=ok body=9 body=reset", "broken",
     "W request: ESP_FAIL, ESP_ERR_MBEDTLS_SSL_READ_FAILED, mbedtls -0x0050"),
])  # fmt: skip
def test_a_refused_certificate_is_told_from_a_broken_connection(ask, script, end, line):
    assert ask(script) == ([line], [end])


def test_headers_go_with_their_own_request_alone(program):
    """Both go over one connection."""
    script = "open=ok head=ok body=9 -- open=ok head=ok body=9"
    lines = fake_sdk_build.run(program, "10000", *script.split())
    sent = [line for line in lines if line.startswith(("header ", "no header "))]
    assert sent == [
        "header Accept: application/json", "header X-Sleeve-Device: desk-1", "no header Accept",
        "no header X-Sleeve-Device", "header Accept: application/json", "no header Accept"]


@pytest.mark.parametrize("headers, told", [
    ("", []), ("header=ETag:1", []),
    ("header=Retry-After:120 header=content-length:77", ['retry 3 "120"', 'length 2 "77"']),
    # The SDK leaves what stands behind.
    ("header=Retry-After:Fri,_01_Jan_2027_ header=Content-Range:bytes_9-10/11__",
     ['retry 16 "Fri, 01 Jan 2027"', 'range 13 "bytes 9-10/11"']),
    ("header=Content-Length:_", ['length 0 ""']),
    (f"header=Retry-After:{'1' * 40}", [f'retry 40 "{"1" * 40}"']),
    (f"header=Retry-After:{'1' * 41}", ['retry 41 ""']),
    ("header=Retry-After:1 header=Retry-After:2", ['retry 1 "2"']),
])  # fmt: skip
def test_the_core_is_given_an_answers_headers(program, headers, told):
    lines = fake_sdk_build.run(program, "10000", *f"open=ok head=ok {headers} body=9".split())
    assert "status 200" in lines
    assert [line for line in lines if line.startswith(("retry", "length", "range"))] == told


def test_a_next_answer_has_its_own_headers(program):
    script = "open=ok head=ok header=Retry-After:9 body=9 -- open=ok head=ok body=9"
    lines = fake_sdk_build.run(program, "10000", *script.split())
    assert lines.count('retry 1 "9"') == 1


# esp_tls_errors.h
CRT_PARSE, OWN_CERT, PK_PARSE, SETUP, SHAKE, READ_TLS, ESP_NO_MEM = (
    "8015", "8016", "8019", "8017", "801A", "801D", "101")


@pytest.mark.parametrize("script", [
    # The context, its buffers, what is in `config`, the gateway's chain, and its signatures.
    f"open={ESP_NO_MEM},0", f"open={SETUP},7F00", f"open={CRT_PARSE},2880", f"open={CRT_PARSE},1180",
    f"open={OWN_CERT},7F00", f"open={PK_PARSE},3F80", f"open={PK_PARSE},1180",
    f"open={SHAKE},7F00", f"open={SHAKE},2880", f"open={SHAKE},21EA", f"open={SHAKE},4290",
    f"open={SHAKE},4D80", f"open={SHAKE},5180", f"open={SHAKE},6180", f"open={SHAKE},10",
    # A record that comes later, of up to 16 KB.
    f"open=ok head={READ_TLS},7F00", f"open=ok head=ok body=9 body={READ_TLS},7F00",
    # What the SDK says the same of, whatever the cause.
    "starve client=none", "starve open=nohost", "starve handshake=untrusted",
])  # fmt: skip
def test_a_lack_of_memory_is_told_from_all_else(ask, script):
    assert ask(script)[1] == ["no memory"]


@pytest.mark.parametrize("script, end", [
    ("client=none", "no connection"), (f"open={CRT_PARSE},2180", "not trusted"),
    (f"open={PK_PARSE},3D00", "not trusted"), (f"open={SHAKE},2700", "not trusted"),
    # A break stays one, and what a request came through is not held against it, nor the next one.
    ("starve open=ok head=reset", "broken"), ("starve open=ok head=ok body=9", "end"),
    ("starve open=ok head=wait", "timed out"), ("starve open=8009,0", "timed out"),
    ("starve open=refused -- open=refused", "no connection"),
    ("down starve open=refused", "no network"),
])  # fmt: skip
def test_nothing_else_is_taken_for_a_lack_of_memory(ask, script, end):
    assert ask(script)[1][-1] == end


def test_what_a_connection_was_refused_for_is_not_held_against_the_next(ask):
    console, ends = ask("handshake=refused-reset -- handshake=reset-at-hello")
    assert ends == ["not trusted", "broken"]
    assert console[1] == f"{HANDSHAKE} -0x0050"


def test_a_connection_that_was_left_open_may_be_reset_and_is_opened_again(ask):
    console, ends = ask(
        "handshake=accepted head=ok body=9 -- open=ok head=reset handshake=accepted head=ok body=9")
    assert (console, ends) == ([], ["end", "end"])


@pytest.mark.parametrize("script, made, closed", [
    # Whose request it is makes no difference.
    ("open=ok head=ok body=9 -- cover open=ok head=ok body=9 -- open=ok head=ok body=9", 1, 0),
    # The server closes it in between.
    ("open=ok head=ok body=9 -- cover open=ok head=reset open=ok head=ok body=9", 1, 1),
    # What has failed is not kept.
    ("open=ok head=ok body=9 -- cover open=ok head=ok body=9 body=reset -- open=ok head=ok body=9",
     2, 0),
])  # fmt: skip
def test_all_requests_to_the_gateway_share_one_connection(program, script, made, closed):
    lines = fake_sdk_build.run(program, "10000", *script.split())
    assert lines.count("client made") == made
    assert lines.count("connection closed") == closed


@pytest.mark.parametrize("script, end, console", [
    ("open=ok head=ok body=9", "end", []),
    ("open=refused", "no connection",
     ["W request: ESP_ERR_HTTP_CONNECT, ESP_ERR_ESP_TLS_FAILED_CONNECT_TO_HOST, errno 111"]),
    ("open=nohost", "no connection", ["W request: ESP_ERR_HTTP_CONNECT, 0x8001"]),
    ("down open=ok", "no network", []),
    # A stall that ends, and stalls that do not.
    ("open=ok head=wait head=wait head=ok body=9", "end", []),
    ("open=ok head=ok body=9 body=wait body=wait body=9", "end", []),
    ("open=ok head=wait", "timed out", ["W request: not complete by its deadline"]),
    ("open=ok head=ok body=9 body=wait", "timed out", ["W request: not complete by its deadline"]),
    ("open=ok head=ok body=9 body=fin body=1", "broken",
     ["W request: ESP_FAIL, ESP_ERR_ESP_TLS_TCP_CLOSED_FIN"]),
    # Given up by the caller: early, which is no failure, and at the deadline that it counts itself.
    ("open=ok head=wait cancel head=wait", "pending", []),
    ("open=ok head=wait cancel head=reset", "pending", []),
    ("open=ok head=ok body=9 body=wait cancel body=reset", "pending", []),
    ("open=ok head=ok " + "body=wait " * 19 + "cancel body=wait", "pending",
     ["W request: not complete by its deadline"]),
    ("open=ok head=ok body=9 " + "body=wait " * 19 + "cancel body=fin body=1", "pending",
     ["W request: not complete by its deadline"]),
])  # fmt: skip
def test_each_end_is_one_line(ask, script, end, console):
    assert ask(script) == (console, [end])


def test_the_sdk_says_nothing_of_requests_on_its_own(program):
    lines = fake_sdk_build.run(program, "10000", "open=ok", "head=ok", "body=9")
    quiet = {found[1] for line in lines if (found := re.fullmatch(r"level (.+) 0", line))}
    assert quiet >= {"HTTP_CLIENT", "transport_base", "esp-tls", "esp-tls-mbedtls", "Dynamic Impl"}
