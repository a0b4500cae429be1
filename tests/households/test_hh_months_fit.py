"""The facts, the fit and the table of sensitivity of the year in months."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, get_args

import pytest
from hh_months_helpers import YEAR, default_facts, mixed, simulate, the_law

from bouwstenen.core.errors import InputError
from bouwstenen.facts import load_facts
from bouwstenen.levers.catalogue import load_catalogue
from bouwstenen.levers.overlay import InputChange, Overlay
from bouwstenen.models.households.months import (
    Settings,
    compare,
    fit,
    household_rows,
    kind_rows,
    months_facts,
    sensitivity,
    settings_for,
)
from bouwstenen.models.households.months.fit import CALIBRATION, FITTED, SENSITIVE
from bouwstenen.models.households.months.settings import Basis, Moment
from bouwstenen.population.take_up import TakeUp

if TYPE_CHECKING:
    from pathlib import Path


def test_births_per_woman_are_the_sum_of_the_chances() -> None:
    children = load_facts().series("demography_scenario.baseline_fertility").at(YEAR)
    assert children is not None
    assert 5.0 * sum(chance for _, chance in default_facts().births) == pytest.approx(children, rel=0.01)


@pytest.mark.parametrize(("key", "value"), [("report_share", 1.2), ("report_delay", -1), ("separation", 2)])
def test_a_figure_that_cannot_be_is_refused_by_name(tmp_path: Path, key: str, value: float) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(f"months.{key}: {value}\n", encoding="utf-8")
    with pytest.raises(InputError, match=f"months.{key}"):
        months_facts(load_facts(overrides=own), YEAR)


def test_a_user_can_set_a_figure(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text("months.report_delay: 4\n", encoding="utf-8")
    assert months_facts(load_facts(overrides=own), YEAR).report_delay == 4.0


def test_every_name_that_is_fitted_or_varied_exists() -> None:
    facts = default_facts()
    assert all(hasattr(facts, name) for name in (*FITTED, *SENSITIVE))
    assert set(CALIBRATION) < set(facts.targets)


def test_the_fit_finds_parameters_that_made_the_figures() -> None:
    graph, parameters = the_law()
    sample, facts = mixed(400), replace(default_facts(), exact_share=0.3, report_share=0.4, estimate_gap=0.1)
    made = simulate(sample, facts, Settings(calibration_year=True, variants=()))
    targets = {c.name: c.found for c in compare(made) if c.found > 0.0}
    start = replace(facts, targets=targets, exact_share=0.6, report_share=0.8, estimate_gap=0.3)
    found = fit([sample], parameters, graph, TakeUp(), start, seed=1, rounds=3)
    before = compare(simulate(sample, start, Settings(calibration_year=True, variants=())))
    errors = [c.error**2 for c in before if c.fitted]
    assert found.loss < 0.05 * sum(errors) / len(errors)
    assert found.loss == pytest.approx(sum(c.error**2 for c in found.comparisons if c.fitted) / len(errors))


def test_rules_of_the_fit_are_those_of_its_year() -> None:
    facts, sample = default_facts(), mixed(200)
    then = replace(facts, extra_index=0.0, smallest_reclaim=facts.smallest_reclaim_before)
    one = simulate(sample, facts, Settings(calibration_year=True, variants=()))
    other = simulate(sample, then, Settings(variants=()))
    assert one.today.reclaim.sum() == other.today.reclaim.sum() > 0.0
    assert one.today.reclaim.sum() > simulate(sample, facts, Settings(variants=())).today.reclaim.sum()


def test_sensitivity_starts_from_the_outcome_itself_and_moves() -> None:
    graph, parameters = the_law()
    sample, facts = mixed(150), default_facts()
    table = sensitivity(sample, parameters, graph, TakeUp(), facts, seed=1)
    base = household_rows(simulate(sample, facts))[0]
    assert table[0].repaying_large == base.repaying_large
    assert len(table) == 1 + 2 * len(SENSITIVE)
    report = {row.factor: row.reclaims_bn for row in table if row.parameter == "report_share"}
    assert report[0.5] > table[0].reclaims_bn > report[1.5]


def test_kinds_of_households_add_up() -> None:
    sample = mixed(120)
    sample = sample.with_columns(household={"huishoudtype": sample.person["arbeidsstatus"][sample.starts]})
    result = simulate(sample, default_facts())
    for row in household_rows(result):
        parts = [kind for kind in kind_rows(result) if kind.variant == row.variant]
        assert sum(kind.repaying for kind in parts) == pytest.approx(row.repaying)
        assert sum(kind.users for kind in parts) == pytest.approx(row.users)


def lever(path: str, value: str | bool, mode: str = "set") -> Overlay:
    change = InputChange("B3-10f", 3, f"households.{path}", 2030, None, value, "keuze", mode)  # type: ignore[arg-type]
    return Overlay(inputs=(change,))


def test_levers_choose_the_variant_from_their_year_on() -> None:
    assert settings_for(Overlay(), 2030) == Settings()
    assert settings_for(lever("award_moment", "per_maand"), 2029).package == "today"
    assert settings_for(lever("award_moment", "per_maand"), 2030).package == "monthly"
    assert settings_for(lever("award_moment", "vorig_jaarinkomen"), 2031).package == "last_year"
    assert settings_for(lever("advance_basis", "maandelijkse_loongegevens"), 2030).package == "wage_data"
    assert settings_for(lever("back_payments_ignored", value=True), 2030).back_payments_ignored
    assert settings_for(lever("non_take_up_max", value=True), 2030) == Settings()


@pytest.mark.parametrize(("value", "mode"), [("per_mand", "set"), ("per_maand", "add")])
def test_a_lever_that_cannot_be_is_refused(value: str, mode: str) -> None:
    with pytest.raises(InputError, match="B3-10f.households.award_moment"):
        settings_for(lever("award_moment", value, mode), 2030)


def test_levers_have_the_choices_of_the_catalogue() -> None:
    inputs = load_catalogue().inputs
    for name, choices in (("advance_basis", get_args(Basis)), ("award_moment", get_args(Moment))):
        assert list(choices) == inputs[f"households.{name}"].choices
        for choice in choices:
            assert getattr(settings_for(lever(name, choice), 2030), name) == choice
