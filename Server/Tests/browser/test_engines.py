"""What holds in every browser: the rules for text from right to left, by boxes, a narrow screen, the keyboard.

Each test runs in Chromium, Firefox and WebKit, as far as they are there. Only what engines lay out
differently is tested here; what the server writes is tested in one of them.
"""

import json
import re
import time
from urllib.parse import urlencode

import pytest
from conftest import STATES, TITLES
from engines import ENGINES

RESULTS = {"q": "المحادثات النووية"}
# The centers of the first and of the last character of each element's text.
ENDS = """(() => [...document.querySelectorAll(SELECTOR)].map(element => {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const nodes = []; while (walker.nextNode()) nodes.push(walker.currentNode);
  const center = (node, start) => { const range = document.createRange();
    range.setStart(node, start); range.setEnd(node, start + 1);
    const bounds = range.getBoundingClientRect(); return (bounds.left + bounds.right) / 2; };
  const last = nodes[nodes.length - 1];
  return [element.textContent, center(nodes[0], 0), center(last, last.length - 1)]; }))"""


@pytest.fixture(scope="session", params=ENGINES)
def engine(request, tmp_path_factory):
    missing = ENGINES[request.param].missing()
    if missing:
        pytest.skip(f"not in {request.param}: {missing}")
    engine = ENGINES[request.param](tmp_path_factory.mktemp(request.param))
    yield engine
    engine.close()


@pytest.fixture
def visit(engine, base):
    def open_page(path, parameters=None, width=1280, language="ar"):
        engine.resize(width, 900)
        engine.go(base + path + "?" + urlencode({"lang": language, **(parameters or {})}))
        return engine

    return open_page


def boxes(page, selector):
    """Left, right, top and bottom of each element."""
    return page.evaluate(
        f"""() => [...document.querySelectorAll({json.dumps(selector)})].map(e => e.getBoundingClientRect())
        .map(b => [b.left, b.right, b.top, b.bottom])""")


def center(page, selector):
    left, right, _, _ = boxes(page, selector)[0]
    return (left + right) / 2


def ends(page, selector):
    return page.evaluate(ENDS.replace("SELECTOR", json.dumps(selector)))


def wait(page, condition, seconds=10):
    end = time.monotonic() + seconds
    while True:
        try:
            if page.evaluate(condition):
                return
        except Exception:
            # Playwright refuses while the page changes.
            assert time.monotonic() < end, condition
        assert time.monotonic() < end, condition
        time.sleep(0.05)


@pytest.mark.parametrize("language, direction", [("ar", "rtl"), ("en", "ltr")])
def test_language_and_direction_are_those_of_the_interface(visit, language, direction):
    page = visit("/search", RESULTS, language=language)
    assert page.evaluate(
        "() => [document.documentElement.lang, document.dir, getComputedStyle(document.querySelector('main')).direction]"
    ) == [language, direction, direction]


def test_the_interface_is_mirrored(visit):
    selectors = [".brand", ".top nav", ".box input", ".box button", ".facets", ".results"]
    arabic = visit("/search", RESULTS)
    seen = [center(arabic, selector) for selector in selectors]
    english = visit("/search", RESULTS, language="en")
    # A scroll bar, where there is one, stands on the right of both.
    width = english.evaluate("() => document.documentElement.clientWidth")
    for selector, x in zip(selectors, seen):
        assert x == pytest.approx(width - center(english, selector), abs=60), selector


@pytest.mark.parametrize("language", ["ar", "en"])
def test_each_text_has_its_own_direction_and_side(visit, language):
    seen = {}
    for offset in (0, 10):
        page = visit("/search", {"index": "hard", "sort": "date", "offset": offset}, language=language)
        assert page.evaluate(
            """() => [...document.querySelectorAll('.hits [dir]')].filter(e => {
              const range = document.createRange(); range.selectNodeContents(e);
              const text = range.getBoundingClientRect(), box = e.getBoundingClientRect(), style = getComputedStyle(e);
              return style.display === 'block' && text.width < box.width - 50
                && (text.left - box.left < box.right - text.right) !== (e.dir === 'ltr'); }).map(e => e.outerHTML)"""
        ) == []
        for title, first, last in ends(page, ".hits h2 span[dir]"):
            seen[title] = "ltr" if first < last else "rtl"
    for title in TITLES:
        right, left = len(re.findall("[\u0620-\u064a]", title)), len(re.findall("[A-Za-z]", title))
        assert seen[title] == ("ltr" if left > right else "rtl"), title


@pytest.mark.parametrize("language", ["ar", "en"])
def test_dates_read_in_the_direction_of_the_interface(visit, language):
    page = visit("/search", {"index": "hard", "sort": "date"}, language=language)
    dates = ends(page, ".hits .date")
    assert len(dates) == 20
    for text, first, last in dates:
        assert (first < last) == (language == "en"), text


def test_facet_names_stand_before_their_counts(visit):
    page = visit("/search", RESULTS)
    names, numbers = boxes(page, ".facets label bdi"), boxes(page, ".facets label .number")
    assert len(names) == len(numbers) > 5
    assert all(name[0] > number[1] for name, number in zip(names, numbers))


def test_marks_do_not_move_the_letters(visit):
    """Texts are as wide and as high without marks; marks of one line leave the others free."""
    page = visit("/search", RESULTS)
    widths = page.evaluate(
        """() => [...document.querySelectorAll('.hits p[dir], .hits h2 span[dir]')].filter(e => e.querySelector('mark')).map(e => {
          const size = () => { const range = document.createRange(); range.selectNodeContents(e);
            const box = range.getBoundingClientRect(); return [box.width, e.getBoundingClientRect().height]; };
          const [marked, high] = size(); e.textContent = e.textContent; const [plain, low] = size();
          return [marked - plain, high - low]; })""")
    assert len(widths) > 5
    assert all(abs(width) < 0.6 and abs(height) < 0.6 for width, height in widths), widths


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("state", STATES)
def test_nothing_is_spaced_slanted_or_cut(visit, state, language):
    path, parameters = STATES[state]
    page = visit(path, dict(parameters), language=language)
    assert page.evaluate(
        """() => [...document.querySelectorAll('body *')].filter(e => {
          const s = getComputedStyle(e);
          return !['normal', '0px'].includes(s.letterSpacing) || s.fontStyle !== 'normal' || s.textOverflow !== 'clip'
            || e.tagName === 'A' && s.textUnderlinePosition !== 'under'; }).map(e => e.outerHTML)""") == []


def test_lines_leave_room_for_vowels(visit):
    page = visit("/doc/t10", {"index": "hard"})
    for tag, ratio, fits in page.evaluate(
        """() => [...document.querySelectorAll('h1, .body p')].map(e => { const s = getComputedStyle(e);
          return [e.tagName, parseFloat(s.lineHeight) / parseFloat(s.fontSize), e.scrollHeight <= e.clientHeight + 1]; })"""
    ):
        assert ratio >= (1.5 if tag == "H1" else 1.7) and fits


@pytest.mark.parametrize("weight", [400, 700])
def test_the_face_for_arabic_is_found(visit, weight):
    """Each engine knows a face of the system by another of its names."""
    page = visit("/doc/sadim-0001")
    widths = f"""() => ['Fihrist Arabic', 'Noto Naskh Arabic', 'Missing'].map(family => {{
      const word = document.body.appendChild(document.createElement('span'));
      word.textContent = 'مغامرة';
      word.style.font = `{weight} 100px "${{family}}"`;
      const width = word.getBoundingClientRect().width; word.remove(); return width; }})"""
    _, face, other = page.evaluate(widths)
    if abs(face - other) < 1:
        pytest.skip("Noto Naskh Arabic is missing (apt-get install fonts-noto-core)")
    wait(page, f"() => {{ const [ours, face] = ({widths})(); return Math.abs(ours / face - 1.12) < 0.01; }}")


@pytest.mark.parametrize("language", ["ar", "en"])
def test_time_runs_with_the_text(visit, language):
    page = visit("/search", language=language)
    bars = page.evaluate(
        """() => [...document.querySelectorAll('.timeline svg a')].map(a => [a.dataset.from,
          a.querySelector('rect').getBoundingClientRect().left])""")
    lefts = [x for _, x in sorted(bars)]
    assert len(lefts) > 2 and lefts == sorted(lefts, reverse=language == "ar")
    oldest, newest = boxes(page, ".ends span")
    assert (oldest[0] < newest[0]) == (language == "en")


@pytest.mark.parametrize("language", ["ar", "en"])
def test_next_points_onwards(visit, language):
    page = visit("/search", {"offset": 10}, language=language)
    assert (center(page, ".paging .next") > center(page, ".paging .previous")) == (language == "en")


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("query, is_right", [("كلمة", True), ("word", False)])
def test_contexts_follow_the_direction_of_the_text(visit, query, is_right, language):
    page = visit("/concordance", {"index": "hard", "q": query}, language=language)
    before, match, after = (boxes(page, f".lines li {part}")[0] for part in (".before", ".match", ".after"))
    if is_right:
        before, after = after, before
    assert before[1] <= match[0] and match[1] <= after[0]


def test_copied_text_is_the_stored_text(visit):
    page = visit("/doc/sadim-0001", RESULTS)
    shown, copied = page.evaluate(
        """() => { const body = document.querySelector('.body'); getSelection().selectAllChildren(body);
          return [[...body.querySelectorAll('p')].map(p => p.textContent), getSelection().toString()]; }""")
    assert [line for line in copied.split("\n") if line] == shown
    assert not re.search("[\u200e\u200f\u202a-\u202e\u2066-\u2069]", copied)


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("state", STATES)
def test_a_narrow_screen_scrolls_one_way(visit, state, language):
    path, parameters = STATES[state]
    page = visit(path, dict(parameters), width=320, language=language)
    wide, inner = page.evaluate("() => [document.documentElement.scrollWidth, innerWidth]")
    assert inner == 320 and wide <= 320


def test_a_journey_with_the_keyboard(visit):
    page = visit("/")

    def tab_to(condition):
        for _ in range(80):
            page.press("Tab")
            if page.evaluate(f"() => {{ const e = document.activeElement; return {condition}; }}"):
                return
        raise AssertionError(condition)

    tab_to("e.className === 'skip'")
    assert boxes(page, ".skip")[0][2] >= 0
    tab_to("e.id === 'q'")
    page.type("المحادثات")
    wait(page, "() => document.querySelector('.suggestions li') !== null")
    page.press("ArrowDown")
    assert page.evaluate("() => document.activeElement.getAttribute('aria-activedescendant')") == "suggestion0"
    page.press("Escape")
    page.press("Enter")
    wait(page, "() => location.pathname === '/search' && document.readyState === 'complete'")
    tab_to("e.closest('.hits h2') !== null")
    assert page.evaluate(
        "() => { const s = getComputedStyle(document.activeElement); return [s.outlineStyle, parseFloat(s.outlineWidth)]; }"
    ) == ["solid", 3]
    page.press("Enter")
    wait(page, "() => location.pathname.startsWith('/doc/') && document.readyState === 'complete'")
    assert page.evaluate("() => [document.querySelectorAll('h1').length, document.querySelectorAll('mark').length > 0]") == [1, True]
