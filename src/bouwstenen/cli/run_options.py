"""The options of a run as parameters of any command, made from one list: same flags, words, bounds everywhere.

A command with `@with_options` gets what the user chose as `options`, by flat name in codes, ready for the service.
"""

from __future__ import annotations

import functools
import inspect
import math
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bouwstenen.core.errors import InputError, Where, nearest_key, shown
from bouwstenen.core.numbers import exact

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from bouwstenen.runs.describe import Option

FIGURES = "figures"
"""Name of the option with the user's own figures, which the service takes apart from the others."""
_TAKES = {"whole": "GETAL", "number": "GETAL", "text": "TEKST", "texts": "TEKST", "path": "BESTAND"}
_GENERAL = "Keuzes van de run"
_THOUSANDS = re.compile(r"-?\d{1,3}(\.\d{3})+")
"""A number that one reader takes for thousands and another for decimals."""


def with_options(command: Callable[..., int], options: Sequence[Option]) -> Callable[..., int]:
    """The command with the options of a run as parameters.

    Args:
        command: takes `chosen`, a mapping of flat names to codes with only what the user gave, and its own parameters.
        options: from the service.
    """
    own = inspect.signature(command, eval_str=True)
    names = {_parameter(option): option for option in options}
    clash = set(names) & set(own.parameters)
    if clash:
        msg = f"{command.__name__} has parameters of its own that are options of a run: {sorted(clash)}"
        raise ValueError(msg)

    @functools.wraps(command)
    def run(**given: Any) -> int:
        typed = [(names[name], given.pop(name)) for name in list(given) if name in names]
        return command(**given, chosen=chosen(typed))

    kept = [p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in own.parameters.values() if p.name != "chosen"]
    added = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=_annotation(option))
        for name, option in names.items()
    ]
    signature = inspect.Signature([*kept, *added], return_annotation=int)
    run.__signature__ = signature  # type: ignore[attr-defined]
    run.__annotations__ = {p.name: p.annotation for p in signature.parameters.values()}
    del run.__wrapped__
    return run


def chosen(typed: Iterable[tuple[Option, Any]]) -> dict[str, Any]:
    """What the user gave, by flat name in codes; what was not given is left out.

    Raises:
        InputError: a word, number or text that cannot be; names the flag, the choices or the range.
    """
    found: dict[str, Any] = {}
    for option, value in typed:
        if value not in (None, [], ()):
            found |= dict.fromkeys((option.name, *option.also), to_code(option, value))
    return found


def split(given: Mapping[str, Any]) -> tuple[dict[str, Any], Path | None]:
    """The choices without the user's own figures, and the file of those."""
    rest = {name: value for name, value in given.items() if name != FIGURES}
    return rest, given.get(FIGURES)


def to_code(option: Option, typed: Any) -> Any:
    """The code or plain value of what was typed. Raises InputError as `chosen` does."""
    if option.kind == "choice":
        codes = {word: code for code, word in option.words.items()}
        if typed not in codes:
            mend = f"Kies uit: {', '.join(codes)}."
            raise InputError(
                f"'{shown(typed)}' bestaat hier niet.", mend=mend, where=Where(option.flag),
                nearest=nearest_key(str(typed), codes),
            )  # fmt: skip
        return codes[typed]
    if option.kind in {"whole", "number"}:
        return _number(option, str(typed))
    if option.kind == "path":
        return Path(typed)
    if option.kind in {"text", "texts"}:
        _not_empty(option, [typed] if isinstance(typed, str) else typed)
        return typed if isinstance(typed, str) else tuple(typed)
    return typed


def to_word(option: Option, value: Any) -> str:
    """What a user would type for a code or plain value."""
    if option.kind == "switch":
        return "ja" if value else "nee"
    if option.kind == "choice":
        return option.words[str(value)]
    if option.kind in {"whole", "number"} and value is not None:
        return exact(value).replace(".", "") if option.kind == "number" else str(value)
    return " ".join(value) if isinstance(value, tuple) else "" if value is None else str(value)


def _not_empty(option: Option, texts: Sequence[str]) -> None:
    if not all(text.strip() for text in texts):
        raise InputError("hier staat niets.", mend="Geef een waarde, of laat de optie weg.", where=Where(option.flag))


def _number(option: Option, typed: str) -> int | float:
    """The number that was typed, with a decimal comma or point; thousands have no sign."""
    where, text = Where(option.flag), typed.strip().replace("−", "-")
    whole = option.kind == "whole"
    if _THOUSANDS.fullmatch(text):
        mend = "Schrijf duizenden zonder punt, en decimalen met een komma."
        raise InputError(f"'{shown(typed)}' is niet duidelijk.", mend=mend, where=where)
    try:
        value = int(text) if whole else float(text.replace(",", "."))
    except ValueError:
        kind = "Schrijf een heel getal." if whole else "Schrijf een getal, zoals 0,5."
        raise InputError(f"'{shown(typed)}' is geen getal.", mend=kind, where=where) from None
    low, high = option.low, option.high
    if not math.isfinite(value) or (low is not None and value < low) or (high is not None and value > high):
        raise InputError(f"het getal {shown(typed)} kan hier niet.", mend=f"Kies {bounds(option)}.", where=where)
    return value


def bounds(option: Option) -> str:
    """Which numbers an option takes, in words; empty when all."""

    def plain(value: float) -> str:
        return str(int(value)) if option.kind == "whole" else exact(value)

    parts = [f"van {plain(option.low)}" if option.low is not None else ""]
    parts.append(f"tot en met {plain(option.high)}" if option.high is not None else "")
    text = " ".join(filter(None, parts))
    return f"een getal {text}" if text else ""


def help_text(option: Option) -> str:
    """Help with bounds and default, as `--help` shows it."""
    default = to_word(option, option.default)
    about = [option.help, f"{bounds(option).capitalize()}." if bounds(option) else ""]
    if default and "[standaard" not in option.help:
        about.append(f"[standaard: {default}]")
    return " ".join(filter(None, about))


def _parameter(option: Option) -> str:
    return option.name.replace(".", "__")


def _annotation(option: Option) -> Any:
    flag = f"{option.flag}/{option.off}" if option.off else option.flag
    panel = f"Keuzes: {option.group}" if option.model else _GENERAL
    metavar = "|".join(option.words.values()) if option.kind == "choice" else _TAKES.get(option.kind)
    info = typer.Option(flag, help=help_text(option), metavar=metavar, rich_help_panel=panel, show_default=False)
    kinds: dict[str, Any] = {"switch": bool | None, "texts": list[str] | None}
    return Annotated[kinds.get(option.kind, str | None), info]
