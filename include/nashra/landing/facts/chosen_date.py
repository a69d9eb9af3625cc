"""Which of a text's dates is that of its publication."""

import re
from datetime import datetime, timedelta

from nashra.landing.facts.line.dates_alone import tells_a_time, tells_both_calendars, tells_no_solar_year
from nashra.landing.facts.line.marks import FIRST_WORD
from nashra.landing.facts.line.verdict import PLAIN, PUBLISHED, Verdict

_ARABIC = re.compile("[\u0621-\u064a]")
_HEADLINE = 5  # words of a headline, at the least
_HEADS = ("dateline", "agency", "byline")  # kinds of lines between a date and the story that is under it
_TWIN_DAYS = timedelta(days=2)  # between two tellings of one day


class Dates:
    """Which of a text's dates is that of publication: the one that says so, else one with its time, else the first.
    That at a text's top is the day of the visit where a page's head stands there."""

    def __init__(self, titled: bool) -> None:
        self.best: datetime | None = None
        self._rank: tuple[bool, int] = (False, -1)
        self._top = True  # whether all lines so far are dates and clocks
        self._of_page = False  # whether these are several, or tell their day in both calendars
        self._clocked = False  # whether they tell a time
        self._lunar = False  # whether the best has no year but that of the Hijra
        self._head: set[str] | None = None if titled else set()  # lines below them, up to the first paragraph

    def add(self, verdict: Verdict | None, line: str, rank: int, *, prose: bool, apart: bool) -> None:
        """What a line is, None for nothing; its `rank` among the lines with text. `apart`: it is among paragraphs,
        where a date without more is a chapter of the story."""
        if self._top and rank == 0 and not FIRST_WORD.search(line):
            return  # «×»: the button of a page says nothing
        if self._top and verdict is not None and verdict.kind == "date" and verdict.whole:
            self._of_page |= rank > 0 or tells_both_calendars(line)
            self._clocked |= tells_a_time(line)
        elif self._head is not None and (rank == 0 or _ARABIC.search(line)):
            self._below(verdict, line, prose)
        else:
            self._top = False
        if verdict is None or verdict.moment is None or (apart and verdict.worth == PLAIN):
            return
        worth = (rank > 0 and not self._top, verdict.worth)
        if self.best is None or worth > self._rank or (worth == self._rank and self._is_twin(verdict.moment, line)):
            self.best, self._rank = verdict.moment, worth
            self._lunar = tells_no_solar_year(line)

    def _is_twin(self, moment: datetime, line: str) -> bool:
        """Whether the best so far was told by the moon alone, and a line tells the same day by the sun: calendars of
        the moon begin their months a day apart."""
        if self.best is None or not self._lunar or tells_no_solar_year(line):
            return False
        return abs(moment - self.best) <= _TWIN_DAYS

    def _below(self, verdict: Verdict | None, line: str, prose: bool) -> None:
        """Sees a line below those at the top. They are of a page, not of its article, when names of sections or of the
        site stand between them and a headline, or when a clock stands above a headline that is there twice; a label
        that says that they are of publication has the last word."""
        assert self._head is not None
        words = len(line.split())
        if self._top:
            self._top, self._of_page = False, self._of_page or words < _HEADLINE
        if prose or (verdict is not None and verdict.kind in _HEADS):
            self._head = None
        elif words >= _HEADLINE and verdict is None and (self._of_page or (self._clocked and line in self._head)):
            self._head = None
            if not self._rank[0] and self._rank[1] != PUBLISHED:
                self.best, self._rank = None, (False, -1)
        else:
            self._head.add(line)
