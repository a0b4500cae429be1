"""Whether a measure reaches a result: a label 'computed' is not enough.

A measure reaches something when leaving it out changes money, a main figure, or any row or named table of a model that
reads one of its levers, on the light sample with all details.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bouwstenen.effects.row import rows_table
from bouwstenen.runs.chain import Pass, slice_for
from bouwstenen.runs.order import needing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import polars as pl

    from bouwstenen.levers import Overlay
    from bouwstenen.models.protocol import Model
    from bouwstenen.runs.chain import Chain

    AnyModel = Model[Any, Any, Any]
    _Outcome = Mapping[str, pl.DataFrame]


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
    whole: dict[str, _Outcome] = {}
    for measure in waiting:
        without = overlay.filtered(lambda change, left_out=measure: change.measure != left_out)
        readers = [model for model in chain.models if _reads(model, overlay, measure)]
        for model in readers:
            if model.name not in whole:
                whole[model.name] = _outcome(chain, model, overlay)
            if not _same(whole[model.name], _outcome(chain, model, without)):
                found.add(measure)
                break
    return frozenset(found)


def _reads(model: AnyModel, overlay: Overlay, measure: str) -> bool:
    part = slice_for(model, overlay)
    return any(change.measure == measure for change in (*part.inputs, *part.law, *part.rules))


def _outcome(chain: Chain, model: AnyModel, overlay: Overlay) -> _Outcome:
    state = Pass()
    path: Sequence[AnyModel] = needing(chain.models, [model.name])
    for step in path:
        chain.step(step, overlay, state, on_disk=False)
    result = state.results[model.name]
    rows = rows_table(model.rows(result, {}), run="", model=model.name, reading="central")
    # A table that names measures says other things without one of them, whatever it does.
    tables = {name: table for name, table in model.tables(result).items() if "measure" not in table.columns}
    return {"": rows, **tables}


def _same(first: _Outcome, second: _Outcome) -> bool:
    return first.keys() == second.keys() and all(
        table.equals(second[name], null_equal=True) for name, table in first.items()
    )
