"""The Netherlands in every edition of the European input: what was asked each time, in one table.

The tables stand in `facts/data/eu_rules`, with their source in `editions.yaml`; the last rows are the vintage of facts
itself, from its own reference year.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from pydantic import Field

from bouwstenen.core.errors import InputError, Where, nearest_key, shown
from bouwstenen.core.provenance import Confidence, Source
from bouwstenen.core.validation import StrictModel, validate
from bouwstenen.core.yaml_file import load_yaml
from bouwstenen.facts.loader import DATA_FOLDER
from bouwstenen.models.eu_rules.assess import EuResult, Request, assess
from bouwstenen.models.eu_rules.table import CountryTable, read_table
from bouwstenen.models.eu_rules.variants import DEFAULT_VARIANT, variant

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bouwstenen.models.eu_rules.eu_facts import EuFacts

FOLDER = DATA_FOLDER / "eu_rules"
OWN_EDITION = "facts"


class Edition(StrictModel):
    """One edition in `editions.yaml`. published: required balance at the end of the adjustment, % of GDP, by length."""

    title: str
    file: str
    variant: str
    start: int
    source: str
    confidence: Confidence
    published: dict[int, float] = Field(default_factory=dict[int, float])
    published_source: str | None = None
    published_confidence: Confidence | None = None
    note: str = ""


class EditionsFile(StrictModel):
    """`editions.yaml`: the editions by name, oldest first."""

    sources: dict[str, Source]
    editions: dict[str, Edition]


@dataclass(frozen=True)
class EditionRow:
    """What one edition asks of the Netherlands with one length of adjustment. % of GDP; a positive balance is better.

    edition: name, or `facts` for the vintage of facts. variant: reading of the rules at that time. first_year: of the
    adjustment. spb_start, structural_start: structural primary and structural balance in the year before. spb_target:
    structural primary balance asked for at the end; step: constant yearly step; exact_step: before it is rounded up;
    binding: name of the criterion that asks most; raised_by: safeguards that raised a step. growth: allowed growth of
    net expenditure, % a year, by year.
    published, gap: the Commission's outcome and ours less theirs; None where none can be read. published_source: where
    it stands. source, confidence: of the input.
    """

    edition: str
    title: str
    variant: str
    adjustment_years: int
    first_year: int
    spb_start: float
    structural_start: float
    spb_target: float
    step: float
    exact_step: float
    binding: str
    raised_by: tuple[str, ...]
    growth: dict[int, float]
    published: float | None
    published_source: str
    gap: float | None
    source: str
    confidence: Confidence
    note: str


@cache
def editions_file() -> EditionsFile:
    """The shipped editions."""
    return validate(EditionsFile, load_yaml(FOLDER / "editions.yaml"))


def edition_table(name: str) -> CountryTable:
    """The Dutch input of an edition. Raises InputError with the nearest name."""
    known = editions_file()
    if name not in known.editions:
        raise InputError(
            f"de editie {shown(name)} bestaat niet.",
            mend=f"Kies uit: {', '.join(known.editions)}.",
            where=Where("", 0, "editie"),
            nearest=nearest_key(name, known.editions),
        )
    return read_table(FOLDER / known.editions[name].file)


def editions(
    facts: EuFacts,
    lengths: Sequence[int] = (4, 7),
    *,
    variant_name: str | None = None,
    start: int | None = None,
    draws: int = 0,
) -> list[EditionRow]:
    """The Netherlands in every edition, oldest first, then the vintage of facts.

    Args:
        facts: gives the figures of the rules, and the last rows.
        lengths: lengths of the adjustment.
        variant_name: one reading of the rules for all editions; default the one of the time.
        start: first year of the adjustment for all editions; default the one of the published runs, and for the facts
            the year after their reference year.
        draws: draws of the stochastic criterion, which guidance for a country with low debt does not count.

    Raises:
        InputError: an unknown variant, a length out of bounds or a start that an edition does not reach.
    """
    known = editions_file()
    own = Edition(
        title=facts.title,
        file="",
        variant=DEFAULT_VARIANT,
        start=0,
        source="",
        confidence="E",
        note="Het beginjaar is een eigen keuze.",
    )
    cases = [(name, edition, edition_table(name)) for name, edition in known.editions.items()]
    cases.append((OWN_EDITION, own, facts.table))
    rows: list[EditionRow] = []
    for name, edition, table in cases:
        chosen = variant_name or edition.variant
        for length in lengths:
            request = Request(length, start or edition.start or None, draws)
            found = assess(table, facts.parameters, variant(chosen), request, name=chosen)
            rows.append(_row(name, edition, found, known.sources, f"feiten {facts.vintage}"))
    return rows


def _row(name: str, edition: Edition, found: EuResult, sources: Mapping[str, Source], own_source: str) -> EditionRow:
    """One row; a published outcome counts only when it was asked with the same start and reading."""
    years = found.case.adjustment_years
    first = found.inputs.reference_year + 1
    same = first == edition.start and found.variant == edition.variant
    published = edition.published.get(years) if same else None
    return EditionRow(
        edition=name,
        title=edition.title,
        variant=found.variant,
        adjustment_years=years,
        first_year=first,
        spb_start=float(found.inputs.spb[0]),
        structural_start=float(found.required.structural_balance[0, 0]),
        spb_target=found.spb_target,
        step=found.step,
        exact_step=found.exact_step,
        binding=found.binding_criterion,
        raised_by=found.raised_by,
        growth=found.net_expenditure_growth or {},
        published=published,
        published_source="" if published is None else str(sources[edition.published_source or ""]),
        gap=None if published is None else found.spb_target - published,
        source=str(sources[edition.source]) if edition.source else own_source,
        confidence=edition.confidence,
        note=edition.note,
    )
