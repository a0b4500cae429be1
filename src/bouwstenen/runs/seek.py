"""Goal seek on a whole run: the same package, options and models as a doorrekening."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bouwstenen.facts import load_facts
from bouwstenen.models import MODELS
from bouwstenen.models.protocol import quiet
from bouwstenen.models.public_finance.seek import Reached, Shape, Side, parse_goal
from bouwstenen.models.public_finance.seek import seek as look
from bouwstenen.runs.cache import user_cache
from bouwstenen.runs.order import needing
from bouwstenen.runs.run import chain_of, compile_readings, compute, own_figures

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bouwstenen.agreement.loader import LoadedPackage
    from bouwstenen.models.protocol import Model, Tell
    from bouwstenen.runs.options import RunOptions


def seek(
    package: LoadedPackage,
    options: RunOptions,
    goal: str,
    shape: Shape,
    start: int,
    until: int | None,
    tell: Tell = quiet,
    models: Sequence[Model[Any, Any, Any]] = MODELS,
) -> dict[str, Reached]:
    """Which general adjustment of the primary balance reaches a goal (ESA 2010), by side: `baseline`, `package`.

    Args:
        package: as for a run.
        options: as for a run.
        goal: such as `emu_saldo 2045 = 0`.
        shape: the same every year, or growing evenly.
        start: first year of the adjustment.
        until: last year of a growing one; default the year of the goal.
        tell: progress.
        models: of the run.

    Raises:
        InputError: a goal or year that cannot be.
    """
    wanted = parse_goal(goal)
    compiled = compile_readings(package, options, (options.reading,))
    facts = load_facts(options.vintage, own_figures(package, options))
    chain = chain_of(facts, options, needing(models, ["public_finance"]), user_cache())
    done = compute(chain, compiled, options, tell, by_measure=False)
    result = done.passes[options.reading].results["public_finance"]
    sides: tuple[Side, ...] = ("baseline", "package")
    return {side: look(result, wanted, shape, side=side, start=start, until=until) for side in sides}
