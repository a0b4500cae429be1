"""The budget rules: met, not met or not testable, with the distance, with and without the package."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bouwstenen.core.numbers import NOTHING, amount, dutch_unit, number, sentence
from bouwstenen.report.rows import FIRST_SHOWN, SHOWN_YEARS
from bouwstenen.report.tables import Column, Row, Table, numbers, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bouwstenen.models.public_finance.rules import RuleResult
    from bouwstenen.report.context import Context

MET, NOT_MET, UNDECIDED = "gehaald", "niet gehaald", "niet te toetsen"


@dataclass(frozen=True)
class RuleCounts:
    """Number of rules that are met in every tested year, missed in at least one, and not testable.

    missed_before: of the missed ones, how many are missed without the package too.
    """

    met: int
    missed: int
    undecided: int
    missed_before: int


@dataclass(frozen=True)
class RulesSection:
    """One row a rule, then the tests by year for each; the accrual statement; the balance under the escape clause."""

    counts: RuleCounts
    summary: Table | None
    by_year: tuple[Table, ...]
    accrual: Table | None
    clause: Table | None


def rules_section(context: Context) -> RulesSection:
    """Make the section."""
    result = context.run.result
    rules, before = _by_rule(result.rules.results), _by_rule(result.baseline_rules.results)
    verdicts = {rule: verdict(tests) for rule, tests in rules.items()}
    missed = [rule for rule, met in verdicts.items() if met is False]
    counts = RuleCounts(
        met=list(verdicts.values()).count(True),
        missed=len(missed),
        undecided=list(verdicts.values()).count(None),
        missed_before=sum(verdict(before.get(rule, [])) is False for rule in missed),
    )
    return RulesSection(
        counts=counts,
        summary=_summary(rules, before) if rules else None,
        by_year=tuple(_by_year(rule, tests, before.get(rule, [])) for rule, tests in rules.items()),
        accrual=_accrual(context),
        clause=_clause(context),
    )


def verdict(tests: Iterable[RuleResult]) -> bool | None:
    """True when met in every year that can be tested, False when missed in one, None when no year can be tested."""
    tested = [test.met for test in tests if test.met is not None]
    return all(tested) if tested else None


def _by_rule(results: Iterable[RuleResult]) -> dict[str, list[RuleResult]]:
    found: dict[str, list[RuleResult]] = {}
    for test in results:
        found.setdefault(test.rule, []).append(test)
    return found


def _summary(rules: dict[str, list[RuleResult]], before: dict[str, list[RuleResult]]) -> Table:
    return Table(
        caption="Begrotingsregels van het document: uitkomst per regel",
        unit="eenheid in de kolom; toets op de boeking volgens ESA 2010",
        columns=(
            text("regel"),
            text("met pakket"),
            text("zonder pakket"),
            *numbers("jaar", "waarde", "grens", "ruimte", "minste ruimte (jaar)"),
            text("eenheid"),
            text("uitleg"),
        ),
        rows=tuple(_summary_row(rule, tests, before.get(rule, [])) for rule, tests in rules.items()),
    )


def _summary_row(rule: str, tests: Sequence[RuleResult], before: Sequence[RuleResult]) -> Row:
    worst = _least_room(tests)
    told = next((test for test in tests if test.met is False), worst)
    least = f"{number(worst.distance, signed=True)} ({worst.year})" if worst.distance is not None else NOTHING
    return Row(
        (
            _capital(rule) + ("" if told.in_force else " (vraagt het pakket niet)"),
            in_words(tests),
            in_words(before),
            str(told.year),
            number(told.value),
            _limit(told.limit),
            number(told.distance, signed=True),
            least,
            dutch_unit(told.unit),
            sentence(told.note),
        )
    )


def _least_room(tests: Sequence[RuleResult]) -> RuleResult:
    """The test with the least room; where nothing can be tested, the first one."""
    measured = [test for test in tests if test.distance is not None]
    return min(measured, key=lambda test: test.distance or 0.0) if measured else tests[0]


def _limit(value: float | None) -> str:
    """A limit that the document sets keeps its second decimal (-2.25); a computed one gets one decimal."""
    given = value is not None and round(value, 2) == value
    return amount(value) if given else number(value)


def _capital(text_: str) -> str:
    return text_[:1].upper() + text_[1:]


def in_words(tests: Sequence[RuleResult]) -> str:
    """Outcome of a rule over all its years."""
    tested = [test for test in tests if test.met is not None]
    missed = [test.year for test in tested if not test.met]
    if not tests:
        return "geen toets"
    if not tested:
        return UNDECIDED
    years = f"{tested[0].year}" if len(tested) == 1 else f"{tested[0].year}-{tested[-1].year}"
    if not missed:
        return f"{MET} ({years})"
    if len(missed) == len(tested):
        return f"{NOT_MET} ({years})"
    return f"{NOT_MET} in {len(missed)} van {len(tested)} jaren, voor het eerst in {missed[0]}"


def _by_year(rule: str, tests: Sequence[RuleResult], before: Sequence[RuleResult]) -> Table:
    earlier = {test.year: test for test in before}
    years = [test for test in tests if test.year in SHOWN_YEARS and test.year >= FIRST_SHOWN] or list(tests)
    words = {True: MET, False: NOT_MET, None: UNDECIDED}
    rows: list[Row] = []
    for test in years:
        base = earlier.get(test.year)
        rows.append(
            Row(
                (
                    str(test.year),
                    words[test.met],
                    number(test.value),
                    _limit(test.limit),
                    number(test.distance, signed=True),
                    words[base.met] if base else "geen toets",
                    number(base.value if base else None),
                )
            )
        )
    columns = (
        text("jaar"),
        text("uitkomst"),
        *numbers("waarde", "grens", "ruimte"),
        text("zonder pakket"),
        Column("waarde zonder pakket"),
    )
    return Table(_capital(rule), dutch_unit(tests[0].unit), columns, tuple(rows))


def _clause(context: Context) -> Table | None:
    """The balance that the rules look at beside the EMU balance, in the years of the escape clause and one after."""
    settings = context.run.result.settings
    years = [y for y in context.effects.years("esa", "rule_balance_pct") if y <= settings.escape_clause_last_year + 1]
    if not settings.escape_clause or not years:
        return None
    rows: list[Row] = []
    for year in years:
        values = [context.effects.at("esa", name, year) for name in ("balance_pct", "rule_balance_pct")]
        rows.append(Row((str(year), *(number(value.package, signed=True) for value in values if value is not None))))
    columns = (text("jaar"), *numbers("EMU-saldo", "saldo waar de regels naar kijken"))
    return Table("Saldo met en zonder de ontsnappingsclausule, met pakket", "% bbp", columns, tuple(rows))


def _accrual(context: Context) -> Table | None:
    """The accrual statement (baten en lasten) beside the cash one."""
    result = context.run.result
    statement = result.rules.accrual
    years = [int(year) for year in result.years]
    shown = [year for year in SHOWN_YEARS if year in years]
    if not shown:
        return None
    heads = ("saldo (kas)", "investeringen", "afschrijving", "saldo (baten en lasten)", "rente", "kapitaal", "schuld")
    columns = (
        statement.cash_balance,
        statement.investment,
        statement.depreciation,
        statement.accrual_balance,
        statement.interest,
        statement.capital,
        statement.debt,
    )
    rows = [Row((str(y), *(number(float(column[years.index(y)])) for column in columns))) for y in shown]
    return Table(
        "Kas en baten-lasten naast elkaar, met pakket, volgens ESA 2010",
        context.money,
        (text("jaar"), *numbers(*heads)),
        tuple(rows),
    )
