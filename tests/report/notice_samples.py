"""A made-up run of households with round numbers: ten households that stand for a hundred thousand each."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np

from bouwstenen.effects.attribution import Attribution
from bouwstenen.facts import load_facts
from bouwstenen.household_run import Details, HouseholdsRun
from bouwstenen.models.households.attribution import ATTRIBUTED, PointAttribution
from bouwstenen.models.households.beside import Beside
from bouwstenen.models.households.burden import Burden
from bouwstenen.models.households.claims import ClaimAnswer
from bouwstenen.models.households.complexity import HouseholdComplexity, LawComplexity, SchemeComplexity
from bouwstenen.models.households.complexity_change import Complexity
from bouwstenen.models.households.indicators import MAIN
from bouwstenen.models.households.labour import LabourResponse
from bouwstenen.models.households.months import ChainEffect, Settings, months_facts
from bouwstenen.models.households.months.fit import Comparison
from bouwstenen.models.households.months.result import MonthsResult, Outcome
from bouwstenen.models.households.pressure import PressureTable
from bouwstenen.models.households.result import SCHEMES, SUMS, UNUSED, HouseholdsResult
from bouwstenen.models.households.tables import all_tables
from bouwstenen.models.households.uncertainty import Interval
from bouwstenen.population.amounts import TOESLAGEN
from bouwstenen.population.targets import Target, TargetResult

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from bouwstenen.models.households.months.settings import Variant

YEAR = 2030
EACH = 100_000.0
"""Households behind a row."""
INCOME = np.arange(10, 110, 10) * 1000.0
CHANGE = np.array([1000.0, 400.0, 0.0, 0.0, 0.0, 0.0, 0.0, -800.0, -90.0, 0.0])
"""+10%, +2%, five times nothing, -1%, -0.1%, nothing."""
HOMES = len(INCOME)
INTERVALS = {
    "balance": (-0.05, -0.4, 0.3),
    "median_change": (0.0, -0.1, 0.2),
    "median_change_lowest": (6.0, 5.5, 6.7),
    "mean_change_eur": (51.0, 40.0, 62.0),
    "losers_share": (10.0, 9.0, 11.0),
    "gainers_share": (20.0, 18.0, 23.0),
    "poor_persons": (-100_000.0, -120_000.0, -80_000.0),
    "poor_children": (-3_000.0, -5_000.0, 1_000.0),
    "low_income_persons": (-50_000.0, -60_000.0, -40_000.0),
    "gini_change": (-0.004, -0.005, -0.003),
}
"""Value, low and high by main indicator."""


def result(change: NDArray[np.float64] = CHANGE) -> HouseholdsResult:
    """The ten households; the change of the first is a toeslag, of the rest an income tax."""
    whole = np.ones(HOMES, dtype=np.int8)
    poor = np.arange(HOMES) < 2
    moves = bool(change.any())
    columns: dict[str, NDArray[Any]] = {
        "gewicht": np.full(HOMES, EACH), "groep": np.zeros(HOMES, dtype=np.int16), "personen": 2 * whole,
        "kinderen": np.where(poor, 1, 0), "bruto": 1.5 * INCOME, "voor": INCOME, "na": INCOME + change,
        "verschil": change, "welvaart_voor": INCOME, "welvaart_na": INCOME + change,
        "laag_voor": poor, "laag_na": poor, "arm_voor": poor,
        "arm_na": poor & (np.arange(HOMES) > 0) if moves else poor,
        "bron": np.array([2, 2, 0, 0, 0, 0, 1, 0, 3, 3]), "type": whole, "leeftijd": whole, "eigendom": whole,
        "provincie": 20 * whole,
    }  # fmt: skip
    sums = {name: np.zeros((1, len(SCHEMES))) for name in SUMS} | {n: np.zeros((1, len(TOESLAGEN))) for n in UNUSED}
    place = SCHEMES.index("zorgtoeslag")
    sums["bedrag_voor"][0, place], sums["bedrag_na"][0, place] = 6.0e9, 6.05e9 if moves else 6.0e9
    sums["ontvangers_voor"][0, place] = sums["ontvangers_na"][0, place] = 3.0e6
    sums["recht_voor"][0, 0] = sums["recht_na"][0, 0] = 4.0e6
    sums["gemist_voor"][0, 0], sums["gemist_na"][0, 0] = 1.0e6, 0.5e6
    sums["gemist_bedrag_voor"][0, 0], sums["gemist_bedrag_na"][0, 0] = 1.2e9, 0.6e9
    return HouseholdsResult(YEAR, columns, np.array([0]), sums, 0.0, ("huishoudens.proef",), ("Een opmerking.",))


def intervals(*, unknown: bool = False) -> tuple[Interval, ...]:
    """One cause that is always known and the sample, known or not."""
    nan = float("nan")
    ends = {name: (nan, nan) if unknown else (low, high) for name, (_, low, high) in INTERVALS.items()}
    sample = tuple(Interval(name, "steekproef", INTERVALS[name][0], *ends[name]) for name in MAIN)
    return (*sample, *(Interval(name, "lezing", INTERVALS[name][0], *ends[name]) for name in MAIN))


def points() -> PointAttribution:
    """Points 7 and 9 move something, point 3 does not; the balance is -0.05 in all."""
    alone = np.zeros((2, len(ATTRIBUTED)))
    alone[:, 0] = -0.03, -0.01
    last, shapley = alone.copy(), alone.copy()
    last[:, 0], shapley[:, 0] = (-0.04, -0.02), (-0.035, -0.015)
    whole = shapley.sum(axis=0)
    found = Attribution((7, 9), alone, last, shapley, whole, whole - alone.sum(axis=0), np.zeros(len(ATTRIBUTED)))
    return PointAttribution(YEAR, found, (3,), 10, 4)


@cache
def months(package: Settings | None = None) -> MonthsResult:
    """Two households: one repays 600 euro of zorgtoeslag now, the other gets 200 afterwards; nothing when monthly."""
    nothing, none = np.zeros((2, len(TOESLAGEN))), np.zeros(2)
    reclaim, additional = nothing.copy(), nothing.copy()
    reclaim[0, 0], additional[1, 0] = 600.0, 200.0
    advance = nothing + np.array([[2000.0, 0.0, 0.0, 0.0]])
    counts = np.zeros(2, dtype=np.int64)
    rest: dict[str, Any] = {"variation": none + 0.1, "toeslag_variation": none + 0.2, "changes_small": counts,
            "changes_large": counts, "below": counts, "waived": nothing}  # fmt: skip
    today = Outcome(
        advance=advance, award=advance - reclaim + additional, reclaim=reclaim, additional=additional, **rest
    )
    monthly = Outcome(advance=advance, award=advance, reclaim=nothing, additional=nothing, **rest)
    settings = package or Settings(award_moment="per_maand", back_payments_ignored=True)
    facts = months_facts(load_facts(), YEAR)
    weight = np.array([1.0e6, 2.0e6])
    outcomes: Mapping[Variant, Outcome] = MappingProxyType({"today": today, "monthly": monthly})
    return MonthsResult(YEAR, settings, facts, weight, counts, counts, none, nothing, outcomes)


def law(schemes: dict[str, tuple[str, ...]], parts: dict[str, tuple[str, ...]]) -> LawComplexity:
    """A law of schemes with the concepts of income that each tests."""
    made = {
        name: SchemeComplexity(
            name, f"Regeling {name}", "svb", None, 1, 2, 9, 9, 9, 5, 5, (),  # pyright: ignore[reportArgumentType]
            {"income": income, "partner": (), "wealth": (), "household": ()},
        )
        for name, income in schemes.items()
    }  # fmt: skip
    return LawComplexity(f"{YEAR}-01-01", made, parts, "geen")


def complexity() -> Complexity:
    """Two schemes become one; four households of which one has nothing."""
    before = law({"aow": ("toetsingsinkomen",), "anw": ("toetsingsinkomen", "anw_inkomen")}, {})
    after = law({"aow": ("toetsingsinkomen",)}, {})

    def met(*numbers: int) -> HouseholdComplexity:
        values = np.array(numbers)
        return HouseholdComplexity(values, values, values, values, 1.5 * values, {"income": values})

    burdens = [
        Burden(np.array([2.0, 0.0, 0.0, 0.0]) / by, np.array([34.0, 0.0, 0.0, 0.0]) / by, ("aow",), ("anw",), ())
        for by in (1.0, 2.0)
    ]
    sides = (met(0, 1, 2, 5), met(0, 1, 1, 2))
    return Complexity(np.full(4, 1.0e6), (before, after), sides, (burdens[0], burdens[1]))


def targets() -> list[TargetResult]:
    """A hold-out that is far off and doubtful, and a target of the calibration that is met."""
    base = Target(
        "a", "Mensen met AOW", 3_000_000.0, "personen", "m", "total", "holdout", source="CBS, tabel", year="2024"
    )
    doubtful = replace(base, confidence="C", cause="Een andere afbakening.")
    sure = replace(base, name="b", title="Gini", value=0.25, unit="", role="calibration", confidence="A")
    return [TargetResult(doubtful, 2_400_000.0), TargetResult(sure, 0.251)]


def made_up(*, moves: bool = True, unknown: bool = False, labour: bool = True) -> HouseholdsRun:
    """The run. moves: incomes change. unknown: no interval can be told. labour: with the option."""
    main = result(CHANGE if moves else np.zeros(HOMES))
    table = PressureTable(
        ("totaal", "alleenstaand"), np.array([5.0e6, 0.0]), *(np.full((2, 2), v) for v in (0.5, 0.1, 0.02))
    )
    response = LabourResponse(np.full(5, 1.0e6), np.full(5, 50.0), np.full(5, 0.5), np.full(5, 0.25), 2000.0)
    details = Details(
        households=10, points=points(), pressure=table, labour=response if labour else None, months=months(),
        chains=ChainEffect(2.0e6, 0.0, {"zorgtoeslag": 0.0}), chain_losers=0.0,
        published_months=[Comparison("all_reclaim_share", 0.3, 0.33, True)],
        complexity=complexity(),
        beside=Beside(24_000.0, (12_000.0, 0.0), (141.4, 0.0), 700_000.0, 160_000.0),
        intervals=(), budget={}, targets=targets(),
    )  # fmt: skip
    return HouseholdsRun(
        year=YEAR, reading="central", results={"central": main}, block=main, tables=all_tables(main, points=20),
        intervals=intervals(unknown=unknown), details=details,
        claims=[ClaimAnswer("budget.line", 0.05, "mld EUR/jaar", "Uitleg bij regel zestien.", 16)], checks=[],
    )  # fmt: skip
