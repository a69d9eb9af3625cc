"""A word as it is and without the proclitics that it may have."""

from nashra.text.clitics import read_clitics, rest
from nashra.text.remembered import Remembered

CACHE = 200_000  # words whose forms are remembered


def forms_of(key: str) -> tuple[str, ...]:
    """A word as it is and without each proclitic that it may have."""
    return FORMS[key]


def _forms_of(key: str) -> tuple[str, ...]:
    clitics = read_clitics()
    if key[:1] not in clitics.single:
        return (key,)
    return (key, *(rest(key, one) for one in clitics.proclitics if key.startswith(one) and len(key) - len(one) > 2))


FORMS = Remembered(_forms_of, CACHE)
