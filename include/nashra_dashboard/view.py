"""What is being looked at: the page, the language and the days, all of it in the address, so that links keep it."""

from dataclasses import dataclass, field, replace
from urllib.parse import parse_qsl, quote, unquote, urlencode

from nashra.labels import read_labels

# of the bar on top; articles have no place there
PAGES = ("overview", "stories", "search", "entities", "sources", "quality")
LISTS = ("quotes", "quarantine")  # other pages lead to them


@dataclass(frozen=True, slots=True)
class View:
    """A page (that of a name, source or article has a `key`), in a language, over days from `start` to `end`, ISO."""

    page: str = "overview"
    key: str = ""
    lang: str = "ar"
    start: str = ""
    end: str = ""
    query: dict[str, str] = field(default_factory=dict)

    @property
    def arabic(self) -> bool:
        return self.lang == "ar"

    @property
    def days(self) -> tuple[str, str]:
        return self.start, self.end

    @property
    def at(self) -> int:
        """Which page of a list is asked for, from 1."""
        asked = self.query.get("page", "")
        return max(int(asked), 1) if asked.isascii() and asked.isdecimal() and len(asked) < 10 else 1

    def say(self, key: str) -> str:
        if found := read_labels("dashboard").get(key):
            return found.ar if self.arabic else found.en
        return key.partition("_")[2] if key.startswith("category_") else key

    def count(self, number: int, key: str) -> str:
        """How many of something there are: `n_<key>` of the labels."""
        return self.say(f"n_{key}").format(f"{number:,}")

    def name(self, row: dict[str, object]) -> str:
        """A name in the page's language."""
        return str(row["name_ar"] if self.arabic else row["name_en"])

    def other_name(self, row: dict[str, object]) -> str:
        """The name in the other language, when it has one."""
        return "" if row["name_ar"] == row["name_en"] else str(row["name_en"] if self.arabic else row["name_ar"])

    def to(self, page: str, key: str = "", /, **query: str) -> str:
        """The address of another page, in the same language and on the same days."""
        path = "/" if page == "overview" else f"/{page}" + (f"/{quote(key, safe='')}" if key else "")
        kept = {"lang": self.lang, "from": self.start, "to": self.end, **query}
        return f"{path}?{urlencode({k: v for k, v in kept.items() if v})}"

    def here(self, /, **changes: str) -> str:
        """This page with some of lang, start, end or its own query changed."""
        own = {k: changes.pop(k) for k in list(changes) if k in ("lang", "start", "end")}
        seen = replace(self, **own)  # type: ignore[arg-type]
        return seen.to(self.page, self.key, **{**self.query, **changes})


def text_of(value: object) -> str:
    """What a browser says of an address or a choice; "" of anything that no browser sends, of half a letter a mark."""
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else ""


def read_address(path: str, search: str, days: list[str]) -> View:
    """The view that an address asks for; days that aren't published are moved to the nearest that are."""
    query = dict(parse_qsl(search.lstrip("?")))
    lang = "en" if query.pop("lang", "ar") == "en" else "ar"
    first, last = (days[0], days[-1]) if days else ("", "")
    start = max(first, min(query.pop("from", first), last))
    end = min(last, max(query.pop("to", last), start))
    page, _, key = path.strip("/").partition("/")
    return View(page or "overview", unquote(key), lang, start, end, query)
