"""Fixtures that write a package and load it."""

from pathlib import Path

import pytest
from dike_package import BASE, Load

from bouwstenen.agreement.loader import LoadedPackage, load_package


@pytest.fixture
def load(tmp_path: Path) -> Load:
    def write_and_load(text: str, name: str = "pakket.yaml") -> LoadedPackage:
        file = tmp_path / name
        file.write_text(text, encoding="utf-8")
        return load_package(file)

    return write_and_load


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """The base package on disk, as `dijken.yaml`."""
    file = tmp_path / "dijken.yaml"
    file.write_text(BASE, encoding="utf-8")
    return file
