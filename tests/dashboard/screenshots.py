"""Screenshots of every page of the dashboard in a real browser, to be looked at. Run by hand:

    PYTHONPATH=include .venv/bin/python tests/dashboard/screenshots.py ADDRESS FOLDER [ENTITY [SOURCE]]

Prints how long each page took until it was drawn, what the browser complained of, whether a page is wider than
its window and whatever it asked of another host. Needs selenium, and Debian's chromium and chromium-driver.
"""

import json
import sys
import time
from pathlib import Path
from typing import Any

from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

FLAGS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--hide-scrollbars",
         "--no-first-run", "--disable-component-update", "--force-device-scale-factor=1", "--lang=en")  # fmt: skip


def browser() -> Any:
    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    for flag in FLAGS:
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    return webdriver.Chrome(options, webdriver.ChromeService("/usr/bin/chromedriver"))


def elsewhere(chrome: Any, home: str) -> list[str]:
    """Addresses on other hosts that the pages asked for."""
    asked = []
    for entry in chrome.get_log("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            url = message["params"]["request"]["url"]
            if not url.startswith((home, "data:", "blob:", "chrome", "about:")):
                asked.append(url)
    return asked


def shot(chrome: Any, home: str, path: str, file: Path, width: int = 1280, top: int = 4000) -> None:
    chrome.set_window_size(width, 900)
    began = time.monotonic()
    chrome.get(home + path)
    WebDriverWait(chrome, 60).until(lambda b: b.find_elements(By.CSS_SELECTOR, ".parts > *"))
    took = time.monotonic() - began
    time.sleep(2.5)
    height = chrome.execute_script("return document.documentElement.scrollHeight")
    chrome.set_window_size(width, min(max(height + 10, 500), top))
    time.sleep(1)
    chrome.save_screenshot(str(file))
    wide = chrome.execute_script("return document.documentElement.scrollWidth > innerWidth + 1")
    errors = [e["message"][:200] for e in chrome.get_log("browser") if e["level"] == "SEVERE"]
    print(f"{file.stem:<28}{took:6.2f} s", "WIDER THAN THE WINDOW" if wide else "", *errors, flush=True)


def main() -> None:
    home, folder = sys.argv[1].rstrip("/"), Path(sys.argv[2])
    entity, source = ([*sys.argv[3:], "", ""])[:2]
    folder.mkdir(parents=True, exist_ok=True)
    chrome = browser()
    try:
        for lang in ("ar", "en"):
            for page in ("", "entities", "sources", "quality"):
                shot(chrome, home, f"/{page}?lang={lang}", folder / f"dashboard-{page or 'overview'}-{lang}.png")
            shot(chrome, home, f"/entities?lang={lang}&q=%D8%A8%D9%88", folder / f"dashboard-search-{lang}.png")
            if entity:
                shot(chrome, home, f"/entities/{entity}?lang={lang}", folder / f"dashboard-entity-{lang}.png")
            if source:
                shot(chrome, home, f"/sources/{source}?lang={lang}", folder / f"dashboard-source-{lang}.png")
        shot(chrome, home, "/?lang=ar", folder / "dashboard-narrow.png", width=420)
        print("asked elsewhere:", elsewhere(chrome, home) or "nothing")
    finally:
        chrome.quit()


if __name__ == "__main__":
    main()
