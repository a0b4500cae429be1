"""Runs a package: figures and measures in; rows, tables, sections and a receipt out.

Read it from top to bottom: package → overlays → models in order, in every reading → who causes what → rows → checks →
claims → coverage → what people see → receipt. Every command, the report and the Python functions come here.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import polars as pl

from bouwstenen.agreement.contents import block_key
from bouwstenen.agreement.schema import READINGS
from bouwstenen.agreement.summary import package_summary
from bouwstenen.checks.benchmarks import check_benchmarks
from bouwstenen.checks.identities import check_identities
from bouwstenen.core.digests import content_digest
from bouwstenen.core.errors import InputError, Where
from bouwstenen.effects.row import check_rows, rows_table
from bouwstenen.facts import load_facts
from bouwstenen.facts.loader import OWN
from bouwstenen.levers.catalogue import MODELS_FOLDER, load_catalogue
from bouwstenen.levers.compile import compile_measures
from bouwstenen.models import MODELS
from bouwstenen.models.protocol import quiet
from bouwstenen.receipt import hashed, new_receipt
from bouwstenen.runs.attribution import Causes, causes, unattributed
from bouwstenen.runs.cache import user_cache
from bouwstenen.runs.chain import Chain, Pass, read_inputs
from bouwstenen.runs.order import in_order, needing
from bouwstenen.runs.reached import reached_measures
from bouwstenen.runs.result import Run
from bouwstenen.runs.tables import run_tables
from bouwstenen.views import RunView
from bouwstenen.views.words import load_words

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping, Sequence
    from pathlib import Path

    from bouwstenen.agreement.loader import LoadedPackage
    from bouwstenen.agreement.schema import Reading
    from bouwstenen.checks.check import Check
    from bouwstenen.facts import Facts
    from bouwstenen.levers.catalogue import Catalogue
    from bouwstenen.levers.compile import Compiled
    from bouwstenen.models.protocol import Answer, Model, Tell
    from bouwstenen.receipt import Receipt
    from bouwstenen.runs.cache import Cache
    from bouwstenen.runs.options import RunOptions

    AnyModel = Model[Any, Any, Any]

Depth = Literal["full", "headlines"]
"""`headlines`: the chosen reading on the light samples, without causes, checks, claims and sections."""


@dataclass(frozen=True, eq=False)
class Computed:
    """What the models gave, before it is gathered. passes, compiled: by reading. causes: by model."""

    chain: Chain
    compiled: Mapping[Reading, Compiled]
    passes: Mapping[Reading, Pass]
    causes: Mapping[str, Causes]

    def of(self, model: AnyModel, reading: Reading) -> Any:
        """The result of a model in a reading."""
        return self.passes[reading].results[model.name]


def run(
    package: LoadedPackage,
    options: RunOptions,
    *,
    tell: Tell = quiet,
    only: Sequence[str] = (),
    depth: Depth = "full",
    cache: Cache | None = None,
    models: Sequence[AnyModel] = MODELS,
) -> Run:
    """Run a package. A pure function of package, figures, options and code.

    Args:
        package: from `load_package`.
        options: what the user chose.
        tell: called with a Dutch line at the start of each step.
        only: names of models; they and what they need run. Empty: all.
        depth: see `Depth`.
        cache: of results; default the user's own.
        models: default all.

    Raises:
        InputError: the package, the user's own figures or the options are wrong.
    """
    chosen = needing(models, only) if only else in_order(models)
    tell("Cijfers lezen")
    facts = load_facts(options.vintage, own_figures(package, options))
    tell("Maatregelen omzetten")
    compiled = compile_readings(
        package, options, READINGS if depth == "full" else (options.reading,), catalogue=catalogue_of(models)
    )
    receipt = start_receipt(package, options, facts, compiled[options.reading], models)
    chain = chain_of(facts, options, chosen, cache or user_cache())
    with naming_own_figures(facts, own_figures(package, options)):
        done = compute(chain if depth == "full" else chain.light(), compiled, options, tell, by_measure=depth == "full")
        tell("Uitkomsten bijeenbrengen")
        rows = gather_rows(done, options.reading, receipt.run_id)
    summary = package_summary(package)
    if depth == "headlines":
        return Run(RunView(rows, {}, summary, options.flat(models), _vintage(facts)), (), receipt)
    reached = _reached(done, options.reading, tell)
    tables = {
        **gather_tables(done, options.reading),
        **run_tables(
            package, facts, done.compiled[options.reading].remarks, reached,
            answers=gather_answers(done, options.reading), checks=gather_checks(done, options.reading, rows, facts),
        ),
    }  # fmt: skip
    view = RunView(rows, tables, summary, options.flat(models), _vintage(facts))
    words = load_words()
    sections = tuple(section for model in chosen for section in model.sections(view, words))
    return Run(view, sections, receipt)


def catalogue_of(models: Sequence[AnyModel]) -> Catalogue:
    """What measures may move, with the levers of models that stand outside the folder of models."""
    own = (model.levers for model in models if model.levers is not None)
    return load_catalogue(tuple(sorted(path for path in own if path.parent.parent != MODELS_FOLDER)))


def compile_readings(
    package: LoadedPackage,
    options: RunOptions,
    readings: Sequence[Reading] = READINGS,
    *,
    catalogue: Catalogue | None = None,
) -> dict[Reading, Compiled]:
    """Compile the package in some readings, without the blocks that the user leaves out."""
    without = {block_key(text, package) for text in options.without}
    present = {measure.attributed_block for measure in package.measures}
    missing = sorted(without - present)
    if missing:
        raise InputError(f"blok {missing[0]} zit niet in dit pakket.", mend=f"Kies uit: {', '.join(sorted(present))}.")
    measures = [m for m in package.measures if m.attributed_block not in without]
    return {r: compile_measures(measures, r, where=package.where, catalogue=catalogue) for r in readings}


def own_figures(package: LoadedPackage, options: RunOptions) -> tuple[Path, ...]:
    """Figures over the vintage: those of the package, and the user's own on top."""
    return (*package.figures, *((options.figures,) if options.figures else ()))


@contextmanager
def naming_own_figures(facts: Facts, files: Sequence[Path]) -> Generator[None]:
    """Turn arithmetic that breaks under a user's own figures into a message that names them.

    Raises:
        InputError: when there are own figures and a result cannot be computed or is no number.
    """
    try:
        yield
    except (ArithmeticError, ValueError, IndexError, np.linalg.LinAlgError) as error:
        own = [row.key for row in facts.figures() if row.source.publisher == OWN]
        if not files or not own:
            raise
        problem = f"met de eigen cijfers {', '.join(own[:8])} is geen uitkomst te berekenen."
        mend = "Kies een waarde die dichter bij die van de jaargang ligt; `bouwstenen cijfers` toont ze."
        raise InputError(problem, mend=mend, where=Where(str(files[-1]))) from error


def start_receipt(
    package: LoadedPackage, options: RunOptions, facts: Facts, compiled: Compiled, models: Sequence[AnyModel] = MODELS
) -> Receipt:
    """The receipt before there are results: everything that goes in."""
    return new_receipt(
        package_id=package.id,
        package=hashed(package.files),
        facts=hashed(facts.files),
        options=options.flat(models),
        overlay=compiled.overlay.digest,
    )


def chain_of(facts: Facts, options: RunOptions, models: Sequence[AnyModel], cache: Cache) -> Chain:
    """The models with what they read and what the user chose."""
    inputs = read_inputs(facts, tuple(models), cache)
    return Chain(models, inputs, {model.name: options.of(model) for model in models}, cache)


def _vintage(facts: Facts) -> dict[str, str]:
    return {"id": facts.vintage, "title": facts.title}


def compute(
    chain: Chain, compiled: Mapping[Reading, Compiled], options: RunOptions, tell: Tell, *, by_measure: bool
) -> Computed:
    """All models in every reading; in the chosen one also who causes what, since the budget wants to know."""
    passes: dict[Reading, Pass] = {reading: Pass() for reading in compiled}
    found: dict[str, Causes] = {}
    for model in chain.models:
        for reading, state in passes.items():
            overlay = compiled[reading].overlay
            result = chain.step(model, overlay, state, tell)
            if reading == options.reading and by_measure:
                tell(f"Wie veroorzaakt wat ({model.name})")
                key = content_digest("causes", state.keys[model.name], overlay.digest, options.seed)
                found[model.name] = chain.cache.get(
                    key, lambda m=model, o=overlay, r=result: causes(m, chain, o, r, seed=options.seed)
                )
                state.money += found[model.name].money
            else:
                state.money += unattributed(model.money(result))
    return Computed(chain, compiled, passes, found)


def gather_rows(done: Computed, reading: Reading, run_id: str) -> pl.DataFrame:
    """The rows of all models in the chosen reading, with those of causes."""
    parts: list[pl.DataFrame] = []
    for model in done.chain.models:
        others: dict[Reading, Any] = {
            name: state.results[model.name] for name, state in done.passes.items() if name != reading
        }
        rows = [*model.rows(done.of(model, reading), others)]
        if model.name in done.causes:
            rows += done.causes[model.name].rows
        parts.append(rows_table(rows, run=run_id, model=model.name, reading=reading))
    table = pl.concat(parts)
    check_rows(table)
    return table


def gather_tables(done: Computed, reading: Reading) -> dict[str, pl.DataFrame]:
    """The named tables of all models, as `<model>.<name>`; kept like the result they are made of."""
    found: dict[str, pl.DataFrame] = {}
    for model in done.chain.models:
        key = content_digest("tables", done.passes[reading].keys[model.name])
        tables = done.chain.cache.get(key, lambda m=model: dict(m.tables(done.of(m, reading))))
        found |= {f"{model.name}.{name}": table for name, table in tables.items()}
    return found


def gather_answers(done: Computed, reading: Reading) -> dict[str, Answer]:
    """What the models answer to figures of the document, by indicator."""
    return {k: v for model in done.chain.models for k, v in model.claims(done.of(model, reading)).items()}


def gather_checks(done: Computed, reading: Reading, rows: pl.DataFrame, facts: Facts) -> list[Check]:
    """The checks of the models on their results and of the whole on its rows."""
    own = [check for model in done.chain.models for check in model.checks(done.of(model, reading), facts)]
    return [*check_identities(rows), *check_benchmarks(rows, facts), *own]


def _reached(done: Computed, reading: Reading, tell: Tell) -> frozenset[str]:
    tell("Nagaan of elke maatregel iets bereikt")
    known = frozenset(name for found in done.causes.values() for name in found.reached)
    light = done.chain.light()
    options = {name: _with_details(value) for name, value in light.options.items()}
    overlay, keys = done.compiled[reading].overlay, sorted(done.passes[reading].keys.items())
    return done.chain.cache.get(
        content_digest("reached", keys, overlay.digest),
        lambda: reached_measures(replace(light, options=options), overlay, known),
    )


def _with_details(options: Any) -> Any:
    return options.model_copy(update={"details": True}) if "details" in type(options).model_fields else options
