"""Airflow's backfill dialog, worked in Chromium as a person would: by what is written on it."""

import time
from collections.abc import Callable
from functools import partial
from importlib.util import find_spec
from shutil import which
from typing import Any

from nashra_airflow.local.environment import USER, Home

REPROCESS = {"none": "Missing Runs", "failed": "Missing and Errored Runs", "completed": "All Runs"}


def missing() -> str:
    """Why there can be none; empty when there can."""
    if not (which("chromium") and which("chromedriver")):
        return "Debian's chromium and chromium-driver are not installed"
    return "" if find_spec("selenium") else "selenium is not installed (pip install selenium)"


class Browser:
    def __init__(self, home: Home, patience: float = 1.0) -> None:
        from selenium import webdriver
        from selenium.webdriver.chrome.service import Service

        options = webdriver.ChromeOptions()
        for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=1400,1300"):
            options.add_argument(argument)
        options.add_argument("--lang=en")
        options.binary_location = str(which("chromium"))
        self.driver = webdriver.Chrome(options=options, service=Service(which("chromedriver")))
        self.home, self.patience = home, patience

    def __enter__(self) -> "Browser":
        return self

    def __exit__(self, *_: Any) -> None:
        self.driver.quit()

    def wait(self, look: Callable[[], Any], what: str) -> Any:
        from selenium.common.exceptions import WebDriverException

        end = time.monotonic() + 60 * self.patience
        while time.monotonic() < end:
            try:
                if found := look():
                    return found
            except WebDriverException:
                pass
            time.sleep(0.4)
        raise AssertionError(f"not on the page: {what} at {self.driver.current_url}")

    def all(self, selector: str) -> list[Any]:
        return list(self.driver.find_elements("css selector", selector))

    def log_in(self, page: str) -> None:
        self.driver.get(f"{self.home.url}/auth/login/?next={self.home.url}{page}")
        name, word = self.wait(lambda: self.all("input[name=username], input[name=password]"), "the login")
        name.send_keys(USER)
        word.send_keys(self.home.password())
        self.all("button[type=submit]")[0].click()
        self.wait(lambda: "login" not in self.driver.current_url and page in self.driver.current_url, page)

    def _nth(self, selector: str, number: int) -> Any:
        return self.all(selector)[number]

    def backfill(
        self, dag_id: str, first: str, last: str, reprocess: str, active: int = 1, backwards: bool = False
    ) -> None:
        """Trigger > Backfill > from, to, reprocess behaviour, max active runs, backwards > Run Backfill."""
        from selenium.webdriver.common.keys import Keys

        self.driver.get(f"{self.home.url}/dags/{dag_id}")
        self.wait(lambda: self.all("[data-testid=trigger-dag-button]"), "Trigger")[0].click()
        kind = "[role=dialog] input[type=radio][value=backfill]:not(:disabled)"
        radio = self.wait(lambda: self.all(kind), "the choice Backfill")[0]
        self.driver.execute_script("arguments[0].click()", radio)  # the radio itself is drawn by its label
        for number, day in enumerate((first, last)):
            field = self.wait(partial(self._nth, "[role=dialog] [data-testid=datetime-input]", number), "a date")
            field.click()
            window = field.get_attribute("id").replace(":trigger", ":content")
            typed = self.wait(partial(self.all, f"[id='{window}'] input[placeholder='YYYY/MM/DD']"), "a day")[0]
            typed.click()
            typed.send_keys(Keys.CONTROL, "a")
            typed.send_keys(day.replace("-", "/"))
            typed.send_keys(Keys.TAB)
            time.sleep(0.4)
            field.click()
        for choice in [REPROCESS[reprocess], *(["Run Backwards"] if backwards else [])]:
            label = f"//*[@role='dialog']//label[normalize-space()='{choice}']"
            self.wait(partial(self.driver.find_elements, "xpath", label), choice)[0].click()
        runs = self.all("[role=dialog] input[name=max_active_runs]")[0]
        runs.send_keys(Keys.CONTROL, "a")
        runs.send_keys(str(active))
        button = "//*[@role='dialog']//button[normalize-space()='Run Backfill' and not(@disabled)]"
        self.wait(lambda: self.driver.find_elements("xpath", button), "Run Backfill, ready")

        def closed() -> bool:
            """Airflow refuses a backfill until it has noticed that the last one is done: pressed again until then."""
            for ready in self.driver.find_elements("xpath", button):
                ready.click()
                time.sleep(5)
            return not self.driver.find_elements("xpath", button)

        self.wait(closed, "the dialog is closed")
        self.driver.get("about:blank")  # the DAG's page asks Airflow for news all the time
