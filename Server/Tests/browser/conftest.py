"""A server for the sample archive and for titles that are hard to lay out, and a browser."""

import json
import os
import re
import subprocess
from urllib.parse import urlencode

import pytest

TITLES = [
    "CSS: مغامرة في المتصفح", "iPhone 15 يصل إلى الأسواق", "مقابلة مع John Smith", "2015: عام النفط",
    "«مجلس الأمن» (UN)", "أسعار النفط +3.5%", "English title with كلمة", "C++", "مؤتمر COP28 في دبي",
    "!عاجل", "اللُّغَةُ إٍ", "http://example.com خبر",
]
PAYLOADS = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\"><svg onload=alert(1)>",
    "'><iframe srcdoc='<script>alert(1)</script>'>", "javascript:alert(1)", "</title><script>alert(1)</script>",
    "\" autofocus onfocus=\"alert(1)", "<style>*{display:none}</style>", "<base href=//evil.example>",
]
LONG = ["مؤسسة الخليج العربي الكبرى للصحافة والطباعة والنشر والتوزيع والإعلان", "Anamewithoutanyspaceinit" * 5]
STATES = {
    "home": ("/", []), "results": ("/search", [("q", "المحادثات النووية")]),
    "narrowed": ("/search", [("q", "النفط"), ("source", "وكالة سديم للأنباء"), ("from", "2024")]),
    "nothing": ("/search", [("q", "زززززز")]), "lenient": ("/search", [("q", "«مجلس الأمن")]),
    "hijri": ("/search", [("q", "النفط"), ("calendar", "hijri"), ("from", "1445"), ("snippets", "3")]),
    "undated": ("/search", [("filter", "-date:*")]), "article": ("/doc/sadim-0001", [("q", "مسقط")]),
    "advanced": ("/advanced", []), "concordance": ("/concordance", [("q", "النفط"), ("sort", "right")]),
    "trends": ("/trends", [("q", "النفط"), ("q", "المحادثات")]), "missing": ("/nothing", []),
    "filled": ("/advanced", [("q", "+النفط -أوبك source:okaz"), ("from", "2024")]),
    "narrowed concordance": ("/concordance", [("q", "النفط"), ("source", "وكالة سديم للأنباء"), ("from", "2024")]),
    "misspelled": ("/Search", [("q", "النفط")]), "further": ("/search", [("offset", "10")]),
    "long": ("/search", [("index", "long"), ("source", LONG[0]), ("source", LONG[1])]),
    "long article": ("/doc/l1", [("index", "long"), ("q", "كلمة")]),
}


def record(key, title, body, **fields):
    return {"id": key, "title": title, "content": body, **fields}


@pytest.fixture(scope="session")
def base(tmp_path_factory):
    """The address of a server with four indexes."""
    folder = tmp_path_factory.mktemp("indexes")
    hard = folder / "hard.jsonl"
    lines = [
        record(f"t{number}", title, f"نص عن العنوان رقم {number} وفيه كلمة.\n\nفقرة ثانية.", source="صحيفة", date=f"20{10 + number}-03-0{1 + number % 9}")
        for number, title in enumerate(TITLES)
    ] + [record("en", "Only English", "An English word stands here, a word of the text.", source="Paper", date="2020-01-01")]
    hard.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines))
    evil = folder / "evil.jsonl"
    evil.write_text("".join(
        json.dumps(record(payload, f"سم {payload}", f"سم {payload}", source=payload, author=payload, url=payload, date=payload), ensure_ascii=False) + "\n"
        for payload in PAYLOADS))
    long = folder / "long.jsonl"
    long.write_text("".join(
        json.dumps(record(f"l{number}", f"عنوان {number}", "نص فيه كلمة.", source=name, author=name, tags=[name, name + "س"], date="2024-01-01"), ensure_ascii=False) + "\n"
        for number, name in enumerate(LONG)))
    indexes = []
    for name, source in [("news", os.environ["ARCHIVE"]), ("hard", hard), ("evil", evil), ("long", long)]:
        path = folder / f"{name}.index"
        subprocess.run([os.environ["FIHRIST"], "index", "--quiet", "--index", path, source], check=True, capture_output=True)
        indexes += ["--index", str(path)]
    server = subprocess.Popen(
        [os.environ["FIHRIST_SERVER"], *indexes, "--port", "0", "--title", "أرشيف نموذجي"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    port = re.search(r":(\d+)/", server.stdout.readline()).group(1)
    yield f"http://127.0.0.1:{port}"
    server.terminate()
    assert server.wait(30) == 0


@pytest.fixture(scope="session")
def browser():
    from playwright.sync_api import sync_playwright
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def visit(browser, base):
    """Opens a page; the test fails on any dialog, script error or violation of the policy."""
    contexts, troubles = [], []

    def open_page(path, parameters=(), width=1280, language="ar", **options):
        context = browser.new_context(viewport={"width": width, "height": 900}, locale=language, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("dialog", lambda dialog: (troubles.append(dialog.message), dialog.dismiss()))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda message: troubles.append(message.text) if message.type == "error" and not re.search("status of 40[04]", message.text) else None)
        page.goto(base + path + ("?" + urlencode(parameters) if parameters else ""))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert troubles == []
