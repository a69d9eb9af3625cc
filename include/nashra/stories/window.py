"""What the articles of some days tell of, in the terms of all of them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from nashra.stories.day_groups import DayGroup
from nashra.stories.day_terms import DayTerms
from nashra.stories.told_terms import NAME, Matrix, ToldTerms, canonical, moved, only, rows_of

_ACTORS = tuple(f"{NAME}{kind}-" for kind in ("PERS", "ORG", "MISC"))


@dataclass(frozen=True, slots=True)
class Window:
    """Some days."""

    days: dict[str, DayTerms]
    terms: tuple[str, ...]
    """In order."""

    def heavy(self, groups: Sequence[DayGroup]) -> Matrix:
        """1 for each word or name that is one of the heaviest of an article of a group; groups of a day stand
        together."""
        return self._of_groups(groups, lambda day: day.heavy)

    def actors(self, groups: Sequence[DayGroup]) -> Matrix:
        """1 for each name of a person, a body or a thing in an article of a group; in the same order."""
        kept = np.array([term.startswith(_ACTORS) for term in self.terms], np.bool_)
        return self._of_groups(groups, lambda day: only(day.told.names, kept))

    def _of_groups(self, groups: Sequence[DayGroup], terms_of: Callable[[DayTerms], Matrix]) -> Matrix:
        """1 for each term of an article of a group, of those that `terms_of` gives of a day's articles."""
        shape = (0, len(self.terms))
        found = [rows_of((np.zeros(0, np.int32), np.zeros(0, np.int32), np.zeros(1, np.int32)), shape)]
        by_day: dict[str, list[DayGroup]] = {}
        for group in groups:
            by_day.setdefault(group.day, []).append(group)
        for day, some in by_day.items():
            number = {article: at for at, article in enumerate(self.days[day].told.article_ids)}
            members = [[number[article] for article in group.article_ids] for group in some]
            begin = np.concatenate([[0], np.cumsum([len(one) for one in members])])
            columns = np.array([at for one in members for at in one], np.int32)
            of_groups = rows_of((np.ones(len(columns), np.int32), columns, begin), (len(some), len(number)))
            found.append(canonical(of_groups @ terms_of(self.days[day])))
        terms = canonical(sparse.vstack(found, "csr"))
        terms.data[:] = 1
        return terms

    def take(self, day: str, articles: Iterable[Sequence[str]]) -> ToldTerms:
        """What some articles of a day tell of, in order of their ids. The day is gone afterwards: it is large."""
        wanted = {article for some in articles for article in some}
        told = self.days.pop(day).told
        return told.rows([at for at, article in enumerate(told.article_ids) if article in wanted])


def opened(days: dict[str, DayTerms]) -> Window:
    """Some days, with the same terms, which are those of all. `days` is empty afterwards: they are large."""
    terms = tuple(sorted({term for day in days.values() for term in day.told.terms}))
    number = {term: at for at, term in enumerate(terms)}
    wide = {}
    for name in sorted(days):
        day = days.pop(name)
        places = np.fromiter((number[term] for term in day.told.terms), np.int32, len(day.told.terms))
        wide[name] = DayTerms(day.told.among(terms, places), moved(day.heavy, places, len(terms)))
    return Window(wide, terms)
