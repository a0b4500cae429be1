"""The European fiscal rules: what they ask, and how far unchanged policy and the package are from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bouwstenen.core.numbers import NOTHING, exact, number
from bouwstenen.report.charts import Line, line_chart
from bouwstenen.report.tables import Column, Row, Table, numbers, text

if TYPE_CHECKING:
    from bouwstenen.coupling import EuTest
    from bouwstenen.models.eu_rules import PolicyTest
    from bouwstenen.report.charts import Chart
    from bouwstenen.report.context import Context

NAMES = {"unchanged": "zonder pakket", "document": "met pakket, document", "esa": "met pakket, ESA"}
_STYLES = {"unchanged": "base", "document": "document", "esa": "esa"}
_YEARS = (2027, 2028, 2029, 2030, 2031, 2035, 2040)


@dataclass(frozen=True)
class European:
    """The section. target: required structural primary balance in words; binding: the criterion that asks most.

    asked: the package itself says that it uses the room in these rules.
    """

    target: str
    end_year: int
    binding: str
    criteria: Table
    distance: Table
    limits: Table
    growth: Table | None
    chart: Chart | None
    notes: tuple[str, ...]
    asked: bool
    deficit_limit: str
    debt_limit: str


def european(context: Context) -> European:
    """Make the section."""
    test = context.run.eu
    result = test.result
    labels = {criterion.name: criterion.label for criterion in result.criteria}
    return European(
        target=f"{number(result.spb_target, signed=True)}% bbp",
        end_year=result.end_year,
        binding=labels.get(result.binding_criterion, "de ondergrens van de aanpassing"),
        criteria=criteria_table(test),
        distance=_distance(test),
        limits=_limits(test),
        growth=_growth(test),
        chart=_chart(test),
        notes=result.notes,
        asked=context.run.result.settings.eu_test,
        deficit_limit=exact(result.case.parameters.deficit_limit),
        debt_limit=exact(result.case.parameters.debt_limit),
    )


def criteria_table(test: EuTest) -> Table:
    """Target of every criterion on its own, and which one asks most."""
    result = test.result
    rows = [
        Row(
            (
                criterion.label,
                NOTHING if criterion.spb_target is None else number(criterion.spb_target, signed=True),
                "ja" if criterion.counts else "nee",
                "vraagt het meest" if criterion.name == result.binding_criterion else "",
            )
        )
        for criterion in result.criteria
    ]
    caption = f"Nodig structureel primair saldo in {result.end_year}, per criterium"
    columns = (text("criterium"), Column("nodig saldo"), text("telt mee"), text(""))
    return Table(caption, "% bbp", columns, tuple(rows))


def _distance(test: EuTest) -> Table:
    """Structural primary balance against the required one, and the room in billions."""
    columns = (
        text("jaar"),
        Column("nodig saldo"),
        *numbers(*(name for name in NAMES.values())),
        *numbers(*(name for name in NAMES.values())),
    )
    rows = [
        Row(
            (
                str(year),
                _at(test.tests["unchanged"], "required", year),
                *(_at(test.tests[key], "spb", year) for key in NAMES),
                *(_at(test.tests[key], "room", year) for key in NAMES),
            )
        )
        for year in _YEARS
        if year in test.tests["unchanged"].years
    ]
    groups = (("structureel primair saldo, % bbp", 4), ("ruimte, mld euro per jaar (min is tekort)", 3))
    caption = "Structureel primair saldo naast wat de Europese regels vragen"
    return Table(caption, "eenheid in de kop", columns, tuple(rows), groups)


def _at(test: PolicyTest, name: str, year: int) -> str:
    return number(float(getattr(test, name)[test.at(year)]), signed=True)


def _limits(test: EuTest) -> Table:
    """The first year in which each limit is passed."""
    figures = test.result.case.parameters
    names = (
        ("eerste jaar onder het nodige saldo", "first_below_required"),
        (f"eerste jaar met een tekort boven {exact(figures.deficit_limit)}% bbp", "first_deficit"),
        (f"eerste jaar met een schuld boven {exact(figures.debt_limit)}% bbp", "first_debt"),
        ("eerste jaar over de grens van de controlerekening", "first_account"),
    )
    rows = [Row((label, *(str(getattr(test.tests[key], name) or "niet") for key in NAMES))) for label, name in names]
    return Table("Wanneer wordt welke grens geraakt?", "jaar", (text("grens"), *numbers(*NAMES.values())), tuple(rows))


def _growth(test: EuTest) -> Table | None:
    """Growth of net expenditure that fits the path, and what each policy does."""
    allowed = test.result.net_expenditure_growth
    if allowed is None:
        return None
    rows: list[Row] = []
    for year, growth in sorted(allowed.items()):
        cells = [str(year), number(growth, signed=True)]
        for key in NAMES:
            account = test.tests[key].account
            known = account is not None and year in account.years
            at = list(account.years).index(year) if account is not None and known else -1
            cells += [number(float(account.growth[at]), signed=True)] if account is not None and known else [NOTHING]
            cells += [number(float(account.cumulated[at]), signed=True)] if account is not None and known else [NOTHING]
        rows.append(Row(tuple(cells)))
    columns = (text("jaar"), Column("toegestaan"), *(Column(label) for _ in NAMES for label in ("groei", "rekening")))
    groups = (("", 1), *((label, 2) for label in NAMES.values()))
    caption = "Groei van de netto-uitgaven (%) en stand van de controlerekening (% bbp, plus is te veel)"
    return Table(caption, "", columns, tuple(rows), groups)


def _chart(test: EuTest) -> Chart | None:
    required = test.tests["unchanged"]
    last = min(int(required.years[-1]), 2040)
    lines = [Line("nodig volgens de Europese regels", "pm", _points(required, "required", last))]
    lines += [Line(NAMES[key], _STYLES[key], _points(test.tests[key], "spb", last)) for key in NAMES]
    end = test.result.end_year
    values = {key: _at(test.tests[key], "spb", end) for key in NAMES}
    words = ", ".join(f"{NAMES[key]} {value}" for key, value in values.items())
    return line_chart(
        title="Structureel primair saldo en wat de Europese regels vragen",
        unit="% bbp, plus is beter",
        description=f"In {end} is {_at(required, 'required', end)}% bbp nodig; {words}.",
        table=_distance(test),
        lines=lines,
    )


def _points(test: PolicyTest, name: str, last: int) -> dict[int, float]:
    values = getattr(test, name)
    return {int(y): float(v) for y, v in zip(test.years, values, strict=True) if y <= last}
