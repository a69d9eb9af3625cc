"""The dashboard in a real browser: it is drawn, follows clicks and typing, and asks nothing of another host."""

import json
import shutil
from collections.abc import Iterator
from typing import Any

import pytest

from tests.support.made_lake import story_id

BROWSER, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
STORY = f"/stories/{story_id('2023-09-14', 3)}?lang=ar"
FLAGS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run",
         "--disable-component-update", "--window-size=1280,900")  # fmt: skip


@pytest.fixture(scope="module")
def chrome() -> Iterator[Any]:
    webdriver = pytest.importorskip("selenium.webdriver", reason="selenium isn't installed: pip install selenium")
    if not (BROWSER and DRIVER):
        pytest.skip("no chromium with its driver: apt-get install chromium chromium-driver")
    options = webdriver.ChromeOptions()
    options.binary_location = BROWSER
    for flag in FLAGS:
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    browser = webdriver.Chrome(options, webdriver.ChromeService(DRIVER))
    yield browser
    browser.quit()


def until(chrome: Any, script: str) -> Any:
    """Waits until a script returns something true, and returns that."""
    from selenium.webdriver.support.ui import WebDriverWait

    return WebDriverWait(chrome, 60).until(lambda b: b.execute_script(f"return {script}"))


def test_a_walk_through_the_dashboard(home: str, chrome: Any) -> None:
    chrome.get(home)
    until(chrome, "document.querySelectorAll('.chart').length >= 2")
    assert until(chrome, "document.querySelector('.frame').dir") == "rtl"
    assert not chrome.execute_script("return document.documentElement.scrollWidth > innerWidth + 1")
    names = "[...document.querySelectorAll('.bar-label')].map(e => e.getBoundingClientRect().left)"
    bars = "[...document.querySelectorAll('.bar-room')].map(e => e.getBoundingClientRect().left)"
    assert min(chrome.execute_script(f"return {names}")) > min(chrome.execute_script(f"return {bars}"))

    chrome.execute_script("document.querySelector('#language').click()")
    until(chrome, "document.querySelector('.frame').dir == 'ltr'")
    assert "lang=en" in chrome.current_url

    chrome.execute_script("document.querySelector('nav a[href^=\"/entities\"]').click()")
    search = until(chrome, "document.querySelector('.search input')")
    search.send_keys("بوتين\n")
    until(chrome, "document.querySelectorAll('tbody tr').length == 1")
    chrome.execute_script("document.querySelector('tbody a').click()")
    until(chrome, "document.querySelector('h1')?.innerText == 'Vladimir Putin'")
    until(chrome, "document.querySelectorAll('.chart').length >= 2")
    assert "/entities/Q7747" in chrome.current_url
    until(chrome, "document.title == 'Vladimir Putin · Nashra' && document.documentElement.lang == 'en'")

    chrome.execute_script("document.querySelector('nav a[href^=\"/search\"]').click()")
    until(chrome, "document.title == 'Search · Nashra'")
    until(chrome, "document.querySelector('.search input')").send_keys("روسيا\n")
    title = until(chrome, "document.querySelector('.hit h3 a')?.innerText")
    chrome.execute_script("document.querySelector('.hit h3 a').click()")
    assert until(chrome, "document.querySelector('.body') && document.querySelector('h1').innerText") == title

    asked = [json.loads(entry["message"])["message"] for entry in chrome.get_log("performance")]
    hosts = [m["params"]["request"]["url"] for m in asked if m["method"] == "Network.requestWillBeSent"]
    assert [url for url in hosts if not url.startswith((home, "data:", "blob:", "chrome"))] == []
    assert len(hosts) > 10
    assert [e["message"] for e in chrome.get_log("browser") if e["level"] == "SEVERE"] == []


def test_charts_are_on_the_page_with_the_page(home: str, chrome: Any) -> None:
    chrome.get(f"{home}/?lang=ar")
    until(chrome, "document.querySelector('.parts > *')")
    bars, days = chrome.execute_script(
        "return [[...document.querySelectorAll('.day .filled')].map(e => e.offsetHeight),"
        " [...document.querySelectorAll('.named-days span')].map(e => e.innerText)]"
    )
    assert len(bars) == 3 and min(bars) > 100, "drawn as soon as anything is"
    assert days == ["2023-09-13", "2023-09-14", "2023-09-15"]
    loaded = chrome.execute_script("return performance.getEntriesByType('resource').map(e => e.decodedBodySize)")
    assert sum(loaded) < 3_500_000, "no library has to be loaded for them"


def test_a_map_is_looked_at_closer_and_its_places_open_their_pages(home: str, chrome: Any) -> None:
    from selenium.webdriver.common.action_chains import ActionChains

    chrome.get(f"{home}/?lang=en")
    map_ = until(chrome, "document.querySelector('.map')")
    chrome.execute_script("window.kept = true; arguments[0].scrollIntoView({ block: 'center' })", map_)
    spots = (
        "return Object.fromEntries([...document.querySelectorAll('.place')].map("
        "e => [e.getAttribute('href').split(/[/?]/)[2], e.getBoundingClientRect().left]))"
    )
    before = chrome.execute_script(spots)
    assert set(before) == {"Q159", "Q1016", "Q41183"}
    begin = ActionChains(chrome).move_to_element_with_offset(map_, -80, -60).click_and_hold()
    begin.move_by_offset(60, 50).move_by_offset(60, 50).release().perform()
    close = chrome.execute_script(spots)
    far, near = (abs(one["Q1016"] - one["Q41183"]) for one in (before, close))  # Tripoli and Derna
    assert near > 2 * far
    assert "/entities/" not in chrome.current_url, "a frame that begins on a place doesn't open it"
    ActionChains(chrome).move_to_element_with_offset(map_, 0, 150).double_click().perform()
    assert chrome.execute_script(spots) == before
    place = chrome.find_element("css selector", ".place[href*='/Q159?']")
    told = place.find_element("css selector", ".told-place")
    ActionChains(chrome).move_to_element(place).perform()
    assert chrome.execute_script("return getComputedStyle(arguments[0]).clipPath", told) == "none"
    assert told.text.startswith("Russia · Articles: ")
    ActionChains(chrome).click().perform()
    until(chrome, "location.pathname == '/entities/Q159' && window.kept")


@pytest.mark.parametrize(("lang", "names"), [("ar", ["روسيا", "ليبيا"]), ("en", ["Russia", "Libya"])])
def test_countries_are_chosen_by_their_names(home: str, chrome: Any, lang: str, names: list[str]) -> None:
    chrome.get(f"{home}/search?lang={lang}")
    until(chrome, "document.querySelector('.narrowed input')").click()
    options = "[...document.querySelectorAll('[role=option]')].map(e => e.innerText)"
    until(chrome, f"{options}.includes('{names[0]}')")
    assert set(names) <= set(chrome.execute_script(f"return {options}"))
    chrome.execute_script("[...document.querySelectorAll('[role=option]')].find("
                          f"e => e.innerText == '{names[0]}').click()")  # fmt: skip
    until(chrome, "location.search.includes('country=RU')")
    until(chrome, f"document.querySelector('.narrowed input').value == '{names[0]}'")


def test_a_story_of_the_overview_leads_to_its_articles_and_to_the_next(home: str, chrome: Any) -> None:
    chrome.get(f"{home}/?lang=ar&from=2023-09-14&to=2023-09-14")
    title = until(chrome, "document.querySelector('.story h3 a')?.innerText")
    edges = chrome.execute_script(
        "return [...document.querySelectorAll('.story')].map(story => [...story.querySelectorAll('h3 bdi, .note')]"
        ".map(e => e.getBoundingClientRect().right))"
    )
    assert all(abs(heading - room) < 3 for heading, room in edges), "titles begin where the lines below them do"
    chrome.execute_script("document.querySelector('.story h3 a').click()")
    assert until(chrome, "document.querySelector('.beside') && document.querySelector('h1').innerText") == title
    until(chrome, "document.querySelectorAll('.chart').length >= 1")
    columns = chrome.execute_script("return [...document.querySelectorAll('.beside section')].map(e => e.offsetTop)")
    assert len(columns) == 3 and len(set(columns)) == 1, "beside each other"
    assert not chrome.execute_script("return document.documentElement.scrollWidth > innerWidth + 1")
    here = chrome.current_url
    chrome.execute_script("document.querySelector('.chain a').click()")
    until(chrome, f"location.href != '{here}' && document.querySelectorAll('.beside section').length == 3")
    chrome.execute_script("document.querySelector('.beside h3 a').click()")
    until(chrome, "document.querySelector('.body')")
    chrome.execute_script("document.querySelector('.of-story a').click()")
    until(chrome, "document.querySelector('.beside')")
    assert [e["message"] for e in chrome.get_log("browser") if e["level"] == "SEVERE"] == []


@pytest.mark.parametrize(
    "path",
    ["/", STORY, "/entities?lang=ar", "/quality?lang=en", "/sources", "/search?q=%D8%B1%D9%88%D8%B3%D9%8A%D8%A7"],
)
def test_a_phone_shows_cards_and_no_page_wider_than_it_is(home: str, chrome: Any, path: str) -> None:
    size = {"width": 400, "height": 800, "deviceScaleFactor": 1, "mobile": False}
    chrome.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    try:
        chrome.get(home + path)
        until(chrome, "document.querySelectorAll('.parts > *').length")
        assert not chrome.execute_script("return document.documentElement.scrollWidth > innerWidth + 1")
        rows = chrome.execute_script(
            "return [...document.querySelectorAll('tbody td')].map(e => getComputedStyle(e, '::before').content)"
        )
        assert all(len(head) > 2 for head in rows), "each cell says what it is"
    finally:
        chrome.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


@pytest.fixture
def phone(chrome: Any) -> Iterator[Any]:
    size = {"width": 400, "height": 800, "deviceScaleFactor": 1, "mobile": False}
    chrome.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    yield chrome
    chrome.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_list_is_ordered_on_a_phone(home: str, phone: Any, lang: str) -> None:
    phone.get(f"{home}/entities?lang={lang}")
    until(phone, "document.querySelectorAll('thead a').length >= 6")
    edges = phone.execute_script(
        "return [...document.querySelectorAll('thead a')].map(e => e.getBoundingClientRect()).map(r => "
        "[r.left, r.right, r.height])"
    )
    assert all(left >= 0 and right <= 400 and height >= 24 for left, right, height in edges), "each can be touched"
    before = phone.execute_script("return document.querySelector('tbody').innerText")
    until(phone, "document.querySelector('thead a[href*=\"order=-articles\"]')").click()
    until(phone, "location.search.includes('order=-articles')")
    until(phone, "document.querySelector('th[aria-sort=ascending]')")
    assert phone.execute_script("return document.querySelector('tbody').innerText") != before
    assert not phone.execute_script("return document.documentElement.scrollWidth > innerWidth + 1")


def test_the_sql_behind_a_list_is_reached_and_opened_by_keyboard(home: str, chrome: Any) -> None:
    from selenium.webdriver.common.action_chains import ActionChains
    from selenium.webdriver.common.keys import Keys

    chrome.get(f"{home}/sources?lang=ar")
    summary = until(chrome, "document.querySelector('details.sql summary')")
    shown = "document.querySelector('details.sql pre')"
    assert not chrome.execute_script(f"return {shown}.checkVisibility()")
    chrome.execute_script("[...document.querySelectorAll('tbody a')].at(-1).focus()")
    ActionChains(chrome).send_keys(Keys.TAB).perform()
    assert chrome.execute_script("return document.activeElement === arguments[0]", summary)
    ActionChains(chrome).send_keys(Keys.ENTER).perform()
    assert until(chrome, f"{shown}.checkVisibility()")
    assert "source_by_day" in chrome.execute_script(f"return {shown}.innerText")
    assert chrome.execute_script(f"return getComputedStyle({shown}).direction") == "ltr"


def test_a_figure_tells_how_it_is_made_to_who_points_at_it_or_reaches_it_by_keyboard(home: str, chrome: Any) -> None:
    from selenium.webdriver.common.action_chains import ActionChains

    chrome.get(f"{home}/quality?lang=en")
    until(chrome, "document.querySelectorAll('.tile').length == 5")
    landed, published, *_ = chrome.find_elements("css selector", ".tile")
    tip = published.find_element("css selector", ".tip")
    assert not tip.is_displayed()
    ActionChains(chrome).move_to_element(published).perform()
    assert tip.is_displayed()
    assert "less duplicates" in tip.text
    chrome.execute_script("arguments[0].focus()", landed)
    assert landed.find_element("css selector", ".tip").is_displayed()
    assert landed.get_attribute("aria-describedby") == landed.find_element("css selector", ".tip").get_attribute("id")


def test_the_dashboard_follows_the_look_of_the_system(home: str, chrome: Any) -> None:
    colours = {}
    for look in ("dark", "light"):
        wish = {"features": [{"name": "prefers-color-scheme", "value": look}]}
        chrome.execute_cdp_cmd("Emulation.setEmulatedMedia", wish)
        chrome.get(home)
        until(chrome, "document.querySelectorAll('.tile').length")
        colours[look] = chrome.execute_script(
            "return [document.body, document.querySelector('.tile')].map(e => [getComputedStyle(e).backgroundColor,"
            " getComputedStyle(e).color])"
        )
    assert all(dark != light for dark, light in zip(colours["dark"], colours["light"], strict=True))


def test_links_change_the_address_alone_and_the_way_back_is_kept(home: str, chrome: Any) -> None:
    chrome.get(f"{home}{STORY}")
    until(chrome, "document.querySelector('.beside a')")
    chrome.execute_script("window.kept = true; scrollTo(0, 400)")
    chrome.execute_script("document.querySelector('.beside h3 a').click()")
    until(chrome, "document.querySelector('.body') && location.pathname.startsWith('/articles/')")
    assert chrome.execute_script("return [window.kept, scrollY]") == [True, 0]
    chrome.back()
    until(chrome, "document.querySelector('.beside') && location.pathname.startsWith('/stories/')")
    assert chrome.execute_script("return window.kept")
    before = len(chrome.window_handles)
    chrome.execute_script(
        "document.querySelector('.beside h3 a').dispatchEvent("
        "new MouseEvent('click', { bubbles: true, cancelable: true, ctrlKey: true }))"
    )
    until(chrome, "true")
    assert len(chrome.window_handles) == before + 1, "whoever asks for a new tab gets one"
    assert chrome.execute_script("return location.pathname").startswith("/stories/")
    here, *others = chrome.window_handles
    for other in others:
        chrome.switch_to.window(other)
        chrome.close()
    chrome.switch_to.window(here)
