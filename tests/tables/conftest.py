"""Makes staged_night, which builds a night's staging, importable for these tests."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tables"))
