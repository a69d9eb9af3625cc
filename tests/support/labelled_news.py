"""A sentence of news and its names, and the corpora of a command that fits the recogniser further."""

from pathlib import Path

from nashra_lab.gold.name_labels import Name

TEXT = "وصل وفد من برنامج الأغذية العالمي إلى بني غازي أمس، والتقى بالمبروك الزروق في القاعة."


def name_in(text: str, surface: str, kind: str, optional: bool = False) -> Name:
    start = text.index(surface)
    return Name(start, start + len(surface), kind, optional)


def options_of(texts: dict[str, Path]) -> list[str]:
    """The options that name the corpora of the fixture `texts`."""
    files = {"jawhara": "news", "ntrex": "ntrex", "anercorp": "aner", "judged": "judged"}
    return [f"--{name}={texts[file]}" for name, file in files.items()]
