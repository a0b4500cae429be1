"""What people read about households, from rows and tables made by hand: every word of direction, side and number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl
import pytest

from bouwstenen.effects.row import Row, rows_table
from bouwstenen.models.households.sections import sections
from bouwstenen.views import Chart, RunView, Section, Table, load_words

if TYPE_CHECKING:
    from bouwstenen.views import Part

YEAR = 2031
SAY = load_words()
PACKAGE: dict[str, Any] = {
    "blocks": [{"key": "C1", "title": "Rondkomen"}, {"key": "C2", "title": "Water"}],
    "reserved": [{"line": 40, "measures": ["C1-a", "C1-z"]}],
    "measures": [
        {"id": "C1-a", "title": "Hogere norm", "block": "C1", "levers": [
            {"kind": "budget", "line": 40, "timing": "recurring", "amount_bn": 0.7, "price_level": 2024},
            {"kind": "budget", "line": 41, "timing": "recurring", "amount_bn": 9.0, "price_level": 2024},
        ]},
        {"id": "C1-b", "title": "Lager tarief", "block": "C1", "levers": []},
        {"id": "C1-c", "title": "Niets", "block": "C1", "levers": []},
    ],
}  # fmt: skip
ABOUT: dict[str, Any] = {
    "year": YEAR, "rows": 12_345, "households": 8e6, "parts": 1, "detail_rows": 2_345, "own_year": 0,
    "pressure_high": 0.65, "pressure_full": 1.0, "award": "monthly", "back_payments_ignored": False,
    "large_reclaim": 500.0, "change_small": 10.0, "change_large": 100.0, "wia_price_level": 2025, "tariff": 17.0,
    "tariff_price_level": 2024,
}  # fmt: skip


def change(name: str, value: float, unit: str = "pct", **keys: Any) -> Row:
    return Row(indicator=f"households.{name}", unit=unit, year=YEAR, difference=value, **keys)


def both(name: str, before: float, after: float, unit: str = "count", **keys: Any) -> Row:
    more = {"baseline": before, "package": after, "difference": after - before}
    return Row(indicator=f"households.{name}", unit=unit, year=YEAR, **more, **keys)


def scheme(name: str, **keys: Any) -> dict[str, Any]:
    return {"dimension": "scheme", "group": name, **keys}


def rows() -> list[Row]:
    found = [
        both("households", 8e6, 8e6), both("without_percentage", 5e4, 5e4), both("persons", 17e6, 17e6),
        change("change_mean", -55.0, "eur_per_year"),
    ]  # fmt: skip
    for name, value in zip(("p05", "p25", "p50", "p75", "p95"), (-3.0, -1.0, 0.5, 1.0, 4.0), strict=True):
        found += [change(f"change_{name}", value)]
        found += [change(f"change_{name}", value + 1.0, dimension="income_quintile", group="q1")]
    found += [
        change("change_mean", 12.0, "eur_per_year", dimension="income_quintile", group="q1"),
        both("households", 1.6e6, 1.6e6, dimension="income_quintile", group="q1"),
    ]
    for step, gain, loss in (("0", 30.0, 25.0), ("0_5", 20.0, 11.0), ("2", 6.0, 4.0), ("5", 2.0, 1.0)):
        found += [change(f"gainers_over_{step}", gain), change(f"losers_over_{step}", loss)]
        keys = {"dimension": "income_quintile", "group": "q1"}
        found += [change(f"gainers_over_{step}", gain + 1, **keys), change(f"losers_over_{step}", loss + 2, **keys)]
    mains = {
        "balance": (-0.8, -2.0, 0.4), "median_change": (0.5, 0.3, 0.6), "median_change_lowest": (1.5, 1.0, 2.0),
        "mean_change_eur": (-55.0, -60.0, -50.0), "gainers_share": (20.0, 18.0, 22.0),
        "losers_share": (11.0, 10.0, 12.0), "poor_persons": (-30_000.0, -45_000.0, -12_000.0),
        "poor_children": (6_000.0, 4_000.0, 8_000.0), "low_income_persons": (-20_000.0, -30_000.0, -10_000.0),
        "gini_change": (-0.003, -0.004, -0.002),
    }  # fmt: skip
    for name, (value, low, high) in mains.items():
        found.append(change(f"main_{name}", value, low=low, high=high))
        found.append(change(f"main_{name}", value, low=low, high=high, dimension="cause", group="take_up"))
    for name, before, after in (("zorgtoeslag", 6.0, 6.5), ("huurtoeslag", 4.0, 4.0), ("inkomensheffing", 90.0, 89.7)):
        found.append(both("scheme_amount", before, after, **scheme(name)))
        found.append(both("scheme_receivers", 3e6, 2e6, **scheme(name)))
        found.append(both("scheme_mean", 2000.0, 3250.0, **scheme(name)))
    for line, before, after in (("low_income", 5e5, 4e5), ("poverty", 7e5, 8e5)):
        for who in ("persons", "children", "households"):
            keys = {"dimension": "poverty_line", "group": line}
            found += [both(f"poor_{who}", before, after, **keys), both(f"poor_{who}_share", 3.0, 4.0, **keys)]
    return found


def caused() -> list[Row]:
    """Block C1 costs a billion; of its measures one costs 1.2 and one brings in 0.3, and a third does nothing."""
    effects = {"all": -1.0, "C1-a": -1.2, "C1-b": 0.3, "C1-c": 0.0, "interaction": -0.1}
    return [change("main_balance", value, block="C1", measure=measure) for measure, value in effects.items()]


def tables(**about: Any) -> dict[str, pl.DataFrame]:
    return {"households.about": pl.DataFrame([{**ABOUT, **about}])}


def award(variant: str, kept: float, reclaims: float) -> dict[str, Any]:
    zero = dict.fromkeys(
        ("users", "advance_bn", "reclaims_bn", "payments", "payments_bn", "waived_bn", "large", "mean_reclaim",
         "mean_payment"), 0.0
    )  # fmt: skip
    return {**zero, "variant": variant, "scheme": "all", "kept_bn": kept, "reclaims": reclaims}


def with_months(kept: float = 18.0, **about: Any) -> dict[str, pl.DataFrame]:
    names = (
        "users", "repaying_large", "variation", "toeslag_variation", "steps_small", "steps_large", "below", "gain",
        "lose", "gain_mean", "lose_mean",
    )  # fmt: skip
    homes = [{"variant": v, "repaying": n, **dict.fromkeys(names, 0.0)} for v, n in (("today", 9e5), ("monthly", 0.0))]
    fit = {"title": "met een terugvordering", "published": 0.3, "found": 0.33, "fitted": True, "source": "X"}
    return {
        **tables(**about),
        "households.awards": pl.DataFrame([award("today", 20.0, 2e6), award("monthly", kept, 0.0)]),
        "households.award_households": pl.DataFrame(homes),
        "households.months_fit": pl.DataFrame([{**fit, "name": "x", "doubtful": True}]),
        "households.chains": pl.DataFrame({"scheme": ["zorgtoeslag"], "lost_m_eur": [3.4]}),
    }


MONTHS = [
    both("months.reclaims", 2e6, 1e6),
    both("months.back_payments", 3e5, 3e5),
    both("months.back_payment_losers", 9e4, 7e4),
]


def made(more: list[Row] | None = None, named: dict[str, pl.DataFrame] | None = None) -> Section:
    table = rows_table([*rows(), *(more or [])], run="r", model="households", reading="central")
    view = RunView(table, named or tables(), PACKAGE, {"reading": "central"})
    (section,) = sections(view, SAY)
    return section


def part(section: Section, key: str) -> Part:
    (found,) = [one for one in section.parts if one.key == key]
    return found


def table_of(section: Section, key: str, start: str) -> Table:
    found = part(section, key)
    (table,) = [one for one in (*found.tables, *found.folded) if one.caption.startswith(start)]
    return table


def cells(table: Table, head: str) -> list[str]:
    (found,) = [one.cells for one in table.rows if one.cells[0].startswith(head)]
    return list(found[1:])


def pieces(chart: Chart) -> list[tuple[str, float]]:
    """Part of the legend and length of every drawn piece of a bar chart."""
    return [(piece["part"], piece["to"]) for piece in chart.spec["layer"][0]["data"]["values"]]


def test_without_the_model_there_is_no_section() -> None:
    view = RunView(rows_table([], run="r", model="households", reading="central"), {}, PACKAGE, {"reading": "central"})
    assert list(sections(view, SAY)) == []


def test_the_message_says_who_gains_and_who_loses() -> None:
    assert made().message == (
        "Door nieuwe regels voor inkomen en toeslagen gaat in 2031 20,0% van de huishoudens er meer dan een half "
        "procent op vooruit en 11,0% achteruit; voor de andere 69,0% verandert er weinig of niets."
    )
    assert made().question == "who"


def test_headline_figures_have_sign_band_year_and_price_level() -> None:
    facts = [(fact.figure.replace("\N{NO-BREAK SPACE}", " "), fact.meaning) for fact in made().facts]
    assert facts[0] == (
        "−0,8 mld euro",
        (
            "effect van de regels voor huishoudens op het saldo van de overheid in 2031, per jaar; band −2,0 tot +0,4 "
            "(prijzen van 2031)"
        ),
    )
    assert facts[1][0] == "20,0% wint, 11,0% verliest"
    assert "band 18,0 tot 22,0% en 10,0 tot 12,0% van de huishoudens" in facts[1][1]
    assert facts[2][0] == "+1,5%"
    assert facts[3] == (
        "−30 duizend",
        "arme mensen in 2031 (band −45 tot −12), onder wie +6,0 duizend kinderen (band +4,0 tot +8,0)",
    )
    assert len(facts) == 4, "without months nothing is said of reclaims"


def test_purchasing_power_by_group_and_winners_by_size() -> None:
    section = made()
    table = table_of(section, "purchasing_power", "Koopkracht in 2031")
    assert cells(table, "alle huishoudens") == [
        "8.000", "−3,0", "−1,0", "+0,5", "+1,0", "+4,0", "−55", "20,0", "11,0"
    ]  # fmt: skip
    assert cells(table, "laagste 20%") == ["1.600", "−2,0", "0,0", "+1,5", "+2,0", "+5,0", "+12", "21,0", "13,0"]
    assert "Voor 45,0% van de huishoudens verandert er niets." in " ".join(part(section, "purchasing_power").words)
    assert "50 duizend huishoudens hebben zonder pakket een inkomen van nul of lager" in " ".join(
        part(section, "purchasing_power").words
    )
    (chart,) = part(section, "winners").charts
    assert "meer dan 2%: 4,0% verliest, 6,0% wint" in chart.description
    assert pieces(chart)[:2] == [("verliest", -25.0), ("wint", 30.0)]
    assert cells(chart.table, "meer dan 5%") == ["2,0", "1,0", "159", "80"]
    by_group = table_of(section, "winners", "Winnaars en verliezers in 2031 per groep")
    assert by_group.groups == (("wint", 4), ("verliest", 4))
    assert cells(by_group, "laagste 20%") == ["31,0", "21,0", "7,0", "3,0", "27,0", "13,0", "6,0", "3,0"]


def test_money_by_scheme_has_the_sign_of_the_budget() -> None:
    section = made()
    table = table_of(section, "schemes", "Geld per regeling")
    assert cells(table, "Zorgtoeslag") == ["6,0", "6,5", "+0,5", "3.000", "2.000", "2.000", "3.250"]
    assert cells(table, "Saldo van de overheid, plus is beter")[2] == "−0,8"
    (chart,) = part(section, "schemes").charts
    # More spending is worse and less revenue is worse; what does not move has no bar.
    assert "Zorgtoeslag: −0,5" in chart.description
    assert "Inkomensheffing: −0,3" in chart.description
    assert "Huurtoeslag" not in chart.description


def test_a_line_that_pays_already_stands_beside_the_model_with_both_price_levels() -> None:
    section = made(caused())
    words = " ".join(part(section, "schemes").words)
    assert "Regel 40 van het document heeft al geld voor één maatregel" in words
    assert "Die maakt het saldo 1,2 mld euro slechter (prijzen van 2031)." in words
    table = table_of(section, "schemes", "Wat huishoudens kosten in 2031")
    assert [list(one.cells) for one in table.rows] == [
        ["document, regel 40", "0,7", "prijzen van 2024"],
        ["model, alleen blok C1 (Rondkomen)", "1,0", "prijzen van 2031"],
        ["model, alle blokken", "0,8", "prijzen van 2031"],
    ]
    assert not [one for one in part(made(), "schemes").tables if one.caption.startswith("Wat huishoudens kosten")]


def test_a_measure_that_brings_money_in_makes_the_balance_better() -> None:
    better = [change("main_balance", 0.3, block="C1", measure=m) for m in ("all", "C1-a")]
    words = " ".join(part(made(better), "schemes").words)
    assert "Die maakt het saldo 0,3 mld euro beter" in words


def test_causes_by_block_and_measure() -> None:
    section = made(caused())
    table = table_of(section, "causes", "Wat elk blok en elke maatregel doet in 2031")
    assert [(one.cells[0], one.cells[1], one.kind) for one in table.rows] == [
        ("C1 Rondkomen", "−1,0", ""),
        ("C1-a Hogere norm", "−1,2", "part"),
        ("C1-b Lager tarief", "+0,3", "part"),
        ("wat de maatregelen samen doen", "−0,1", "part"),
        ("hele pakket", "−0,8", "total"),
    ]
    assert cells(table, "C1-a")[1:] == ["0,0", "0", "0", "0,0"], "no row of the run is no effect"
    (chart,) = part(section, "causes").charts
    assert pieces(chart) == [("slechter voor de begroting", -1.2), ("beter voor de begroting", 0.3)]
    assert chart.description == "C1-a Hogere norm: −1,2; C1-b Lager tarief: +0,3."
    assert "causes" not in [one.key for one in made().parts]


def test_poverty_before_and_after() -> None:
    table = table_of(made(), "poverty", "Armoede in 2031")
    found = [list(one.cells) for one in table.rows]
    assert found[0] == ["Onder de lage-inkomensgrens van CBS"]
    assert found[1] == ["personen", "500", "400", "−100", "3,0", "4,0"]
    assert found[5] == ["personen", "700", "800", "+100", "3,0", "4,0"]
    assert found[6][0] == "kinderen"


def test_certainty_names_what_cannot_be_told() -> None:
    section = made()
    table = table_of(section, "certainty", "Hoe zeker de hoofdcijfers zijn")
    assert cells(table, "saldo van de overheid") == ["−0,8", "–", "–", "−2,0 tot +0,4"]
    assert "niet te geven" in part(section, "certainty").words[1]
    sampled = change("main_balance", -0.8, low=-0.9, high=-0.7, dimension="cause", group="sampling")
    section = made([sampled])
    assert cells(table_of(section, "certainty", "Hoe"), "saldo van de overheid")[1] == "−0,9 tot −0,7"
    assert len(part(section, "certainty").words) == 1


@pytest.mark.parametrize(
    ("kept", "words"), [(18.0, "2,0 mld euro per jaar minder"), (21.0, "1,0 mld euro per jaar meer")]
)
def test_another_award_says_in_which_direction_spending_goes(kept: float, words: str) -> None:
    section = made(MONTHS, with_months(kept))
    said = " ".join(part(section, "months").words)
    assert f"gaat er {words} naar toeslagen (prijzen van 2031)" in said
    assert "Het pakket kiest: definitief op inkomen van de maand." in said
    assert section.facts[-1].figure == "2,0 → 1,0 miljoen"
    assert section.facts[-1].meaning.startswith("terugvorderingen van toeslagen per jaar, nu en met pakket")


def test_todays_award_is_told_as_such() -> None:
    section = made(MONTHS, with_months(award="today"))
    said = " ".join(part(section, "months").words)
    assert "Het pakket laat de manier van toekennen zoals zij nu is." in said
    assert "Alleen door die manier" not in said
    table = table_of(section, "months", "Toeslagen in 2031 naar manier van toekennen")
    assert [column.label for column in table.columns][1:] == [
        "schatting en verrekening achteraf (nu) (pakket)", "definitief op inkomen van de maand"
    ]  # fmt: skip
    assert cells(table, "toeslagen met een terugvordering") == ["2.000", "0"]
    assert cells(table, "toeslagen na verrekening") == ["20,0", "18,0"]
    assert cells(table, "houdt in het jaar meer dan 100 euro meer over")[0] == "–"


@pytest.mark.parametrize("ignored", [True, False])
def test_chain_effects_are_told_in_both_cases(ignored: bool) -> None:
    said = " ".join(part(made(MONTHS, with_months(back_payments_ignored=ignored)), "months").words)
    assert "300 duizend huishoudens krijgen nu een nabetaling" in said
    assert "verliezen 90 duizend van hen" in said
    assert ("dan verliest niemand iets" in said) is ignored
    assert ("Met het pakket zijn het er 70 duizend." in said) is not ignored


def test_published_reclaims_show_deviation_role_and_doubt() -> None:
    table = table_of(made(MONTHS, with_months()), "months", "Gepubliceerde cijfers")
    assert cells(table, "met een terugvordering") == ["30,0", "33,0", "+10,0", "ijking", "X"]
    assert table.rows[0].doubtful


def test_pressure_take_up_waiting_and_labour() -> None:
    more = [
        both("pressure_workers", 5e6, 5e6), both("pressure_median", 50.0, 49.0), both("pressure_high_share", 10.0, 9.0),
        both("pressure_full_share", 2.0, 1.0), both("non_take_up", 25.0, 12.5, **scheme("huurtoeslag")),
        both("unused", 1.2, 0.6, **scheme("huurtoeslag")), both("wia_waiting", 24e3, 24e3),
        both("wia_waiting_without_income", 12e3, 0.0), both("wia_late_income", 141.4, 0.0), both("debts", 7e5, 7e5),
        both("debts_reached", 0.0, 1.6e5), both("labour_not_counted", 4e4, 4e4),
        both("labour_workers", 2e6, 2e6, dimension="labour_group", group="single"),
        change("labour_hours", -0.2, dimension="labour_group", group="single"),
        change("labour_balance", -0.4, "bn_eur", dimension="labour_group", group="single"),
    ]  # fmt: skip
    section = made(more)
    pressure = table_of(section, "pressure", "Marginale druk in 2031")
    assert cells(pressure, "alle werkenden") == ["5.000", "50,0", "49,0", "10,0", "9,0", "2,0", "1,0"]
    assert pressure.groups[2][0] == "druk boven 65,0%, % werkenden"
    assert cells(table_of(section, "take_up", "Niet-gebruik"), "Huurtoeslag") == ["25,0", "12,5", "1,2", "0,6"]
    waiting = table_of(section, "waiting", "Wachten")
    assert [list(one.cells[1:]) for one in waiting.rows] == [
        ["24", "24"], ["12", "0"], ["141,4", "0,0"], ["700", "700"], ["0", "160"]
    ]  # fmt: skip
    assert waiting.unit.endswith("prijzen van 2025")
    assert cells(table_of(section, "labour", "Optie"), "alleenstaanden") == ["2.000", "−0,2", "−0,4"]
    assert "40 duizend werkenden ook niet" in part(section, "labour").words[0]
    assert "2.345 huishoudens daarvan" in part(section, "method").words[1]
    assert "(middelste lezing)" in part(section, "method").words[0]


def test_complexity_and_burden() -> None:
    names = ("schemes", "desks", "forms_start", "forms_per_year", "payment_dates")
    kinds = ("income", "partner", "wealth", "household")
    more = [both(f"complexity.{name}", 2.0, 1.0) for name in names]
    for kind in kinds:
        keys = {"dimension": "concept_kind", "group": kind}
        more += [both("complexity.concepts", 3.0, 1.5, **keys), both("complexity.law_concepts", 8.0, 6.0, **keys)]
    more.append(both("complexity.law_schemes", 22.0, 17.0))
    counted = [
        {"side": side, "met": name, "number": n, "share": 0.1 * n + (0.05 if side == "package" else 0.0)}
        for side in ("baseline", "package") for name in (*names, *kinds) for n in range(4)
    ]  # fmt: skip
    sizes = {
        f"{name}_{side}": 5 if side == "baseline" else None
        for side in ("baseline", "package")
        for name in (
            "rules",
            "parameters",
            "own_rules",
            "own_parameters",
            "own_inputs",
            "tested",
            *(f"tested_{k}" for k in kinds),
        )
    }
    plain = {"title": "Oude regeling", "desk": "Loket", "forms_start": 1, "forms_per_year": 2, "payments_per_year": 0}
    burden = {"scheme": "x", "title": "Oude regeling", "known": True}
    named = {
        **tables(),
        "households.complexity_numbers": pl.DataFrame(counted),
        "households.complexity_concepts": pl.DataFrame(
            [{"kind": "income", "concept": "a", "title": "Inkomen A", "baseline": 3, "package": 1}]
        ),
        "households.complexity_schemes": pl.DataFrame([{**plain, "scheme": "x", "payment_day": None, **sizes}]),
        "households.burden": pl.DataFrame([
            {**burden, "side": "baseline", "m_hours": 2.0, "m_eur": 34.0},
            {**burden, "side": "package", "m_hours": 1.0, "m_eur": 17.0},
            {**burden, "side": "package", "title": "Andere", "known": False, "m_hours": 1.0, "m_eur": 17.0},
        ]),
    }  # fmt: skip
    section = made(more, named)
    per_home = table_of(section, "complexity", "Wat een huishouden tegenkomt in 2031")
    assert cells(per_home, "regelingen") == ["2,0", "1,0", "−1,0"]
    assert cells(per_home, "begrippen van vermogen") == ["3,0", "1,5", "−1,5"]
    by_number = table_of(section, "complexity", "Huishoudens naar aantal")
    assert cells(by_number, "loketten") == ["0,0", "10,0", "20,0", "30,0", "5,0", "15,0", "25,0", "35,0"]
    assert cells(table_of(section, "complexity", "Verschillende begrippen"), "regelingen") == ["22", "17", "−5"]
    assert cells(table_of(section, "complexity", "Elk begrip"), "Inkomen A") == ["3", "1"]
    assert cells(table_of(section, "complexity", "Elke regeling voor mensen"), "Oude regeling (vervalt)") == [
        "1", "2", "met loon", "–", "Loket"
    ]  # fmt: skip
    said = " ".join(part(section, "complexity").words)
    assert "alleen voor Oude regeling: 2,0 miljoen uur per jaar zonder en 1,0 miljoen uur met pakket" in said
    assert "17 euro per uur (prijzen van 2024) is dat 34,0 en 17,0 miljoen euro" in said
    assert "niet in de regeldruk: Andere." in said


def test_targets_show_deviation_doubt_and_cause() -> None:
    base = {
        "name": "x", "title": "Mensen met AOW", "unit": "personen", "published": 3e6, "achieved": 2.4e6,
        "deviation": -0.2, "tolerance": 0.05, "close": False, "role": "holdout", "year": "2024", "confidence": "C",
        "source": "S", "cause": "Een andere afbakening.",
    }  # fmt: skip
    near = {**base, "title": "Gini", "unit": "", "published": 0.25, "achieved": 0.251, "deviation": 0.004,
            "close": True, "role": "calibration", "confidence": "A"}  # fmt: skip
    section = made(named={**tables(), "households.population": pl.DataFrame([near, base])})
    table = table_of(section, "population", "Alle doelen")
    assert [one.cells[0] for one in table.rows][1] == "Mensen met AOW", "hold-outs first"
    assert cells(table, "Mensen met AOW")[:5] == ["3.000.000", "2.400.000", "−20,0", "2024", "C"]
    assert cells(table, "Mensen met AOW")[-1] == "Een andere afbakening."
    assert cells(table, "Gini")[-1] == ""
    assert [one.doubtful for one in table.rows if len(one.cells) > 1] == [True, False]
    words = part(section, "population").words
    assert words[0] == "Van de 1 toetsen die de bevolking niet heeft gezien liggen er 0 binnen hun marge."
    assert words[1] == "Van de 1 doelen van de ijking liggen er 1 binnen hun marge."


def test_limits_hold_the_remarks_and_own_files_are_no_synthetic_people() -> None:
    remarks = pl.DataFrame([{"measure": "C1-a", "path": "a.b", "code": "waiting", "text": "De knop a.b doet niets."}])
    section = made(named={**tables(), "households.remarks": remarks})
    assert section.limits[-1] == "De knop a.b doet niets."
    assert any("gemaakt uit openbare cijfers" in limit for limit in section.limits)
    assert "Niet gevraagd" in section.missing[0]
    own = made(named=tables(own_year=2027))
    assert not any("gemaakt uit openbare cijfers" in limit for limit in own.limits)
    assert "12.345 eigen huishoudens van 2027" in part(own, "method").words[0]
    assert "Niet gerekend bij eigen bestanden" in own.missing[0]


def test_no_line_block_or_point_of_a_package_stands_in_the_words() -> None:
    said = made(MONTHS + caused(), with_months()).model_dump_json()
    for name in ("B3", "blok 3", "regel 16", "punt 1"):
        assert name not in said
