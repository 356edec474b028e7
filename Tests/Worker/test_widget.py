"""The widget in a browser, on a website of another origin than the gateway's.

The pictures that the tests leave in out/widget are there to be looked at.
"""

import base64
import os
import re
import subprocess
import threading
import time
import urllib.request

import pytest
from axe_playwright_python.sync_playwright import Axe
from fake_gateway import ROOT, WIDGET, FakeGateway
from playwright.sync_api import expect, sync_playwright

PICTURES = ROOT / "out/widget"
TAG = "sleeve-now-playing"


@pytest.fixture(scope="session")
def browser():
    PICTURES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def gateway():
    gateway = FakeGateway()
    gateway.document = song(gateway)
    yield gateway
    gateway.stop()


def song(gateway, **changes):
    return {
        "is_playing": True, "type": "track", "track_id": "t1", "title": "Evening over the harbour",
        "artist": "The Quiet Cartographers", "album": "Maps", "progress_ms": 61_000,
        "duration_ms": 215_000, "server_time_ms": int(time.time() * 1_000), "cover_id": "c1",
        "cover_url": f"{gateway.address}/picture/evening.png", "accent": "#c4613a",
        "poll_after_ms": 5_000, "item_url": "https://open.spotify.com/track/t1", "source": "spotify",
        "problem": None, **changes,
    }


class Site:
    """A page with widgets, whose clock a test moves, and what went wrong on it."""

    def __init__(self, browser, gateway, clock=False, javascript=True, width=520, **options):
        self.gateway = gateway
        self.clock = clock
        self.context = browser.new_context(
            viewport={"width": width, "height": 420}, device_scale_factor=2,
            java_script_enabled=javascript, **options)
        self.page = self.context.new_page()
        self.page.set_default_timeout(8_000)
        self.errors = []
        self.page.on("console", lambda message: message.type in ("error", "warning") and
                     self.errors.append(message.text))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.in_flight = set()
        self.page.on("request", lambda request: self.in_flight.add(request))
        for event in ("requestfinished", "requestfailed"):
            self.page.on(event, lambda request: self.in_flight.discard(request))
        self.dialogs = []
        self.page.on("dialog", lambda dialog: (self.dialogs.append(dialog.message), dialog.dismiss()))
        if clock:
            # Time stands still but for what a test lets pass.
            self.page.clock.install(time=int(time.time()))
            self.page.clock.pause_at(int(time.time()) + 2)
        self.address = f"{gateway.site}/"
        self.page.goto(self.address)
        if clock:
            self.wait(20)
        self.title = self.part("title")
        self.artist = self.part("artist")
        self.card = self.part("card")
        self.image = self.part("cover").locator("img")

    def load(self):
        self.page.goto(self.address)
        if self.clock:
            self.wait(20)
        expect(self.card).not_to_have_class(re.compile("loading"))

    def part(self, name):
        return self.page.locator(f'{TAG} [part="{name}"]').first

    def shows(self, title):
        expect(self.title).to_have_text(title)

    def hide(self, hidden):
        self.page.evaluate(
            """(hidden) => {
              for (const [name, value] of [["hidden", hidden], ["visibilityState", hidden ? "hidden" : "visible"]]) {
                Object.defineProperty(document, name, { configurable: true, get: () => value });
              }
              document.dispatchEvent(new Event("visibilitychange"));
            }""", hidden)

    def wait(self, ms):
        """Lets the page's clock run, then what it asked for come."""
        self.page.clock.run_for(ms)
        self.page.wait_for_timeout(60)
        until(lambda: self.page.wait_for_timeout(20) or not self.in_flight)
        self.page.wait_for_timeout(20)

    def picture(self, name):
        self.page.screenshot(path=PICTURES / f"{name}.png")

    def axe(self):
        if self.clock:
            # It waits by the page's clock.
            self.page.clock.resume()
        results = Axe().run(self.page)
        assert results.violations_count == 0, results.generate_report()


@pytest.fixture
def site(browser, gateway):
    sites = []

    def open_site(**options):
        sites.append(Site(browser, gateway, **options))
        return sites[-1]

    yield open_site
    for one in sites:
        expected = getattr(one, "expected", "^$")
        assert [error for error in one.errors if not re.search(expected, error)] == []
        assert one.dialogs == []
        one.context.close()


def until(condition):
    for _ in range(100):
        if condition():
            return
        time.sleep(0.05)
    raise AssertionError("it did not come to it in 5 s")


def is_drawn(site):
    return site.image.count() == 1 and site.image.evaluate("(image) => image.complete && image.naturalWidth > 0")


STATES = {
    "playing": {},
    "paused": {"is_playing": False},
    "silent": {"is_playing": False, "title": None, "artist": None, "album": None, "track_id": None,
               "cover_id": None, "cover_url": None, "progress_ms": None, "duration_ms": None,
               "item_url": None},
    "live": {"duration_ms": None, "progress_ms": 125_000},
    "no-cover": {"cover_id": None, "cover_url": None},
    "wide-cover": {"cover_url": "/picture/wide.png", "cover_id": "c9"},
    "quota": {"is_playing": False, "title": None, "artist": None, "album": None, "track_id": None,
              "cover_url": None, "problem": "quota", "problem_until_ms": int(time.time() * 1000) + 5_400_000},
    "sign-in": {"problem": "sign_in"},
    "long": {"title": "A title that goes on and on, " * 4, "artist": "An artist whose name is too long, " * 4},
    "rtl": {"title": "שיר הערב (גרסה חיה) 2024", "artist": "להקת הנמל"},
    "home-assistant": {"source": "homeassistant", "item_url": None},
}


def test_says_what_plays(site, gateway):
    gateway.more = f' label="In the studio" logo="{gateway.address}/logo.svg"'
    shown = site(clock=True)
    shown.shows("Evening over the harbour")
    expect(shown.artist).to_have_text("The Quiet Cartographers")
    region = shown.page.get_by_role("region", name="In the studio")
    expect(region).to_be_visible()
    expect(region.get_by_role("link")).to_have_count(2)
    for link in region.get_by_role("link").all():
        assert link.get_attribute("href") == "https://open.spotify.com/track/t1"
        assert link.get_attribute("rel") == "noopener noreferrer"
    expect(region.get_by_role("link", name="Listen on Spotify")).to_be_visible()
    assert shown.part("logo").bounding_box()["height"] == 24
    assert shown.part("logo").bounding_box()["width"] >= 70
    expect(shown.part("status")).to_have_text("Now playing")
    expect(shown.part("times")).to_have_text("1:01 of 3:35")


def test_progress_goes_on_between_answers(site, gateway):
    gateway.document = song(gateway, poll_after_ms=60_000)
    shown = site(clock=True)
    times = shown.part("times")
    expect(times).to_have_text("1:01 of 3:35")
    shown.page.clock.run_for(30_100)
    expect(times).to_have_text("1:31 of 3:35")
    scale = shown.part("bar").evaluate("(bar) => Number(bar.style.transform.match(/[0-9.]+/)[0])")
    assert scale == pytest.approx(91 / 215, abs=0.006)
    # A little behind is no seek: it waits until the item has caught up. Far behind is one.
    gateway.document = song(gateway, progress_ms=120_000, poll_after_ms=1_000)
    shown.wait(30_000)
    expect(times).to_have_text("2:01 of 3:35")
    gateway.document = song(gateway, progress_ms=119_500, poll_after_ms=1_000)
    shown.wait(1_050)
    expect(times).to_have_text("2:01 of 3:35")
    gateway.document = song(gateway, progress_ms=7_000, poll_after_ms=60_000)
    shown.wait(1_050)
    expect(times).to_have_text("0:07 of 3:35")


def test_paused_stands(site, gateway):
    gateway.document = song(gateway, is_playing=False, poll_after_ms=60_000)
    shown = site(clock=True)
    expect(shown.part("status")).to_have_text("Paused")
    shown.page.clock.run_for(20_000)
    expect(shown.part("times")).to_have_text("1:01 of 3:35")


def test_asks_when_the_answer_says(site, gateway):
    shown = site(clock=True)
    for asked, wait in ((20_000, 20_000), (10, 1_000), (-5, 1_000), (10 ** 9, 60_000), (None, 10_000), ("3000", 10_000)):
        gateway.document = song(gateway, poll_after_ms=asked)
        shown.load()
        gateway.asked.clear()
        shown.wait(wait - 400)
        assert gateway.asked == []
        shown.wait(500)
        assert len(gateway.asked) == 1


@pytest.mark.parametrize("after", ["100", "date"])
def test_obeys_retry_after(site, gateway, after):
    shown = site(clock=True)
    shown.expected = "503"
    shown.shows("Evening over the harbour")
    now = shown.page.evaluate("Date.now()") / 1_000
    gateway.status = 503
    gateway.headers = {"Retry-After": after if after == "100" else
                       time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime(now + 105))}
    shown.wait(5_050)
    assert len(gateway.asked) == 2
    shown.wait(97_000)
    assert len(gateway.asked) == 2
    shown.wait(5_000)
    assert len(gateway.asked) == 3


def test_backs_off_to_five_minutes(site, gateway):
    """Each wait is between half and the whole of one that doubles, and they are not all alike."""
    gateway.status = 500
    shown = site(clock=True)
    shown.expected = "500"
    waits = []
    for _ in range(9):
        before = len(gateway.asked)
        waited = 0
        longest = min(300_000, 5_000 * 2 ** len(waits))
        while len(gateway.asked) == before and waited < 400_000:
            step = min(9_000, longest // 20)
            shown.page.clock.run_for(step)
            shown.page.wait_for_timeout(15)
            waited += step
        shown.wait(0)
        waits.append(waited)
        assert longest * 0.45 <= waited <= longest * 1.1
    assert len({round(wait / min(300_000, 5_000 * 2 ** at), 1) for at, wait in enumerate(waits)}) > 1
    shown.shows("Not available just now")


def test_shows_the_item_while_the_gateway_fails_for_a_moment(site, gateway):
    shown = site(clock=True)
    shown.expected = "500|JSON"
    shown.shows("Evening over the harbour")
    gateway.raw = b"<!doctype html>"
    shown.wait(5_100)
    shown.shows("Evening over the harbour")
    gateway.raw = b"[]"
    # In steps below the deadline for an answer, which goes by the same clock.
    for _ in range(40):
        shown.wait(8_000)
    shown.shows("Not available just now")
    expect(shown.image).to_have_count(0)
    gateway.raw = None
    gateway.document = song(gateway, title="Back again")
    until(lambda: shown.wait(8_000) or shown.title.text_content() == "Back again")


def test_hidden_asks_nothing_and_comes_back_at_once(site, gateway):
    shown = site(clock=True)
    shown.shows("Evening over the harbour")
    shown.wait(0)
    shown.hide(True)
    gateway.asked.clear()
    shown.wait(600_000)
    assert gateway.asked == []
    shown.picture("hidden-page")
    gateway.document = song(gateway, track_id="t2", title="Later")
    shown.hide(False)
    shown.wait(20)
    shown.shows("Later")
    assert len(gateway.asked) == 1
    # To and fro is no reason to ask sooner than the answer said.
    for _ in range(5):
        shown.hide(True)
        shown.hide(False)
        shown.wait(100)
    assert len(gateway.asked) == 1
    shown.wait(5_000)
    assert len(gateway.asked) == 2


def test_out_of_the_page_asks_nothing(site, gateway):
    shown = site(clock=True)
    shown.shows("Evening over the harbour")
    shown.wait(0)
    shown.page.evaluate("(tag) => { window.kept = document.querySelector(tag); window.kept.remove(); }", TAG)
    gateway.asked.clear()
    shown.wait(120_000)
    assert gateway.asked == []
    shown.page.evaluate("() => document.body.append(window.kept)")
    shown.wait(20)
    assert len(gateway.asked) == 1
    # To be moved is no reason to ask sooner, and nothing is lost by it.
    shown.page.evaluate("() => { document.body.prepend(window.kept); document.body.append(window.kept); }")
    shown.wait(1_000)
    assert len(gateway.asked) == 1
    shown.shows("Evening over the harbour")


def test_widgets_of_one_gateway_ask_once(site, gateway):
    gateway.body = "".join(
        WIDGET.format(gateway=gateway.address, more=f' label="Player {number}"') for number in range(3))
    shown = site(clock=True)
    for number in range(3):
        expect(shown.page.locator(TAG).nth(number).locator('[part="title"]')).to_have_text(
            "Evening over the harbour")
    shown.wait(5_100)
    assert len(gateway.asked) == 2
    shown.axe()


def test_another_src_is_followed(site, gateway):
    shown = site()
    shown.shows("Evening over the harbour")
    shown.page.evaluate("(tag) => document.querySelector(tag).setAttribute('src', 'javascript:alert(1)')", TAG)
    shown.shows("Not set up yet")
    expect(shown.image).to_have_count(0)
    gateway.document = song(gateway, title="Elsewhere")
    shown.page.evaluate("""([tag, address]) => document.querySelector(tag).setAttribute("src", address)""",
                        [TAG, f"{gateway.address}/now-playing?other"])
    shown.shows("Elsewhere")


def test_late_cover_of_an_earlier_item_stays_away(site, gateway):
    gateway.held["city.png"] = threading.Event()
    gateway.document = song(gateway, cover_id="late", cover_url=f"{gateway.address}/picture/city.png",
                            title="First", poll_after_ms=1_000)
    shown = site()
    shown.shows("First")
    expect(shown.image).to_have_count(0)
    gateway.document = song(gateway, track_id="t2", title="Second", poll_after_ms=60_000)
    shown.shows("Second")
    until(lambda: is_drawn(shown))
    gateway.held["city.png"].set()
    shown.page.wait_for_timeout(500)
    assert gateway.pictures.count("city.png") == 1
    assert shown.image.get_attribute("src").endswith("/evening.png")
    expect(shown.image).to_have_count(1)


def test_old_cover_never_stands_beside_a_new_title(site, gateway):
    gateway.document = song(gateway, poll_after_ms=1_000)
    shown = site()
    until(lambda: is_drawn(shown))
    # Looks at each change of the widget, as an eye would.
    shown.page.evaluate("""(tag) => {
      window.seen = new Set();
      const root = document.querySelector(tag).shadowRoot;
      const look = () => window.seen.add([root.querySelector('[part="title"]').textContent,
        root.querySelector('[part="cover"] img')?.src.split("/").pop() ?? "none"].join(" + "));
      new MutationObserver(look).observe(root, { subtree: true, childList: true, attributes: true, characterData: true });
    }""", TAG)
    gateway.held["morning.png"] = threading.Event()
    gateway.document = song(gateway, track_id="t2", title="Second", cover_id="c2", poll_after_ms=1_000,
                            cover_url=f"{gateway.address}/picture/morning.png")
    shown.shows("Second")
    expect(shown.image).to_have_count(0)
    shown.picture("cover-on-its-way")
    gateway.held["morning.png"].set()
    until(lambda: is_drawn(shown))
    # A picture that cannot be had leaves none.
    gateway.document = song(gateway, track_id="t3", title="Third", cover_id="c3",
                            cover_url=f"{gateway.address}/picture/none.png")
    shown.shows("Third")
    shown.page.wait_for_timeout(300)
    shown.expected = "404"
    assert set(shown.page.evaluate("() => [...window.seen]")) <= {
        "Evening over the harbour + evening.png", "Second + none", "Second + morning.png", "Third + none"}


@pytest.mark.parametrize("name", ["panel.png", "wide.png"])
def test_artwork_is_whole_and_uncovered(site, gateway, name):
    gateway.document = song(gateway, cover_url=f"{gateway.address}/picture/{name}")
    shown = site()
    until(lambda: is_drawn(shown))
    box = shown.image.bounding_box()
    room = shown.part("cover").bounding_box()
    width, height = shown.image.evaluate("(image) => [image.naturalWidth, image.naturalHeight]")
    assert box["width"] / box["height"] == pytest.approx(width / height, rel=0.02)
    assert max(box["width"], box["height"]) == pytest.approx(room["width"], abs=0.5)
    assert room["x"] - 0.5 <= box["x"] and box["x"] + box["width"] <= room["x"] + room["width"] + 0.5
    assert room["y"] - 0.5 <= box["y"] and box["y"] + box["height"] <= room["y"] + room["height"] + 0.5
    on_top = shown.page.evaluate("""(tag) => {
      const root = document.querySelector(tag).shadowRoot;
      const box = root.querySelector('[part="cover"] img').getBoundingClientRect();
      return root.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2).localName;
    }""", TAG)
    assert on_top == "img"


HOSTILE = [
    "<img src=x onerror=alert(1)>", "<script>alert(1)</script>", "\"><svg onload=alert(1)>",
    "</p></section><iframe src=javascript:alert(1)>", "{{constructor.constructor('alert(1)')()}}",
    "&lt;b&gt;", "\u202eevil\u202c", "__proto__",
]


def test_huge_texts(site, gateway):
    huge = "𝕎ide " * 200_000
    gateway.document = song(gateway, title=huge, artist="W" * 1_000_000, track_id=huge, cover_id=huge)
    shown = site()
    expect(shown.title).to_have_text(re.compile("^𝕎ide "))
    assert len(shown.title.text_content()) <= 301
    assert shown.title.text_content().endswith("…")
    assert len(shown.artist.text_content()) == 301
    box = shown.page.locator(TAG).bounding_box()
    assert box["width"] <= 432 and box["height"] < 220
    assert shown.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    shown.picture("huge")
    shown.axe()


def test_problem_says_until_when(site, gateway):
    gateway.document = {"problem": "quota", "problem_until_ms": int(time.time() * 1_000) + 7_200_000}
    shown = site(timezone_id="Europe/Berlin", locale="en-GB")
    expect(shown.artist).to_have_text(re.compile(r"Until [0-9]{2}:[0-9]{2}\.$"))


def test_reads_out_a_change_of_item_only(site, gateway):
    shown = site(clock=True)
    shown.shows("Evening over the harbour")
    shown.page.evaluate("""(tag) => {
      window.changes = 0;
      const live = document.querySelector(tag).shadowRoot.querySelectorAll("[aria-live]");
      if (live.length !== 1 || live[0].getAttribute("aria-live") !== "polite") window.changes = NaN;
      new MutationObserver((list) => { window.changes += 1; })
        .observe(live[0], { subtree: true, childList: true, characterData: true });
    }""", TAG)
    for progress in (66_000, 71_000, 76_000):
        gateway.document = song(gateway, progress_ms=progress, is_playing=progress != 71_000)
        shown.wait(5_050)
    assert len(gateway.asked) == 4
    assert shown.page.evaluate("() => window.changes") == 0
    gateway.document = song(gateway, track_id="t2", title="Second")
    shown.wait(5_050)
    shown.shows("Second")
    assert shown.page.evaluate("() => window.changes") == 1


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_moves_only_where_motion_is_welcome(site, gateway, motion):
    shown = site(reduced_motion=motion)
    shown.shows("Evening over the harbour")
    until(lambda: is_drawn(shown))
    moving = shown.page.evaluate(
        "(tag) => document.querySelector(tag).shadowRoot.getAnimations()"
        ".map((one) => one.effect.getComputedTiming().endTime)", TAG)
    assert (len(moving) == 3) if motion == "no-preference" else (moving == [])
    # WCAG 2.2.2.
    assert all(end < 5_000 for end in moving)
    if motion == "reduce":
        shown.picture("reduced-motion")


def test_themes(site, gateway):
    shown = site()
    shown.shows("Evening over the harbour")
    # The page's policy forbids style attributes, so a script sets them, as a style sheet would.
    shown.page.evaluate("""(tag) => {
      const style = document.querySelector(tag).style;
      style.setProperty("--sleeve-background", "rgb(20, 40, 30)");
      style.setProperty("--sleeve-color", "rgb(240, 255, 240)");
      style.setProperty("--sleeve-muted", "rgb(170, 200, 180)");
      style.setProperty("--sleeve-border", "rgb(50, 80, 60)");
      style.setProperty("--sleeve-radius", "0px");
      const sheet = new CSSStyleSheet();
      sheet.replaceSync("sleeve-now-playing::part(title) { font-style: italic }");
      document.adoptedStyleSheets.push(sheet);
    }""", TAG)
    until(lambda: is_drawn(shown))
    colours = shown.card.evaluate("(card) => [getComputedStyle(card).backgroundColor, getComputedStyle(card).color]")
    assert colours == ["rgb(20, 40, 30)", "rgb(240, 255, 240)"]
    assert shown.title.evaluate("(title) => getComputedStyle(title).fontStyle") == "italic"
    shown.picture("themed")


def test_right_to_left(site, gateway):
    gateway.document = song(gateway, **STATES["rtl"])
    gateway.body = '<div dir="rtl">' + WIDGET.format(gateway=gateway.address, more="") + "</div>"
    shown = site()
    shown.shows("שיר הערב (גרסה חיה) 2024")
    until(lambda: is_drawn(shown))
    assert shown.part("cover").bounding_box()["x"] > shown.title.bounding_box()["x"]
    assert shown.title.evaluate("(title) => getComputedStyle(title).direction") == "rtl"
    shown.picture("rtl-page")


def test_without_script_the_page_has_its_own_words(site, gateway):
    shown = site(javascript=False)
    expect(shown.page.get_by_role("link", name="My music")).to_be_visible()
    shown.picture("without-script")
    assert gateway.asked == []


@pytest.fixture
def node_gateway(gateway, tmp_path):
    """The gateway itself, which lets the fake one's website ask."""
    process = subprocess.Popen(
        ["node", ROOT / "Tests/Worker/widget_gateway.mjs", tmp_path],
        env={**os.environ, "ORIGINS": gateway.site}, stdout=subprocess.PIPE, text=True)
    yield process.stdout.readline().strip()
    process.terminate()
    process.wait()


def test_against_the_gateway_itself(site, gateway, node_gateway):
    gateway.body = WIDGET.format(gateway=node_gateway, more="")
    shown = site()
    shown.shows("Evening Air")
    until(lambda: is_drawn(shown))
    assert shown.image.get_attribute("src") == f"{node_gateway}/demo/2.png"
    expect(shown.part("service")).to_have_text("Demo")
    # With the picture that devices get, which is made when it is first asked for.
    query = "?cover=rgb565&encoding=rle&width=240&height=240"
    asked = urllib.request.Request(f"{node_gateway}/now-playing{query}", headers={"Origin": gateway.site})
    until(lambda: b"cover_rgb565" in urllib.request.urlopen(asked).read())
    gateway.body = gateway.body.replace("/now-playing", f"/now-playing{query.replace('&', '&amp;')}")
    shown.load()
    expect(shown.part("cover").locator("canvas")).to_be_visible()
    shown.picture("from-the-document")


def test_page_to_copy_from(site, gateway, node_gateway):
    """The gateway's own page: every widget on it plays, and the snippet has the gateway's address."""
    shown = site()
    for look in ("light", "dark"):
        shown.page.emulate_media(color_scheme=look)
        shown.page.set_viewport_size({"width": 900, "height": 1150})
        shown.page.goto(f"{node_gateway}/widget.html")
        for widget in shown.page.locator(TAG).all():
            expect(widget.locator('[part="title"]')).to_have_text("Evening Air")
            expect(widget.locator('[part="cover"] img')).to_be_visible()
        expect(shown.page.locator("#snippet")).to_contain_text(f'src="{node_gateway}/widget.js"')
        shown.axe()
        shown.page.screenshot(path=PICTURES / f"page-{look}.png", full_page=True)
    shown.page.set_viewport_size({"width": 320, "height": 600})
    assert shown.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    shown.page.screenshot(path=PICTURES / "page-telephone.png", full_page=True)


@pytest.mark.parametrize("look", ["light", "dark", "narrow", "logo"])
def test_looks(site, gateway, look):
    """Each state has the same height, no console error, nothing that axe finds, and a picture."""
    gateway.more = f' logo="{gateway.address}/logo.svg"' if look == "logo" else ""
    shown = site(width={"narrow": 248, "logo": 700}.get(look, 520),
                 color_scheme="dark" if look == "dark" else "light")
    heights = set()
    for state, changes in STATES.items():
        gateway.document = song(gateway, **changes)
        if changes.get("cover_url"):
            gateway.document["cover_url"] = gateway.address + changes["cover_url"]
        shown.load()
        if gateway.document["cover_url"]:
            until(lambda: is_drawn(shown))
        shown.picture(f"{state}-{look}")
        heights.add(shown.page.locator(TAG).bounding_box()["height"])
        if look in ("light", "dark") or state == "playing":
            shown.axe()
    assert len(heights) == 1


def test_texts_stay_texts(site, gateway):
    shown = site()
    for text in HOSTILE:
        gateway.document = song(
            gateway, title=text, artist=text, album=text, accent=f"#fff;{text}", source=text, type=text,
            item_url="javascript:alert(1)", cover_url="data:text/html,<script>alert(1)</script>",
            problem=text, help_url="javascript:alert(1)")
        shown.load()
        shown.shows(text)
        assert shown.artist.evaluate("(line) => line.childElementCount") == 0
        expect(shown.page.get_by_role("region").get_by_role("link")).to_have_count(0)
        expect(shown.image).to_have_count(0)
        assert shown.card.get_attribute("style") is None


def test_only_web_addresses_become_links(site, gateway):
    shown = site()
    for address in ("javascript:alert(1)", "data:text/html,x", "/relative", "//host/x", "ftp://host/x",
                    "blob:https://a/b", " java\nscript:alert(1)", 7, None, {}, "https://"):
        gateway.document = song(gateway, item_url=address)
        shown.load()
        expect(shown.page.get_by_role("region").get_by_role("link")).to_have_count(0)
        assert shown.part("cover").get_attribute("href") is None
        expect(shown.part("service")).to_have_text("Spotify")


def test_documents_with_little_to_say(site, gateway):
    shown = site()
    for document, title in (
        ({}, "Nothing is playing"), ({"title": 7, "artist": [], "is_playing": "yes"}, "Nothing is playing"),
        ({"is_playing": None, "title": "   "}, "Nothing is playing"), (None, "Nothing is playing"),
        ({"is_playing": True, "title": " \n "}, "Untitled"), ({"is_playing": True, "type": "ad"}, "Advertisement"),
        ({"title": "Morning\nRaga"}, "Morning Raga"), ({"track_id": "only-this"}, "Untitled"),
        ({"problem": "sign_in"}, "Signed out"), ({"problem": "premium"}, "Premium needed"),
        ({"problem": "upstream"}, "Music service away"), ({"problem": "setup"}, "Not set up yet"),
        ({"problem": "constructor"}, "Music service away"),
    ):
        gateway.status = 204 if document is None else 200
        gateway.document = document
        shown.load()
        shown.shows(title)


def test_times(site, gateway):
    shown = site(clock=True)
    for changes, times in (
        ({"progress_ms": None}, None), ({"progress_ms": -4}, None), ({"progress_ms": "61000"}, None),
        ({"duration_ms": 0}, "1:01"), ({"duration_ms": 2 ** 63 - 1}, "1:01"),
        ({"duration_ms": 7_384_000}, "1:01 of 2:03:04"), ({"duration_ms": 50_000}, "0:50 of 0:50"),
    ):
        gateway.document = song(gateway, **changes)
        shown.load()
        if times is None:
            expect(shown.part("times")).to_be_hidden()
        else:
            expect(shown.part("times")).to_have_text(times)


# A row of red, then green, blue and white: a run that crosses no row, and single pixels.
PIXELS = bytes((0x81, 0xF8, 0x00, 0x01, 0x07, 0xE0, 0x00, 0x1F))
WHOLE = [255, 0, 0, 255] * 2 + [0, 255, 0, 255] + [0, 0, 255, 255]


def test_picture_in_the_document(site, gateway):
    shown = site()
    canvas = shown.part("cover").locator("canvas")
    for stream, changes, drawn in (
        (PIXELS, {}, WHOLE), (bytes((0x83, 0xFF, 0xFF)), {}, [255] * 16), (PIXELS + bytes((0x00, 0, 0)), {}, None),
        (PIXELS[:-1], {}, None),
        (PIXELS[:-4], {}, None), (b"", {}, None), (PIXELS, {"cover_width": 321}, None),
        (PIXELS, {"cover_width": 1.5}, None), (PIXELS, {"cover_encoding": "zip"}, None),
        (PIXELS, {"cover_rgb565": "*"}, None),
    ):
        gateway.document = song(gateway, cover_url=None, **{
            "cover_width": 2, "cover_height": 2, "cover_encoding": "rle",
            "cover_rgb565": base64.b64encode(stream).decode(), **changes})
        shown.load()
        expect(canvas).to_have_count(0 if drawn is None else 1)
        if drawn is not None:
            assert canvas.evaluate("(it) => [...it.getContext('2d').getImageData(0, 0, 2, 2).data]") == drawn


def test_picture_in_the_document_goes_with_its_item(site, gateway):
    picture = {"cover_width": 2, "cover_height": 2, "cover_encoding": "rle",
               "cover_rgb565": base64.b64encode(PIXELS).decode()}
    gateway.document = song(gateway, cover_url=None)
    shown = site(clock=True)
    canvas = shown.part("cover").locator("canvas")
    # It comes once it is ready, stays while its id does, and goes with it.
    for changes, count in (({}, 0), (picture, 1), ({}, 1), ({"cover_id": "c2", "track_id": "t2"}, 0)):
        gateway.document = song(gateway, cover_url=None, **changes)
        shown.wait(5_050)
        expect(canvas).to_have_count(count)
