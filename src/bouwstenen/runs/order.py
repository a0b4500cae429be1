"""The order of the models: who needs a port comes after who gives it."""

from __future__ import annotations

from graphlib import TopologicalSorter
from typing import TYPE_CHECKING, Any

from bouwstenen.models.protocol import MONEY

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bouwstenen.models.protocol import Model, Port

    AnyModel = Model[Any, Any, Any]


def providers(models: Sequence[AnyModel]) -> dict[Port, AnyModel]:
    """Who gives each port. Raises ValueError when two give the same, or nobody gives one that is needed."""
    givers: dict[Port, AnyModel] = {}
    for model in models:
        for port in model.gives:
            if port in givers:
                msg = f"port {port.name} is given by {givers[port].name} and by {model.name}"
                raise ValueError(msg)
            givers[port] = model
    for model in models:
        for port in model.needs:
            if port != MONEY and port not in givers:
                msg = f"{model.name} needs port {port.name}, which no model gives"
                raise ValueError(msg)
    return givers


def upstream(model: AnyModel, models: Sequence[AnyModel]) -> list[AnyModel]:
    """The model and all whose results reach it through ports, in order of run; money comes from everybody."""
    givers = providers(models)
    before = _before(models, givers)
    names = {model.name}
    queue = [model.name]
    while queue:
        for name in before[queue.pop()] - names:
            names.add(name)
            queue.append(name)
    return [m for m in in_order(models) if m.name in names]


def in_order(models: Sequence[AnyModel]) -> list[AnyModel]:
    """The models, each after all that it needs; otherwise in the order given. Raises ValueError for a circle."""
    by_name = {model.name: model for model in models}
    place = {model.name: i for i, model in enumerate(models)}
    before = _before(models, providers(models))
    sorter = TopologicalSorter({name: sorted(before[name], key=place.__getitem__) for name in by_name})
    return [by_name[name] for name in sorter.static_order()]


def needing(models: Sequence[AnyModel], names: Iterable[str]) -> list[AnyModel]:
    """The named models and everything that they need, in order of run."""
    wanted = {m.name for name in names for m in upstream(next(x for x in models if x.name == name), models)}
    return [model for model in in_order(models) if model.name in wanted]


def _before(models: Sequence[AnyModel], givers: dict[Port, AnyModel]) -> dict[str, set[str]]:
    """Per model the names of those that must come before it."""
    before = {m.name: {givers[p].name for p in m.needs if p != MONEY} for m in models}
    takers = {m.name for m in models if MONEY in m.needs}
    # Who stands after the budget (the European rules) cannot bring money to it.
    after = set(takers)
    grown = True
    while grown:
        more = {name for name, needs in before.items() if needs & after} - after
        after |= more
        grown = bool(more)
    for name in takers:
        before[name] |= {m.name for m in models} - after
    return before
