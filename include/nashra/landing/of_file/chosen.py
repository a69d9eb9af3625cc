"""Which place of a file's records holds a column that no known name says."""

import re
from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from nashra.landing.facts.bare import bare, bare_of_markup
from nashra.landing.facts.dates import parse_moment, plausible
from nashra.landing.facts.field_names import LEAD, known, named_as
from nashra.landing.facts.leaves import Place
from nashra.landing.facts.looks import OF_A_PAGE, is_day, is_headline, is_page_address
from nashra.landing.facts.looks_rules import looks_rules
from nashra.landing.facts.stored_day import is_stamp
from nashra.landing.limits import Limits
from nashra.landing.of_file.places import (
    Values,
    all_that_fit,
    each_its_own,
    in_nearly_all,
    is_of_others,
    nearest,
    only_one,
    told_by_name,
    under_known_names,
    under_unknown_names,
)
from nashra.landing.of_file.rows import Row
from nashra.landing.of_file.whole_story import Stories, mean_length, whole_story
from nashra.landing.shapes import values as shaped
from nashra.landing.shapes.rules import asked_by_programs
from nashra.source_registry import known_source

# An address that holds another one sends that to somebody, or is a copy of it.
_HOLDS_ANOTHER = re.compile(r".https?(?::|%3a)(?:/|%2f){2}", re.IGNORECASE)
_WORD = 4  # letters of a word that is looked for in a text
_BEGINNING = 40  # letters by which two values are known to be one


def chosen_text(rows: list[Row], chosen: Callable[[str, list[Row]], Place | None]) -> Place | None:
    """The place of the text where no name says it: of what read as stories the longest, in records that have a
    headline, an address or a day besides. `chosen`: the place of such a column."""
    rules = looks_rules()
    lacking = [row for row in rows if not row.text]
    if len(lacking) < rules.share * len(rows):
        return None
    stories: Stories = {}
    for row in lacking:
        for place, text in row.stories():
            if not is_of_others(place, "text") and not rules.is_of_other_texts(place[-1]):
                stories.setdefault(place, {})[row] = text
    held = {place: texts for place, texts in stories.items() if len(texts) >= rules.share * len(lacking)}
    if not held:
        return None
    best = whole_story(held)
    if best is None:
        return None
    told = [row for row in (row.with_text(best) for row in lacking) if row.text]
    for column in ("title", "url", "published_at"):
        if sum(column in row.fields for row in told) >= rules.share * len(told) or chosen(column, told):
            return best
    return None


def chosen_instead(rows: list[Row], chosen: Callable[[str, list[Row]], Place | None]) -> Place | None:
    """The place of the text where what the records call one is their teaser or headline."""
    rules = looks_rules()
    held = [row for row in rows if row.text]
    if not held or sum(row.text_is_another for row in held) < rules.share * len(held):
        return None
    place = chosen_text([row.without_text() for row in rows], chosen)
    told = [(row.story_at(place), row.text) for row in held] if place else []
    longer = sum(len(story or "") >= rules.longer * len(text) for story, text in told)
    same = sum(story == text for story, text in told)
    return place if longer and longer + same >= rules.share * len(held) else None


def chosen_whole(rows: list[Row]) -> Place | None:
    """The place of whole texts where a known name has only their beginnings."""
    begun = [row for row in rows if row.text]
    found: dict[Place, list[str]] = {}
    for row in begun:
        for place, text in row.stories():
            if not known(place[-1]) and not is_of_others(place) and goes_on(text, row.text):
                found.setdefault(place, []).append(text)
    held = {place: texts for place, texts in found.items() if len(texts) >= looks_rules().share * len(begun)}
    return max(held, key=lambda place: mean_length(held[place]), default=None)


def goes_on(text: Any, beginning: Any) -> bool:
    """Whether a text begins as another does, and is much longer."""
    if not isinstance(text, str) or not isinstance(beginning, str):
        return False
    said = bare_of_markup(beginning)[:_BEGINNING]
    longer = len(text) >= looks_rules().longer * len(beginning)
    return longer and len(said) == _BEGINNING and bare_of_markup(text[: 20 * _BEGINNING]).startswith(said)


def chosen_title(rows: list[Row]) -> Place | None:
    """The place of headlines, each record's own."""

    def named(value: Any, row: Row) -> bool:
        return shaped.headline(value) is not None

    def looks(place: Place, value: Any, row: Row) -> bool:
        if looks_rules().is_of_other_headlines(place[-1]) or not is_headline(value):
            return False
        said = bare(value)
        # a text may begin with its headline, or the value be a teaser without an end
        return not row.bare.startswith(said) or bare(row.text.lstrip().split("\n", 1)[0]) == said

    rows = [row for row in rows if not row.is_post]
    unnamed = each_its_own(in_nearly_all(under_unknown_names("title", rows, looks), rows))
    known_ones = each_its_own(under_known_names("title", rows, named))
    known_one = nearest({
        place: held for place, held in known_ones.items() if not any(row.names_a_channel(place) for row in rows)
    })  # fmt: skip
    return known_one or only_one("title", unnamed) or _said_by_texts(list(unnamed), rows) or _called_a_teaser(rows)


def _called_a_teaser(rows: list[Row]) -> Place | None:
    """The place of headlines that trackers of tasks call a summary: each record's own, none a sentence, and none the
    beginning of its text."""

    def looks(place: Place, value: Any, row: Row) -> bool:
        return named_as(place[-1], LEAD) and is_headline(value) and not row.bare.startswith(bare(value))

    return only_one("title", each_its_own(in_nearly_all(all_that_fit("title", rows, looks), rows)))


def _said_by_texts(places: list[Place], rows: list[Row]) -> Place | None:
    """The one of several places whose words the texts say, as they say those of a headline more than those of a kicker
    above it."""
    if len(places) < 2:
        return None
    rules, best = looks_rules(), Counter[Place]()
    shares: dict[Place, list[float]] = {}
    for row in rows:
        of_row = {place: _share_said(row.leaf_at(place), row.bare) for place in places}
        for place, share in of_row.items():
            shares.setdefault(place, []).append(share)
        first, *others = sorted(places, key=lambda place: -of_row[place])
        best[first] += of_row[first] > of_row[others[0]]
    for place, count in best.most_common(1):
        if count >= rules.share * len(rows) and sum(shares[place]) >= rules.said * len(rows):
            return place
    return None


def _share_said(headline: Any, letters: str) -> float:
    """The share of a headline's longer words that a text says."""
    words = [bare(word.removeprefix("ال")) for word in str(headline or "").split()]
    words = [word for word in words if len(word) >= _WORD]
    return sum(word in letters for word in words) / len(words) if words else 0.0


def chosen_url(rows: list[Row]) -> Place | None:
    """The place of addresses, each record's own."""

    def is_a_page(value: Any) -> bool:
        found = shaped.address(value)
        if found is None or shaped.is_picture(found) or asked_by_programs().match(found):
            return False
        return OF_A_PAGE.match(found) is not None

    def named(value: Any, row: Row) -> bool:
        return is_a_page(value)

    def looks(place: Place, value: Any, row: Row) -> bool:
        return is_page_address(place[-1], value) and is_a_page(value) and not _HOLDS_ANOTHER.search(value)

    unnamed = _of_articles(each_its_own(in_nearly_all(under_unknown_names("url", rows, looks), rows)))
    return nearest(each_its_own(under_known_names("url", rows, named))) or only_one("url", unnamed)


def is_day_of_articles(value: Any, day: str | None, limits: Limits) -> bool:
    """Whether a value is a day on which an article of a landing may have been published."""
    moment = parse_moment(shaped.moment(value), UTC)
    return plausible(moment and moment.astimezone(UTC), day, limits.earliest_year, limits.future_days) is not None


def chosen_day(rows: list[Row], day: str | None, limits: Limits) -> Place | None:
    """The place of the day of publication; of several that say one day the earliest moment."""

    def may_be(value: Any) -> bool:
        return is_day_of_articles(value, day, limits)

    def named(value: Any, row: Row) -> bool:
        return may_be(value)

    def looks(place: Place, value: Any, row: Row) -> bool:
        counted = not isinstance(value, date) and is_count(value)
        return (
            (not counted or any(map(looks_rules().counts_days, place))) and is_day(place[-1], value) and may_be(value)
        )

    if place := nearest(under_known_names("published_at", rows, named)):
        return place
    found = {place: [parse_moment(shaped.moment(value), UTC) for value in values]
             for place, values in under_unknown_names("published_at", rows, looks).items()}  # fmt: skip
    # also a place that some records have nothing at leaves in doubt which is meant
    meant = {place: moments for place, moments in found.items() if not is_stamp(moments)}
    if len(meant) > 1:
        meant = {place: moments for place, moments in meant.items() if not _is_a_run(moments)}
    place = _earliest(meant) or told_by_name("published_at", meant)
    return place if place in in_nearly_all(found, rows) else None


def chosen_source(rows: list[Row]) -> Place | None:
    """The place of the source: one of its names, or where most values are sources that are known."""

    def named(value: Any, row: Row) -> bool:
        return shaped.source(value) is not None

    def looks(place: Place, value: Any, row: Row) -> bool:
        return isinstance(value, str) and shaped.source(value) is not None

    if place := nearest(under_known_names("source", rows, named)):
        return place
    found = in_nearly_all(under_unknown_names("source", rows, looks), rows)
    share = looks_rules().known_sources
    known_ones = {place: values for place, values in found.items()
                  if sum(known_source(value) is not None for value in values) >= share * len(values)}  # fmt: skip
    return only_one("source", known_ones)


def _of_articles(addresses: Values) -> Values:
    """Those of places that don't lead to sections, tags or writers, where there are several."""
    pattern, share = looks_rules().is_other_page, looks_rules().share
    return {
        place: held for place, held in addresses.items()
        if len(addresses) == 1 or sum(pattern.search(str(one)) is not None for one in held) < share * len(held)
    }  # fmt: skip


def is_count(value: Any) -> bool:
    return isinstance(value, int | float) or str(value).strip().isdecimal()


def _is_a_run(moments: list[datetime | None]) -> bool:
    """Whether moments beside others are when a program ran: all of one day."""
    days = {moment.date() for moment in moments if moment}
    return len(days) == 1 and len(moments) >= looks_rules().distinct_records


def _earliest(moments: dict[Place, list[Any]]) -> Place | None:
    """The place of the earliest moments, where all are of the same days."""
    if not moments:
        return None
    best = min(moments, key=lambda place: sorted(moments[place])[len(moments[place]) // 2])
    days = {place: [moment.date() for moment in held] for place, held in moments.items()}
    return best if all(held == days[best] for held in days.values()) else None
