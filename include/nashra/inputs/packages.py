"""The packages of a computation, by version, and the Python that runs it."""

import sys
import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib import metadata

DISTRIBUTIONS = {"yaml": "PyYAML"}  # by the name of import, where that is another


def package_versions(packages: Iterable[str]) -> dict[str, str]:
    """Version by name, in order. A version says nothing of the machine it was built for: 2.13.0+cpu is 2.13.0.

    A package that is not installed has "" for a version: who needs it fails, who does not is not changed by it.
    """
    own = {"python": f"{sys.version_info.major}.{sys.version_info.minor}", "unicode": unicodedata.unidata_version}
    return own | {name: _version(DISTRIBUTIONS.get(name, name)) for name in sorted(packages)}


@cache
def _version(distribution: str) -> str:
    try:
        return metadata.version(distribution).partition("+")[0]
    except metadata.PackageNotFoundError:
        return ""
