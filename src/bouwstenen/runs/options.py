"""What a user may choose. Together with package, figures and code it fixes every byte of the results."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import Field

from bouwstenen.agreement.schema import READINGS, Reading
from bouwstenen.core.errors import InputError, Where, nearest_key, shown
from bouwstenen.core.validation import StrictModel
from bouwstenen.facts.loader import DEFAULT_VINTAGE
from bouwstenen.models import MODELS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bouwstenen.models.protocol import Model

GENERAL = ("seed", "draws")
"""Options of a run that every model with a field of that name gets."""


class RunOptions(StrictModel):
    """Choices of a run; those of models stand in `models`, by name of the model.

    reading: how vague text is read in the main results; the other readings give the band.
    without: keys of the blocks left out. figures: a user's own figures over the vintage. draws: of every chance.
    """

    reading: Reading = Field(
        default="central",
        description="Hoe vage tekst wordt gelezen.",
        json_schema_extra={"flag": "--lezing", "words": {"narrow": "krap", "central": "midden", "wide": "ruim"}},
    )
    without: tuple[str, ...] = Field(
        default=(), description="Laat een blok weg, zoals B3. Mag vaker.", json_schema_extra={"flag": "--zonder"}
    )
    vintage: str = Field(
        default=DEFAULT_VINTAGE, description="Jaargang van de cijfers.", json_schema_extra={"flag": "--jaargang"}
    )
    figures: Path | None = Field(
        default=None,
        description="Bestand met eigen cijfers over de jaargang heen.",
        json_schema_extra={"flag": "--cijfers"},
    )
    seed: int = Field(
        default=2026,
        ge=0,
        le=2**32 - 1,
        description="Startgetal van het toeval: gelijk zaad, gelijke uitkomst.",
        json_schema_extra={"flag": "--zaad"},
    )
    draws: int = Field(
        default=10_000,
        ge=100,
        le=1_000_000,
        description="Aantal trekkingen voor banden van schuld, bevolking en Europese regels.",
        json_schema_extra={"flag": "--trekkingen"},
    )
    models: dict[str, Any] = Field(default_factory=dict[str, Any])

    def of(self, model: Model[Any, Any, Any]) -> Any:
        """The options of a model, with seed and draws of the run."""
        own = self.models.get(model.name) or model.options()
        given = {name: getattr(self, name) for name in GENERAL if name in model.options.model_fields}
        return own.model_copy(update=given)

    def flat(self, models: Sequence[Model[Any, Any, Any]] = MODELS) -> dict[str, str | int | float | bool | None]:
        """All choices as flat names and plain values, such as `households.year` and `reading`, for the receipt."""
        general: dict[str, Any] = {
            "reading": self.reading,
            "without": " ".join(sorted(self.without)),
            "vintage": self.vintage,
            "figures": None if self.figures is None else str(self.figures),
            "seed": self.seed,
            "draws": self.draws,
        }
        for model in models:
            plain = self.of(model).model_dump(mode="json")
            general |= {f"{model.name}.{name}": v for name, v in plain.items() if name not in GENERAL}
        return general


def run_options(
    plain: Mapping[str, Any] | None = None,
    figures: Path | None = None,
    models: Sequence[Model[Any, Any, Any]] = MODELS,
) -> RunOptions:
    """The options from flat names, as `RunOptions.flat` gives them. Names left out get their default.

    Raises:
        InputError: a name does not exist, or a value is not one that can be; names the nearest or the range.
    """
    plain = dict(plain or {})
    known = RunOptions().flat(models)
    for name in plain:
        if name not in known:
            raise InputError(
                f"de keuze '{shown(name)}' bestaat niet.",
                mend="Alle keuzes staan in `bouwstenen doorreken --help`.",
                where=Where("opties", 0, shown(name)),
                nearest=nearest_key(name, known),
            )
    own = {
        model.name: _validated(
            model.options,
            {n.removeprefix(f"{model.name}."): v for n, v in plain.items() if n.startswith(f"{model.name}.")},
            f"{model.name}.",
        )
        for model in models
    }
    general = {name: value for name, value in plain.items() if "." not in name and name not in {"without", "figures"}}
    without = plain.get("without", "")
    return _validated(
        RunOptions,
        {
            **general,
            "without": tuple(without.split()) if isinstance(without, str) else tuple(without),
            "figures": figures,
            "models": own,
        },
        "",
    )


def _validated(kind: type[Any], values: Mapping[str, Any], prefix: str) -> Any:
    from pydantic import ValidationError

    try:
        return kind.model_validate(values)
    except ValidationError as error:
        raise _refused(kind, error, prefix) from error


def _refused(kind: type[Any], error: Any, prefix: str) -> InputError:
    """The first fault of a set of options in Dutch, with the range or the choices."""
    fault = error.errors()[0]
    name = str(fault["loc"][0]) if fault["loc"] else ""
    where = Where("opties", 0, prefix + name)
    problem = f"de waarde {shown(fault.get('input'))} kan hier niet."
    schema = kind.model_json_schema()["properties"].get(name, {})
    choices = schema.get("enum")
    if choices:
        mend = f"Kies uit: {', '.join(map(str, choices))}."
        return InputError(problem, mend=mend, where=where, nearest=nearest_key(str(fault.get("input")), choices))
    low, high = schema.get("minimum"), schema.get("maximum")
    if low is not None or high is not None:
        bounds = " ".join(
            filter(
                None, (f"vanaf {low:g}" if low is not None else "", f"tot en met {high:g}" if high is not None else "")
            )
        )
        return InputError(problem, mend=f"Kies een getal {bounds}.", where=where)
    default = kind.model_fields[name].default if name in kind.model_fields else None
    return InputError(problem, mend=f"Bijvoorbeeld: {default}." if default is not None else fault["msg"], where=where)


def check_reading(reading: str) -> Reading:
    """The reading with this name. Raises InputError with the choices."""
    for known in READINGS:
        if reading == known:
            return known
    where = Where("opties", 0, "lezing")
    raise InputError("deze lezing bestaat niet.", mend=f"Kies uit: {', '.join(READINGS)}.", where=where)
