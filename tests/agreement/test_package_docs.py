"""The examples of `docs/packages.md` are packages that load and compile."""

import re
from pathlib import Path

import pytest

from bouwstenen.agreement.loader import load_package
from bouwstenen.agreement.schema import Payer, Purpose
from bouwstenen.levers.compile import compile_measures

DOCS = (Path(__file__).parents[2] / "docs" / "packages.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```yaml\n(.*?)```", DOCS, re.DOTALL)


@pytest.mark.parametrize("example", EXAMPLES, ids=[example.split(":")[0] for example in EXAMPLES])
def test_an_example_is_a_package(tmp_path: Path, example: str) -> None:
    (tmp_path / "figures.yaml").write_text("asylum.cost_regular: 31000\n")
    file = tmp_path / "pakket.yaml"
    file.write_text(example if example.startswith("id:") else f"id: p\ntitle: Plan\n{example}", encoding="utf-8")
    package = load_package(file)
    compiled = compile_measures(package.measures, where=package.where)
    assert compiled.remarks == ()
    assert package.contents.blocks


def test_every_purpose_and_payer_is_named() -> None:
    for name in (*Purpose.__args__, *Payer.__args__):  # type: ignore[attr-defined]
        assert f"`{name}`" in DOCS, name
