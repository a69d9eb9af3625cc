"""Writing the weigher's file: weights and the card that says what they are."""

import json
from pathlib import Path
from typing import Any

import numpy as np

from nashra.cleaning.decide.weigh.features import F32, NAMES


def save(path: Path, weights: dict[str, F32], neutral: F32, card: dict[str, Any]) -> None:
    """As `weigher.Weigher.load` reads it: half precision, and the card as JSON bytes."""
    text = json.dumps(card | {"features": NAMES}, ensure_ascii=False, sort_keys=True)
    arrays = {name: value.astype(np.float16) for name, value in (weights | {"neutral": neutral}).items()}
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez(path, card=np.frombuffer(text.encode(), dtype=np.uint8), **arrays)  # type: ignore[arg-type]
