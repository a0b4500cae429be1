"""The budget rules: met, not met or not testable, with the distance, with and without the package."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from bouwstenen.core.numbers import NOTHING, amount, number, sentence
from bouwstenen.models.public_finance.sections.look import PCT, Look, cells
from bouwstenen.views import Column, Fact, Part, Section, Table, TableRow, numbers, row, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MET, NOT_MET, UNDECIDED = "gehaald", "niet gehaald", "niet te toetsen"


class Test(NamedTuple):
    """One test in one year, as in the table `rules`."""

    side: str
    rule: str
    year: int
    met: bool | None
    value: float | None
    limit: float | None
    distance: float | None
    unit: str
    note: str
    in_force: bool


@dataclass(frozen=True)
class RuleCounts:
    """Number of rules that are met in every tested year, missed in at least one, and not testable.

    missed_before: of the missed ones, how many are missed without the package too.
    """

    met: int
    missed: int
    undecided: int
    missed_before: int

    @property
    def total(self) -> int:
        """All rules."""
        return self.met + self.missed + self.undecided


def rules_section(look: Look) -> Section | None:
    """The section; None when no rule was tested or the package has no such rules."""
    if look.view.package.get("rules") == "none":
        return None
    after, before = _by_rule(look, "package"), _by_rule(look, "baseline")
    if not after:
        return None
    counts = count_rules(after, before)
    parts = (_summary_part(look, after, before), _clause(look), _accrual(look))
    return Section(
        key="budget_rules",
        title="Begrotingsregels",
        question="fit",
        message=message(counts),
        facts=(*_facts(counts), *_debt_facts(look)),
        parts=tuple(part for part in parts if part is not None),
    )


def count_rules(after: dict[str, list[Test]], before: dict[str, list[Test]]) -> RuleCounts:
    """Count the verdicts."""
    verdicts = {rule: verdict(tests) for rule, tests in after.items()}
    missed = [rule for rule, met in verdicts.items() if met is False]
    return RuleCounts(
        met=list(verdicts.values()).count(True),
        missed=len(missed),
        undecided=list(verdicts.values()).count(None),
        missed_before=sum(verdict(before.get(rule, [])) is False for rule in missed),
    )


def message(counts: RuleCounts) -> str:
    """The answer in a sentence."""
    tested = counts.met + counts.missed
    if not tested:
        return "Geen van de begrotingsregels is te toetsen."
    if not counts.missed:
        return "Het pakket haalt elke begrotingsregel die te toetsen is."
    before = counts.missed_before
    also = (
        "zonder pakket wel" if not before
        else "zonder pakket ook niet" if before == counts.missed
        else f"{before} daarvan ook zonder pakket niet"
    )  # fmt: skip
    verb = "wordt" if counts.missed == 1 else "worden"
    what = f"{tested} begrotingsregels die te toetsen zijn" if tested > 1 else "ene begrotingsregel die te toetsen is"
    return f"Van de {what}, {verb} er {counts.missed} in minstens één jaar niet gehaald; {also}."


def verdict(tests: Iterable[Test]) -> bool | None:
    """True when met in every year that can be tested, False when missed in one, None when no year can be tested."""
    tested = [test.met for test in tests if test.met is not None]
    return all(tested) if tested else None


def _by_rule(look: Look, side: str) -> dict[str, list[Test]]:
    found: dict[str, list[Test]] = {}
    table = look.table("rules")
    for values in table.select(Test._fields).iter_rows() if table.height else ():
        test = Test(*values)
        if test.side == side:
            found.setdefault(test.rule, []).append(test)
    return found


def _facts(counts: RuleCounts) -> list[Fact]:
    also = f"; daarvan {counts.missed_before} ook zonder pakket niet" if counts.missed else ""
    said = (
        (counts.missed, f"begrotingsregels worden in minstens één jaar niet gehaald{also}"),
        (counts.met, "begrotingsregels worden in elk jaar gehaald"),
        (counts.undecided, "begrotingsregels zijn niet te toetsen"),
    )
    return [Fact(figure=f"{n} van {counts.total}", meaning=meaning) for n, meaning in said]


def _debt_facts(look: Look) -> list[Fact]:
    """Debt of the headline year without the package and with it."""
    year = look.debt_year
    known = [(ledger, value) for ledger in look.ledgers if (value := look.at("debt_pct", ledger, year))]
    facts = [
        Fact(
            figure=f"{number(value.package)}{PCT}",
            meaning=f"EMU-schuld in {year}, {look.pm}, {look.words(f'ledger.{ledger}')}",
        )
        for ledger, value in known
    ]
    if known:
        baseline = number(known[0][1].baseline)
        facts.append(Fact(figure=f"{baseline}{PCT}", meaning=f"EMU-schuld in {year} zonder pakket"))
    return facts


def _summary_part(look: Look, after: dict[str, list[Test]], before: dict[str, list[Test]]) -> Part:
    said = (
        "Dit zijn de begrotingsregels die het model kent, met de instellingen van het pakket. Ruimte is hoe ver het "
        "getal van de grens ligt; een minteken betekent dat de regel niet wordt gehaald. De cijfers zijn van het "
        "eerste jaar waarin dat gebeurt; wordt de regel altijd gehaald, dan van het jaar met de minste ruimte. Regels "
        "die het pakket niet vraagt, staan erbij om te vergelijken."
    )
    summary = Table(
        caption="Begrotingsregels: uitkomst per regel",
        unit="eenheid in de kolom; toets op de boeking volgens ESA 2010",
        columns=(
            text("regel"), text("met pakket"), text("zonder pakket"),
            *numbers("jaar", "waarde", "grens", "ruimte", "minste ruimte (jaar)"), text("eenheid"), text("uitleg"),
        ),
        rows=tuple(_summary_row(look, rule, tests, before.get(rule, [])) for rule, tests in after.items()),
    )  # fmt: skip
    folded = tuple(_by_year(look, rule, tests, before.get(rule, [])) for rule, tests in after.items())
    return Part(key="rules", title="Uitkomst per regel", words=(said,), tables=(summary,), folded=folded)


def _summary_row(look: Look, rule: str, tests: Sequence[Test], before: Sequence[Test]) -> TableRow:
    worst = least_room(tests)
    told = next((test for test in tests if test.met is False), worst)
    least = f"{number(worst.distance, signed=True)} ({worst.year})" if worst.distance is not None else NOTHING
    return row(
        look.words.group("rule", rule) + ("" if told.in_force else " (vraagt het pakket niet)"),
        in_words(tests),
        in_words(before),
        str(told.year),
        number(told.value),
        _limit(told.limit),
        number(told.distance, signed=True),
        least,
        look.words.unit(told.unit),
        sentence(told.note),
        values=(None, None, None, told.year, told.value, told.limit, told.distance, worst.distance, None, None),
    )


def least_room(tests: Sequence[Test]) -> Test:
    """The test with the least room; where nothing can be tested, the first one."""
    measured = [test for test in tests if test.distance is not None]
    return min(measured, key=lambda test: test.distance or 0.0) if measured else tests[0]


def _limit(value: float | None) -> str:
    """A limit that a text sets keeps its second decimal (-2.25); a computed one gets one decimal."""
    given = value is not None and round(value, 2) == value
    return amount(value) if given else number(value)


def in_words(tests: Sequence[Test]) -> str:
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


def _by_year(look: Look, rule: str, tests: Sequence[Test], before: Sequence[Test]) -> Table:
    earlier = {test.year: test for test in before}
    shown = set(look.shown_years("balance"))
    words = {True: MET, False: NOT_MET, None: UNDECIDED}
    rows: list[TableRow] = []
    for test in [test for test in tests if test.year in shown] or tests:
        base = earlier.get(test.year)
        value = base.value if base else None
        rows.append(
            row(
                str(test.year), words[test.met], number(test.value), _limit(test.limit),
                number(test.distance, signed=True), words[base.met] if base else "geen toets", number(value),
                values=(None, None, test.value, test.limit, test.distance, None, value),
            )
        )  # fmt: skip
    columns = (
        text("jaar"), text("uitkomst"), *numbers("waarde", "grens", "ruimte"), text("zonder pakket"),
        Column(label="waarde zonder pakket"),
    )  # fmt: skip
    unit = look.words.unit(tests[0].unit)
    return Table(caption=look.words.group("rule", rule), unit=unit, columns=columns, rows=tuple(rows))


def _clause(look: Look) -> Part | None:
    """The balance that the rules look at beside the EMU balance, in the years of the escape clause and one after."""
    settings = {r["setting"]: r["value"] for r in look.table("settings").iter_rows(named=True)}
    if settings.get("escape_clause") != "True":
        return None
    years = [y for y in look.path("rule_balance_pct", "esa") if y <= int(settings["escape_clause_last_year"]) + 1]
    if not years:
        return None
    body = []
    for year in years:
        found = [look.at(name, "esa", year) for name in ("balance_pct", "rule_balance_pct")]
        body.append(cells(str(year), (value.package if value else None for value in found), signed=True))
    table = Table(
        caption="Saldo met en zonder de ontsnappingsclausule, met pakket",
        unit=PCT,
        columns=(text("jaar"), *numbers("EMU-saldo", "saldo waar de regels naar kijken")),
        rows=tuple(body),
    )
    said = (
        "De clausule verandert het EMU-saldo niet. Zij laat extra uitgaven aan defensie alleen buiten de toets."
    )  # fmt: skip
    return Part(key="escape_clause", title="De ontsnappingsclausule voor defensie", words=(said,), tables=(table,))


def _accrual(look: Look) -> Part | None:
    """The accrual statement (baten en lasten) beside the cash one."""
    heads = {
        "cash_balance": "saldo (kas)", "investment": "investeringen", "depreciation": "afschrijving",
        "accrual_balance": "saldo (baten en lasten)", "interest": "rente", "capital": "kapitaal", "debt": "schuld",
    }  # fmt: skip
    shown = set(look.shown_years("balance"))
    rows = [
        cells(str(r["year"]), (r[name] for name in heads))
        for r in look.table("accrual").iter_rows(named=True)
        if r["side"] == "package" and r["year"] in shown
    ]
    if not rows:
        return None
    table = Table(
        caption="Kas en baten-lasten naast elkaar, met pakket, volgens ESA 2010",
        unit=look.money,
        columns=(text("jaar"), *numbers(*heads.values())),
        rows=tuple(rows),
    )
    said = (
        "Bij kas telt een investering in het jaar waarin ze wordt betaald. Bij baten en lasten telt alleen de slijtage "
        "(afschrijving)."
    )
    return Part(key="accrual", title="Kas en baten-lasten", words=(said,), tables=(table,))
