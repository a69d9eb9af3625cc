"""How a link says why it is one."""

from hashlib import sha256

INSTITUTION = "institution of a state"
STATE_NOT_NAMED = "institution, its state not named"
NAMESAKE = "a name of several"
APART = "apart"
NOT_A_NAME = "no name"
COMPANIES = "companies.tsv"
NUMBERED = "LOC-g"  # ... and the number of a place of GeoNames
GEONAMES = "place: GeoNames"
PERSONS = "person names"
RULE = "rule"
LISTED = "names"


def made(kind: str, form: str) -> str:
    """The id of a name without a curated one: the type and 10 hex digits of its form's SHA-256."""
    return f"{kind}-{sha256(f'{kind} {form}'.encode()).hexdigest()[:10]}"
