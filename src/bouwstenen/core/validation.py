"""Turns pydantic's findings into one clear Dutch message with file, line, nearest valid key and mend."""

from __future__ import annotations

import types
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict, ValidationError

from bouwstenen.core.errors import InputError, nearest_key, shown

if TYPE_CHECKING:
    from bouwstenen.core.yaml_file import KeyPath, YamlFile

ModelT = TypeVar("ModelT", bound=BaseModel)


class StrictModel(BaseModel):
    """Base of all file formats: frozen, no unknown keys, no silent conversion of text to number, no NaN."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False)


_MESSAGES = {
    "missing": ("deze sleutel ontbreekt.", "Voeg de sleutel toe."),
    "float_type": ("de waarde {value} is geen getal.", "Schrijf een getal, met een punt voor de decimalen."),
    "int_type": ("de waarde {value} is geen geheel getal.", "Schrijf een geheel getal."),
    "int_from_float": ("de waarde {value} is geen geheel getal.", "Schrijf een geheel getal."),
    "bool_type": ("de waarde {value} is geen true of false.", "Schrijf true of false."),
    "string_type": ("de waarde {value} is geen tekst.", "Zet de tekst tussen aanhalingstekens."),
    "list_type": ("de waarde {value} is geen lijst.", "Schrijf een lijst, elke regel met een streepje."),
    "tuple_type": ("de waarde {value} is geen lijst.", "Schrijf een lijst, elke regel met een streepje."),
    "dict_type": ("de waarde {value} heeft geen sleutels.", "Schrijf regels van de vorm sleutel: waarde."),
    "model_type": ("de waarde {value} heeft geen sleutels.", "Schrijf regels van de vorm sleutel: waarde."),
    "finite_number": ("de waarde {value} is geen eindig getal.", "Schrijf een gewoon getal."),
    "union_tag_not_found": ("de sleutel 'kind' ontbreekt.", "Zeg met kind: welke soort dit is."),
}


def validate(model: type[ModelT], source: YamlFile, data: Any = None, at: KeyPath = ()) -> ModelT:
    """Check `data` (default: the whole file) against `model`. `at` is where `data` stands in the file.

    Raises InputError for the first fault found and says how many more there are.
    """
    value = source.data if data is None else data
    try:
        return model.model_validate(value)
    except ValidationError as error:
        raise _translate(model, source, error, at) from None


def _translate(model: type[BaseModel], source: YamlFile, error: ValidationError, at: KeyPath) -> InputError:
    faults = error.errors()
    # An unknown key often causes a 'missing' beside it: the unknown key is what the user can see.
    first = next((f for f in faults if f["type"] == "extra_forbidden"), faults[0])
    loc = _without_tags(model, first["loc"])
    where = source.where((*at, *loc))
    kind, value, context = first["type"], shown(first.get("input")), first.get("ctx", {})
    nearest = ""
    if kind == "extra_forbidden":
        valid = _valid_keys(model, loc[:-1], first["loc"][:-1])
        nearest = nearest_key(str(loc[-1]), valid)
        problem, mend = "deze sleutel is onbekend.", f"Geldige sleutels: {', '.join(sorted(valid))}."
    elif kind in ("literal_error", "enum", "union_tag_invalid"):
        expected = str(context.get("expected") or context.get("expected_tags", ""))
        options = [part.strip().strip("'") for part in expected.replace(" or ", ", ").split(",")]
        given = str(context.get("tag", value))
        nearest = nearest_key(given, options)
        problem, mend = f"de waarde {given} kan hier niet.", f"Kies uit: {', '.join(options)}."
    elif kind in _MESSAGES:
        problem, mend = (text.format(value=value) for text in _MESSAGES[kind])
    elif kind in ("value_error", "assertion_error"):
        problem, mend = str(context.get("error", first["msg"])), ""
    elif kind.startswith(("greater_than", "less_than")):
        bound = next(iter(context.values()), "")
        sign = {
            "greater_than": "groter dan",
            "greater_than_equal": "minstens",
            "less_than": "kleiner dan",
            "less_than_equal": "hoogstens",
        }[kind]
        problem, mend = f"de waarde {value} valt buiten de grenzen.", f"Schrijf een getal dat {sign} {bound} is."
    else:
        problem, mend = f"de waarde {value} klopt niet ({first['msg']}).", ""
    if len(faults) > 1:
        mend += f" (Er zijn nog {len(faults) - 1} andere meldingen.)"
    return InputError(problem, mend=mend.strip(), where=where, nearest=nearest)


def _without_tags(model: Any, loc: tuple[str | int, ...]) -> KeyPath:
    """Drop the parts of a pydantic location that name a union member instead of a key of the file."""
    kept: list[str | int] = []
    options = [model]
    for part in loc:
        following = [t for option in options for t in _step(option, part)]
        if following or isinstance(part, int):
            kept.append(part)
            options = following
        elif any(_tag(option) == part for option in options):
            options = [option for option in options if _tag(option) == part]
        elif any(isinstance(o, type) and issubclass(o, BaseModel) for o in options):
            kept.append(part)
            options = []
    return tuple(kept)


def _valid_keys(model: Any, path: KeyPath, loc: tuple[str | int, ...]) -> set[str]:
    """Keys that the file may hold at `path`; `loc` (with tags) narrows a union to the member meant."""
    options: list[Any] = [model]
    for part in loc:
        following = [t for option in options for t in _step(option, part)]
        options = following or [o for o in options if _tag(o) == part] or options
    del path
    return {name for o in options if isinstance(o, type) and issubclass(o, BaseModel) for name in o.model_fields}


def _step(option: Any, part: str | int) -> list[Any]:
    """Types that stand at `part` inside `option`."""
    if isinstance(option, type) and issubclass(option, BaseModel):
        info = option.model_fields.get(str(part))
        return _members(info.annotation) if info is not None else []
    if get_origin(option) in (list, tuple, dict):
        return _members(get_args(option)[-1 if get_origin(option) is dict else 0])
    return []


def _members(annotation: Any) -> list[Any]:
    """Unfold Annotated and unions into their members."""
    if get_origin(annotation) is Annotated:
        return _members(get_args(annotation)[0])
    if get_origin(annotation) in (Union, types.UnionType):
        return [member for part in get_args(annotation) for member in _members(part)]
    return [annotation]


def _tag(option: Any) -> str:
    """The value of `kind` that marks a member of a discriminated union, or the class name."""
    if isinstance(option, type) and issubclass(option, BaseModel):
        info = option.model_fields.get("kind")
        if info is not None and get_args(info.annotation):
            return str(get_args(info.annotation)[0])
        return option.__name__
    return getattr(option, "__name__", "")
