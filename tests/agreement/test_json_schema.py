"""The JSON Schema in `docs/` is current and says what the loader says."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from dike_package import BASE

from bouwstenen.agreement.json_schema import schema_text
from bouwstenen.agreement.loader import DATA_FOLDER
from bouwstenen.core.yaml_file import load_yaml, parse_yaml

COMMITTED = Path(__file__).parents[2] / "docs" / "package.schema.json"


def complaints(data: Any) -> list[str]:
    validator = jsonschema.Draft202012Validator(json.loads(COMMITTED.read_text(encoding="utf-8")))
    return [error.message for error in validator.iter_errors(json.loads(json.dumps(data)))]


def test_the_committed_schema_is_current() -> None:
    assert COMMITTED.read_text(encoding="utf-8") == schema_text(), (
        "draai: .venv/bin/python -m bouwstenen.agreement.json_schema"
    )


def test_it_is_a_valid_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(schema_text()))


def test_the_command_writes_the_file(tmp_path: Path) -> None:
    target = tmp_path / "schema.json"
    subprocess.run([sys.executable, "-m", "bouwstenen.agreement.json_schema", str(target)], check=True, timeout=60)
    assert target.read_text(encoding="utf-8") == schema_text()


def test_it_accepts_a_sound_package() -> None:
    assert complaints(parse_yaml(BASE).data) == []


@pytest.mark.parametrize("file", sorted(DATA_FOLDER.rglob("*.yaml")), ids=lambda file: file.stem)
def test_it_accepts_the_shipped_files(file: Path) -> None:
    assert complaints(load_yaml(file).data) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: Plan", "titel: Plan"),
        ("status: computed", "status: compted"),
        ("kind: model_input", "kind: model_imput"),
        ("price_level: 2025", "price_level: 1825"),
        ("wide: 2.0", "wide: veel"),
        ('"0123456789ab"', '"xyz"'),
        ("        unit: km/jaar\n", ""),
    ],
)
def test_it_refuses_what_the_loader_refuses(old: str, new: str) -> None:
    assert complaints(parse_yaml(BASE.replace(old, new, 1)).data)
