"""The doorrekening: runs baseline and package through the models in order and gathers everything that a run shows.

Read it from top to bottom: package → overlay → people (asylum, population, households) → public finance in every
reading → uncertainty → attribution → one table of effects → checks → receipt.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from bouwstenen.agreement.coverage import ledger
from bouwstenen.agreement.schema import READINGS
from bouwstenen.checks.benchmarks import check_benchmarks
from bouwstenen.checks.identities import check_identities
from bouwstenen.core.errors import InputError, Where, nearest_key, shown
from bouwstenen.coupling import eu_rows, eu_test, with_asylum
from bouwstenen.effects.attribution import attribute
from bouwstenen.effects.table import effects_table
from bouwstenen.facts import load_facts
from bouwstenen.household_run import household_rows, run_households
from bouwstenen.levers import Overlay
from bouwstenen.levers.compile import compile_overlay
from bouwstenen.models.asylum import asylum_facts, project_band
from bouwstenen.models.asylum.claims import check_claims as asylum_claims
from bouwstenen.models.asylum.places import distribution
from bouwstenen.models.asylum.rows import effect_rows as asylum_rows
from bouwstenen.models.asylum.rows import place_rows
from bouwstenen.models.demography import demography_facts
from bouwstenen.models.demography import project as project_people
from bouwstenen.models.demography.claims import computed_claim
from bouwstenen.models.demography.rows import effect_rows as people_rows
from bouwstenen.models.demography.rows import municipality_rows
from bouwstenen.models.demography.stochastic import population_fan
from bouwstenen.models.eu_rules import Request
from bouwstenen.models.households.claims import ClaimAnswer
from bouwstenen.models.households.inputs import last_law_year
from bouwstenen.models.public_finance import (
    Options,
    debt_fan,
    project,
    public_finance_facts,
)
from bouwstenen.models.public_finance.baseline import project_baseline
from bouwstenen.models.public_finance.ledgers import LEDGERS
from bouwstenen.models.public_finance.options import model_options
from bouwstenen.models.public_finance.project import package_ledgers
from bouwstenen.models.public_finance.rows import (
    RowMaker,
    attribution_rows,
    benefit_rows,
    fan_rows,
    level_rows,
    part_rows,
    pm_rows,
)
from bouwstenen.population.constants import BASE_YEAR
from bouwstenen.receipt import hashed, new_receipt

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    import polars as pl

    from bouwstenen.agreement.coverage import LedgerRow
    from bouwstenen.agreement.loader import LoadedPackage
    from bouwstenen.agreement.schema import Claim, Measure, Reading
    from bouwstenen.checks.check import Check
    from bouwstenen.coupling import EuTest
    from bouwstenen.effects.table import EffectRow
    from bouwstenen.facts import Facts
    from bouwstenen.household_run import HouseholdsRun
    from bouwstenen.models.asylum import AsylumFacts, AsylumResult
    from bouwstenen.models.asylum.claims import ClaimCheck
    from bouwstenen.models.demography import DemographyFacts, DemographyResult
    from bouwstenen.models.public_finance import PublicFinanceFacts, PublicFinanceResult
    from bouwstenen.models.public_finance.ledgers import LedgerName
    from bouwstenen.receipt import Receipt

ATTRIBUTION_YEARS = (2030, 2045, 2060)
POPULATION_DRAWS = 400
"""Draws of the population in a run; `bouwstenen bevolking` takes more."""


@dataclass(frozen=True)
class RunOptions:
    """What a user may choose. Together with package, facts and code it fixes every byte of the results.

    reading: how vague text is read in the main results; the other readings give the band.
    without: building blocks left out. figures: a user's own figures over the vintage.
    draws: number of draws of the stochastic debt projection.
    households: about how many synthetic households; 0 leaves the households model out.
    household_year: year of the law that households are computed under, from 2026 to the last year of its indices.
    labour: also the option 'arbeidsaanbod' (people work more or less when work pays more or less).
    """

    reading: Reading = "central"
    without: tuple[int, ...] = ()
    vintage: str = "2025_10"
    figures: Path | None = None
    seed: int = 2026
    draws: int = 10_000
    households: int = 200_000
    household_year: int = 2030
    labour: bool = False
    public_finance: Options = field(default_factory=Options)


@dataclass(frozen=True)
class BookingRow:
    """How one part of a line is booked in the two ledgers.

    amount_bn: in prices of `price_level`, positive costs money; None for PM, whose band is in pm_bn.
    document: 'saldo' or 'schuld'; esa_code: transaction; esa_hits: whether it counts in the balance; reason: Dutch.
    """

    measure: str
    line: int | None
    title: str
    part: str
    block: int
    timing: str
    price_level: int
    amount_bn: float | None
    pm_bn: tuple[float, float, float] | None
    pm_source: str
    document: str
    esa_code: str
    esa_hits: bool
    reason: str


@dataclass(frozen=True)
class ClaimRow:
    """A figure of the document, beside what was computed (None when nothing computes it yet)."""

    measure: Measure
    claim: Claim
    computed: float | None
    explanation: str


@dataclass(frozen=True, eq=False)
class Doorrekening:
    """Everything that a run gives; report, files and screen show this and nothing else.

    effects: the long table (`effects/table.py`); indicators of the public-finance model are listed in
    `docs/models/public_finance.md`. results: the public-finance result by reading. households: None when left out.
    """

    package: LoadedPackage
    options: RunOptions
    facts: Facts
    overlay: Overlay
    coverage: tuple[LedgerRow, ...]
    results: dict[Reading, PublicFinanceResult]
    households: HouseholdsRun | None
    bookings: tuple[BookingRow, ...]
    claims: tuple[ClaimRow, ...]
    effects: pl.DataFrame
    checks: tuple[Check, ...]
    eu: EuTest
    population: DemographyResult
    receipt: Receipt

    @property
    def result(self) -> PublicFinanceResult:
        """The public-finance result in the chosen reading."""
        return self.results[self.options.reading]


def run(
    package: LoadedPackage, options: RunOptions, tell: Callable[[str], None] = lambda _: None, cluster: str = ""
) -> Doorrekening:
    """Run a package. A pure function of package, facts and options.

    Args:
        package: from `load_package`.
        options: what the user chose.
        tell: called with a Dutch line at the start of each step.
        cluster: address of a Dask scheduler for the households; empty for this machine. The bytes are the same.

    Raises:
        InputError: the package, the user's own figures or the options are wrong.
    """
    tell("Cijfers lezen")
    facts = load_facts(options.vintage, options.figures)
    inputs = public_finance_facts(facts)
    tell("Maatregelen omzetten")
    overlays = compile_readings(package, options)
    overlay = overlays[options.reading]
    receipt = start_receipt(package, options, facts, overlay)
    people = _people(facts, overlays, tell)
    population = people.projections[options.reading]
    households = _households(facts, inputs, overlays, options, tell, cluster)
    tell("Overheidsfinanciën doorrekenen")
    money = {reading: people.asylum[reading][1].plus(_household_money(households, reading)) for reading in READINGS}
    results: dict[Reading, PublicFinanceResult] = {
        reading: project(inputs, money[reading], options.public_finance) for reading in READINGS
    }
    result = results[options.reading]
    tell("Europese regels toetsen")
    eu = eu_test(facts, inputs, result, Request(draws=options.draws, seed=options.seed))
    tell("Onzekerheid en toerekening")
    effects = effects_table(
        [
            *_money_rows(receipt.run_id, results, money[options.reading], inputs, options),
            *_people_rows(receipt.run_id, people, facts, overlay, options),
            *eu_rows(receipt.run_id, eu),
            *(household_rows(receipt.run_id, households) if households else ()),
        ]
    )
    checked = (*asylum_claims(people.chains, overlay), *(households.claims if households else ()))
    household_checks = households.checks if households else ()
    return Doorrekening(
        package=package,
        options=options,
        facts=facts,
        overlay=overlay,
        coverage=tuple(ledger(package)),
        results=results,
        households=households,
        bookings=tuple(_booking_rows(package, result)),
        claims=tuple(_claim_rows(package, result, checked, people.facts, population)),
        effects=effects,
        checks=(*check_identities(effects), *check_benchmarks(effects, facts), *household_checks),
        eu=eu,
        population=population,
        receipt=receipt,
    )


@dataclass(frozen=True, eq=False)
class _People:
    """The asylum chain and the population, by reading; asylum with the overlay that its money is in."""

    chains: AsylumFacts
    asylum: dict[Reading, tuple[AsylumResult, Overlay]]
    facts: DemographyFacts
    projections: dict[Reading, DemographyResult]


def _people(facts: Facts, overlays: Mapping[Reading, Overlay], tell: Callable[[str], None]) -> _People:
    """Project the asylum chain and the population in every reading."""
    tell("Asielketen doorrekenen")
    chains = asylum_facts(facts)
    asylum: dict[Reading, tuple[AsylumResult, Overlay]] = {
        reading: with_asylum(chains, overlay) for reading, overlay in overlays.items()
    }
    tell("Bevolking doorrekenen")
    people = demography_facts(facts)
    return _People(chains, asylum, people, {name: project_people(people, o) for name, o in overlays.items()})


def _households(
    facts: Facts,
    inputs: PublicFinanceFacts,
    overlays: dict[Reading, Overlay],
    options: RunOptions,
    tell: Callable[[str], None],
    cluster: str,
) -> HouseholdsRun | None:
    """The households model on the synthetic population; None when the user leaves it out."""
    if options.households == 0:
        return None
    economy = project_baseline(inputs, options.public_finance).economy
    return run_households(
        facts,
        overlays,
        lambda year: float(economy.price_index[inputs.at(year)]),
        reading=options.reading,
        households=options.households,
        year=options.household_year,
        seed=options.seed,
        labour=options.labour,
        cluster=cluster,
        tell=tell,
    )


def _household_money(households: HouseholdsRun | None, reading: Reading) -> Overlay:
    """What households cost or save, as money for the public-finance model (ESA only)."""
    return Overlay(budget=households.details.budget[reading]) if households else Overlay()


def compile_readings(package: LoadedPackage, options: RunOptions) -> dict[Reading, Overlay]:
    """Compile the package in every reading, without the blocks that the user leaves out."""
    present = {measure.attributed_block for measure in package.measures}
    missing = [block for block in options.without if block not in present]
    if missing:
        blocks = ", ".join(f"B{block}" for block in sorted(present))
        raise InputError(f"blok B{missing[0]} zit niet in dit pakket.", mend=f"Kies uit: {blocks}.")
    measures = [m for m in package.measures if m.attributed_block not in options.without]
    return {reading: compile_overlay(measures, reading, where=package.where) for reading in READINGS}


def start_receipt(package: LoadedPackage, options: RunOptions, facts: Facts, overlay: Overlay) -> Receipt:
    """The receipt before there are results: everything that goes in."""
    return new_receipt(
        package_id=package.id,
        package=hashed(package.files),
        facts=hashed(facts.files),
        options=receipt_options(options),
        overlay=overlay.digest,
    )


def receipt_options(options: RunOptions) -> dict[str, str | int | float | bool | None]:
    """The options as flat names and plain values."""
    flat: dict[str, str | int | float | bool | None] = {
        "reading": options.reading,
        "without": " ".join(f"B{block}" for block in sorted(options.without)),
        "vintage": options.vintage,
        "figures": None if options.figures is None else str(options.figures),
        "seed": options.seed,
        "draws": options.draws,
        "households": options.households,
        "household_year": options.household_year,
        "labour": options.labour,
    }
    return flat | {f"public_finance.{name}": value for name, value in asdict(options.public_finance).items()}


def run_options(plain: Mapping[str, object], figures: Path | None) -> RunOptions:
    """The options from flat names and plain values, as `receipt_options` gives them. Names left out get their default.

    Raises:
        InputError: a name does not exist, a value is not one of the choices, or a block is no block.
    """
    known = receipt_options(RunOptions())
    for name, value in plain.items():
        if name not in known:
            where = Where("opties", 0, name)
            raise InputError("deze keuze bestaat niet.", where=where, nearest=nearest_key(name, known))
        default = known[name]
        same_kind = isinstance(value, type(default)) or (isinstance(default, float) and isinstance(value, int))
        if name != "figures" and (not same_kind or isinstance(value, bool) != isinstance(default, bool)):
            problem = f"de waarde {shown(value)} kan hier niet."
            raise InputError(problem, mend=f"Bijvoorbeeld: {default}.", where=Where("opties", 0, name))
    values: dict[str, Any] = {**known, **plain}
    if values["reading"] not in READINGS:
        mend = f"Kies uit: {', '.join(READINGS)}."
        raise InputError("deze lezing bestaat niet.", mend=mend, where=Where("opties", 0, "reading"))
    _check_household_year(values["household_year"])
    prefix = "public_finance."
    return RunOptions(
        reading=values["reading"],
        without=tuple(sorted({block_number(text) for text in values["without"].split()})),
        vintage=values["vintage"],
        figures=figures,
        seed=values["seed"],
        draws=values["draws"],
        households=values["households"],
        household_year=values["household_year"],
        labour=values["labour"],
        public_finance=model_options({n.removeprefix(prefix): v for n, v in values.items() if n.startswith(prefix)}),
    )


def _check_household_year(year: int) -> None:
    """Refuse a year that the households cannot be moved to."""
    last = last_law_year()
    if not BASE_YEAR <= year <= last:
        mend = f"Kies een jaar van {BASE_YEAR} tot en met {last}."
        raise InputError(f"het jaar {year} kan hier niet.", mend=mend, where=Where("opties", 0, "huishoudjaar"))


def block_number(text: str) -> int:
    """The number of a block written as `B3` or `3`. Raises InputError when it is neither."""
    found = re.fullmatch(r"[bB]?([0-8])", text)
    if found is None:
        raise InputError(
            f"'{shown(text)}' is geen blok.", mend="Schrijf B1 tot en met B8.", where=Where("opties", 0, "zonder")
        )
    return int(found[1])


def _money_rows(
    run_id: str,
    results: Mapping[Reading, PublicFinanceResult],
    money: Overlay,
    inputs: PublicFinanceFacts,
    options: RunOptions,
) -> Iterator[EffectRow]:
    """Public finance: levels, PM, parts, benefits beside the books, the fan of the debt, and what each block does."""
    maker, result = RowMaker(run_id), results[options.reading]
    yield from level_rows(maker, list(results.values()), result)
    yield from pm_rows(maker, result)
    yield from part_rows(maker, result)
    yield from benefit_rows(maker, result)
    yield from _fans(maker, result, inputs, options)
    yield from _attributions(maker, money, result, inputs)


def _people_rows(
    run_id: str, people: _People, facts: Facts, overlay: Overlay, options: RunOptions
) -> Iterator[EffectRow]:
    """The asylum chain, and the population of municipalities and of the country, with its readings and its fan."""
    population = people.projections[options.reading]
    yield from asylum_rows(run_id, people.asylum[options.reading][0], project_band(people.chains, overlay))
    yield from place_rows(run_id, distribution(facts))
    yield from municipality_rows(run_id, people.facts, population)
    fan = population_fan(people.facts, population, draws=POPULATION_DRAWS, seed=options.seed)
    yield from people_rows(run_id, population, list(people.projections.values()), fan)


def _fans(
    maker: RowMaker, result: PublicFinanceResult, inputs: PublicFinanceFacts, options: RunOptions
) -> Iterator[EffectRow]:
    for name in LEDGERS:
        books = result.document if name == "document" else result.esa
        fan = debt_fan(result, inputs, ledger=books, draws=options.draws, seed=options.seed)
        yield from fan_rows(maker, fan, name)


def _attributions(
    maker: RowMaker, overlay: Overlay, result: PublicFinanceResult, inputs: PublicFinanceFacts
) -> Iterator[EffectRow]:
    """Attribution to the building blocks: one run of the ledgers for every subset of the blocks with money."""
    blocks = sorted({entry.block for entry in overlay.budget})
    at = [int(year) - int(result.years[0]) for year in ATTRIBUTION_YEARS]
    money = Overlay(budget=overlay.budget, rules=overlay.rules)

    def value(subset: frozenset[int]) -> np.ndarray:
        books = package_ledgers(inputs, result.baseline, money.only_blocks(subset), result.options)
        return np.array([total[at] for name in LEDGERS for total in (books[name].balance, books[name].debt)])

    found = attribute(value, blocks)
    kinds: list[tuple[LedgerName, str]] = [(name, kind) for name in LEDGERS for kind in ("balance", "debt")]
    for i, (name, indicator) in enumerate(kinds):
        yield from attribution_rows(maker, name, indicator, found.select(i), ATTRIBUTION_YEARS)


def _booking_rows(package: LoadedPackage, result: PublicFinanceResult) -> Iterator[BookingRow]:
    titles = {measure.id: measure for measure in package.measures}
    for entry, booking in zip(result.flows.entries, result.flows.bookings, strict=True):
        if entry.part_of == "model":
            continue
        sources = [lever.pm_source for lever in titles[entry.measure].levers if lever.kind == "budget"]
        yield BookingRow(
            measure=entry.measure,
            line=entry.line,
            title=titles[entry.measure].title,
            part=entry.part,
            block=entry.block,
            timing=entry.timing,
            price_level=entry.price_level,
            amount_bn=entry.amount_bn,
            pm_bn=entry.pm_bn,
            pm_source=" ".join(source for source in sources if source) if entry.pm_bn else "",
            document="schuld" if entry.column == "debt" else "saldo",
            esa_code=booking.code,
            esa_hits=booking.hits_balance,
            reason=booking.reason,
        )


def _claim_rows(
    package: LoadedPackage,
    result: PublicFinanceResult,
    checked: Sequence[ClaimCheck | ClaimAnswer],
    people_facts: DemographyFacts,
    population: DemographyResult,
) -> Iterator[ClaimRow]:
    """Every figure of the document, with what the engine computes for it where it computes anything."""
    columns = result.levels["none"].columns
    by_indicator = {check.indicator: check for check in checked}
    by_line = {check.line: check.explanation for check in checked if isinstance(check, ClaimAnswer)}
    for measure in package.measures:
        for claim in measure.claims:
            computed, explanation = None, "nog niet berekend"
            if claim.indicator == "budget.total_structural":
                computed, explanation = columns.structural, "som van de regels, zonder PM"
            elif claim.indicator == "budget.total_debt":
                computed, explanation = columns.debt, "som van de regels, zonder PM"
            elif claim.indicator in ("budget.line", "budget.line_debt") and claim.line is not None:
                column = "structural" if claim.indicator == "budget.line" else "debt"
                entries = [e for e in result.flows.entries if e.line == claim.line and e.column == column]
                computed = sum(e.amount_bn or 0.0 for e in entries)
                explanation = ". ".join(filter(None, ("som van de onderdelen van deze regel", by_line.get(claim.line))))
            elif claim.indicator in by_indicator:
                computed = by_indicator[claim.indicator].computed
                explanation = by_indicator[claim.indicator].explanation
            elif found := computed_claim(people_facts, population, claim.indicator, claim.year):
                computed, explanation = found
            yield ClaimRow(measure, claim, computed, explanation)
