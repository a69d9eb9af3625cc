"""Screenshots of every page in a real browser, to be looked at. Run by hand against an Airflow that is up:

    NASHRA_AIRFLOW_HOME=... PYTHONPATH=include .venv/bin/python tests/plugins/screenshots.py FOLDER [DAY [ARTICLE]]

Needs selenium, and Debian's chromium and chromium-driver. Not a test: the suite checks the pages over HTTP.
"""

import sys
import time
from pathlib import Path
from typing import Any

from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from nashra_airflow.local.api import Api
from nashra_airflow.local.environment import USER, Home

FLAGS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--hide-scrollbars",
         "--no-first-run", "--disable-component-update", "--force-device-scale-factor=1")  # fmt: skip
FRAME = 150  # what a window is taller than the page in it


class Eye:
    """A logged-in browser that saves what it sees."""

    def __init__(self, home: Home, folder: Path) -> None:
        options = webdriver.ChromeOptions()
        options.binary_location = "/usr/bin/chromium"
        for flag in FLAGS:
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        self.browser: Any = webdriver.Chrome(options, webdriver.ChromeService("/usr/bin/chromedriver"))
        self.home, self.folder = home, folder
        self.browser.get(f"{home.url}/auth/login")
        self.wait(By.NAME, "username").send_keys(USER)
        self.browser.find_element(By.NAME, "password").send_keys(home.password())
        self.browser.find_element(By.CSS_SELECTOR, "button[type=submit]").click()
        self.wait(By.CSS_SELECTOR, "nav, [data-testid=stats], #root a")
        time.sleep(1)

    def wait(self, by: str, what: str, seconds: float = 20):  # type: ignore[no-untyped-def]
        return WebDriverWait(self.browser, seconds).until(lambda b: b.find_element(by, what))

    def look(self, theme: str) -> None:
        self.browser.execute_script("localStorage.setItem('theme', arguments[0])", theme)

    def shot(
        self, name: str, path: str, size: tuple[int, int] = (1280, 900), pause: float = 0.6, whole: bool = True
    ) -> None:
        """Opens a path and saves it; `whole` grows the window to the page's height (up to 4,000)."""
        self.browser.set_window_size(*size)
        began = time.monotonic()
        if path:
            self.browser.get(self.home.url + path)
        took = time.monotonic() - began
        time.sleep(pause)
        if whole:
            height = self.browser.execute_script("return document.documentElement.scrollHeight")
            self.browser.set_window_size(size[0], min(max(height + FRAME, 400), 4000))
        self.browser.save_screenshot(str(self.folder / f"{name}.png"))
        wide = self.browser.execute_script("return document.documentElement.scrollWidth > innerWidth + 1")
        errors = [e["message"][:200] for e in self.browser.get_log("browser") if e["level"] == "SEVERE"]
        print(
            f"{name:<22}{took:6.2f} s",
            "WIDER THAN THE WINDOW" if wide else "",
            *errors,
        )


def main() -> None:
    home, folder = Home(), Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    runs = Api(home).runs("nashra_nightly")
    day = sys.argv[2] if len(sys.argv) > 2 else next(r["partition_key"] for r in runs if r["state"] == "success")
    eye = Eye(home, folder)
    try:
        eye.look("light")
        eye.shot("days-en", "/nashra/days?lang=en")
        eye.shot("days-ar", "/nashra/days?lang=ar")
        eye.shot("report-en", f"/nashra/day/{day}?lang=en")
        eye.shot("report-ar", f"/nashra/day/{day}?lang=ar")
        eye.look("dark")
        eye.shot("report-dark", f"/nashra/day/{day}?lang=en")
        eye.shot("days-dark", "/nashra/days?lang=en")
        eye.browser.get(f"{home.url}/nashra/articles/{day}?lang=en&order=removed")
        links = eye.browser.find_elements(By.CSS_SELECTOR, "td a")
        article = sys.argv[3] if len(sys.argv) > 3 else str(links[0].get_attribute("href")).rsplit("/", 1)[-1]
        eye.shot("article-dark", f"/nashra/article/{day}/{article}?lang=ar")
        eye.look("light")
        eye.shot("article-en", f"/nashra/article/{day}/{article}?lang=en")
        eye.shot("article-ar", f"/nashra/article/{day}/{article}?lang=ar")
        eye.shot("article-narrow", f"/nashra/article/{day}/{article}?lang=ar", (420, 800))
        for name in ("articles", "removals", "entities", "quarantine", "quality"):
            eye.shot(f"{name}-en", f"/nashra/{name}/{day}?lang=en")
        eye.shot("quality-ar", f"/nashra/quality/{day}?lang=ar")
        eye.shot("removals-ar", f"/nashra/removals/{day}?lang=ar")
        eye.shot("record-en", f"/nashra/quarantine/{day}/0?lang=en")
        eye.shot("find-en", "/nashra/article?lang=en")
        for state in ("success", "failed"):
            run = next((r for r in runs if r["state"] == state), None)
            if run:
                path = f"/dags/nashra_nightly/runs/{run['dag_run_id']}/plugin/nashra-night"
                eye.shot(f"tab-{state}", path, (1500, 950), 4, whole=False)
        eye.shot("nav", "/plugin/nashra", (1500, 950), 4, whole=False)
        backfill(eye)
    finally:
        eye.browser.quit()


def backfill(eye: Eye) -> None:
    """From a missing day of the calendar, inside Airflow's frame, to its dialog with the day filled in."""
    eye.browser.get(f"{eye.home.url}/plugin/nashra")
    eye.browser.switch_to.frame(eye.wait(By.CSS_SELECTOR, "iframe"))
    missing = eye.wait(By.CSS_SELECTOR, "a.day.missing")
    day = missing.get_attribute("data-backfill")
    missing.click()
    eye.browser.switch_to.default_content()
    chosen: list[str] = []
    for _ in range(40):
        time.sleep(0.5)
        chosen = [
            e.text for e in eye.browser.find_elements(By.CSS_SELECTOR, "[role=dialog] [data-testid=datetime-input]")
        ]
        if len(chosen) == 2 and all("Select" not in text for text in chosen):
            break
    eye.shot("backfill", "", (1500, 1000), 1.5, whole=False)
    print(f"backfill dialog for {day}: {chosen}")


if __name__ == "__main__":
    main()
