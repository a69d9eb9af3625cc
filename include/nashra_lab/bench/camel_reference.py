"""camel-tools' own recogniser, for comparison in tests and measurements only."""

import json
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any


def camel_tools_recognizer(folder: Path) -> Any:
    """camel_tools.ner.NERecognizer on `folder`, on the CPU, without a network.

    Importing that module downloads a catalogue when $CAMELTOOLS_DATA holds none, so it gets an empty one for
    the time of the import.
    """
    if "camel_tools.ner" not in sys.modules:
        with TemporaryDirectory() as data:
            empty = {"version": "1.6", "packages": {}, "components": {}}
            Path(data, "catalogue.json").write_text(json.dumps(empty), encoding="utf-8")
            before = os.environ.get("CAMELTOOLS_DATA")
            os.environ["CAMELTOOLS_DATA"] = data
            try:
                import camel_tools.ner
            finally:
                if before is None:
                    del os.environ["CAMELTOOLS_DATA"]
                else:
                    os.environ["CAMELTOOLS_DATA"] = before
    import camel_tools.ner

    return camel_tools.ner.NERecognizer(str(folder), use_gpu=False)
