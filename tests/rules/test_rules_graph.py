"""What a graph refuses, with the message; and what it tells about itself."""
# ruff: noqa: RET503, RET504 - the rules here exist to be wrong

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from bouwstenen.core.errors import InputError
from bouwstenen.rules import (
    Aggregate,
    Definitions,
    Input,
    ParameterSet,
    Rounding,
    Rule,
    RuleError,
    RuleGraph,
    Table,
    aggregate,
    helper,
    rule,
)

if TYPE_CHECKING:
    from collections.abc import Callable

INPUTS = [
    Input("loon", "person", "EUR/jaar", "float", 0.0, "Loon"),
    Input("loon_per_maand", "person", "EUR/maand", "float", 0.0, "Loon"),
    Input("leeftijd", "person", "jaar", "int", 0, "Leeftijd"),
    Input("ingeschreven", "person", "-", "bool", True, "Ingeschreven"),
    Input("huur", "huishouden", "EUR/jaar", "float", 0.0, "Huur"),
]
FACTOR = 2.0


def law(unit: str = "EUR/jaar", entity: str = "person", **more: Any) -> Callable[[Callable[..., Any]], Rule]:
    return rule(law="Proefwet", article="1", unit=unit, entity=entity, **more)


def build(*rules: Rule, aggregates: list[Aggregate] | None = None, date: str = "2025-01-01", **more: bool) -> RuleGraph:
    return RuleGraph(INPUTS, rules, aggregates or [], ParameterSet({}), date, **more)


def named(name: str, kind: Any, **more: Any) -> Aggregate:
    made = aggregate(kind, doc="Proef", **more)
    return Aggregate(made.kind, made.of, made.over, made.where, made.doc, name)


@law()
def dubbel(loon: float) -> float:
    """Twee keer het loon."""
    return 2 * loon


def test_a_good_law_is_accepted() -> None:
    graph = build(dubbel, aggregates=[named("dubbel_hh", "sum", of="dubbel", over="huishouden")], check_compile=True)
    assert graph.nodes["dubbel_hh"].unit == "EUR/jaar"
    assert graph.needed(["dubbel_hh"]) == ["loon", "dubbel", "dubbel_hh"]


def test_a_cycle_is_shown_with_its_path() -> None:
    @law()
    def a(c: float) -> float:
        """A."""
        return c

    @law()
    def b(a: float) -> float:
        """B."""
        return a

    @law()
    def c(b: float, loon: float) -> float:
        """C."""
        return b + loon

    with pytest.raises(RuleError, match="a → c → b → a"):
        build(a, b, c)


def test_an_unknown_name_has_a_nearest_one() -> None:
    @law()
    def netto(lonn: float) -> float:
        """Netto."""
        return lonn

    with pytest.raises(RuleError, match="'lonn' bestaat niet. Bedoelde u 'loon'"):
        build(netto)
    with pytest.raises(RuleError, match="'dubel' bestaat niet. Bedoelde u 'dubbel'"):
        build(dubbel, aggregates=[named("x", "sum", of="dubel", over="gezin")])


def test_versions_may_not_overlap_and_must_agree() -> None:
    @law(name="dubbel", start="2026-01-01")
    def later(loon: float) -> float:
        """Later."""
        return loon

    @law(name="dubbel", start="2019-01-01", end="2023-12-31", unit="EUR/maand")
    def eerder(loon_per_maand: float) -> float:
        """Eerder."""
        return loon_per_maand

    with pytest.raises(RuleError, match="dezelfde datums"):
        build(dubbel, later)
    with pytest.raises(RuleError, match="andere eenheid"):
        build(dubbel, eerder)


def test_a_date_without_a_rule_is_an_error_only_where_it_is_needed() -> None:
    @law(start="2026-01-01")
    def nieuw(loon: float) -> float:
        """Nieuw."""
        return loon

    @law()
    def gebruikt(nieuw: float) -> float:
        """Gebruikt."""
        return nieuw

    @law()
    def gebruikt_hh(nieuw_hh: float) -> float:
        """Gebruikt."""
        return nieuw_hh

    nieuw_hh = named("nieuw_hh", "sum", of="nieuw", over="huishouden")
    assert "nieuw_hh" not in build(nieuw, aggregates=[nieuw_hh]).nodes
    assert "gebruikt" in build(nieuw, gebruikt, date="2026-01-01").nodes
    with pytest.raises(RuleError, match="op 2025-01-01 geen regel .wel 2026-01-01 tot en met nu"):
        build(nieuw, gebruikt)
    with pytest.raises(RuleError, match="'nieuw_hh' is op 2025-01-01 niet te berekenen"):
        build(nieuw, gebruikt_hh, aggregates=[nieuw_hh])


def test_one_name_is_one_thing() -> None:
    @law()
    def loon(huur: float) -> float:
        """Loon."""
        return huur

    with pytest.raises(RuleError, match="een invoer en ook een regel"):
        build(loon)


def test_a_lower_entity_needs_an_aggregate() -> None:
    @law(entity="huishouden")
    def van_onder(loon: float) -> float:
        """Van onder."""
        return loon

    with pytest.raises(RuleError, match="Maak een aggregaat van 'loon' over huishouden"):
        build(van_onder)


def test_types_must_fit() -> None:
    @law()
    def als_geheel(loon: int) -> float:
        """Geheel."""
        return loon * 1.0

    @law()
    def als_getal(ingeschreven: float) -> float:
        """Getal."""
        return ingeschreven

    with pytest.raises(RuleError, match="'loon' is hier int, maar het is float"):
        build(als_geheel)
    with pytest.raises(RuleError, match="'ingeschreven' is hier float, maar het is bool"):
        build(als_getal)


def test_months_and_years_do_not_mix() -> None:
    @law()
    def opgeteld(loon: float, loon_per_maand: float) -> float:
        """Opgeteld."""
        return loon + loon_per_maand

    @law()
    def vergeleken(loon: float, loon_per_maand: float) -> float:
        """Vergeleken."""
        return 1.0 if loon > loon_per_maand else 0.0

    @law(unit="EUR/maand")
    def teruggegeven(loon: float) -> float:
        """Teruggegeven."""
        half = max(0.0, loon)
        return half

    @law()
    def omgerekend(loon: float, loon_per_maand: float) -> float:
        """Omgerekend."""
        return loon + 12 * loon_per_maand

    for wrong in (opgeteld, vergeleken, teruggegeven):
        with pytest.raises(RuleError, match="komen EUR/jaar en EUR/maand samen|komen EUR/maand en EUR/jaar samen"):
            build(wrong)
    build(omgerekend)

    @law(unit="EUR/jaar")
    def bedrag_per_maand(loon: float) -> float:
        """Bedrag."""
        return loon

    with pytest.raises(RuleError, match="de naam zegt per maand"):
        build(bedrag_per_maand)


@pytest.mark.parametrize(
    ("kind", "of", "message"),
    [
        ("sum", "ingeschreven", "sum kan niet met 'ingeschreven'"),
        ("count", "loon", "count kan niet met 'loon'"),
        ("any", "leeftijd", "any kan niet"),
        ("max", "ingeschreven", "max kan niet"),
        ("sum", "huur", "dubbel"),
    ],
)
def test_an_aggregate_must_fit_what_it_aggregates(kind: str, of: str, message: str) -> None:
    with pytest.raises(RuleError, match=message):
        build(aggregates=[named("x", kind, of=of, over="gezin")])


def test_filters_and_adults_must_be_yes_or_no() -> None:
    with pytest.raises(RuleError, match="moet bool van person zijn"):
        build(aggregates=[named("x", "sum", of="loon", over="gezin", where="leeftijd")])
    with pytest.raises(RuleError, match="'volwassen' bestaat niet"):
        build(aggregates=[named("x", "head", of="loon", over="gezin")])
    with pytest.raises(RuleError, match="over 'huishouden' kan hier niet"):
        aggregate("partner", of="loon", over="huishouden", doc="Proef")


def test_a_body_may_hold_only_what_kernels_can_read() -> None:
    @law()
    def global_(loon: float) -> float:
        """Global."""
        return loon * FACTOR

    @law()
    def loop(loon: float) -> float:
        """Loop."""
        for _ in range(3):
            loon += 1
        return loon

    @law()
    def tekst(loon: float) -> float:
        """Tekst."""
        return loon if "a" < "b" else 0.0  # noqa: PLR0133

    @law()
    def roept_aan(loon: float) -> float:
        """Roept aan."""
        return round(loon)

    @law()
    def zonder_einde(loon: float) -> float:  # type: ignore[return]
        """Zonder einde."""
        if loon > 0:
            return 1.0

    for wrong, message in [
        (global_, "'FACTOR' is geen argument"),
        (loop, "'For' kan hier niet"),
        (tekst, "alleen getallen"),
        (roept_aan, "'round' is geen @helper"),
        (zonder_einde, "niet elk pad geeft een uitkomst"),
    ]:
        with pytest.raises(RuleError, match=message):
            build(wrong)


def test_a_rule_is_short() -> None:
    @law()
    def lang(loon: float) -> float:
        """Lang."""
        a = loon + 1
        a = a + 2
        a = a + 3
        a = a + 4
        a = a + 5
        a = a + 6
        a = a + 7
        a = a + 8
        a = a + 9
        a = a + 10
        a = a + 11
        a = a + 12
        a = a + 13
        a = a + 14
        a = a + 15
        return a

    with pytest.raises(RuleError, match="telt 16 regels code"):
        build(lang)


@helper
def foute_helper(x: float) -> float:
    """Something that plain Python runs and Numba cannot type."""
    tabel = x
    return tabel[0] if x > 1e9 else x  # type: ignore[index]


@law()
def niet_te_vertalen(loon: float) -> float:
    """Deze regel kan Numba niet vertalen."""
    return foute_helper(loon)


def test_a_rule_that_numba_cannot_compile_is_named_on_request() -> None:
    build(niet_te_vertalen)
    with pytest.raises(RuleError, match="niet_te_vertalen.*Numba kan deze regel niet vertalen"):
        build(niet_te_vertalen, check_compile=True)


def test_the_header_of_a_rule_is_checked_at_once() -> None:
    def zonder_omschrijving(loon: float) -> float:
        return loon

    def zonder_type(loon) -> float:  # noqa: ANN001
        """Zonder type."""
        return loon

    def telling(leeftijd: int) -> int:
        """Telling."""
        return leeftijd

    with pytest.raises(RuleError, match="geen omschrijving"):
        law()(zonder_omschrijving)
    with pytest.raises(RuleError, match="'loon' heeft geen geldig type"):
        law()(zonder_type)
    with pytest.raises(RuleError, match="Bedoelde u 'gezin'"):
        law(entity="gezn")(dubbel.function)
    with pytest.raises(RuleError, match="eindigt"):
        law(end="2020-01-01")(dubbel.function)
    with pytest.raises(RuleError, match="kan afronden"):
        law(rounding=Rounding("floor", to=10.0))(telling)


def test_two_functions_with_one_name_in_a_module_are_refused() -> None:
    text = '@law()\ndef twee(loon: float) -> float:\n    """Een."""\n    return loon\n'
    space: dict[str, Any] = {"law": law}
    with pytest.raises(RuleError, match="al een regel met deze functienaam"):
        exec(text + text, space)  # noqa: S102


@pytest.mark.parametrize(
    ("rounding", "value", "result"),
    [
        (Rounding("half_up", to=1.0), 2.5, 3.0),
        (Rounding("half_up", to=1.0), 2.4999, 2.0),
        (Rounding("half_up", to=1.0), -2.5, -2.0),
        (Rounding("half_up", to=0.01), 1.005, 1.01),
        (Rounding("half_up", to=0.01), 0.07 * 15, 1.05),
        (Rounding("floor", to=1.0), 392.99999999999994, 393.0),
        (Rounding("floor", to=1.0), 392.99, 392.0),
        (Rounding("ceil", to=1.0), 12.000000000000002, 12.0),
        (Rounding("ceil", to=1.0), 12.01, 13.0),
        (Rounding("floor", to=5.0), 14.0, 10.0),
        (Rounding("ceil", to=0.25), 0.3, 0.5),
        (Rounding(), 0.123, 0.123),
    ],
)
def test_rounding_is_what_the_law_means(rounding: Rounding, value: float, result: float) -> None:
    assert rounding(value) == result


def test_a_parameter_touches_what_stands_on_it(law_on: Callable[[str], RuleGraph]) -> None:
    graph = law_on("2026-01-01")
    assert graph.touched_by("inkomstenwet.opbouw") == ["korting", "belasting", "netto", "belasting_fp"]
    assert "opbouw" not in law_on("2025-01-01").describe("korting")["parameters"]
    with pytest.raises(InputError, match="Bedoelde u 'inkomstenwet.opbouw'"):
        graph.touched_by("inkomstenwet.opbow")


def test_a_name_describes_itself(law_on: Callable[[str], RuleGraph]) -> None:
    graph = law_on("2026-01-01")
    korting = graph.describe("korting")
    assert korting["soort"] == "regel"
    assert korting["artikel"] == "6"
    assert [v["vanaf"] for v in korting["versies"]] == ["2024-01-01", "2026-01-01"]
    assert "korting_per_kind * kinderen_gezin" in korting["formule"]
    assert korting["parameters"]["opbouw"]["waarden"]["2026-01-01"]["bron"] == "Eilandblad 2025, 4"
    assert graph.describe("jongste")["waar"] == "kind"
    assert graph.describe("loon")["soort"] == "invoer"
    assert graph.describe("opbouw")["gebruikt_door"] == ["korting"]
    with pytest.raises(InputError, match="Bedoelde u 'korting'"):
        graph.describe("kortin")


def test_definitions_of_one_module_are_read_once(definitions: Definitions) -> None:
    assert len(definitions.inputs) == 6
    assert len(definitions.rules) == 13
    assert len({a.name for a in definitions.aggregates}) == len(definitions.aggregates) == 16


@helper
def eerste(tabel: Table) -> float:
    """The first number of a table."""
    return tabel[0]


def test_a_rule_can_be_called_by_itself() -> None:
    assert dubbel(3.0) == 6.0
    assert eerste((4.0, 5.0)) == 4.0


def test_the_engine_is_light_until_a_population_comes() -> None:
    text = "import sys, bouwstenen.rules; print(sorted({'numba', 'numpy', 'polars', 'scipy'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", text], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
