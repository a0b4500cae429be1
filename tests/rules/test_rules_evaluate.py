"""One household in plain Python. The expected amounts were worked out by hand from the island's law."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from bouwstenen.core.errors import InputError
from bouwstenen.rules import (
    Aggregate,
    HouseholdData,
    Input,
    ParameterSet,
    RuleError,
    RuleGraph,
    aggregate,
    evaluate,
    rule,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FAMILY = HouseholdData(
    persons=[{"loon": 50000.0, "vermogen": 20000}, {"loon": 12000.5}, {"leeftijd": 4}],
    household={"huur_per_maand": 1400, "kamers": 4},
    names=["a", "b", "k"],
)


def test_a_family_in_2026(law_on: Callable[[str], RuleGraph], parameter_set: ParameterSet) -> None:
    outputs = ["netto", "kindgeld", "belasting", "woontoeslag_tp", "huisbelasting", "korting"]
    result = evaluate(law_on("2026-01-01"), parameter_set.at("2026-01-01"), FAMILY, outputs)
    # return (20,000 - 10,200) x 0.05 = 490; tax 2,000 + 0.3 x 30,490 = 11,147 and floor(1,200.05) = 1,200
    # b earns least: 0.0333 x 12,000.50 + 300, at most 300 for one child; a earns more than the partner: nothing
    assert result["korting"] == [0.0, 300.0, 300.0]
    assert result["belasting"] == [11147.0, 900.0, 0.0]
    # 1.25 x 55.55 - 0.01 x 62,490.50 / 12 = 17.36, up to 18
    assert result["kindgeld"] == [216.0]
    # 0.6 x (16,800 - 0.2 x 62,490.50) = 2,581.14
    assert result["woontoeslag_tp"] == [2581.0]
    # 200 + 50.49 / 2
    assert result["huisbelasting"] == pytest.approx([225.245])
    assert result["netto"] == pytest.approx([40520.8775, 12278.3775, 1177.8775])


def test_another_date_is_another_law(law_on: Callable[[str], RuleGraph], parameter_set: ParameterSet) -> None:
    result = evaluate(law_on("2025-06-30"), parameter_set.at("2025-06-30"), FAMILY, ["korting", "rendement"])
    assert result["korting"] == [300.0, 300.0, 0.0], "until 2026 every adult gets the amount for each child"
    assert result["rendement"] == [pytest.approx(9800 * 0.04), 0.0, 0.0]


AGGREGATES: list[tuple[str, dict[str, Any], list[Any]]] = [
    ("sum", {"of": "bedrag", "over": "gezin"}, [60.0, 100.0]),
    ("sum", {"of": "bedrag", "over": "gezin", "where": "ja"}, [40.0, 0.0]),
    ("count", {"of": "ja", "over": "gezin"}, [2, 0]),
    ("count", {"of": "volwassen", "over": "gezin", "where": "ja"}, [1, 0]),
    ("any", {"of": "ja", "over": "gezin"}, [True, False]),
    ("all", {"of": "volwassen", "over": "gezin"}, [False, True]),
    ("all", {"of": "volwassen", "over": "gezin", "where": "ja"}, [False, True]),
    ("max", {"of": "bedrag", "over": "gezin"}, [30.0, 100.0]),
    ("min", {"of": "bedrag", "over": "gezin", "where": "ja"}, [10.0, 0.0]),
    ("head", {"of": "bedrag", "over": "gezin"}, [20.0, 100.0]),
    ("head", {"of": "bedrag", "over": "gezin", "where": "ja"}, [30.0, 0.0]),
    ("partner", {"of": "bedrag", "over": "gezin"}, [0.0, 30.0, 20.0, 0.0]),
    ("partner", {"of": "bedrag", "over": "gezin", "where": "ja"}, [0.0, 30.0, 0.0, 0.0]),
    ("partner", {"of": "bedrag", "over": "fiscale_partners"}, [0.0, 0.0, 0.0, 0.0]),
    ("sum", {"of": "som", "over": "huishouden"}, [160.0]),
    ("max", {"of": "som", "over": "huishouden"}, [100.0]),
    ("max", {"of": "som", "over": "toeslagpartners"}, [60.0, 100.0]),
]


@pytest.mark.parametrize(("kind", "how", "expected"), AGGREGATES)
def test_every_kind_of_aggregate(kind: Any, how: dict[str, Any], expected: list[Any]) -> None:
    inputs = [
        Input("bedrag", "person", "EUR", "float", 0.0, "Bedrag"),
        Input("ja", "person", "-", "bool", False, "Ja"),
        Input("volwassen", "person", "-", "bool", True, "Volwassen"),
    ]
    made = aggregate(kind, **how, doc="Proef")
    tested = Aggregate(made.kind, made.of, made.over, made.where, made.doc, "getest")
    graph = RuleGraph(
        inputs, [], [Aggregate("sum", "bedrag", "gezin", None, "Som", "som"), tested], ParameterSet({}), "2025-01-01"
    )
    # a child, two adults, and an adult by itself; tax partners are all together: three adults have no partner
    data = HouseholdData(
        persons=[
            {"bedrag": 10.0, "ja": True, "volwassen": False},
            {"bedrag": 20.0},
            {"bedrag": 30.0, "ja": True},
            {"bedrag": 100.0},
        ],
        units={"gezin": [0, 0, 0, 1], "toeslagpartners": [0, 0, 0, 1]},
    )
    result = evaluate(graph, ParameterSet({}).at("2025-01-01"), data, ["getest"])
    assert result["getest"] == expected
    assert [type(value) for value in result["getest"]] == [type(value) for value in expected]


def test_given_values_replace_rules(law_on: Callable[[str], RuleGraph], parameter_set: ParameterSet) -> None:
    graph, parameters = law_on("2026-01-01"), parameter_set.at("2026-01-01")
    given = HouseholdData(
        FAMILY.persons, FAMILY.household, given={0: {"inkomen": 30000, "inkomen_gezin": 1200.0}}, names=FAMILY.names
    )
    result = evaluate(graph, parameters, given, ["belasting", "kindgeld", "inkomen"])
    assert result["inkomen"] == [30000.0, 12000.5, 0.0]
    assert result["belasting"][:2] == [5000.0, 900.0]
    assert result["kindgeld"] == [12 * 69.0], "69.4375 - 0.01 x 1,200 / 12 = 68.4375, up to 69"
    assert result.explain("inkomen_gezin")["gegeven"] is True
    assert result.explain("inkomen_gezin")["uit"] == []
    whole = HouseholdData(FAMILY.persons, FAMILY.household, given={"huishouden": {"huisbelasting": 1.0}})
    assert evaluate(graph, parameters, whole, ["huisbelasting"])["huisbelasting"] == [1.0]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"persons": []}, "geen personen"),
        ({"persons": [{"lon": 1.0}]}, "Bedoelde u 'loon'"),
        ({"persons": [{"inkomen": 1.0}]}, "Zet het onder gegeven"),
        ({"persons": [{"kamers": 1}]}, "Geef het bij huishouden"),
        ({"persons": [{"loon": "veel"}]}, "geen getal"),
        ({"persons": [{"loon": True}]}, "geen getal"),
        ({"persons": [{"loon": float("inf")}]}, "geen getal"),
        ({"persons": [{"leeftijd": 4.5}]}, "geen geheel getal"),
        ({"persons": [{"ingeschreven": 1}]}, "geen true of false"),
        ({"persons": [{}], "units": {"gezinnen": [0]}}, "Bedoelde u 'gezin'"),
        ({"persons": [{}, {}], "units": {"gezin": [1, 0]}}, "nummers van gezin kloppen niet"),
        ({"persons": [{}], "given": {1: {"inkomen": 1.0}}}, "hoort niet bij dit huishouden"),
        ({"persons": [{}], "given": {"huishouden": {"inkomen": 1.0}}}, "Geef het per persoon"),
        ({"persons": [{}, {}], "given": {0: {"kindgeld": 1.0}, 1: {"kindgeld": 2.0}}}, "twee verschillende waarden"),
        ({"persons": [{}], "names": ["a", "b"]}, "1 personen en 2 namen"),
    ],
)
def test_faulty_facts_are_refused(
    law_on: Callable[[str], RuleGraph], parameter_set: ParameterSet, data: dict[str, Any], message: str
) -> None:
    with pytest.raises(InputError, match=message):
        evaluate(law_on("2026-01-01"), parameter_set.at("2026-01-01"), HouseholdData(**data), ["netto"])


def test_dates_of_rules_and_parameters_must_be_the_same(
    law_on: Callable[[str], RuleGraph], parameter_set: ParameterSet
) -> None:
    with pytest.raises(InputError, match="dezelfde datum"):
        evaluate(law_on("2026-01-01"), parameter_set.at("2025-01-01"), FAMILY, ["netto"])


def test_a_fraction_where_a_whole_number_is_asked_is_refused(
    law_on: Callable[[str], RuleGraph], parameter_set: ParameterSet
) -> None:
    parameters = parameter_set.at("2026-01-01", {"inkomstenwet.volwassen_vanaf": 17.5})
    with pytest.raises(RuleError, match="vraagt een geheel getal"):
        evaluate(law_on("2026-01-01"), parameters, FAMILY, ["kind"])


def test_a_rule_that_divides_by_zero_is_named() -> None:
    @rule(law="Proefwet", article="1", unit="deel", entity="person")
    def deel(teller: float, noemer: float) -> float:
        """Deel."""
        return teller / noemer

    inputs = [Input(name, "person", "EUR", "float", 0.0, name) for name in ("teller", "noemer")]
    graph = RuleGraph(inputs, [deel], [], ParameterSet({}), "2025-01-01")
    with pytest.raises(RuleError, match="'deel'.*niet te berekenen voor jan"):
        evaluate(graph, ParameterSet({}).at("2025-01-01"), HouseholdData([{}], names=["jan"]), ["deel"])


def _walk(tree: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield tree
    for part in tree["uit"]:
        yield from _walk(part)


def test_the_explanation_goes_down_to_the_inputs(
    law_on: Callable[[str], RuleGraph], parameter_set: ParameterSet
) -> None:
    result = evaluate(law_on("2026-01-01"), parameter_set.at("2026-01-01"), FAMILY, ["netto"])
    tree = result.explain("netto", 0)
    assert tree["naam"] == "netto"
    assert tree["wet"] == "Woonwet"
    assert tree["artikel"] == "3"
    assert tree["waarde"] == result["netto"][0]
    parts = list(_walk(tree))
    assert {p["naam"] for p in parts} >= {"loon", "vermogen", "leeftijd", "huur_per_maand", "kamers"}
    loon = [(p["wie"], p["waarde"]) for p in parts if p["naam"] == "loon"]
    assert (["a"], 50000.0) in loon
    assert (["b"], 12000.5) in loon
    rendement = next(p for p in parts if p["naam"] == "rendement")
    assert rendement["parameters"]["rendement_deel"]["waarde"] == 0.05
    assert "onzeker" in rendement["parameters"]["rendement_deel"]["bron"]
    assert next(p for p in parts if p["naam"] == "belasting_voor_korting")["afronding"] == "naar beneden afgerond op 1"
    json.dumps(tree, allow_nan=False)


def test_a_value_is_unfolded_once(law_on: Callable[[str], RuleGraph], parameter_set: ParameterSet) -> None:
    result = evaluate(law_on("2026-01-01"), parameter_set.at("2026-01-01"), FAMILY, ["netto"])
    seen: set[tuple[str, tuple[str, ...]]] = set()
    for part in _walk(result.explain("netto", 0)):
        key = (part["naam"], tuple(part["wie"]))
        assert part.get("eerder", False) == (key in seen)
        seen.add(key)


def test_only_what_was_asked_for_can_be_read(law_on: Callable[[str], RuleGraph], parameter_set: ParameterSet) -> None:
    result = evaluate(law_on("2026-01-01"), parameter_set.at("2026-01-01"), FAMILY, ["belasting"])
    with pytest.raises(InputError, match="niet berekend"):
        result["netto"]
    with pytest.raises(InputError, match="Kies 0 tot en met 2"):
        result.explain("belasting", 3)
