import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from plant import undisturbed


@pytest.fixture(scope="session")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Digests of the tables of the sample's days when nothing goes wrong."""
    return undisturbed(tmp_path_factory.mktemp("undisturbed"))
