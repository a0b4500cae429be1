"""What a user may choose and ask, as plain lists: the options of a run and the commands of the models.

Command line, receipt and forms are made from these, so an option means the same everywhere.
"""

from __future__ import annotations

import types
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Union, get_args, get_origin

if TYPE_CHECKING:
    from pydantic import BaseModel
    from pydantic.fields import FieldInfo

    from bouwstenen.models.protocol import Model
    from bouwstenen.views import Words

    AnyModel = Model[Any, Any, Any]

Kind = Literal["choice", "switch", "whole", "number", "text", "texts", "path"]
_COMMAND = "command."
_NO_SWITCH = "--geen-"


@dataclass(frozen=True)
class Option:
    """One choice of a run.

    name: flat name, such as `reading` or `public_finance.pm`. flag: as typed. off: the flag that says no; only of a
    switch that is on by default. kind: `choice` (one of `words`), `switch` (yes or no), `whole` and `number` (from
    `low` up to and including `high`, where given), `text`, `texts` (may be given more often) or `path` (of a file).
    words: Dutch by code, in order; empty when the kind is no choice. default: a code or plain value.
    help: Dutch. model: code of the model, empty for the run itself. group: Dutch heading. also: flat names of other
    models that have the same option and get the same value.
    """

    name: str
    flag: str
    kind: Kind
    default: Any
    help: str
    words: Mapping[str, str] = field(default_factory=dict[str, str])
    low: float | None = None
    high: float | None = None
    off: str = ""
    model: str = ""
    group: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class ModelCommand:
    """A command that shows what one model tells.

    name: Dutch, as typed. model: its code. part: key of the part of its section, empty for the whole section.
    alone: the model needs nothing of others, so that a run of only this model gives the same. help: Dutch.
    """

    name: str
    model: str
    part: str
    alone: bool
    help: str


def options(models: Sequence[AnyModel] | None = None, words: Words | None = None) -> tuple[Option, ...]:
    """The options of a run, those of the run itself first; a field without a flag is not offered.

    Two models with the same flag, choices and default share one option.

    Raises:
        ValueError: two options have one flag and are not the same: a fault of ours.
    """
    from bouwstenen.models import MODELS
    from bouwstenen.runs.options import GENERAL, RunOptions

    said = words or _words()
    every = _fields(RunOptions, "", "", ())
    for model in MODELS if models is None else models:
        title = said.get(f"model.{model.name}") or said.get(_COMMAND + model.name, model.name)
        every += _fields(model.options, model.name, title, GENERAL)
    found: dict[str, Option] = {}
    for option in every:
        found[option.flag] = _shared(found[option.flag], option) if option.flag in found else option
    return tuple(found.values())


def _shared(first: Option, second: Option) -> Option:
    """One option for two models. Raises ValueError when they only have the flag in common."""
    same = ("kind", "default", "words", "low", "high", "off")
    if not first.model or any(getattr(first, name) != getattr(second, name) for name in same):
        msg = f"two options are called {first.flag}; the second is {second.name}"
        raise ValueError(msg)
    about = first.help if first.help == second.help else f"{first.help} {second.help}"
    group = f"{first.group} en {second.group}"
    return replace(first, help=about, group=group, also=(*first.also, second.name))


def commands(models: Sequence[AnyModel] | None = None, words: Words | None = None) -> tuple[ModelCommand, ...]:
    """The commands of the models: `command.<model>` and `command.<model>.<part>` of the texts, with their Dutch names.

    Help stands under `command_help.<model>` and `command_help.<model>.<part>`.
    """
    from bouwstenen.models import MODELS

    said = words or _words()
    found: list[ModelCommand] = []
    for model in MODELS if models is None else models:
        own = _COMMAND + model.name
        for code in sorted(c for c in said.texts if c == own or c.startswith(own + ".")):
            usual = f"Toon wat er in een run over {said(code)} staat."
            about = said.get(code.replace(_COMMAND, "command_help.", 1), usual)
            part = code.removeprefix(own).removeprefix(".")
            found.append(ModelCommand(said(code), model.name, part, not model.needs, about))
    return tuple(found)


def missing_figures(vintage: str, models: Sequence[AnyModel] | None = None) -> list[tuple[str, str]]:
    """(model, what it lacks in Dutch) for every model that cannot read a vintage; empty when all can.

    Raises:
        InputError: there is no such vintage.
    """
    from bouwstenen.core.errors import InputError
    from bouwstenen.facts import load_facts
    from bouwstenen.models import MODELS

    facts = load_facts(vintage)
    found: list[tuple[str, str]] = []
    for model in MODELS if models is None else models:
        try:
            model.inputs(facts)
        except InputError as error:
            found.append((model.name, str(error)))
    return found


def municipality(name: str) -> tuple[str, str]:
    """CBS code and name of a municipality, by its name or code. Raises InputError with the nearest name."""
    from bouwstenen.models.demography.municipalities import find_municipality

    found = find_municipality(name)
    return found.cbs_code, found.name


def _words() -> Words:
    from bouwstenen.views.words import load_words

    return load_words()


def _fields(kind: type[BaseModel], model: str, group: str, skip: Sequence[str]) -> list[Option]:
    found: list[Option] = []
    for name, about in kind.model_fields.items():
        extra = about.json_schema_extra
        if name in skip or not isinstance(extra, Mapping) or "flag" not in extra:
            continue
        found.append(_option(name, about, extra, model, group))
    return found


def _option(name: str, about: FieldInfo, extra: Mapping[str, Any], model: str, group: str) -> Option:
    kind, codes = _kind(about.annotation)
    given: Mapping[str, str] = extra.get("words", {})
    if given and codes != tuple(given):
        msg = f"words of option {name}: {tuple(given)}, but the field takes {codes}"
        raise ValueError(msg)
    default = about.get_default(call_default_factory=True)
    flag, _, off = str(extra["flag"]).partition("/")
    if kind == "switch" and default and not off:
        off = _NO_SWITCH + flag.removeprefix("--")
    low, high = _bounds(about)
    return Option(
        name=f"{model}.{name}" if model else name,
        flag=flag,
        kind=kind,
        default=default,
        help=about.description or "",
        words={code: given.get(code, code) for code in codes},
        low=low,
        high=high,
        off=off,
        model=model,
        group=group,
    )


def _kind(annotation: Any) -> tuple[Kind, tuple[str, ...]]:
    """Kind of a field, and the codes of a choice. Raises ValueError for a field that cannot be typed on one line."""
    plain: Any = annotation
    if get_origin(plain) in {Union, types.UnionType}:
        plain = next(item for item in get_args(plain) if item is not type(None))
    if get_origin(plain) is Literal:
        return "choice", tuple(str(code) for code in get_args(plain))
    if get_origin(plain) is tuple:
        # Any other row (a path over years) is read by the model from one text.
        return ("texts" if get_args(plain) == (str, ...) else "text"), ()
    kinds: dict[Any, Kind] = {bool: "switch", int: "whole", float: "number", str: "text", Path: "path"}
    if plain not in kinds:
        msg = f"an option cannot be of type {annotation}"
        raise ValueError(msg)
    return kinds[plain], ()


def _bounds(about: FieldInfo) -> tuple[float | None, float | None]:
    low = high = None
    for item in about.metadata:
        low = getattr(item, "ge", low)
        high = getattr(item, "le", high)
    return low, high
