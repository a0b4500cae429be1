"""Turns pydantic's findings into one clear Dutch message with file, line, nearest valid key and mend."""

from __future__ import annotations

import types
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict, ValidationError

from bouwstenen.core.errors import InputError, nearest_key, shown

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from bouwstenen.core.yaml_file import KeyPath, YamlFile

ModelT = TypeVar("ModelT", bound=BaseModel)


class StrictModel(BaseModel):
    """Base of all file formats: frozen, no unknown keys, no silent conversion of text to number, no NaN."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False)


_LIST = ("de waarde {value} is geen lijst.", "Schrijf een lijst, elke regel met een streepje.")
_KEYS = ("de waarde {value} heeft geen sleutels.", "Schrijf regels van de vorm sleutel: waarde.")
_BOUNDS = "de waarde {value} valt buiten de grenzen."
_MESSAGES = {
    "missing": ("deze sleutel ontbreekt.", "Voeg de sleutel toe."),
    "float_type": ("de waarde {value} is geen getal.", "Schrijf een getal, met een punt voor de decimalen."),
    "int_type": ("de waarde {value} is geen geheel getal.", "Schrijf een geheel getal."),
    "int_from_float": ("de waarde {value} is geen geheel getal.", "Schrijf een geheel getal."),
    "bool_type": ("de waarde {value} is geen true of false.", "Schrijf true of false."),
    "string_type": ("de waarde {value} is geen tekst.", "Zet de tekst tussen aanhalingstekens."),
    "string_too_short": ("de tekst '{value}' is te kort.", "Schrijf minstens {min_length} tekens."),
    "string_too_long": ("de tekst '{value}' is te lang.", "Schrijf hoogstens {max_length} tekens."),
    "string_pattern_mismatch": ("de waarde {value} heeft niet de goede vorm.", "Schrijf {description}."),
    "list_type": _LIST,
    "tuple_type": _LIST,
    "dict_type": _KEYS,
    "model_type": _KEYS,
    "model_attributes_type": _KEYS,
    "finite_number": ("de waarde {value} is geen eindig getal.", "Schrijf een gewoon getal."),
    "union_tag_not_found": ("de sleutel kind ontbreekt.", "Zeg met kind welke soort dit is."),
    "greater_than": (_BOUNDS, "Schrijf een getal groter dan {gt:g}."),
    "greater_than_equal": (_BOUNDS, "Schrijf een getal van minstens {ge:g}."),
    "less_than": (_BOUNDS, "Schrijf een getal kleiner dan {lt:g}."),
    "less_than_equal": (_BOUNDS, "Schrijf een getal van hoogstens {le:g}."),
}


def validate(model: type[ModelT], source: YamlFile, data: Any = None, at: KeyPath = ()) -> ModelT:
    """Check `data` (default: the whole file) against `model`. `at` is where `data` stands in the file.

    Raises InputError for the first fault found and says how many more there are.
    """
    value = source.data if data is None else data
    try:
        return model.model_validate(value)
    except ValidationError as error:
        raise _translate(model, source, value, error.errors(), at) from None


def _translate(
    model: type[BaseModel], source: YamlFile, data: Any, faults: list[ErrorDetails], at: KeyPath
) -> InputError:
    """The message for the fault that says most, with the number of other places that are wrong."""
    first = _most_telling(faults, data)
    path = _path_in_data(first, data)
    kind, given = first["type"], _given(first.get("input"))
    context = {**first.get("ctx", {})}
    nearest = ""
    if kind == "float_type" and any(f["type"] == "bool_type" and _path_in_data(f, data) == path for f in faults):
        problem, mend = f"de waarde {given} is geen getal en geen true of false.", "Schrijf een getal, true of false."
    elif kind == "extra_forbidden":
        valid = {name for option in _models_at(model, first["loc"][:-1]) for name in option.model_fields}
        nearest = nearest_key(str(path[-1]), valid)
        problem, mend = "deze sleutel is onbekend.", f"Geldige sleutels: {', '.join(sorted(valid))}."
    elif kind in ("literal_error", "enum", "union_tag_invalid"):
        expected = str(context.get("expected") or context.get("expected_tags", ""))
        options = [part.strip().strip("'") for part in expected.replace(" or ", ", ").split(",")]
        given = shown(context.get("tag", given))
        nearest = nearest_key(given, options)
        problem, mend = f"de waarde {given} kan hier niet.", f"Kies uit: {', '.join(options)}."
        path = (*path, "kind") if kind == "union_tag_invalid" else path
    elif kind in _MESSAGES:
        context |= {"value": given, "description": _description(model, first["loc"])}
        problem, mend = (text.format(**context) for text in _MESSAGES[kind])
    elif kind in ("value_error", "assertion_error"):
        problem, mend = str(context.get("error", first["msg"])), ""
    else:
        problem, mend = f"de waarde {given} klopt niet ({first['msg']}).", ""
    others = len({_path_in_data(fault, data) for fault in faults} - {path[:n] for n in range(len(path) + 1)})
    if others:
        more = "Er is nog 1 andere fout." if others == 1 else f"Er zijn nog {others} andere fouten."
        mend = f"{mend} ({more})".strip()
    return InputError(problem, mend=mend, where=source.where((*at, *path)), nearest=nearest)


def _most_telling(faults: list[ErrorDetails], data: Any) -> ErrorDetails:
    """The fault to show.

    An unknown key often causes a 'missing' beside it: the unknown key is what the user can see. And where a value
    may be a number or a set of keys, and keys were given, what is wrong with the keys says more than 'no number'.
    """
    for fault in faults:
        if fault["type"] == "extra_forbidden":
            return fault
    first = faults[0]
    start = _path_in_data(first, data)
    if isinstance(first.get("input"), dict) and first["type"] != "missing":
        deeper = [f for f in faults if len(p := _path_in_data(f, data)) > len(start) and p[: len(start)] == start]
        return deeper[0] if deeper else first
    return first


def _path_in_data(fault: ErrorDetails, data: Any) -> KeyPath:
    """The key path of a fault: pydantic's location without the parts that name a member of a union."""
    path: list[str | int] = []
    last = len(fault["loc"]) - 1
    for number, part in enumerate(fault["loc"]):
        stands_there = _holds(data, part)
        if stands_there:
            data = data[part]
        if stands_there or (fault["type"] == "missing" and number == last):
            path.append(part)
    return tuple(path)


def _holds(data: Any, part: str | int) -> bool:
    """Whether `part` is a key or an index of `data`."""
    return part in data if isinstance(data, dict) else isinstance(data, list) and part in range(len(data))


def _given(value: Any) -> str:
    """A value as the user wrote it."""
    if value is None:
        return "(leeg)"
    return str(value).lower() if isinstance(value, bool) else shown(value)


def _models_at(model: type[BaseModel], loc: tuple[str | int, ...]) -> list[type[BaseModel]]:
    """The models that may stand at a pydantic location, narrowed by the union members that it names."""
    options: list[Any] = [model]
    for part in loc:
        following = [member for option in options for member in _inside(option, part)]
        options = following or [option for option in options if _tag(option) == part] or options
    return [option for option in options if isinstance(option, type) and issubclass(option, BaseModel)]


def _description(model: type[BaseModel], loc: tuple[str | int, ...]) -> str:
    """What the format says about the field at `loc`."""
    for number in range(len(loc) - 1, -1, -1):
        for option in _models_at(model, loc[:number]):
            field = option.model_fields.get(str(loc[number]))
            if field is not None:
                return field.description or "iets anders"
    return "iets anders"


def _inside(option: Any, part: str | int) -> list[Any]:
    """The types that stand at `part` inside `option`."""
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
