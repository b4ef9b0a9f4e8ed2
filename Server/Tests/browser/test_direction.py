"""The rules for text from right to left, by computed boxes and styles. Numbers are those of the design."""

import re

import pytest
from conftest import TITLES

NEWS = [("q", "المحادثات النووية")]
# The box of the first and of the last character of an element's text.
ENDS = """element => {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const nodes = []; while (walker.nextNode()) nodes.push(walker.currentNode);
  const box = (node, start) => { const range = document.createRange();
    range.setStart(node, start); range.setEnd(node, start + 1);
    const bounds = range.getBoundingClientRect(); return (bounds.left + bounds.right) / 2; };
  const last = nodes[nodes.length - 1];
  return [box(nodes[0], 0), box(last, last.length - 1)]; }"""


def center(page, selector):
    box = page.locator(selector).first.bounding_box()
    return box["x"] + box["width"] / 2


@pytest.mark.parametrize("language, direction", [("ar", "rtl"), ("en", "ltr")])
def test_1_direction_is_in_the_markup(visit, language, direction):
    page = visit("/search", NEWS, language=language)
    assert page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == [language, direction]
    assert page.evaluate("getComputedStyle(document.querySelector('main')).direction") == direction


def test_2_the_interface_is_mirrored(visit):
    arabic, english = visit("/search", NEWS), visit("/search", NEWS, language="en")
    for selector in [".brand", ".facets", ".box button", ".results"]:
        assert center(arabic, selector) == pytest.approx(1280 - center(english, selector), abs=60), selector


def test_3_each_title_has_its_own_direction(visit):
    page = visit("/search", [("index", "hard"), ("sort", "date")])
    seen = {}
    for number in (0, 10):
        page = visit("/search", [("index", "hard"), ("sort", "date"), ("offset", number)])
        for link in page.locator(".hits h2 span[dir]").all():
            seen[link.inner_text()] = (link.get_attribute("dir"), link.evaluate(ENDS))
    assert set(TITLES) <= set(seen)
    for title in TITLES:
        right = len(re.findall(r"[\u0620-\u064a]", title))
        left = len(re.findall(r"[A-Za-z]", title))
        direction, (first, last) = seen[title]
        assert direction == ("ltr" if left > right else "rtl"), title
        assert (first < last) == (direction == "ltr"), title


def test_4_names_and_counts_have_elements_of_their_own(visit):
    page = visit("/search", NEWS)
    for label in page.locator(".facets label").all():
        assert label.locator("bdi").count() == 1 and label.locator(".number").count() == 1
        assert not re.search(r"[()\[\]]", label.inner_text())
        name, number = (label.locator(part).bounding_box() for part in ("bdi", ".number"))
        assert name["x"] > number["x"]


@pytest.mark.parametrize("text, direction", [
    ("*كتاب", "rtl"), ("-رياضة", "rtl"), ('"2015"', "rtl"), ("", "rtl"), ("oil price", "ltr"), ("title:نفط", "rtl"), ("title:oil", "ltr"), ("+النفط oil", "rtl")])
def test_5_the_box_has_the_direction_of_its_text(visit, text, direction):
    assert visit("/search", [("q", text)]).locator("#q").get_attribute("dir") == direction


def test_6_and_7_dates_are_words_and_digits_of_one_kind(visit):
    page = visit("/search", NEWS)
    for date in page.locator(".date").all():
        assert re.fullmatch(r"\d{1,2} [\u0621-\u064a ]+ \d{4}", date.inner_text()), date.inner_text()
        assert not re.search(r"[٠-٩]", date.inner_text())
    for moment in page.locator("time").all():
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", moment.get_attribute("datetime"))


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("path", ["/search", "/trends"])
def test_7_numbers_of_a_table_end_under_each_other(visit, path, language):
    page = visit(path, [("q", "النفط"), ("q", "المحادثات")] if path == "/trends" else [], language=language)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    edges = page.evaluate("""() => [...document.querySelectorAll('main table')].flatMap(table => {
      const edge = cell => { const r = document.createRange(); r.selectNodeContents(cell); return r.getBoundingClientRect().right; };
      const heads = [...table.querySelector('thead tr:last-child').children].slice(-table.querySelector('tbody tr').querySelectorAll('td').length);
      return [...table.querySelectorAll('tbody tr')].flatMap(row => [...row.querySelectorAll('td')].map((cell, n) => edge(cell) - edge(heads[n]))); })""")
    assert len(edges) > 3 and all(abs(edge) < 1 for edge in edges), edges


def test_7_a_date_is_on_one_line(visit):
    page = visit("/search", [("q", "date:foo")], width=320)
    assert page.locator("p bdi").count() > 3
    assert page.evaluate("[...document.querySelectorAll('p bdi')].filter(e => e.getClientRects().length > 1).length") == 0


def test_8_marks_do_not_break_the_joining_of_letters(visit):
    page = visit("/search", NEWS)
    marks = page.locator("mark").all()
    assert len(marks) > 5
    for mark in marks:
        style = mark.evaluate("""m => { const s = getComputedStyle(m), p = getComputedStyle(m.parentNode);
          return [s.padding, s.margin, s.borderWidth, s.display, s.unicodeBidi,
                  s.fontWeight === p.fontWeight, s.fontSize === p.fontSize]; }""")
        assert style[:4] == ["0px", "0px", "0px", "inline"] and style[4] in ("normal", "isolate") and style[5:] == [True, True]
    widths = page.evaluate("""() => [...document.querySelectorAll('.hits p[dir]')].map(p => {
      const width = () => { const r = document.createRange(); r.selectNodeContents(p);
        return [...r.getClientRects()].reduce((sum, b) => Math.max(sum, b.right), 0); };
      const copy = p.cloneNode(true); const box = document.createElement('span');
      box.style = ''; const height = p.getBoundingClientRect().height;
      p.textContent = p.textContent; return [height, p.getBoundingClientRect().height]; })""")
    assert all(before == after for before, after in widths)


@pytest.mark.parametrize("path", ["/search?q=%D8%A7%D9%84%D9%86%D9%81%D8%B7", "/doc/sadim-0001", "/concordance?q=%D8%A7%D9%84%D9%86%D9%81%D8%B7", "/advanced"])
def test_9_10_and_13_nothing_is_spaced_slanted_or_cut(visit, path):
    page = visit(path)
    found = page.evaluate("""() => [...document.querySelectorAll('body *')].flatMap(e => {
      const s = getComputedStyle(e);
      return [s.letterSpacing === 'normal' || s.letterSpacing === '0px' ? null : 'spacing ' + e.tagName,
              s.fontStyle === 'normal' ? null : 'style ' + e.tagName,
              s.textOverflow === 'clip' ? null : 'cut ' + e.tagName,
              e.tagName === 'A' && s.textUnderlinePosition !== 'under' ? 'underline' : null].filter(Boolean); })""")
    assert found == []


def test_11_marks_above_and_below_letters_have_room(visit):
    page = visit("/search", [("index", "hard"), ("q", "إٍ"), ("lang", "ar")])
    page = visit("/doc/t10", [("index", "hard")])
    heights = page.evaluate("""() => [...document.querySelectorAll('h1, .body p')].map(e => {
      const s = getComputedStyle(e);
      return [e.tagName, parseFloat(s.lineHeight) / parseFloat(s.fontSize), e.scrollHeight <= e.clientHeight + 1, s.overflow]; })""")
    for tag, ratio, fits, overflow in heights:
        assert ratio >= (1.5 if tag == "H1" else 1.7) and fits and overflow == "visible"


def test_12_arabic_has_a_face_of_its_own(visit):
    page = visit("/doc/sadim-0001")
    session = page.context.new_cdp_session(page)
    for domain in ("DOM", "CSS"):
        session.send(f"{domain}.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    node = session.send("DOM.querySelector", {"nodeId": root, "selector": ".body p"})["nodeId"]
    fonts = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    most = max(fonts, key=lambda font: font["glyphCount"])
    assert most["familyName"] in {"Noto Naskh Arabic", "Geeza Pro", "Segoe UI", "Tahoma"} or not re.search("Latin", most["familyName"])


def test_14_time_runs_to_the_left(visit):
    for language, oldest_first in [("ar", False), ("en", True)]:
        page = visit("/search", [], language=language)
        bars = page.locator(".timeline svg a").all()
        order = [(bar.get_attribute("data-from"), bar.locator("rect").first.bounding_box()["x"]) for bar in bars]
        slots = [x for _, x in sorted(order)]
        assert slots == sorted(slots, reverse=not oldest_first)
        ends = page.locator(".ends span").all()
        assert len(ends) == 2 and (ends[0].bounding_box()["x"] < ends[1].bounding_box()["x"]) == oldest_first
        assert ("1998" in ends[0].inner_text())


def test_15_next_points_to_the_left(visit):
    page = visit("/search", [("offset", 10)])
    assert center(page, ".paging .next") < center(page, ".paging .previous")
    assert page.locator(".paging .next").inner_text() == "التالي"
    page = visit("/search", [("offset", 10)], language="en")
    assert center(page, ".paging .next") > center(page, ".paging .previous")


def test_16_contexts_follow_the_direction_of_the_text(visit):
    for query, is_right in [("كلمة", True), ("word", False)]:
        page = visit("/concordance", [("index", "hard"), ("q", query)])
        line = page.locator(".lines li").first
        boxes = [line.locator(part).bounding_box()["x"] for part in (".before", ".match", ".after")]
        assert boxes == sorted(boxes, reverse=is_right), query


def test_17_copied_text_is_the_stored_text(visit, base):
    page = visit("/doc/sadim-0001", NEWS)
    stored = page.request.get(f"{base}/v1/indexes/news/documents/sadim-0001").json()["fields"]["body"]
    shown = page.evaluate("[...document.querySelectorAll('.body p')].map(p => p.textContent)")
    assert shown == [line for line in stored.split("\n") if line.strip()]
    assert not re.search("[\u200e\u200f\u202a-\u202e\u2066-\u2069]", page.content())


def test_18_the_hijri_calendar_counts_its_own_years(visit):
    page = visit("/search", [("calendar", "hijri"), *NEWS])
    rows = page.locator(".timeline tbody th").all_text_contents()
    assert rows and all(re.search(r"14[34]\d", row) for row in rows)
