"""One pass over the models for one overlay: each gets its slice and what others gave, and its result is kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from bouwstenen.core.digests import content_digest
from bouwstenen.models.protocol import MONEY, quiet
from bouwstenen.receipt import code_digest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bouwstenen.facts import Facts
    from bouwstenen.levers import Overlay
    from bouwstenen.models.protocol import Model, Money, Port, Tell
    from bouwstenen.runs.cache import Cache

    AnyModel = Model[Any, Any, Any]


@dataclass(frozen=True, eq=False)
class Inputs:
    """The facts as each model reads them, with the digest of each; made once for a vintage with own figures."""

    facts: Facts
    by_model: Mapping[str, Any]
    digests: Mapping[str, str]


@lru_cache(maxsize=4)
def read_inputs(facts: Facts, models: tuple[AnyModel, ...], cache: Cache) -> Inputs:
    """The inputs of all models, kept with their digests as long as figures and code stay the same.

    Raises:
        InputError: names every key that the vintage lacks.
    """
    found: dict[str, Any] = {}
    digests: dict[str, str] = {}
    for model in models:
        key = content_digest("inputs", code_digest(), model.name, facts.files)
        found[model.name], digests[model.name] = cache.get(key, lambda m=model: _with_digest(m.inputs(facts)))
    return Inputs(facts, found, digests)


def _with_digest(value: Any) -> tuple[Any, str]:
    return value, content_digest(value)


def slice_for(model: AnyModel, overlay: Overlay) -> Overlay:
    """The part of a package that a model reads: its own inputs, and law, lines and rules where it says so."""
    return overlay.slice(model.name, law=model.reads_law, lines=model.reads_lines, rules=model.reads_rules)


@dataclass(eq=False)
class Pass:
    """A pass over the models. results, slices and keys by model; handed: what was given, by port."""

    results: dict[str, Any] = field(default_factory=dict[str, Any])
    slices: dict[str, Any] = field(default_factory=dict[str, Any])
    keys: dict[str, str] = field(default_factory=dict[str, str])
    handed: dict[Port, Any] = field(default_factory=dict[Any, Any])
    money: list[Money] = field(default_factory=list[Any])


@dataclass(frozen=True, eq=False)
class Chain:
    """What every pass of a run shares.

    models: in order. options: by model. cache: of results.
    """

    models: Sequence[AnyModel]
    inputs: Inputs
    options: Mapping[str, Any]
    cache: Cache

    def step(self, model: AnyModel, overlay: Overlay, state: Pass, tell: Tell = quiet, *, on_disk: bool = True) -> Any:
        """Run one model in a pass: the models that it needs have run in it before.

        Raises:
            InputError: a lever, option or figure that cannot be.
        """
        part = slice_for(model, overlay)
        handed = {port: tuple(state.money) if port == MONEY else state.handed[port] for port in model.needs}
        options = self.options[model.name]
        # What a model was given is named by the keys of the givers, not by its arrays: they follow from them.
        givers = [state.keys[other.name] for other in self.models if other.name in state.keys and _gives(other, model)]
        money = content_digest(tuple(state.money)) if MONEY in model.needs else ""
        key = content_digest(
            code_digest(),
            model.name,
            self.inputs.digests[model.name],
            part,
            options.model_dump(mode="json"),
            givers,
            money,
        )

        def make() -> Any:
            return model.project(self.inputs.by_model[model.name], part, handed, options, tell)

        result = self.cache.get(key, make, on_disk=on_disk)
        state.results[model.name], state.slices[model.name], state.keys[model.name] = result, part, key
        state.handed.update(model.hands(result))
        return result

    def through(
        self, models: Sequence[AnyModel], overlay: Overlay, tell: Tell = quiet, *, on_disk: bool = True
    ) -> Pass:
        """A whole pass over some of the models, without money: what attribution runs again and again."""
        state = Pass()
        for model in models:
            self.step(model, overlay, state, tell, on_disk=on_disk)
        return state

    def light(self) -> Chain:
        """The same on the smaller sample that each model states for many runs."""
        options = {model.name: model.light(self.options[model.name]) for model in self.models}
        return Chain(self.models, self.inputs, options, self.cache)


def _gives(giver: AnyModel, taker: AnyModel) -> bool:
    return any(port in taker.needs for port in giver.gives)
