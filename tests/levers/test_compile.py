"""Compilation of measures: readings, phasing, bounds, conflicts. Uses a made-up catalogue."""

import pytest

from bouwstenen.agreement.schema import Measure
from bouwstenen.core.errors import InputError
from bouwstenen.levers.catalogue import Catalogue, CatalogueEntry, load_catalogue
from bouwstenen.levers.compile import compile_overlay
from bouwstenen.levers.overlay import Overlay

CATALOGUE = Catalogue(
    inputs={
        "space.homes": CatalogueEntry(unit="woningen/jaar", title="Woningen", min=0.0, max=200000.0),
        "space.policy": CatalogueEntry(unit="-", title="Keuze", kind="choice", choices=["ja", "nee"]),
    },
    law={"pw.kostendeler": CatalogueEntry(unit="-", title="Kostendeler", kind="boolean")},
    rules={"public_finance.golden_rule": CatalogueEntry(unit="-", title="Gouden regel", kind="boolean")},
)
BUDGET = {
    "kind": "budget", "part": "a", "column": "structural", "timing": "recurring", "amount_bn": 4.0,
    "price_level": 2025, "phasing": {"profile": "ramp", "start": 2027, "until": 2030},
    "booking": {"instrument": "current_spending"}, "ceiling": "social",
}  # fmt: skip


def measure(levers: list[dict], name: str = "M1") -> Measure:
    return Measure.model_validate(
        {"id": name, "block": 1, "title": "Een maatregel", "status": "computed", "levers": levers}
    )


def model_input(**changes: object) -> dict:
    lever = {"kind": "model_input", "path": "space.homes", "start": 2027, "value": 1.0, "unit": "woningen/jaar"}
    return {**lever, **changes}


def test_no_measures_give_the_empty_overlay() -> None:
    assert compile_overlay([], catalogue=CATALOGUE) == Overlay()
    assert Overlay().is_empty


def test_ramp_reaches_the_full_amount_in_its_last_year() -> None:
    entry = compile_overlay([measure([BUDGET])], catalogue=CATALOGUE).budget[0]
    assert entry.shares == ((2027, 0.25), (2028, 0.5), (2029, 0.75), (2030, 1.0))


def test_one_off_money_is_spent_once() -> None:
    lever = {**BUDGET, "timing": "one_off", "phasing": {"profile": "even", "start": 2027, "until": 2031}}
    entry = compile_overlay([measure([lever])], catalogue=CATALOGUE).budget[0]
    assert sum(share for _, share in entry.shares) == pytest.approx(1.0)
    lever["phasing"] = {"profile": "years", "shares": {2027: 0.5, 2028: 0.4}}
    with pytest.raises(InputError, match="tellen op tot 0.9"):
        compile_overlay([measure([lever])], catalogue=CATALOGUE)


@pytest.mark.parametrize(("reading", "value"), [("narrow", 1.0), ("central", 2.0), ("wide", 3.0)])
def test_a_band_gives_one_value_per_reading(reading: str, value: float) -> None:
    lever = model_input(value={"narrow": 1.0, "central": 2.0, "wide": 3.0})
    assert compile_overlay([measure([lever])], reading, catalogue=CATALOGUE).inputs[0].value == value  # type: ignore[arg-type]


@pytest.mark.parametrize(("reading", "value"), [("narrow", False), ("central", True), ("wide", True)])
def test_yes_and_no_may_differ_per_reading(reading: str, value: bool) -> None:
    choices = {"narrow": False, "central": True, "wide": True}
    lever = {"kind": "law_parameter", "path": "pw.kostendeler", "start": "2027-01-01", "value": choices}
    assert compile_overlay([measure([lever])], reading, catalogue=CATALOGUE).law[0].value is value  # type: ignore[arg-type]


def test_pm_is_kept_apart_from_amounts() -> None:
    pm = {"narrow": 1.0, "central": 2.0, "wide": 3.0}
    lever = {**BUDGET, "amount_bn": None, "pm": pm, "pm_source": "ergens", "pm_confidence": "E"}
    entry = compile_overlay([measure([lever])], "wide", catalogue=CATALOGUE).budget[0]
    assert entry.amount_bn is None
    assert entry.pm_bn == (1.0, 2.0, 3.0)


@pytest.mark.parametrize(
    ("lever", "message"),
    [
        (model_input(path="space.homs"), "Bedoelde u 'space.homes'"),
        (model_input(value=-1.0), "valt buiten de grenzen"),
        (model_input(value="veel"), "is geen getal"),
        (model_input(value=True), "is geen getal"),
        (model_input(unit="euro"), "Gebruik de eenheid 'woningen/jaar'"),
        (model_input(path="space.policy", unit="-", value="nou"), "Kies uit: ja, nee"),
        ({"kind": "law_parameter", "path": "pw.kostendeler", "start": "2027-01-01", "value": 3.0}, "true of false"),
        ({"kind": "law_parameter", "path": "pw.kosten", "start": "2027-01-01", "value": True}, "pw.kostendeler"),
        ({"kind": "budget_rule", "path": "public_finance.gouden", "value": True}, "bestaat niet"),
    ],
)
def test_wrong_levers_name_the_mend(lever: dict, message: str) -> None:
    with pytest.raises(InputError) as error:
        compile_overlay([measure([lever])], catalogue=CATALOGUE)
    assert message in str(error.value)
    assert "M1.levers.0" in str(error.value)


def test_two_measures_may_not_set_the_same_path_in_the_same_years() -> None:
    first, second = measure([model_input(until=2030)], "M1"), measure([model_input(start=2030)], "M2")
    with pytest.raises(InputError, match="M1 en M2 zetten allebei space.homes"):
        compile_overlay([first, second], catalogue=CATALOGUE)
    later = measure([model_input(start=2031)], "M2")
    assert len(compile_overlay([first, later], catalogue=CATALOGUE).inputs) == 2


def test_additions_on_one_path_may_add_up() -> None:
    both = [measure([model_input(mode="add")], name) for name in ("M1", "M2")]
    assert len(compile_overlay(both, catalogue=CATALOGUE).inputs) == 2
    mixed = [measure([model_input(mode="add")], "M1"), measure([model_input(mode="set")], "M2")]
    with pytest.raises(InputError):
        compile_overlay(mixed, catalogue=CATALOGUE)


def test_the_digest_depends_on_content_and_order_only() -> None:
    one, two = measure([BUDGET], "M1"), measure([BUDGET], "M2")
    assert compile_overlay([one, two]).digest == compile_overlay([one, two]).digest
    assert compile_overlay([one, two]).digest != compile_overlay([two, one]).digest


def test_blocks_split_the_overlay_without_rest() -> None:
    overlay = compile_overlay([measure([BUDGET, model_input()])], catalogue=CATALOGUE)
    assert overlay.only_blocks(frozenset({"B1"})) == overlay
    assert overlay.only_blocks(frozenset({"B2"})).is_empty


def test_every_path_in_the_shipped_catalogue_names_its_model() -> None:
    catalogue = load_catalogue()
    for path in [*catalogue.inputs, *catalogue.rules, *catalogue.law]:
        assert path.count(".") >= 1, path
