"""Chromium, Firefox and WebKit behind the few calls that the tests of all three need.

Chromium is driven by Playwright. Firefox speaks WebDriver BiDi itself, over a WebSocket, and needs no
driver. WebKit is that of WebKitGTK, with its own WebDriver.
"""

import base64
import importlib.util
import json
import os
import re
import shutil
import socket
import subprocess
import time
import urllib.request

# Keys as WebDriver names them, by their names in Playwright.
KEYS = {"Tab": "\ue004", "Enter": "\ue007", "ArrowDown": "\ue015", "Escape": "\ue00c"}


def found(*programs):
    """The path of the first of the programs that is there."""
    return next(filter(None, map(shutil.which, programs)), None)


def key_actions(keys):
    return [{"type": "key", "id": "keyboard", "actions": [
        {"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]}]


class Chromium:
    def __init__(self, folder, dark=False):
        from playwright.sync_api import sync_playwright
        self.playwright = sync_playwright().start()
        self.browser = self.playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=["--no-sandbox"])
        self.version = self.browser.version
        self.page = self.browser.new_page(color_scheme="dark" if dark else "light")

    @staticmethod
    def missing():
        if not os.environ.get("CHROMIUM"):
            return "Chromium is missing (apt-get install chromium)"
        if not importlib.util.find_spec("playwright"):
            return "a Python package is missing (pip install playwright)"

    def resize(self, width, height):
        self.page.set_viewport_size({"width": width, "height": height})

    def go(self, address):
        self.page.goto(address)

    def evaluate(self, function):
        return self.page.evaluate(function)

    def press(self, key):
        self.page.keyboard.press(key)

    def type(self, text):
        self.page.keyboard.type(text)

    def picture(self):
        return self.page.screenshot()

    def close(self):
        self.browser.close()
        self.playwright.stop()


class Firefox:
    def __init__(self, folder, dark=False):
        from websockets.sync.client import connect
        profile = folder / "firefox"
        profile.mkdir()
        (profile / "user.js").write_text(
            f'user_pref("layout.css.prefers-color-scheme.content-override", {0 if dark else 1});\n')
        self.process = subprocess.Popen(
            [self.program(), "--headless", "--remote-debugging-port", "0", "--no-remote", "--profile", profile],
            stderr=subprocess.PIPE, text=True)
        for line in self.process.stderr:
            if address := re.search(r"WebDriver BiDi listening on (ws://\S+)", line):
                break
        self.connection = connect(address[1] + "/session", max_size=None)
        self.count = 0
        self.version = self.call("session.new", capabilities={})["capabilities"]["browserVersion"]
        # The first page never has the focus, and then nothing in it has.
        self.context = self.call("browsingContext.create", type="tab")["context"]

    @staticmethod
    def program():
        return found("firefox", "firefox-esr")

    @staticmethod
    def missing():
        if not Firefox.program():
            return "Firefox is missing (apt-get install firefox-esr)"
        if not importlib.util.find_spec("websockets"):
            return "a Python package is missing (pip install websockets)"

    def call(self, method, **parameters):
        self.count += 1
        self.connection.send(json.dumps({"id": self.count, "method": method, "params": parameters}))
        while (answer := json.loads(self.connection.recv(timeout=60))).get("id") != self.count:
            pass
        if answer["type"] == "error":
            raise RuntimeError(answer["message"])
        return answer["result"]

    def resize(self, width, height):
        self.call("browsingContext.setViewport", context=self.context, viewport={"width": width, "height": height})

    def go(self, address):
        self.call("browsingContext.navigate", context=self.context, url=address, wait="complete")

    def evaluate(self, function):
        answer = self.call(
            "script.evaluate", expression=f"JSON.stringify(({function})())", awaitPromise=False,
            target={"context": self.context})
        if answer["type"] == "exception":
            raise RuntimeError(answer["exceptionDetails"]["text"])
        return json.loads(answer["result"].get("value", "null"))

    def press(self, key):
        self.call("input.performActions", context=self.context, actions=key_actions([KEYS[key]]))

    def type(self, text):
        self.call("input.performActions", context=self.context, actions=key_actions(text))

    def picture(self):
        return base64.b64decode(self.call("browsingContext.captureScreenshot", context=self.context)["data"])

    def close(self):
        self.connection.close()
        self.process.terminate()
        self.process.wait(30)


class WebKit:
    # Without it the buttons of the browser keep its window from being as narrow as a phone.
    STYLE = "* { min-width: 0; min-height: 0; padding: 0; margin: 0; border-width: 0; font-size: 1px; -gtk-icon-transform: scale(0.1); }"

    def __init__(self, folder, dark=False):
        settings = folder / "webkit"
        (settings / "gtk-3.0").mkdir(parents=True)
        (settings / "gtk-3.0/gtk.css").write_text(self.STYLE)
        read, write = os.pipe()
        self.screen = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", "1600x1200x24"], pass_fds=[write], stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as display, socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
            environment = dict(
                os.environ, DISPLAY=":" + display.readline().strip(), GDK_BACKEND="x11", XDG_CONFIG_HOME=str(settings),
                GTK_THEME="Adwaita:dark" if dark else "Adwaita", WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS="1")
        self.driver = subprocess.Popen(["WebKitWebDriver", f"--port={port}"], env=environment, stderr=subprocess.DEVNULL)
        self.path = f"http://127.0.0.1:{port}/session"
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        session = self.call("POST", "", {"capabilities": {}})
        self.path += "/" + session["sessionId"]
        self.version = session["capabilities"]["browserVersion"]
        # The window has a bar above the page.
        self.bar = self.evaluate("() => outerHeight - innerHeight")

    @staticmethod
    def missing():
        if not (found("WebKitWebDriver") and found("Xvfb")):
            return "WebKit is missing (apt-get install webkit2gtk-driver xvfb)"

    def call(self, method, path, body=None):
        request = urllib.request.Request(self.path + path, method=method, data=body and json.dumps(body).encode())
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)["value"]

    def resize(self, width, height):
        self.call("POST", "/window/rect", {"width": width, "height": height + self.bar})
        for _ in range(100):
            if self.evaluate("() => [innerWidth, innerHeight]") == [width, height]:
                return
            time.sleep(0.02)
        raise RuntimeError(f"the window has not become {width} by {height}")

    def go(self, address):
        self.call("POST", "/url", {"url": address})

    def evaluate(self, function):
        return self.call("POST", "/execute/sync", {"script": f"return ({function})()", "args": []})

    def press(self, key):
        self.call("POST", "/actions", {"actions": key_actions([KEYS[key]])})

    def type(self, text):
        self.call("POST", "/actions", {"actions": key_actions(text)})

    def picture(self):
        return base64.b64decode(self.call("GET", "/screenshot"))

    def close(self):
        self.call("DELETE", "")
        for process in (self.driver, self.screen):
            process.terminate()
            process.wait(30)


ENGINES = {"chromium": Chromium, "firefox": Firefox, "webkit": WebKit}
