"""Complexity counted in the law, before and under a package, and per household."""

from dataclasses import replace
from types import MappingProxyType

import numpy as np
import pytest

from bouwstenen.core.errors import InputError, Where
from bouwstenen.core.provenance import Figure, Source
from bouwstenen.facts import Facts
from bouwstenen.law import law_on, parameter_set
from bouwstenen.models.households.burden import household_burden
from bouwstenen.models.households.complexity import (
    LawComplexity,
    PaymentDate,
    SchemeComplexity,
    household_complexity,
    law_complexity,
)
from bouwstenen.models.households.reachability import live_names
from bouwstenen.rules import HouseholdData, Parameters, RuleGraph, aggregate, evaluate, rule
from bouwstenen.rules.definitions import Input
from bouwstenen.rules.parameters import DatedValue, Parameter, ParameterSet

DATE = "2026-01-01"
TOESLAGEN = ["zorgtoeslag", "huurtoeslag", "kindgebonden_budget", "kinderopvangtoeslag"]
ONE_INCOME = {"begrippen.inkomensbegrip_geharmoniseerd": True}
ONE_PARTNER = {"begrippen.partnerbegrip_geharmoniseerd": True}
ONE_WEALTH = {"begrippen.vermogensbegrip_geharmoniseerd": True}


@pytest.fixture(scope="module")
def now() -> LawComplexity:
    return law_complexity(DATE)


# What the law tests today, from the law texts


def test_toeslagen_test_one_income_and_one_partner(now: LawComplexity) -> None:
    for name in TOESLAGEN:
        assert now.schemes[name].concepts["income"] == ("toetsingsinkomen",), name
        assert now.schemes[name].concepts["partner"] == ("toeslagpartner",), name


@pytest.mark.parametrize(
    ("scheme", "wealth"),
    [
        ("zorgtoeslag", ("box3_vermogen",)),
        ("huurtoeslag", ("box3_vermogen",)),
        ("kindgebonden_budget", ("box3_vermogen",)),
        ("bijstand", ("bijstand_vermogen",)),
        ("aio", ("bijstand_vermogen",)),
        *[(name, ()) for name in ("kinderopvangtoeslag", "kinderbijslag", "ioaw", "toeslagenwet", "wajong", "aow")],
    ],
)
def test_who_tests_wealth(now: LawComplexity, scheme: str, wealth: tuple[str, ...]) -> None:
    assert now.schemes[scheme].concepts["wealth"] == wealth


def test_bijstand_and_aow_have_their_own_partner(now: LawComplexity) -> None:
    for name in ("bijstand", "aio", "toeslagenwet", "ioaw", "aow"):
        assert now.schemes[name].concepts["partner"] == ("gezamenlijke_huishouding",), name
    assert now.schemes["uitbetaling_heffingskorting"].concepts["partner"] == ("fiscale_partner",)


def test_kinderbijslag_tests_neither_income_nor_partner(now: LawComplexity) -> None:
    assert now.schemes["kinderbijslag"].concepts["income"] == ()
    assert now.schemes["kinderbijslag"].concepts["partner"] == ()


def test_counts_are_consistent(now: LawComplexity) -> None:
    graph = law_on(DATE)
    for scheme in now.schemes.values():
        assert 0 < scheme.own_rules <= scheme.rules <= len(graph.nodes)
        assert scheme.own_parameters <= scheme.parameters
        assert len(scheme.own_inputs) <= scheme.inputs
        assert all(isinstance(graph.nodes[name].source, Input) for name in scheme.own_inputs)
    assert "kale_huur_per_maand" in now.schemes["huurtoeslag"].own_inputs
    assert "loon" not in now.schemes["zorgtoeslag"].own_inputs  # zit in het toetsingsinkomen


# What the levers do, found in the rules


def test_one_income_concept_replaces_those_of_toeslagen_bijstand_and_toeslagenwet(now: LawComplexity) -> None:
    harmonised = law_complexity(DATE, ONE_INCOME)
    for name in (*TOESLAGEN, "bijstand", "aio", "toeslagenwet", "ioaw"):
        assert harmonised.schemes[name].concepts["income"] == ("geregistreerd_inkomen",), name
    assert harmonised.schemes["anw"].concepts["income"] == now.schemes["anw"].concepts["income"]
    assert len(harmonised.distinct("income")) < len(now.distinct("income"))


def test_one_partner_concept_leaves_the_aow_alone() -> None:
    harmonised = law_complexity(DATE, ONE_PARTNER)
    for name in ("bijstand", "toeslagenwet", "ioaw"):
        assert harmonised.schemes[name].concepts["partner"] == ("toeslagpartner",), name
    assert harmonised.schemes["aow"].concepts["partner"] == ("gezamenlijke_huishouding",)
    objective = law_complexity(DATE, {"aow.objectief_partnerbegrip": True})
    assert objective.schemes["aow"].concepts["partner"] == ("toeslagpartner",)


def test_one_wealth_concept_leaves_one(now: LawComplexity) -> None:
    assert set(now.distinct("wealth")) == {"box3_vermogen", "bijstand_vermogen"}
    assert law_complexity(DATE, ONE_WEALTH).distinct("wealth") == ("box3_vermogen",)


def test_parameters_switch_single_tests_off() -> None:
    without = law_complexity(DATE, {"toeslagenwet.kostendelersnorm_geldt": False})
    assert "kostendelers" not in without.schemes["toeslagenwet"].concepts["household"]
    assert "kostendelers" in without.schemes["bijstand"].concepts["household"]
    flat = law_complexity(DATE, {"kindgebonden_budget.afbouwpercentage": 0.0})
    assert flat.schemes["kindgebonden_budget"].concepts["income"] == ()


def test_merged_schemes_take_the_place_of_their_parts() -> None:
    merged = law_complexity(
        DATE, {"kinderbijslag.samen_met_kindgebonden_budget": True, "wet_arbeid_en_zorg.ouderverlof_samengevoegd": True}
    )
    assert "kinderbijslag" not in merged.schemes
    assert merged.schemes["kindregeling"].concepts["income"] == ("toetsingsinkomen",)
    assert merged.schemes["ouderverlof"].concepts["income"] == ("sv_loon",)


def test_unknown_parameter_and_scheme_are_named(now: LawComplexity) -> None:
    with pytest.raises(InputError, match=r"begrippen\.vermogensbegrip_geharmoniseerd"):
        law_complexity(DATE, {"begrippen.vermogensbegrip": True})
    with pytest.raises(InputError, match="huurtoeslag"):
        household_complexity(now, {"huurtoeslga": np.array([True])})
    with pytest.raises(InputError, match="evenveel"):
        household_complexity(now, {"huurtoeslag": np.array([True]), "aow": np.array([True, False])})
    with pytest.raises(InputError, match="minstens"):
        household_complexity(now, {})


# Households

USES = {
    "zorgtoeslag": np.array([True, True, False, False]),
    "huurtoeslag": np.array([True, True, False, False]),
    "kindgebonden_budget": np.array([True, False, True, False]),
    "kinderbijslag": np.array([True, False, True, False]),
    "bijstand": np.array([True, False, False, False]),
    "aow": np.array([False, True, False, False]),
}


def test_a_household_meets_what_its_schemes_have(now: LawComplexity) -> None:
    found = household_complexity(now, USES)
    assert found.schemes.tolist() == [5, 3, 2, 0]
    assert found.desks.tolist() == [3, 2, 2, 0]
    assert found.concepts["income"].tolist() == [2, 1, 1, 0]
    assert found.concepts["partner"].tolist() == [2, 2, 1, 0]
    assert found.concepts["wealth"].tolist() == [2, 1, 1, 0]
    # dag 20 van de toeslagen; dag 1 van de bijstand, waarop ook de kinderbijslag valt; dag 23 van de AOW
    assert found.payment_dates.tolist() == pytest.approx([2.0, 2.0, 1 + 4 / 12, 0.0])


@pytest.mark.parametrize("setting", ["uitkeringen_en_toeslagen", "ook_vaste_lasten"])
def test_one_payment_date_leaves_at_most_one_a_month(setting: PaymentDate) -> None:
    found = household_complexity(law_complexity(DATE, payment_date=setting), USES)
    assert found.payment_dates.tolist() == pytest.approx([1.0, 1.0, 1.0, 0.0])


def test_harmonising_lowers_what_households_meet_and_never_raises_it(now: LawComplexity) -> None:
    before = household_complexity(now, USES)
    after = household_complexity(law_complexity(DATE, {**ONE_INCOME, **ONE_PARTNER, **ONE_WEALTH}), USES)
    assert after.concepts["income"].tolist() == [1, 1, 1, 0]
    assert after.concepts["wealth"].tolist() == [1, 1, 1, 0]
    assert after.concepts["partner"].tolist() == [1, 2, 1, 0]  # de AOW houdt haar eigen begrip
    assert after.schemes.tolist() == before.schemes.tolist()


def test_parts_of_a_merged_scheme_are_one_scheme_at_one_desk() -> None:
    merged = law_complexity(DATE, {"kinderbijslag.samen_met_kindgebonden_budget": True})
    found = household_complexity(merged, USES)
    assert found.schemes.tolist() == [4, 3, 1, 0]
    assert found.desks.tolist() == [3, 2, 1, 0]


# Burden


def facts_with(**figures: float) -> Facts:
    source = Source(publisher="test", document="test")
    values = {f"households.{k}": Figure(value=v, unit="-", source=source, confidence="E") for k, v in figures.items()}
    return Facts("test", "test", values, dict.fromkeys(values, ""), {}, ())


def test_burden_is_minutes_times_forms_at_the_tariff(now: LawComplexity) -> None:
    uses = {"ww": np.array([True, False]), "bijstand": np.array([True, True])}
    facts = facts_with(burden_minutes_ww=10.0, uurtarief_burger=15.0)
    burden = household_burden(now, uses, facts)
    assert burden.hours.tolist() == [2.0, 0.0]  # twaalf inkomstenopgaven van tien minuten
    assert burden.euros is not None
    assert burden.euros.tolist() == [30.0, 0.0]
    assert (burden.computed, burden.not_computed) == (("ww",), ("bijstand",))
    assert burden.missing == ("households.burden_minutes_bijstand",)


def test_without_a_tariff_there_are_hours_and_no_euros(now: LawComplexity) -> None:
    burden = household_burden(now, {"ww": np.array([True])}, facts_with(burden_minutes_ww=10.0))
    assert burden.hours.tolist() == [2.0]
    assert burden.euros is None
    assert burden.missing == ("households.uurtarief_burger",)


# Reachability, on an island of three rules

SWITCH = "aan"


def _island(value: float | bool) -> tuple[RuleGraph, Parameters]:
    @rule(law="Eiland", article="1", unit="EUR/jaar", entity="person")
    def oud(loon_eiland: float, huur_eiland: float, aan: bool) -> float:
        """Loon, of huur als de schakelaar aan staat."""
        bedrag = loon_eiland
        if aan:
            bedrag = huur_eiland
        return bedrag

    @rule(law="Eiland", article="2", unit="-", entity="person")
    def recht(loon_eiland: float, aan: bool) -> bool:
        """Alleen recht als de schakelaar aan staat en er loon is."""
        return aan and loon_eiland > 0.0

    @rule(law="Eiland", article="3", unit="EUR/jaar", entity="huishouden")
    def samen(recht_hh: bool, oud_hh: float) -> float:
        """Wat er is, als iemand recht heeft."""
        return oud_hh if recht_hh else 0.0

    inputs = [Input(n, "person", "EUR/jaar", "float", 0.0, n) for n in ("loon_eiland", "huur_eiland")]
    inputs.append(Input("volwassen", "person", "-", "bool", True, "volwassen"))
    sums = [
        aggregate("any", of="recht", over="huishouden", doc="recht"),
        aggregate("sum", of="oud", over="huishouden", doc="oud"),
    ]
    named = [replace(a, name=f"{a.of}_hh") for a in sums]
    dated = DatedValue("2020-01-01", value, "test", "E")
    known = Parameter(SWITCH, "eiland", "Eiland", SWITCH, "-", "1", "none", (dated,), where=Where("", 0, ""))
    graph = RuleGraph(inputs, [oud, recht, samen], named, ParameterSet({SWITCH: known}), DATE)
    return graph, Parameters(DATE, MappingProxyType({SWITCH: value}), MappingProxyType({SWITCH: dated}))


def test_a_switch_that_is_off_prunes_the_branch_and_all_that_hangs_on_it() -> None:
    live = live_names(*_island(value=False))
    assert live["oud"].needs == ("loon_eiland",)
    assert live["recht"].constant is False
    assert live["recht_hh"].constant is False
    assert live["samen"].constant == 0.0


def test_a_switch_that_is_on_takes_the_other_branch() -> None:
    live = live_names(*_island(value=True))
    assert live["oud"].needs == ("huur_eiland",)
    assert live["oud"].parameters == (SWITCH,)
    assert live["recht"].needs == ("loon_eiland",)
    assert live["samen"].needs == ("recht_hh", "oud_hh")


def test_pruning_never_drops_a_name_that_changes_a_result() -> None:
    """Evaluated: a rule whose result moves with an argument still reads it."""
    graph, parameters = law_on(DATE), parameter_set().at(DATE)
    live = live_names(graph, parameters)
    base = {"leeftijd": 40, "leeftijd_maanden": 480, "geboortejaar": 1986, "loon": 18_000.0, "uitkering": 4_000.0}
    home = {"woning_soort": 1, "kale_huur_per_maand": 650.0}
    outputs = [n for n in graph.order if graph.nodes[n].needs]

    def run(person: dict) -> dict[str, list]:
        units = {kind: [0] for kind in ("fiscale_partners", "toeslagpartners", "gezin")}
        result = evaluate(graph, parameters, HouseholdData([person], home, units), outputs)
        return {name: list(result[name]) for name in outputs}

    first, second = run(base), run(base | {"spaargeld": 90_000.0, "arbeidsvermogen": False, "pensioen": 9_000.0})
    changed = {name for name in outputs if first[name] != second[name]} | {"spaargeld", "arbeidsvermogen", "pensioen"}
    assert len(changed) > 20
    for name in changed & set(outputs):
        assert changed & set(live[name].needs), name


def test_a_scheme_knows_its_desk(now: LawComplexity) -> None:
    scheme: SchemeComplexity = now.schemes["kinderbijslag"]
    assert scheme.desk == "svb"
    assert now.schemes["huurtoeslag"].desk == "dienst_toeslagen"
