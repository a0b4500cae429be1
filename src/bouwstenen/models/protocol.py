"""What a model is: what it reads, what it needs from others, and what it gives. Types only.

A model is a folder with a `MODEL` of this type and one line in `MODELS`. The run sorts models by their ports, hands
on, caches, attributes and gathers; a model never imports another one and never runs itself on parts of a package.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar

import numpy as np

from bouwstenen.core.validation import StrictModel

if TYPE_CHECKING:
    from pathlib import Path

    import polars as pl
    from numpy.typing import NDArray

    from bouwstenen.agreement.schema import Reading
    from bouwstenen.checks.check import Check
    from bouwstenen.effects.row import Row
    from bouwstenen.facts import Facts
    from bouwstenen.levers import Overlay
    from bouwstenen.levers.overlay import Instrument
    from bouwstenen.views import RunView, Section, Words

Answers = Literal["cost", "who", "fit"]
Payer = Literal["state", "municipality", "province", "water_board", "insurer", "employer", "firm", "household"]
Tell = Callable[[str], None]
"""Called with a Dutch line at the start of each step."""


def quiet(_: str) -> None:
    """Tell nothing."""


@dataclass(frozen=True)
class Port:
    """What one model hands to another: `demography.people`, in persons, by year, sex and age.

    dims: axes of the arrays, the year first; `("table",)` for a named table (a data frame).
    """

    name: str
    unit: str
    dims: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Sides:
    """Baseline and package, never one without the other; both arrays have the years as first axis."""

    years: NDArray[np.int64]
    baseline: NDArray[np.float64]
    package: NDArray[np.float64]

    @property
    def difference(self) -> NDArray[np.float64]:
        """Package minus baseline."""
        return self.package - self.baseline

    def over(self, years: NDArray[np.int64]) -> Sides:
        """The same for other years; NaN in the years that are not there: a gap that the reader must name."""
        at = {int(year): t for t, year in enumerate(self.years)}
        places = [at.get(int(year)) for year in years]

        def pick(values: NDArray[np.float64]) -> NDArray[np.float64]:
            gap = np.full(values.shape[1:], np.nan)
            return np.array([gap if t is None else values[t] for t in places])

        return Sides(np.asarray(years), pick(self.baseline), pick(self.package))


Handed = Mapping[Port, Any]
"""What other models gave, by port: `Sides`, a data frame for a table port, money for `MONEY`."""


@dataclass(frozen=True, eq=False)
class Money:
    """What a model costs or saves, on its way to the budget: package minus baseline, net of own payments.

    part: code, such as `households.huurtoeslag`. amounts_bn: billion euro by year at `price_level`; positive costs
    money. Outside `years` nothing is counted. measure, block: stamped by the run; a model whose levers belong to one
    measure each gives them itself.
    """

    part: str
    instrument: Instrument
    payer: Payer
    price_level: int
    years: tuple[int, ...]
    amounts_bn: NDArray[np.float64]
    source: str
    measure: str = ""
    block: str = ""


MONEY = Port("money", "bn_eur", ("year",))
"""The money of every model; only the run fills it, with block and measure on it."""


@dataclass(frozen=True, eq=False)
class Headline:
    """A main figure whose causes the run looks for: the effect of the package, by year.

    indicator, unit, group: as in the rows of the model, where the total stands. exact: False where effects of
    measures interact, so that parts are found by running the model without them; True where they add up.
    """

    indicator: str
    unit: str
    years: tuple[int, ...]
    values: NDArray[np.float64]
    dimension: str = "all"
    group: str = "all"
    price_level: int | None = None


@dataclass(frozen=True)
class Answer:
    """What the engine gives for a figure of the document; None when it cannot be told. explanation: Dutch."""

    value: float | None
    explanation: str


class NoOptions(StrictModel):
    """Options of a model that has none."""


def _nothing(*_: Any) -> tuple[()]:
    return ()


def _no_names(*_: Any) -> Mapping[Any, Any]:
    return {}


def _same(options: Any) -> Any:
    return options


F = TypeVar("F")
R = TypeVar("R")
O = TypeVar("O", bound=StrictModel)


@dataclass(frozen=True, eq=False)
class Model(Generic[F, R, O]):
    """A model: pure functions and what they need. Equal inputs give equal results.

    name: code; prefix of its levers, indicators and options. answers: which question of a doorrekening.
    levers: `levers.yaml` with unit, bounds and choices of what a measure may move; None when it has none.
    reads_law: its slice of the package has the changes of law. reads_lines: its slice has the lines of the package,
        to read. reads_rules: its slice has the options of budget rules.
    needs, gives: ports; the order of models follows from them.
    options: what a user may choose; a field carries in `json_schema_extra` its Dutch `flag`, `words` (choice → Dutch)
        and help (`description`). A field `seed` or `draws` gets that of the run. A field with `exclude=True` changes
        no number and stays out of receipt and cache.
    uses: prefix of an indicator → keys of facts (`asylum.grant_rate`, or `asylum.` for all) and rules (`law:name`) it
        rests on: what a trace ends in.
    inputs: the facts it reads; raises InputError with every key that the vintage lacks.
    project: (inputs, slice of the package, what others gave, options, tell) → result, baseline and package together.
    hands: the ports it gives. money: the only way to the budget. headlines: figures that are attributed.
    rows: (result, results in the other readings) → rows. tables: named tables a section needs beside rows.
    claims: indicator of a claim → answer. checks: named yes/no with distance.
    sections: (view, words) → what people see, made from rows and named tables only.
    light: options for many runs of parts of the package: a stated smaller sample and no details.
    """

    name: str
    answers: Answers
    inputs: Callable[[Facts], F]
    project: Callable[[F, Overlay, Handed, O, Tell], R]
    options: type[O]
    levers: Path | None = None
    reads_law: bool = False
    reads_lines: bool = False
    reads_rules: bool = False
    needs: tuple[Port, ...] = ()
    gives: tuple[Port, ...] = ()
    uses: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    hands: Callable[[R], Mapping[Port, Any]] = _no_names
    money: Callable[[R], Iterable[Money]] = _nothing
    headlines: Callable[[R], Iterable[Headline]] = _nothing
    rows: Callable[[R, Mapping[Reading, R]], Iterable[Row | pl.DataFrame]] = _nothing
    tables: Callable[[R], Mapping[str, pl.DataFrame]] = _no_names
    claims: Callable[[R], Mapping[str, Answer]] = _no_names
    checks: Callable[[R, Facts], Iterable[Check]] = _nothing
    sections: Callable[[RunView, Words], Iterable[Section]] = _nothing
    light: Callable[[O], O] = _same
