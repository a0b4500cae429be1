"""Who causes what: effects and money of models by block and by measure.

Per block: Shapley values over the blocks that have a lever which reaches the model, exact up to six such blocks (64
passes), above that over seeded orders with their standard error. Per measure: what is lost when only that measure is
left out, the rest of the package in place; what a block does beyond the own effects of its measures is shown as
interaction. Everything runs on the light sample that the model states; the parts are moved so that they add up to the
result on the whole population. Where effects add up by construction (lines of the budget) the model says it itself.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import factorial
from typing import TYPE_CHECKING, Any

import numpy as np

from bouwstenen.effects.row import NONE, REST, Row
from bouwstenen.levers import Overlay
from bouwstenen.runs.chain import slice_for
from bouwstenen.runs.order import upstream

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from bouwstenen.models.protocol import Headline, Model, Money
    from bouwstenen.runs.chain import Chain

    AnyModel = Model[Any, Any, Any]
    Array = NDArray[np.float64]

EXACT = 6
"""Blocks with levers that may interact, at most, for exact values."""
ORDERS = 24
"""Seeded orders above that, each also reversed."""
SOURCE = "docs/attribution.md"


@dataclass(frozen=True, eq=False)
class Causes:
    """Of one model: its money with block and measure on it, and rows of its main figures by block and measure.

    reached: measures whose absence changes money or a main figure.
    """

    money: tuple[Money, ...]
    rows: tuple[Row, ...]
    reached: frozenset[str]


@dataclass(frozen=True, eq=False)
class Shares:
    """Parts of a vector: by block, the standard error by block (zero when exact), and by (block, measure)."""

    blocks: dict[str, Array]
    errors: dict[str, Array]
    measures: dict[tuple[str, str], Array]


def causes(model: AnyModel, chain: Chain, overlay: Overlay, whole: Any, *, seed: int, measures: bool = True) -> Causes:
    """Attribute what a model gives.

    Args:
        model: with money or headlines.
        chain: of the run; the light one is made from it.
        overlay: the whole package.
        whole: the result of the model on the whole package.
        seed: of the orders, when there are too many blocks for exact values.
        measures: also by measure.
    """
    money, headlines = tuple(model.money(whole)), tuple(model.headlines(whole))
    given = tuple(m for m in money if m.measure)
    money = tuple(m for m in money if not m.measure)
    path = upstream(model, chain.models)
    levers = _levers(path, overlay)
    blocks = sorted({block for block, _ in levers})
    if not blocks or not (money or headlines):
        return Causes((*given, *unattributed(money)), (), frozenset(m.measure for m in given))
    light = chain.light()
    shape = _Shape(money, headlines)

    def value(kept: Overlay) -> Array:
        result = light.through(path, kept, on_disk=False).results[model.name]
        return shape.vector(model.money(result), model.headlines(result))

    total = shape.vector(money, headlines)
    found = _shares(value, overlay, levers, blocks, total, seed=seed, by_measure=measures)
    reached = {name for (_, name), values in found.measures.items() if name != REST and np.any(values != 0.0)}
    return Causes(
        money=(*given, *shape.money(found, with_measures=measures)),
        rows=tuple(shape.rows(found)),
        reached=frozenset(reached | {m.measure for m in given}),
    )


def unattributed(money: Iterable[Money]) -> list[Money]:
    """Money whose cause was not looked for, under measure and block `none`; zeros are left out."""
    found = [m for m in money if np.any(m.amounts_bn != 0.0)]
    return [replace(m, measure=m.measure or NONE, block=m.block or NONE) for m in found]


def _levers(path: Sequence[AnyModel], overlay: Overlay) -> list[tuple[str, str]]:
    """(block, measure) of every change of law, input or rule that reaches the models, in order, each once.

    Lines of the budget are read by some models, but they say what is spent and move no result of theirs.
    """
    found: dict[tuple[str, str], None] = {}
    for model in path:
        part = slice_for(model, overlay)
        for change in (*part.inputs, *part.law, *part.rules):
            found[change.block, change.measure] = None
    return list(found)


def _shares(
    value: Callable[[Overlay], Array],
    overlay: Overlay,
    levers: Sequence[tuple[str, str]],
    blocks: Sequence[str],
    total: Array,
    *,
    seed: int,
    by_measure: bool,
) -> Shares:
    everything = frozenset(blocks)
    known: dict[frozenset[str], Array] = {}

    def of(subset: frozenset[str]) -> Array:
        if subset not in known:
            known[subset] = value(overlay.only_blocks(subset) if subset else Overlay())
        return known[subset]

    parts, errors = _exact(of, blocks) if len(blocks) <= EXACT else _sampled(of, blocks, seed)
    light_total = of(everything) - of(frozenset())
    parts = dict(zip(blocks, _scaled([parts[b] for b in blocks], light_total, total), strict=True))
    measures: dict[tuple[str, str], Array] = {}
    if by_measure:
        factor = _ratio(total, light_total)
        for block in blocks:
            own = {m: (of(everything) - value(_without(overlay, m))) * factor for b, m in levers if b == block}
            measures |= {(block, m): v for m, v in own.items()}
            rest = parts[block] - sum(own.values(), np.zeros_like(total))
            if np.any(np.abs(rest) > 1e-12 * np.maximum(1.0, np.abs(parts[block]))):
                measures[block, REST] = rest
    return Shares(parts, errors, measures)


def _without(overlay: Overlay, measure: str) -> Overlay:
    return overlay.filtered(lambda change: change.measure != measure)


def _ratio(total: Array, light: Array) -> Array:
    """The whole population over the light sample, 1 where the sample shows (almost) nothing or the other sign."""
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(light == 0.0, 1.0, total / light)
    return np.where((ratio > 0.5) & (ratio < 2.0), ratio, 1.0)


def _scaled(parts: Sequence[Array], light: Array, total: Array) -> list[Array]:
    """The parts moved by their size so that they add up to the total of the whole population."""
    sizes = [np.abs(part) for part in parts]
    weight = sum(sizes, np.zeros_like(total))
    gap = total - light
    even = np.full_like(total, 1.0 / len(parts))
    with np.errstate(divide="ignore", invalid="ignore"):
        return [
            part + gap * np.where(weight > 0.0, size / weight, even) for part, size in zip(parts, sizes, strict=True)
        ]


def _exact(of: Callable[[frozenset[str]], Array], blocks: Sequence[str]) -> tuple[dict[str, Array], dict[str, Array]]:
    """Shapley values over all subsets (Shapley 1953)."""
    n = len(blocks)
    weights = [factorial(k) * factorial(n - k - 1) / factorial(n) for k in range(n)]
    zero = np.zeros_like(of(frozenset()))
    parts = {block: zero.copy() for block in blocks}
    for i, block in enumerate(blocks):
        for mask in range(1 << n):
            if not mask >> i & 1:
                subset = frozenset(b for k, b in enumerate(blocks) if mask >> k & 1)
                parts[block] += weights[len(subset)] * (of(subset | {block}) - of(subset))
    return parts, dict.fromkeys(blocks, zero)


def _sampled(
    of: Callable[[frozenset[str]], Array], blocks: Sequence[str], seed: int
) -> tuple[dict[str, Array], dict[str, Array]]:
    """Shapley values over seeded orders, each with its reverse, and the standard error of their mean."""
    random = np.random.default_rng(seed)
    seen: dict[str, list[Array]] = {block: [] for block in blocks}
    for _ in range(ORDERS):
        order: list[str] = [blocks[int(i)] for i in random.permutation(len(blocks))]
        pair: dict[str, list[Array]] = {block: [] for block in blocks}
        for one in (order, list(reversed(order))):
            before: frozenset[str] = frozenset()
            for block in one:
                pair[block].append(of(before | {block}) - of(before))
                before |= {block}
        for block, values in pair.items():
            seen[block].append((values[0] + values[1]) / 2)
    means = {block: np.mean(values, axis=0) for block, values in seen.items()}
    errors = {block: np.std(values, axis=0, ddof=1) / np.sqrt(ORDERS) for block, values in seen.items()}
    return means, errors


class _Shape:
    """Money and headlines of one model as one vector, and back."""

    def __init__(self, money: Sequence[Money], headlines: Sequence[Headline]) -> None:
        self._money = {m.part: m for m in money}
        self._headlines = headlines
        lengths = [len(m.years) for m in self._money.values()] + [len(h.years) for h in headlines]
        ends = np.cumsum(lengths).tolist()
        self._cuts = [slice(end - length, end) for end, length in zip(ends, lengths, strict=True)]
        self._size = ends[-1] if ends else 0

    def vector(self, money: Any, headlines: Any) -> Array:
        """One vector; a part of money that a smaller package does not have is zero."""
        out = np.zeros(self._size)
        amounts = {m.part: m for m in money}
        figures = {(h.indicator, h.dimension, h.group): h for h in headlines}
        cuts = iter(self._cuts)
        for part, like in self._money.items():
            cut = next(cuts)
            if part in amounts:
                out[cut] = _aligned(amounts[part].years, amounts[part].amounts_bn, like.years)
        for like in self._headlines:
            cut = next(cuts)
            found = figures.get((like.indicator, like.dimension, like.group))
            if found is not None:
                out[cut] = _aligned(found.years, found.values, like.years)
        return out

    def money(self, shares: Shares, *, with_measures: bool) -> Iterator[Money]:
        """The money with block and measure on it; parts that are zero in every year are left out."""
        pieces = shares.measures if with_measures else {(b, ""): v for b, v in shares.blocks.items()}
        for cut, like in zip(self._cuts, self._money.values(), strict=False):
            for (block, measure), values in pieces.items():
                if np.any(values[cut] != 0.0):
                    yield replace(like, amounts_bn=values[cut], block=block, measure=measure)

    def rows(self, shares: Shares) -> Iterator[Row]:
        """Rows of the headlines by block (with the error of sampled values as band) and by measure."""
        for cut, like in zip(self._cuts[len(self._money) :], self._headlines, strict=True):
            for block, values in shares.blocks.items():
                error = shares.errors[block][cut]
                yield from _rows(like, values[cut], block, "all", error)
            for (block, measure), values in shares.measures.items():
                if np.any(values[cut] != 0.0):
                    yield from _rows(like, values[cut], block, measure, np.zeros_like(values[cut]))


def _rows(like: Headline, values: Array, block: str, measure: str, error: Array) -> Iterator[Row]:
    for year, value, se in zip(like.years, values.tolist(), error.tolist(), strict=True):
        yield Row(
            indicator=like.indicator, unit=like.unit, year=year, price_level=like.price_level, block=block,
            measure=measure, dimension=like.dimension, group=like.group, difference=value,
            low=value - se if se else None, high=value + se if se else None, band="sampling_error" if se else NONE,
            source=SOURCE,
        )  # fmt: skip


def _aligned(years: Sequence[int], values: Array, wanted: Sequence[int]) -> Array:
    known = dict(zip(years, values.tolist(), strict=True))
    return np.array([known.get(year, 0.0) for year in wanted])
