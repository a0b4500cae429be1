"""Every model gets the choices of the run and its own; the receipt holds all of them and gives them back."""

from __future__ import annotations

import pytest

from bouwstenen.models import MODELS
from bouwstenen.runs.options import GENERAL, run_options

CHANGED = {
    "reading": "wide",
    "without": "B3 B5",
    "seed": 7,
    "draws": 321,
    "public_finance.pm": "high",
    "public_finance.feedback": "ec_2024",
    "public_finance.indexation": "none",
    "households.year": 2028,
    "households.households": 20_000,
    "asylum.inflow": "low",
    "demography.scenario": "high",
    "macro.baseline": "spb_held",
}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.name)
def test_seed_and_draws_of_the_run_are_those_of_every_model_that_has_them(model) -> None:  # noqa: ANN001
    own = run_options({"seed": 7, "draws": 321}).of(model)
    assert {name: getattr(own, name) for name in GENERAL if name in type(own).model_fields} == {
        name: value for name, value in (("seed", 7), ("draws", 321)) if name in model.options.model_fields
    }


def test_seed_and_draws_belong_to_some_model() -> None:
    for name in GENERAL:
        assert any(name in model.options.model_fields for model in MODELS)


def test_the_receipt_holds_every_choice_and_gives_it_back() -> None:
    flat = run_options(CHANGED).flat()
    assert {name: flat[name] for name in CHANGED} == CHANGED
    plain = run_options().flat()
    assert {name for name in flat if flat[name] != plain[name]} == set(CHANGED)
    for model in MODELS:
        kept = {name for name, field in model.options.model_fields.items() if not field.exclude and name not in GENERAL}
        assert {f"{model.name}.{name}" for name in kept} <= set(flat)
    again = run_options({name: value for name, value in flat.items() if name != "figures"})
    assert again.flat() == flat
