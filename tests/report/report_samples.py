"""Made-up numbers for a small run, and a reader that takes the page apart again."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from types import SimpleNamespace
from typing import Any

import numpy as np

from bouwstenen.checks.check import Check
from bouwstenen.doorrekening import BookingRow
from bouwstenen.effects.table import EffectRow
from bouwstenen.models.public_finance.rules.golden import AccrualStatement
from bouwstenen.models.public_finance.rules.position import RuleResult

YEARS = range(2024, 2071)
PACKAGE = """\
id: proef
title: "TITLE"
measures:
  - id: D-1
    source: {block: 1, section: "1.1", heading: Dijken, item: 1, hash: "0123456789ab"}
    title: Dijken verhogen
    status: computed
    levers:
      - {LEVER part: dijken, line: 11, column: structural, timing: recurring, amount_bn: 1.25}
      - {LEVER part: gebouwen, line: 5, column: debt, timing: one_off, amount_bn: 5.2}
    claims:
      - {indicator: budget.line, value: 1.25, unit: mld EUR/jaar, line: 11}
      - {indicator: space.dikes, value: 1400, unit: km}
  - id: D-2
    source: {block: 7, section: "7", heading: Leger, item: 1, hash: "0000000000b2"}
    title: Defensie versterken
    status: computed
    levers:
      - {LEVER part: defensie, line: 14, column: structural, timing: recurring, PM}
  - id: P-1
    source: {block: 3, section: "3", heading: Inkomen, item: 1, hash: "0000000000b3"}
    title: Toeslagen vereenvoudigen
    status: planned
    model: households
    why: "WHY"
  - id: P-2
    source: {block: 1, section: "1.2", heading: Wonen, item: 1, hash: "0000000000b4"}
    title: Woningen bouwen
    status: planned
    model: space
    why: Wacht op het model voor de ruimte.
  - id: N-1
    source: {block: 3, section: "3", heading: Inkomen, item: 2, hash: "0000000000b5"}
    title: Mensen beter helpen
    status: open_norm
    why: Er staat geen getal bij dit voornemen.
no_measure:
  - source: {block: 1, section: "1.3", heading: Slot, paragraph: 1, hash: "0000000000b6"}
    outcome: context
    reason: Beschrijft alleen hoe het nu is.
"""
LEVER = (
    "kind: budget, price_level: 2025, phasing: {profile: ramp, start: 2027, until: 2030}, "
    "booking: {instrument: gross_investment}, ceiling: investment,"
)
PM = "pm: {narrow: 16.0, central: 17.0, wide: 19.0}, pm_source: een krant, pm_confidence: C"
FIGURES = """\
sources:
  bureau: {publisher: Een bureau, document: Tabel 1}
  krant: {publisher: Een krant, document: Artikel}
figures:
  rate: {title: Rente, value: 2.25, unit: "%", year: 2025, source: bureau, confidence: A}
  stock: {title: Kapitaal, value: 1427.8, unit: mld EUR, price_level: 2020, source: bureau, where: blad, confidence: B}
  start: {title: Eerste jaar, value: 2025, unit: jaar, source: krant, confidence: C}
  guess: {title: Aanname, value: 0.070699, unit: deel, source: krant, confidence: E, note: eigen aanname}
"""
SERIES = """\
# key: proef
# index: year
# confidence: D
# source: {publisher: Een bureau, document: Reeks}
# columns:
#   growth: {title: Groei, unit: "% per jaar"}
year,growth
2025,1.5
2026,
"""
EMPTY = """\
id: leeg
title: Niets
measures:
  - {id: P-1, block: 3, title: Toeslagen vereenvoudigen, status: planned, model: households, why: Wacht op een model.}
"""
DIFFERENCE = {"document": -1.4, "esa": -6.8}
"""Effect on the balance from 2027 on, billion euro."""


def effect_rows(scale: float = 1.0, *, blocks: tuple[int, ...] = (1,)) -> list[EffectRow]:
    """Made-up results: balance and debt by year, parts, blocks, attribution and quantiles."""
    rows: list[EffectRow] = []

    def add(ledger_: str, indicator: str, unit: str, year: int, group: str = "totaal", **values: float) -> None:
        base, package = values.get("baseline"), values.get("package")
        difference = values.get("difference", None if base is None or package is None else package - base)
        numbers = (base, package, difference, values.get("low"), values.get("high"))
        place = (group, "Nederland")
        rows.append(
            EffectRow("r", ledger_, "public_finance", indicator, unit, year, *place, *numbers, "computed", "test")
        )

    for name, effect in DIFFERENCE.items():
        debt = 0.0
        for t, year in enumerate(YEARS):
            change = effect * scale if year >= 2027 else 0.0
            debt -= change
            base, stock, gdp = -20.0 - t, 500.0 + 25.0 * t, 1003.0 + 41.0 * t
            for indicator, level, delta in (("balance", base, change), ("debt", stock, debt)):
                add(
                    name,
                    indicator,
                    "mld EUR",
                    year,
                    baseline=level,
                    package=level + delta,
                    low=level,
                    high=level + delta,
                )
                pct, with_pm = level / gdp * 100, (level + 2 * delta) / gdp * 100
                package = (level + delta) / gdp * 100
                add(
                    name,
                    f"{indicator}_pct",
                    "% bbp",
                    year,
                    baseline=pct,
                    package=package,
                    low=package - 1,
                    high=package + 1,
                )
                values = {"baseline": pct, "package": with_pm, "low": with_pm - 2, "high": with_pm + 2}
                add(name, f"{indicator}_pct_with_pm", "% bbp", year, **values)
                for block in blocks:
                    share = {"difference": delta / len(blocks)}
                    add(name, f"part_{indicator}", "mld EUR", year, f"D-{block}/dijken", **share)
                    if year in (2030, 2045, 2060):
                        for way in ("alone", "last_out", "shapley"):
                            add(name, f"{indicator}_{way}", "mld EUR", year, f"blok {block}", **share)
                if year in (2030, 2045, 2060):
                    add(name, f"{indicator}_alone", "mld EUR", year, "interactie", difference=0.0)
                    add(name, f"{indicator}_shapley", "mld EUR", year, "rest", difference=0.0)
            add(name, "interest_extra", "mld EUR", year, difference=0.02 * debt)
            for quantile in (5, 10, 25, 50, 75, 90, 95):
                spread = (quantile - 50) / 10 * (t / 47)
                levels = {"baseline": stock / gdp * 100 + spread, "package": (stock + debt) / gdp * 100 + spread}
                add(name, "debt_pct_quantile", "% bbp", year, f"q{quantile:02d}", **levels)
    return rows


def rule_results(shift: float) -> tuple[RuleResult, ...]:
    """A rule that is met until 2030, one that is always met and one that cannot be tested."""

    def result(rule: str, year: int, value: float, limit: float | None, met: bool | None) -> RuleResult:
        distance = None if limit is None else value - limit
        return RuleResult(rule, year, met, value, limit, distance, "% bbp", f"uitleg {year}", in_force=True)

    years = (2027, 2028, 2029, 2030, 2035)
    return (
        *(result("gouden regel", y, shift - (y - 2027), -2.25, shift - (y - 2027) >= -2.25) for y in years),
        *(result("evenwicht", y, 3.0 + shift, 0.0, met=True) for y in years),
        result("kader", 2027, 91.7, None, None),
    )


def fake_result(shift: float) -> Any:
    """The parts of a public-finance result that the report reads."""
    line = np.linspace(-20.0, -60.0, len(YEARS))
    names = AccrualStatement.__dataclass_fields__
    statement = AccrualStatement(**{name: line + i for i, name in enumerate(names)})
    return SimpleNamespace(
        years=np.array(YEARS),
        rules=SimpleNamespace(results=rule_results(shift), accrual=statement),
        baseline_rules=SimpleNamespace(results=rule_results(shift + 0.5)),
        settings=SimpleNamespace(eu_test=True, escape_clause=True, escape_clause_last_year=2028),
    )


def booking(measure: str, part: str, line: int | None, amount: float | None, **changes: Any) -> BookingRow:
    """A line that counts in the balance in both ledgers, unless `changes` say otherwise."""
    values: dict[str, Any] = {
        "measure": measure, "line": line, "title": f"Titel {measure}", "part": part, "block": 1, "timing": "recurring",
        "price_level": 2025, "amount_bn": amount, "pm_bn": None, "pm_source": "", "document": "saldo",
        "esa_code": "P.51g", "esa_hits": True, "reason": "De overheid investeert zelf.",
    }  # fmt: skip
    return BookingRow(**{**values, **changes})


BOOKINGS = (
    booking("D-1", "dijken", 11, 1.25),
    booking("D-1", "gebouwen", 5, 5.2, timing="one_off", document="schuld"),
    booking("D-3", "leningen", 10, 20.0, timing="one_off", document="schuld", esa_code="F.4", esa_hits=False),
    booking("D-2", "defensie", 14, None, pm_bn=(16.0, 17.0, 19.0), pm_source="een krant"),
    booking("E-1", "eigen", None, 0.5),
)
CHECKS = (
    Check("identity", "De blokken tellen op", met=True, value=0.0, expected=0.0, unit="mld EUR", source="effecten.csv"),
    Check("benchmark", "EMU-schuld 2030", None, 48.7, 50.0, "% bbp", "een bureau", "andere rente", doubtful=True),
)


@dataclass
class Element:
    """An element of the page with its children; text stands as strings between them."""

    tag: str
    attributes: dict[str, str]
    children: list[Element | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All text in it, with single spaces."""
        parts = [child if isinstance(child, str) else child.text for child in self.children]
        return " ".join(" ".join(parts).replace("\u00a0", " ").split())

    def all(self, tag: str, **attributes: str) -> list[Element]:
        """Every element below it with this tag and these attributes, in order."""
        found: list[Element] = []
        for child in self.children:
            if isinstance(child, Element):
                wanted = {"class" if name == "kind" else name: value for name, value in attributes.items()}
                if child.tag == tag and all(child.attributes.get(n) == v for n, v in wanted.items()):
                    found.append(child)
                found += child.all(tag, **attributes)
        return found

    def rows(self) -> list[list[str]]:
        """Body rows of a table as texts."""
        body = self.all("tbody")[0]
        return [[c.text for c in row.children if isinstance(c, Element)] for row in body.all("tr")]


class PageReader(HTMLParser):
    """Reads HTML into a tree; an element that is closed in the wrong order is an error."""

    VOID = frozenset({"meta", "link", "br", "path", "rect"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.root = Element("", {})
        self._open = [self.root]
        self.feed(html)
        assert len(self._open) == 1, f"not closed: {self._open[-1].tag}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        element = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(element)
        if tag not in self.VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Add an element without content."""
        self._open[-1].children.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        """Close the element that is open."""
        assert self._open[-1].tag == tag, f"</{tag}> closes <{self._open[-1].tag}>"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        """Add text."""
        self._open[-1].children.append(data)
