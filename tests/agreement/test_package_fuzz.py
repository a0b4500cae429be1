"""Whatever stands in a package file, loading it gives a package or one clear message."""

import json
from contextlib import suppress
from pathlib import Path

import pytest
from dike_package import BASE
from hypothesis import given, settings
from hypothesis import strategies as st

from bouwstenen.agreement.coverage import csv_text, ledger
from bouwstenen.agreement.loader import load_package
from bouwstenen.agreement.summary import package_summary
from bouwstenen.core.errors import InputError
from bouwstenen.levers.compile import compile_measures

EXTENDING = """\
id: eigen
title: Eigen
extends: dijken.yaml
files: [x.yaml, "B*/*.yaml"]
switch_off: [D-2]
change:
  - id: D-1
    status: planned
    levers:
      - {kind: budget, part: dijken, amount_bn: {narrow: 1, central: 2, wide: 3}, phasing: {profile: years, shares: {2027: 1}}}
no_measure:
  - source: {block: 1, section: "1.1", heading: Hogere dijken, item: 2, hash: "0000000000b2"}
    outcome: context
    reason: Uitgezet.
"""  # noqa: E501

OUTLINED = (
    """\
blocks: [{key: B1, title: Water}, {key: kust, title: Kust}, {key: 8, title: Geld}]
lines: [{number: 11, title: Dijken}]
documents: [{id: plan, title: Het plan, date: "2031-05-03"}]
points: [{key: D, block: B1, title: hoge dijken}]
reserved: [{line: 11, measures: [D, D-1]}]
headline: {balance: 2031}
rules: none
figures: dijken.yaml
"""
    + BASE
)
FRAGMENTS = ["-", ":", " ", "\n", "  ", "{", "}", "[", "]", "'", '"', "&a", "*a", "!", "|", ">", "#", "? ", "<<", "%"]
FRAGMENTS += [
    "null",
    "true",
    ".nan",
    "1e999",
    "2027",
    "-0",
    "\t",
    "\0",
    "\\",
    "\u2028",
    "é",
    "\U0001f600",
    "..",
    "/",
    "**",
]


@st.composite
def damaged(draw: st.DrawFn, text: str) -> str:
    """`text` with a few pieces cut out, copied elsewhere or replaced by something odd."""
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 30)))
        new = draw(st.sampled_from(FRAGMENTS) | st.text(max_size=5) | st.just(text[end : end + 40]))
        text = text[:start] + new + text[end:]
    return text


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fuzz")
    (folder / "dijken.yaml").write_text(BASE, encoding="utf-8")
    (folder / "x.yaml").write_text("measures: []\n")
    (folder / "B1").mkdir()
    (folder / "B1" / "a.yaml").write_text("no_measure: []\n")
    return folder


def load_or_refuse(folder: Path, content: bytes) -> None:
    file = folder / "pakket.yaml"
    file.write_bytes(content)
    try:
        package = load_package(file)
    except InputError as error:
        assert str(error)  # noqa: PT017
        assert "\n" not in str(error)  # noqa: PT017
    else:
        assert csv_text(ledger(package)).startswith("document,block,section,")
        assert json.dumps(package_summary(package))
        with suppress(InputError):
            compile_measures(package.measures, where=package.where)


def test_the_undamaged_texts_load(folder: Path) -> None:
    (folder / "goed.yaml").write_text(EXTENDING.replace("status: planned", "status: computed"), encoding="utf-8")
    assert [measure.id for measure in load_package(folder / "goed.yaml").measures] == ["D-1"]
    (folder / "goed.yaml").write_text(OUTLINED, encoding="utf-8")
    assert [block.key for block in load_package(folder / "goed.yaml").contents.blocks] == ["B1", "kust", "B8"]


@settings(max_examples=200, deadline=None)
@given(text=damaged(BASE))
def test_a_damaged_package(folder: Path, text: str) -> None:
    load_or_refuse(folder, text.encode("utf-8", "surrogatepass"))


@settings(max_examples=200, deadline=None)
@given(text=damaged(OUTLINED))
def test_a_damaged_package_with_an_outline(folder: Path, text: str) -> None:
    load_or_refuse(folder, text.encode("utf-8", "surrogatepass"))


@settings(max_examples=200, deadline=None)
@given(text=damaged(EXTENDING))
def test_a_damaged_extending_package(folder: Path, text: str) -> None:
    load_or_refuse(folder, text.encode("utf-8", "surrogatepass"))


@settings(max_examples=100, deadline=None)
@given(text=st.lists(st.sampled_from([*FRAGMENTS, "id", "title", "measures", "a"]), max_size=40).map("".join))
def test_yaml_like_text(folder: Path, text: str) -> None:
    load_or_refuse(folder, text.encode())


@settings(max_examples=100, deadline=None)
@given(content=st.binary(max_size=200))
def test_random_bytes(folder: Path, content: bytes) -> None:
    load_or_refuse(folder, content)
