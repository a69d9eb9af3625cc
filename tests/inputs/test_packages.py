"""Packages by their versions, as they are told whatever machine they were built for."""

import sys
from importlib import metadata

import pytest

from nashra.inputs import packages
from nashra.inputs.packages import package_versions


def test_versions_are_those_installed() -> None:
    found = package_versions(["yaml", "pyarrow", "great_expectations"])
    assert list(found) == ["python", "unicode", "great_expectations", "pyarrow", "yaml"]
    assert found["yaml"] == metadata.version("PyYAML")
    assert found["great_expectations"] == metadata.version("great-expectations")
    assert found["python"] == f"{sys.version_info.major}.{sys.version_info.minor}"


def test_a_build_for_another_machine_and_a_package_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    packages._version.cache_clear()
    monkeypatch.setattr("nashra.inputs.packages.metadata.version", lambda name: {"torch": "2.13.0+cpu"}[name])
    assert package_versions(["torch"])["torch"] == "2.13.0"
    monkeypatch.undo()
    packages._version.cache_clear()
    assert package_versions(["nashra_of_nobody"])["nashra_of_nobody"] == ""
