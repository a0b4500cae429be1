"""The JSON Schema of the package format, for editors: `python -m bouwstenen.agreement.json_schema [FILE]`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from pydantic.json_schema import models_json_schema

from bouwstenen.agreement.schema import MeasureFile, Package
from bouwstenen.core.files import write_text

DEFAULT_TARGET = Path("docs/package.schema.json")


def schema_text() -> str:
    """JSON Schema of a package file and of a file with measures that a package lists."""
    _, schema = models_json_schema([(Package, "validation"), (MeasureFile, "validation")])
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "bouwstenen: a package, or a file of measures that a package lists",
        "anyOf": [{"$ref": "#/$defs/Package"}, {"$ref": "#/$defs/MeasureFile"}],
        **schema,
    }
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    write_text(Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT_TARGET, schema_text())
