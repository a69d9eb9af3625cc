"""Training articles made from unlabelled ones: a host article is reshaped as other sites would print it, and
junk is put before, into and behind it. Labels follow from the making: 0 stays, 1 goes, -1 doesn't matter.

Chrome that rules know is written here in a few forms; chrome that no rule knows is made of random words of
other articles, so that the weigher learns it by shape and place.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from nashra.yaml_files import read_yaml

KEEP, GO, EITHER = 0, 1, -1
WHOLE_PAGES = 0.15  # share of made articles that are a page from masthead to footer


@dataclass(slots=True)
class Made:
    """A made article, line by line (blank lines are "")."""

    lines: list[str] = field(default_factory=list)
    labels: list[int] = field(default_factory=list)
    repeats: list[int] = field(default_factory=list)  # other articles that are said to have the line
    titles: list[int] = field(default_factory=list)  # other articles that are said to have it as title


@dataclass(frozen=True, slots=True)
class Story:
    """An unlabelled article: its title ("" when it has none) and its paragraphs."""

    title: str
    body: tuple[str, ...]
    source: str


PHRASES: dict[str, list[str]] = read_yaml(Path(__file__).with_name("chrome.yaml"))
HEADERS, GLUED, MENU, WIDGETS = (PHRASES[name] for name in ("headers", "glued", "menu", "widgets"))
FORM, TAILS, ROLES, DAYS, MONTHS = (PHRASES[name] for name in ("form", "tails", "roles", "days", "months"))


class Maker:
    """Makes articles from stories; the same seed gives the same articles."""

    def __init__(self, stories: list[Story], others: list[Story], seed: int) -> None:
        """`stories` are hosts; titles and teasers are those of `others`."""
        self.stories = stories
        self.titled = [s for s in others if 20 <= len(s.title) <= 110]
        self.random = random.Random(seed)
        self.index: dict[str, list[int]] = {}
        for number, story in enumerate(self.titled):
            for word in sorted(set(story.title.split())):
                if len(word) >= 5:
                    self.index.setdefault(word, []).append(number)

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def words(self, least: int, most: int) -> str:
        """Some neighbouring words of a random story."""
        words = self.random.choice(self.random.choice(self.stories).body).split()
        count = self.random.randint(least, most)
        at = self.random.randrange(max(1, len(words) - count))
        return " ".join(words[at : at + count]).strip(".،:؛\"'«»()") or "أخبار"

    def other(self, host: Story) -> Story:
        """Another titled story, often one whose title shares a word with the host's text."""
        if self.chance(0.6):
            words = [w for w in (host.title + " " + host.body[0]).split() if w in self.index]
            if words:
                numbers = self.index[self.random.choice(words)]
                found = self.titled[self.random.choice(numbers)]
                if found is not host:
                    return found
        return self.random.choice(self.titled)

    def date(self) -> str:
        pick = self.random
        day, month, year = pick.randint(1, 28), pick.choice(MONTHS), pick.randint(2010, 2026)
        number, name = pick.randint(1, 12), pick.choice(DAYS)
        forms = [f"{day} {month} {year}", f"{name} {day} {month} {year}", f"{day}/{number}/{year}"]
        forms += [f"{year}-{number:02d}-{day:02d}", f"{name}، {day} {month}، {year} - {number}:30"]
        return pick.choice(forms)

    # The host, as other sites would print it.

    def reshape(self, body: list[str]) -> list[str]:
        pick = self.random.random()
        if pick < 0.15:
            body = [s for p in body for s in _sentences(p)]
        elif pick < 0.22:
            width = self.random.randint(45, 90)
            body = [piece for p in body for piece in _wrap(p, width)]
        elif pick < 0.30 and len(body) > 3:
            body = [" ".join(body[i : i + 2]) for i in range(0, len(body), 2)]
        elif pick < 0.36:
            body = [q for p in body for q in (_clauses(p) if self.chance(0.5) else [p])]
        if self.chance(0.15):
            body = [p.rstrip(".، ") for p in body]
        return body[:60]

    def headings(self, body: list[str]) -> list[str]:
        """Headings, bullets and questions that belong to the body."""
        result: list[str] = []
        for number, paragraph in enumerate(body):
            if number and self.chance(0.35):
                words = paragraph.split()
                count = self.random.randint(1, 6)
                at = self.random.randrange(max(1, len(words) - count))
                text = " ".join(words[at : at + count]).strip(".،:؛\"'«»()")
                form = self.random.random()
                result.append(
                    text + ":" if form < 0.2 else f'"{text}"' if form < 0.3 else text + "؟" if form < 0.4 else text
                )
            if self.chance(0.08):
                result += self.listing() if self.chance(0.5) else self.verses()
            if self.chance(0.05) and len(sentences := _sentences(paragraph)) > 2:
                mark = self.random.choice(["- ", "• ", "* ", "1- ", "▪ "])
                result += [mark + s for s in sentences]
            else:
                result.append(paragraph)
        return result

    def listing(self) -> list[str]:
        """A list that belongs to the body: names, numbers, results, steps."""
        pick = self.random
        form = pick.choice(["- {}", "{1}- {}", "{1}. {}", "• {}", "{}", "{} {2}", "{}: {2}", "{2}", "* {}", "{1}) {}"])
        size, most = pick.randint(3, 25), pick.choice([2, 3, 5])
        return [
            form.replace("{1}", str(number))
            .replace("{2}", str(pick.randint(1, 99999)))
            .replace("{}", self.words(1, most))
            for number in range(1, size)
        ]

    def verses(self) -> list[str]:
        """Lines of a poem or song: short, of like length, without full stops."""
        least = self.random.randint(2, 5)
        mark = self.random.choice(["", "", "", "،", " *"])
        return [self.words(least, least + 2) + mark for _ in range(self.random.randint(2, 14))]

    # Junk.

    def titles(self, host: Story, count: int) -> list[str]:
        return [self.other(host).title for _ in range(count)]

    def related(self, host: Story, made: Made, bare: float) -> None:
        """A header with titles; the header may be missing, or its titles may."""
        pick = self.random
        count = pick.choice([1, 1, 1, 2, 2, 3, 3, 4, 6])
        if self.chance(0.2):
            for title in self.titles(host, pick.choice([1, 1, 2])):
                add(made, pick.choice(GLUED) + title, GO, 0)
            return
        if not self.chance(bare):
            header = pick.choice(HEADERS) if self.chance(0.8) else self.words(1, 3)
            add(made, header, GO, self.faked(0.3))
            if self.chance(0.2):
                return
        mark = pick.choice(["", "", "", "• ", "- ", "» ", "  • "])
        for title in self.titles(host, count):
            add(made, mark + title, GO, self.faked(0.1), titles=1 if self.chance(0.15) else 0)

    def teasers(self, host: Story, made: Made) -> None:
        """Other stories' titles with their first sentences, cut or whole."""
        pick = self.random
        if self.chance(0.4):
            add(made, pick.choice(HEADERS) if self.chance(0.6) else self.words(1, 3), GO, self.faked(0.3))
        with_title, cut, dated = self.chance(0.7), self.random.random(), self.chance(0.25)
        for _ in range(pick.randint(1, 6)):
            story = self.other(host)
            if with_title:
                add(made, story.title, GO, 0, titles=1 if self.chance(0.2) else 0)
            text = _sentences(story.body[0])[0]
            if cut < 0.5 and len(text) > 60:
                text = text[: pick.randint(50, max(51, min(len(text), 160)))].rsplit(" ", 1)[0] + pick.choice(
                    ["...", "…", " ...", ""]
                )
            add(made, text, GO, self.faked(0.15))
            if dated:
                add(made, self.date(), GO, 0)

    def second(self, host: Story, made: Made) -> None:
        """A whole other article behind a header."""
        story = self.other(host)
        if self.chance(0.85):
            add(made, self.random.choice(HEADERS), GO, 0)
        add(made, story.title, GO, 0)
        for paragraph in story.body[: self.random.randint(1, 8)]:
            add(made, paragraph, GO, 0)

    def faked(self, share: float) -> int:
        return self.random.choice([1, 2, 3, 5, 20, 100]) if self.chance(share) else 0

    def chrome(self, made: Made, pool: list[str], least: int, most: int, unknown: float) -> None:
        """Widgets; each may be replaced by words that no rule knows."""
        repeated = self.chance(0.55)
        for text in self.random.sample(pool, min(len(pool), self.random.randint(least, most))):
            if self.chance(unknown):
                text = self.words(1, 4)
            add(made, text, GO, self.faked(0.8) if repeated else 0)

    def notice(self, host: Story, made: Made) -> None:
        """What plugins and aggregators write, known to rules or not."""
        for text in self.random.sample(PHRASES["notices"], self.random.choice([1, 1, 2])):
            title = host.title if self.chance(0.6) and host.title else self.other(host).title
            while "{words}" in text:
                text = text.replace("{words}", self.words(1, 3), 1)
            add(made, text.replace("{title}", title), GO, self.faked(0.15))

    def labels(self, made: Made) -> None:
        """A section's or a site's name above the title, alone or in a chain."""
        pick = self.random
        count = pick.choice([1, 1, 1, 2, 3])
        names = [pick.choice(MENU[1:]) if self.chance(0.3) else self.words(1, 3) for _ in range(count)]
        if count > 1 and self.chance(0.5):
            names = [pick.choice([" - ", " / ", " » ", " | ", " ", "، "]).join(names)]
        for name in names:
            add(made, name, GO, self.faked(0.3))

    def ticker(self, host: Story, made: Made) -> None:
        """Other stories' titles run together into one line."""
        mark = self.random.choice([" ", " ", "  ", " • ", " | ", " * ", " ... "])
        add(made, mark.join(self.titles(host, self.random.randint(2, 9))), GO, self.faked(0.1))

    def box(self, made: Made) -> None:
        """A box of a page that is no news at all: archive, weather, prayer times, calendar, tags, footer."""
        pick = self.random
        number = pick.randint
        makers: list[Callable[[], list[str]]] = [
            lambda: [
                f"{pick.choice(MONTHS)} {number(2009, 2026)}" + pick.choice(["", f" ({number(1, 900)})"])
                for _ in range(number(3, 14))
            ],
            lambda: (
                [pick.choice(PHRASES["cities"])]
                + [t.format(number(2, 59)) for t in pick.sample(PHRASES["weather"], number(2, 6))]
            ),
            lambda: [f"{p} {number(3, 8)}:{number(10, 59)}" for p in PHRASES["prayers"]],
            lambda: list("سحنثرخج") + [" ".join(str(d) for d in range(w, w + 7)) for w in range(1, 29, 7)],
            lambda: [self.words(1, 2) for _ in range(number(3, 12))],
            lambda: pick.sample(PHRASES["footer"], number(2, 10)),
            lambda: pick.sample(PHRASES["english"], number(1, 9)),
            lambda: [f"{self.words(1, 2)} ({number(1, 4000)})" for _ in range(number(3, 10))],
            lambda: ["عن الكاتب", self.words(2, 3), self.words(6, 25), "كل مقالات الكاتب"][: number(2, 4)],
        ]
        lines = pick.choice(makers)()  # fmt: skip
        repeated = self.chance(0.5)
        for line in lines:
            add(made, line, GO, self.faked(0.8) if repeated else 0)

    def before(self, host: Story, made: Made) -> None:
        """What stands above the title."""
        pick = self.random.random()
        if pick < 0.3:
            self.chrome(made, MENU, 1, 12, 0.3)
        elif pick < 0.42:
            add(
                made,
                self.random.choice([" ", " | ", " / ", " • "]).join(self.titles(host, self.random.randint(3, 8))),
                GO,
                0,
            )
        elif pick < 0.55:
            for title in self.titles(host, self.random.randint(2, 10)):
                add(made, title, GO, self.faked(0.2), titles=1 if self.chance(0.15) else 0)
        elif pick < 0.67:
            for role in self.random.sample(ROLES, self.random.randint(1, 2)):
                add(made, role, GO, self.faked(0.5))
                add(made, self.words(2, 3), GO, self.faked(0.5))
        elif pick < 0.8:
            add(
                made,
                self.random.choice(["الرئيسية » ", "الرئيسية / ", "الرئيسية > "])
                + self.random.choice(MENU)
                + " » "
                + host.title,
                GO,
                0,
            )
        elif pick < 0.9:
            self.box(made)
        if self.chance(0.5):
            self.labels(made)
        if self.chance(0.1):
            self.ticker(host, made)
        if self.chance(0.1):
            self.notice(host, made)
        if self.chance(0.3):
            self.chrome(made, WIDGETS, 1, 2, 0.25)
        if self.chance(0.1):
            add(made, self.date(), EITHER, 0)

    # A whole page, from its masthead to its footer.

    def headlines(self, host: Story, made: Made, least: int, most: int) -> None:
        """A list of other stories as pages carry them: bare, dated, numbered, sectioned, or with a first sentence."""
        pick = self.random
        if self.chance(0.5):
            add(made, pick.choice(HEADERS) if self.chance(0.5) else self.words(1, 3), GO, self.faked(0.5))
        form = pick.random()
        repeated = self.chance(0.4)
        for number, title in enumerate(self.titles(host, pick.randint(least, most)), 1):
            if form < 0.12:
                add(made, self.date(), GO, self.faked(0.1))
            elif form < 0.2:
                add(made, self.words(1, 2), GO, self.faked(0.6))
            elif form < 0.26:
                add(made, str(number), GO, self.faked(0.6))
            mark = "• " if 0.26 <= form < 0.32 else ""
            add(made, mark + title, GO, self.faked(0.5) if repeated else 0, titles=1 if self.chance(0.15) else 0)
            if 0.32 <= form < 0.38:
                add(made, _sentences(self.other(host).body[0])[0], GO, 0)

    def tags(self, host: Story, made: Made) -> None:
        """The host's own words as a column of tags: they share its topic and are no part of it."""
        pick = self.random
        words = " ".join((host.title, *host.body[:3])).split()
        if self.chance(0.5):
            add(made, pick.choice(PHRASES["tag_headers"]), GO, self.faked(0.6))
        for _ in range(pick.randint(2, 9)):
            at = pick.randrange(max(1, len(words) - 3))
            text = " ".join(words[at : at + pick.randint(1, 3)]).strip(".،:؛\"'«»()") or "أخبار"
            add(made, pick.choice(["", "", "", "#", "- "]) + text, GO, 0)

    def head_of_page(self, host: Story, made: Made) -> None:
        pick = self.random
        if self.chance(0.5):
            add(made, self.date(), GO if self.chance(0.7) else EITHER, 0)
        for _ in range(pick.choice([1, 2, 2, 3, 4])):
            kind = pick.random()
            if kind < 0.35:
                self.chrome(made, MENU, 4, len(MENU), 0.5)
            elif kind < 0.5:
                for _ in range(pick.randint(4, 30)):
                    add(made, self.words(1, 2), GO, self.faked(0.5))
            elif kind < 0.75:
                self.headlines(host, made, 3, 16)
            elif kind < 0.85:
                self.box(made)
            elif kind < 0.92:
                self.ticker(host, made)
            else:
                self.chrome(made, WIDGETS, 1, 3, 0.3)
        if self.chance(0.5):
            self.labels(made)

    def foot_of_page(self, host: Story, made: Made) -> None:
        pick = self.random
        for _ in range(pick.randint(2, 6)):
            kind = pick.random()
            if kind < 0.2:
                self.tags(host, made)
            elif kind < 0.55:
                self.headlines(host, made, 3, 24)
            elif kind < 0.65:
                for text in FORM[: pick.randint(1, len(FORM))]:
                    add(made, text if self.chance(0.7) else self.words(2, 8), GO, self.faked(0.4))
            elif kind < 0.73:
                self.teasers(host, made)
            elif kind < 0.8:
                self.notice(host, made)
            elif kind < 0.92:
                self.box(made)
            else:
                self.chrome(made, WIDGETS + TAILS, 2, 8, 0.4)

    def page(self, host: Story) -> Made:
        made = Made()
        self.head_of_page(host, made)
        if host.title:
            if self.chance(0.15):
                add(made, host.title, GO if self.chance(0.5) else EITHER, 0)
            add(made, host.title, KEEP, 0)
        for _ in range(self.random.choice([0, 1, 2])):
            add(made, self.random.choice([self.date(), self.words(2, 3), self.words(4, 12)]), EITHER, self.faked(0.3))
        if self.chance(0.3):
            self.chrome(made, WIDGETS, 1, 4, 0.3)
        self.inside(host, made, self.chance(0.6))
        if self.chance(0.35):
            return self.spaced(self.excerpt(made))
        self.foot_of_page(host, made)
        return self.spaced(made)

    def excerpt(self, made: Made) -> Made:
        """The beginning of a page, as crawlers that keep so many characters have it."""
        most, size = self.random.randint(600, 2500), 0
        result = Made()
        for number, line in enumerate(made.lines):
            size += len(line)
            add(result, line, made.labels[number], made.repeats[number], made.titles[number])
            if size > most:
                break
        return result

    def make(self) -> Made:
        """One article, sometimes a whole page of it."""
        host = self.random.choice(self.stories)
        if self.chance(WHOLE_PAGES):
            return self.page(host)
        made = Made()
        junk = self.chance(0.8)
        if junk and self.chance(0.3):
            self.before(host, made)
        if host.title and not self.chance(0.1):
            add(made, host.title, KEEP, 0)
            if junk and self.chance(0.15):
                if self.chance(0.5):
                    add(made, self.date(), EITHER, 0)
                add(made, _vary(host.title, self.random), GO, 0)
        for _ in range(self.random.choice([0, 0, 1, 1, 2, 3])):
            if junk and self.chance(0.35):
                self.chrome(made, WIDGETS, 1, 2, 0.2)
            elif self.chance(0.8):
                text = self.random.choice(
                    [self.date(), self.words(2, 3), self.words(4, 12), self.words(1, 2) + " - " + self.words(1, 2)]
                )
                add(made, text, EITHER, self.faked(0.3))
                if self.chance(0.1):
                    add(made, text, EITHER, 0)
        self.inside(host, made, junk)
        if junk and self.chance(0.65):
            self.behind(host, made)
        return self.spaced(made)

    def inside(self, host: Story, made: Made, junk: bool) -> None:
        body = self.reshape(list(host.body))
        if self.chance(0.25):
            body = self.headings(body)
        spots: dict[int, int] = {}
        if junk and len(body) > 2 and self.chance(0.5):
            for _ in range(self.random.choice([1, 1, 1, 2, 2, 3])):
                spots[self.random.randrange(1, len(body))] = self.random.choice([0, 0, 0, 0, 0, 1, 1, 2])
        bare = self.random.choice([0.1, 0.9])
        for number, paragraph in enumerate(body):
            kind = spots.get(number)
            if kind == 0:
                self.related(host, made, bare)
            elif kind == 1:
                self.chrome(made, WIDGETS, 1, 2, 0.15)
            elif kind == 2:
                self.teasers(host, made)
            add(made, paragraph, KEEP, 0)
        if junk and self.chance(0.08):
            copy = body if self.chance(0.4) else [body[self.random.choice([-1, -1, 0])]]
            for paragraph in copy:
                if len(paragraph) > 60:
                    add(made, paragraph, GO, 0)

    def behind(self, host: Story, made: Made) -> None:
        """What stands below the last paragraph."""
        if self.chance(0.15):
            add(made, "المصدر: " + self.words(1, 2), EITHER, 0)
        if self.chance(0.2):
            prefix = self.random.choice(["كلمات دلالية: ", "الوسوم: ", "الكلمات المفتاحية: ", "سمات: ", ""])
            add(made, prefix + " ".join(self.words(1, 2) for _ in range(self.random.randint(2, 8))), GO, 0)
        if self.chance(0.2):
            self.notice(host, made)
            if self.chance(0.5):
                return
        for _ in range(self.random.choice([1, 1, 2, 3])):
            kind = self.random.random()
            if kind < 0.25:
                self.related(host, made, 0.25)
            elif kind < 0.42:
                self.teasers(host, made)
            elif kind < 0.55:
                self.second(host, made)
                break
            elif kind < 0.68:
                self.chrome(made, TAILS, 1, 3, 0.2)
            elif kind < 0.75:
                self.chrome(made, WIDGETS + MENU, 1, 8, 0.35)
            elif kind < 0.83:
                self.box(made)
            elif kind < 0.92:
                for text in FORM[: self.random.randint(1, len(FORM))]:
                    add(made, text if self.chance(0.8) else self.words(2, 8), GO, self.faked(0.4))
            else:
                for _ in range(self.random.randint(3, 12)):
                    add(
                        made, self.random.choice([self.words(1, 3), self.words(1, 3), self.date()]), GO, self.faked(0.3)
                    )

    def spaced(self, made: Made) -> Made:
        """The same with blank lines put in, as a page might have them."""
        style = self.random.random()
        if style < 0.4:
            return made
        result = Made()
        for number, line in enumerate(made.lines):
            if number and (style < 0.8 or self.chance(0.4)):
                for _ in range(1 if style < 0.9 else self.random.randint(1, 3)):
                    add(result, "", EITHER, 0)
            add(result, line, made.labels[number], made.repeats[number], made.titles[number])
        return result


def add(made: Made, line: str, label: int, repeats: int, titles: int = 0) -> None:
    made.lines.append(line)
    made.labels.append(label)
    made.repeats.append(repeats)
    made.titles.append(titles)


def _sentences(text: str) -> list[str]:
    """The sentences of a paragraph; never empty."""
    pieces = text.replace("؟ ", "؟\n").replace(". ", ".\n").replace("! ", "!\n").split("\n")
    return [p.strip() for p in pieces if p.strip()] or [text]


def _clauses(text: str) -> list[str]:
    pieces = text.replace("، ", "،\n").split("\n")
    return [" ".join(pieces[i : i + 2]) for i in range(0, len(pieces), 2)]


def _wrap(text: str, width: int) -> list[str]:
    lines, line = [], ""
    for word in text.split():
        if line and len(line) + len(word) >= width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return [*lines, line]


def _vary(title: str, pick: random.Random) -> str:
    """A title as it stands a second time: the same, a word less, a word more, or with a site's name."""
    words = title.split()
    form = pick.random()
    if form < 0.55 or len(words) < 5:
        return title
    if form < 0.75:
        del words[pick.randrange(1, len(words))]
        return " ".join(words)
    return title + pick.choice([" | ", " - "]) + pick.choice(["أخبار", "الواحة", "النخيل نيوز"])
