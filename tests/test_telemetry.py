"""No library tells its maker that it is used."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from nashra import telemetry
from nashra.settings import CHECKOUT, INCLUDE

TAGS = """
from nashra.entities.recognise import load_recognizer
from nashra.settings import load_settings

(found,) = load_recognizer(load_settings(recognizer="embedded")).mentions(["وصل الوزير سامر حداد إلى القاهرة."])
assert [one.surface for one in found] == ["سامر حداد", "القاهرة"], found
with open("/proc/self/maps") as maps:
    assert "onnxruntime" in maps.read()
"""


def test_the_recogniser_leaves_no_trace_of_a_library_that_tells(tmp_path: Path) -> None:
    """ONNX Runtime notes a session of its own in the folder for temporary files before it sends anything."""
    own = {name: value for name, value in os.environ.items() if name not in telemetry.OFF}
    environment = own | {"TMPDIR": str(tmp_path), "PYTHONPATH": str(INCLUDE)}
    subprocess.run([sys.executable, "-c", TAGS], env=environment, check=True, timeout=120)
    assert list(tmp_path.iterdir()) == []


def test_what_the_user_has_set_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ORT_DISABLE_TELEMETRY", "0")
    monkeypatch.delenv("GX_ANALYTICS_ENABLED", raising=False)
    telemetry.switch_off()
    assert (os.environ["ORT_DISABLE_TELEMETRY"], os.environ["GX_ANALYTICS_ENABLED"]) == ("0", "False")


def test_the_containers_have_it_from_their_start() -> None:
    compose = yaml.safe_load((CHECKOUT / "docker-compose.yml").read_text(encoding="utf-8"))
    assert compose["x-environment"].items() >= telemetry.OFF.items()
