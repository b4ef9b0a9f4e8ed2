"""Every state of the page: without script, for all readers, with the keyboard, on a phone, on paper."""

import pytest
from axe_core_python.sync_playwright import Axe
from conftest import PAYLOADS, STATES
from urllib.parse import quote


@pytest.mark.parametrize("state", STATES)
def test_the_page_is_the_same_without_script(visit, state):
    with_script = visit(*STATES[state]).locator("main").inner_text()
    without = visit(*STATES[state], java_script_enabled=False).locator("main").inner_text()
    # The one button that needs the script is hidden without it; a request has another name each time.
    lines = [line for line in with_script.splitlines() if "انسخ الاقتباس" not in line]
    if state in ("missing", "misspelled"):
        lines, without = lines[:-1], "\n".join(without.splitlines()[:-1])
    assert [line for line in lines if line.strip()] == [line for line in without.splitlines() if line.strip()]


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing(visit, state, scheme, language):
    page = visit(*STATES[state], language=language, color_scheme=scheme, bypass_csp=True)
    found = Axe().run(page)["violations"]
    assert [(one["id"], one["nodes"][0]["html"][:200]) for one in found] == []


@pytest.mark.parametrize("state", STATES)
def test_a_narrow_screen_scrolls_one_way(visit, state):
    page = visit(*STATES[state], width=320)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_phone_reads_lines_of_a_concordance_as_text(visit):
    page = visit("/concordance", [("q", "النفط")], width=360)
    # A sign behind the word stands on the line of the word, and a name in the menu in one line.
    assert page.evaluate(
        """() => [...document.querySelectorAll('.lines li')].filter(li => {
          const match = li.querySelector('.match').getClientRects(), after = li.querySelector('.after');
          if (!/^[.،؛]/.test(after.textContent)) return false;
          const range = document.createRange(); range.setStart(after.firstChild, 0); range.setEnd(after.firstChild, 1);
          return Math.abs(range.getBoundingClientRect().bottom - match[match.length - 1].bottom) > 12; }).length""") == 0
    assert page.evaluate(
        """() => [...document.querySelectorAll('.archives a')].filter(a => a.getClientRects().length > 1
          || a.getBoundingClientRect().height > 45).length""") == 0


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("state", ["long", "long article"])
def test_long_names_stay_where_they_are(visit, state, language, width):
    page = visit(*STATES[state], width=width, language=language)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    # Texts lie in the columns that they belong to, and the box of a name at its first line.
    assert page.evaluate(
        """() => [...document.querySelectorAll('.origin, .facets label, .facets dd, .chips li')].filter(e => {
          const range = document.createRange(); range.selectNodeContents(e);
          const text = range.getBoundingClientRect(), around = e.parentElement.getBoundingClientRect();
          return text.left < around.left - 1 || text.right > around.right + 1; }).map(e => e.outerHTML)""") == []
    assert page.evaluate(
        """() => [...document.querySelectorAll('.facets label')].filter(e => {
          const box = e.querySelector('input').getBoundingClientRect(), range = document.createRange();
          range.selectNodeContents(e.querySelector('bdi'));
          const line = range.getClientRects()[0];
          return Math.abs((box.top + box.bottom) / 2 - (line.top + line.bottom) / 2) > 6; }).map(e => e.outerHTML)""") == []


@pytest.mark.parametrize("state", ["concordance", "narrowed concordance"])
def test_what_follows_a_form_keeps_its_distance(visit, state):
    page = visit(*STATES[state])
    assert page.evaluate(
        """() => { const form = document.querySelector('form.search');
          return form.nextElementSibling.getBoundingClientRect().top - form.getBoundingClientRect().bottom; }""") >= 8


@pytest.mark.parametrize("language", ["ar", "en"])
def test_names_stand_beside_their_boxes(visit, language):
    page = visit(*STATES["results"], language=language)
    gaps = page.evaluate(
        """() => [...document.querySelectorAll('.facets label')].map(e => {
          const box = e.querySelector('input').getBoundingClientRect(), range = document.createRange();
          range.selectNodeContents(e.querySelector('bdi'));
          const name = range.getBoundingClientRect();
          return Math.max(name.left - box.right, box.left - name.right); })""")
    assert len(gaps) > 5 and all(0 < gap < 16 for gap in gaps), gaps


def test_a_journey_with_the_keyboard(visit):
    page = visit("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "q":
            break
    page.keyboard.type("المحادثات النووية")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?**")
    assert "8 نتائج" in page.locator("[role=status]").inner_text()
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('.hits h2') !== null"):
            break
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    page.wait_for_url("**/doc/**")
    assert page.locator("h1").count() == 1 and page.locator("mark").count() > 0


def test_suggestions_complete_what_is_typed(visit):
    page = visit("/")
    page.locator("#q").press_sequentially("المحاد")
    page.wait_for_selector(".suggestions li")
    page.keyboard.press("ArrowDown")
    assert page.locator("#q").get_attribute("aria-activedescendant") == "suggestion0"
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?**")
    assert "المحادثات" in page.locator("#q").input_value()


@pytest.mark.parametrize("choose", ["keyboard", "mouse"])
def test_a_title_that_is_suggested_is_looked_for_as_it_stands(visit, choose):
    page = visit("/", [("index", "hard")])
    page.locator("#q").press_sequentially("مؤتمر COP")
    page.wait_for_selector(".suggestions li[data-kind=title]")
    if choose == "mouse":
        page.locator(".suggestions li[data-kind=title]").first.click()
    else:
        while not page.locator(".suggestions li[data-kind=title][aria-selected=true]").count():
            page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
    page.wait_for_url("**/search?**")
    assert page.locator("#q").input_value() == '"مؤتمر COP28 في دبي"'
    assert page.locator(".hits > li").count() == 1


@pytest.mark.parametrize("leave", ["Tab", "Escape"])
def test_suggestions_that_come_late_stay_away(visit, leave):
    page = visit("/")
    asked = []
    page.route("**/suggest?**", lambda route: (asked.append(route), page.wait_for_timeout(50), route.continue_()))
    page.locator("#q").press_sequentially("المحاد")
    page.keyboard.press(leave)
    page.wait_for_timeout(600)
    assert not page.locator(".suggestions").is_visible()
    # Where the reader waits, they come.
    page.locator("#q").fill("")
    page.locator("#q").press_sequentially("المحاد")
    page.wait_for_selector(".suggestions li")


def test_a_drag_over_the_timeline_narrows_the_dates(visit):
    page = visit("/")
    box = page.locator(".timeline svg").bounding_box()
    page.mouse.move(box["x"] + 2, box["y"] + box["height"] - 5)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.1, box["y"] + box["height"] - 5, steps=4)
    page.mouse.up()
    page.wait_for_url("**from=**")
    assert page.locator(".chips li").count() == 2


def test_the_lowest_bar_is_hit_above_it(visit):
    page = visit("/")
    bars = page.evaluate(
        """() => [...document.querySelectorAll('.timeline svg a')].map(a => {
          const bar = a.querySelector('rect').getBoundingClientRect();
          return [a.dataset.from, bar.left + bar.width / 2, bar.top, bar.height]; })""")
    year, middle, top, height = min(bars, key=lambda bar: bar[3])
    assert height < 8
    page.mouse.click(middle, top - 30)
    page.wait_for_url(f"**from={year}&**")


def test_chips_and_boxes_narrow_and_widen(visit):
    page = visit("/search", [("q", "النفط")])
    page.locator(".facets fieldset").first.locator("input").first.check()
    page.locator(".facets fieldset").first.locator("button").click()
    page.wait_for_url("**source=**")
    assert page.locator(".chips li").count() == 1
    page.locator(".chips a").click()
    page.wait_for_url(lambda address: "source=" not in address)
    assert page.locator(".chips li").count() == 0


def test_what_is_printed(visit):
    page = visit("/search", [("q", "النفط"), ("from", "2024")])
    page.emulate_media(media="print")
    assert page.locator("#q").is_visible() and page.locator(".chips").is_visible()
    assert page.locator("[role=status]").is_visible() and page.locator(".printed").is_visible()
    assert "q=" in page.locator(".printed").inner_text() and not page.locator(".exports").first.is_visible()
    assert not page.locator(".facets fieldset").first.is_visible() and not page.locator("nav").first.is_visible()
    assert "underline" in page.locator("mark").first.evaluate("m => getComputedStyle(m).textDecorationLine")
    assert page.pdf()[:4] == b"%PDF"
    # An article has its address and that of its source, and no lists of others.
    page = visit("/doc/sadim-0002", [("q", "واشنطن")])
    page.emulate_media(media="print")
    assert page.locator("h1").is_visible() and page.locator("#citation").is_visible()
    shown = [part.inner_text() for part in page.locator(".printed").all() if part.is_visible()]
    assert any(text.startswith("https://") for text in shown) and any("/doc/sadim-0002" in text for text in shown)
    assert page.locator(".near").count() == 2 and not any(part.is_visible() for part in page.locator(".near").all())
    assert not page.locator(".reasons").is_visible()
    # The name of the archive begins where everything does; the article is Arabic, the page too.
    edges = [page.locator(part).bounding_box() for part in (".brand bdi", "h1")]
    assert abs(edges[0]["x"] + edges[0]["width"] - edges[1]["x"] - edges[1]["width"]) < 3
    heading, body = page.locator("aside h2").first.bounding_box(), page.locator(".body").bounding_box()
    assert heading["y"] - (body["y"] + body["height"]) >= 12
    # Lines of a concordance stay lines on paper, which is as narrow as a small window.
    page = visit("/concordance", [("q", "النفط")])
    page.set_viewport_size({"width": 700, "height": 900})
    page.emulate_media(media="print")
    line = page.locator(".lines li").first
    assert line.bounding_box()["height"] < 2.5 * line.locator(".match").bounding_box()["height"]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_of_an_article_runs(visit, payload):
    # The fixture fails on dialogs, script errors and violations of the policy.
    page = visit("/search", [("index", "evil"), ("q", payload)])
    assert page.locator("#q").input_value() == payload
    page = visit("/doc/" + quote(payload, safe=""), [("index", "evil"), ("q", "سم")])
    assert payload in page.locator("h1").inner_text()
    assert page.evaluate("document.querySelectorAll('main script, main iframe, main img, main style, base').length") == 0
    assert all(
        link.startswith(("/", "http://127.0.0.1", "?", "#"))
        for link in page.evaluate("[...document.querySelectorAll('a')].map(a => a.getAttribute('href'))"))
