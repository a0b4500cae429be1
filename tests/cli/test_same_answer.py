"""One question, one answer: every number that several commands give is the same in all of them.

Runs the real engine with choices that are no defaults, so a command that leaves one out gives another number.
"""

from __future__ import annotations

import contextlib
import io
import json
import math
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from bouwstenen import service
from bouwstenen.cli import main
from bouwstenen.effects.row import UNIQUE
from bouwstenen.models import MODELS
from bouwstenen.runs.describe import commands, options

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    Numbers = dict[tuple[Any, ...], dict[str, float | None]]

OTHER = """\
id: ander
title: Zonder wegen en spoor
extends: bouwstenen
switch_off: [L08]
"""
CHOICES = {"reading": "ruim", "public_finance.pm": "laag", "seed": "7", "households.households": "20000"}
"""Choices by flat name, as typed; those of models that are not there yet are left out."""
SHARED = {
    "public_finance": ("public_finance.balance", "public_finance.debt_pct"),
    "eu_rules": ("eu_rules.room",),
    "households": ("households.change_p50",),
    "asylum": ("asylum.reception",),
}
"""Numbers that at least two commands must give, by the model that they are of."""
SIDES = ("baseline", "package", "difference", "low", "high")
NAMES = {model.name for model in MODELS}
ALL = dict.fromkeys(("dimension", "group", "block", "measure", "payer"), "all")


def typed() -> list[str]:
    flags = {item.name: item.flag for item in options()}
    return [word for name, value in CHOICES.items() if name in flags for word in (flags[name], value)]


def asked(*arguments: str) -> dict[str, Any]:
    """The JSON of a command; a check that fails (status 1) changes no number."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out), pytest.raises(SystemExit) as stop:
        main([*arguments, "--json"])
    assert stop.value.code in {0, 1}, arguments
    return json.loads(out.getvalue())


def numbers(rows: Iterable[Mapping[str, Any]]) -> Numbers:
    """Numbers of rows by what identifies them."""
    return {tuple(row[name] for name in UNIQUE): {side: row[side] for side in SIDES} for row in rows}


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Numbers]:
    """Numbers by command."""
    folder: Path = tmp_path_factory.mktemp("antwoorden")
    (folder / "ander.yaml").write_text(OTHER)
    choices = typed()
    found: dict[str, Numbers] = {}
    found["doorreken"] = numbers(asked("doorreken", "--uit", str(folder / "uit"), *choices)["rows"])
    for about in commands():
        if not about.part:
            found[about.name] = numbers(asked(*about.name.split(), *choices)["rows"])
    compared = asked("vergelijk", "bouwstenen", str(folder / "ander.yaml"), *choices)
    found["vergelijk"] = {
        tuple(row[name] for name in UNIQUE): {side: row[f"{side}_first"] for side in ("package", "difference")}
        for row in compared["rows"]
    }
    stored = asked("vergelijk", str(folder / "uit"), str(folder / "ander.yaml"), *choices)
    assert stored["rows"] == compared["rows"], "a run from its folder is the run"
    for indicator, year in (("emu_saldo", "2030"), ("emu_schuld", "2045")):
        if "public_finance" in NAMES:
            fields = asked("waarom", indicator, "--jaar", year, *choices)["number"]["fields"]
            found[f"waarom {indicator}"] = numbers([fields])
    if "demography" in NAMES:
        found["gemeente"] = numbers(asked("gemeente", "Utrecht", *choices)["rows"])
    return found


def same(one: float | None, other: float | None) -> bool:
    """Equal but for the last digits of adding up in another order."""
    if one is None or other is None:
        return one is other
    return math.isclose(one, other, rel_tol=1e-12, abs_tol=1e-12)


def test_every_shared_number_is_the_same_in_every_command(answers: dict[str, Numbers]) -> None:
    differing: list[str] = []
    for first, ours in answers.items():
        for second, theirs in answers.items():
            for key in ours.keys() & theirs.keys():
                both = ours[key].keys() & theirs[key].keys()
                differing += [
                    f"{side} of {key}: {first} {ours[key][side]}, {second} {theirs[key][side]}"
                    for side in both
                    if not same(ours[key][side], theirs[key][side])
                ]
    assert differing == []


@pytest.mark.parametrize("model", [name for name in SHARED if name in NAMES])
def test_the_numbers_that_matter_are_in_several_commands(model: str, answers: dict[str, Numbers]) -> None:
    place = UNIQUE.index("indicator")
    for indicator in SHARED[model]:
        giving = [
            name for name, given in answers.items() if any(str(key[place]).startswith(indicator) for key in given)
        ]
        assert len(giving) >= 2, f"{indicator} is only in {giving}"


@pytest.mark.skipif("public_finance" not in NAMES, reason="there is no budget without its model")
def test_a_search_for_what_the_run_already_gives_needs_nothing() -> None:
    rows = numbers(asked("begroting", *typed())["rows"])
    key = {"indicator": "public_finance.balance_pct", "year": 2030, "ledger": "esa", "scenario": "none", **ALL}
    place = {name: UNIQUE.index(name) for name in key}
    (balance,) = [given for row, given in rows.items() if all(row[at] == key[name] for name, at in place.items())]
    for side in ("baseline", "package"):
        goal = f"emu_saldo 2030 = {balance[side]:.9f}"
        found = asked("zoek", "--doel", goal, *typed())
        assert found[side]["size_pct_gdp"] == pytest.approx(0.0, abs=1e-6), (side, goal)
        other = "package" if side == "baseline" else "baseline"
        assert abs(found[other]["size_pct_gdp"]) > 0.1, "the package costs money, so the other side is not there"


@pytest.mark.parametrize("model", [about.model for about in commands() if about.alone and not about.part])
def test_a_model_that_runs_alone_gives_the_same_bytes(model: str) -> None:
    whole, alone = service.run(), service.run(only=(model,))
    rows = [run.rows.filter(pl.col("model") == model) for run in (whole, alone)]
    assert rows[0].height > 0
    assert_frame_equal(rows[0], rows[1], check_exact=True)
    assert [s for s in whole.sections if s.key == model] == [s for s in alone.sections if s.key == model]
