"""What a task said that failed, in the reader's language: its sentence, and below it each check that did not hold."""

import re

from nashra.labels import read_labels, retold

_STAGE = re.compile(r"(?<=^check of stage )\w+(?= failed)")


def told_lines(said: str, lang: str) -> list[str]:
    """The sentence and, a line each, what it counts up."""
    first, *others = said.splitlines() or [""]
    head = _STAGE.sub(lambda stage: _label(f"stage_{stage[0]}", lang, stage[0]), first)
    return [retold(head, lang), *(_check(line.strip(), lang) for line in others if line.strip())]


def _check(line: str, lang: str) -> str:
    """An expectation and what was observed, with a colon between them; both may have colons of their own."""
    for colon in re.finditer(": ", line):
        expectation, observed = line[: colon.start()], line[colon.end() :]
        if (known := retold(expectation, lang)) != expectation:
            return f"{_label('check_failed', lang, 'failed')}: {known} — {retold(observed, lang)}"
    return retold(line, lang)


def _label(key: str, lang: str, otherwise: str) -> str:
    found = read_labels("airflow").get(key)
    return str(getattr(found, lang)) if found else otherwise
