"""Whether a measure reaches a result: a label 'computed' is not enough.

A measure reaches something when leaving it out changes money, a main figure, or any row of a model that reads one of
its levers, on the light sample with all details.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bouwstenen.effects.row import NUMBERS, rows_table
from bouwstenen.run.chain import Pass, slice_for
from bouwstenen.run.order import needing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import polars as pl

    from bouwstenen.levers import Overlay
    from bouwstenen.models.protocol import Model
    from bouwstenen.run.chain import Chain

    AnyModel = Model[Any, Any, Any]


def reached_measures(chain: Chain, overlay: Overlay, known: Iterable[str]) -> frozenset[str]:
    """The measures of an overlay that reach a result.

    Args:
        chain: light, but with the details of the models.
        overlay: the whole package, only measures that count.
        known: measures of which it is known already.
    """
    found = set(known)
    found |= {entry.measure for entry in overlay.budget if entry.amount_bn or entry.pm_bn or entry.shares == ()}
    changes = (*overlay.inputs, *overlay.law, *overlay.rules)
    waiting = [name for name in dict.fromkeys(change.measure for change in changes) if name not in found]
    whole: dict[str, pl.DataFrame] = {}
    for measure in waiting:
        without = overlay.filtered(lambda change, left_out=measure: change.measure != left_out)
        readers = [model for model in chain.models if _reads(model, overlay, measure)]
        for model in readers:
            if model.name not in whole:
                whole[model.name] = _rows(chain, model, overlay)
            if not _same(whole[model.name], _rows(chain, model, without)):
                found.add(measure)
                break
    return frozenset(found)


def _reads(model: AnyModel, overlay: Overlay, measure: str) -> bool:
    part = slice_for(model, overlay)
    return any(change.measure == measure for change in (*part.inputs, *part.law, *part.rules))


def _rows(chain: Chain, model: AnyModel, overlay: Overlay) -> pl.DataFrame:
    state = Pass()
    path: Sequence[AnyModel] = needing(chain.models, [model.name])
    for step in path:
        chain.step(step, overlay, state, on_disk=False)
    rows = model.rows(state.results[model.name], {})
    return rows_table(rows, run="", model=model.name, reading="central")


def _same(first: pl.DataFrame, second: pl.DataFrame) -> bool:
    return first.height == second.height and first.select(NUMBERS).equals(second.select(NUMBERS), null_equal=True)
