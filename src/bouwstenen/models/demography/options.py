"""Choices of a run that are not in the package."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, PlainSerializer

from bouwstenen.core.errors import InputError, Where, shown
from bouwstenen.core.validation import StrictModel

Scenario = Literal["baseline", "low", "moderate", "high", "cbs_2022", "cbs_2023"]
SCENARIOS: tuple[Scenario, ...] = ("baseline", "low", "moderate", "high", "cbs_2022", "cbs_2023")
ALIGNED: tuple[Scenario, ...] = ("baseline", "cbs_2022", "cbs_2023")
"""Scenarios whose net migration is reached by more or less emigration, as in the published forecast. In all others
immigration moves, with the emigration rates of the baseline."""
MAX_DRAWS = 20_000


def parse_path(text: str) -> tuple[tuple[int, float], ...]:
    """Read `2030:50000,2040:60000` as (year, value) pairs by year. Raises InputError when it is something else."""
    pairs: list[tuple[int, float]] = []
    for part in filter(None, text.split(",")):
        year, _, value = part.partition(":")
        try:
            pairs.append((int(year), float(value)))
        except ValueError:
            mend = "Schrijf jaar:getal, met komma's ertussen, zoals 2030:50000,2040:60000."
            raise InputError(f"'{shown(part)}' is geen jaar met een getal.", mend=mend, where=Where("opties")) from None
    return tuple(sorted(pairs))


def _read(value: Any) -> Any:
    return parse_path(value) if isinstance(value, str) else value


def _written(path: tuple[tuple[int, float], ...]) -> str:
    return ",".join(f"{year}:{value!r}" for year, value in path)


Path = Annotated[tuple[tuple[int, float], ...], BeforeValidator(_read), PlainSerializer(_written, return_type=str)]
"""(year, value) pairs, in text `2030:50000,2040:60000`."""


def _path(flag: str, description: str) -> Any:
    return Field(default=(), description=description, json_schema_extra={"flag": flag})


class Options(StrictModel):
    """Options of the population model. The defaults are what the doorrekening uses.

    scenario: which paths of net migration, fertility and life expectancy the baseline follows.
    net_migration, fertility_rate, life_expectancy: a user's own paths as (year, value) pairs, in persons a year,
        children per woman and years; a straight line between the pairs and level after the last; they replace the
        paths of the scenario from their first year on.
    third_country_homes: homes that are free for workers from outside the EU, as (year, homes) pairs. Empty: not known,
        and then the condition that there must be homes cannot be computed.
    fan_draws: draws of the uncertainty of the population; 0 leaves it out. seed: of those draws.
    scenarios: also the other scenarios, and the net migration that gives some numbers of inhabitants.
    details: also municipalities and the pyramid.
    first, last: years of the first and last population (1 January); None is the base year and the last year of the
        facts. Other first years are for looking back.
    """

    scenario: Scenario = Field(
        default="baseline",
        description="Welke raming van migratie, kindertal en levensduur het vertrekpunt is.",
        json_schema_extra={
            "flag": "--scenario",
            "words": {
                "baseline": "vertrekpunt", "low": "laag", "moderate": "gematigd", "high": "hoog",
                "cbs_2022": "cbs-2022", "cbs_2023": "cbs-2023",
            },
        },
    )  # fmt: skip
    net_migration: Path = _path("--migratie", "Eigen migratiesaldo per jaar, zoals 2030:50000,2040:60000.")
    fertility_rate: Path = _path("--kinderen", "Eigen kindertal per vrouw, zoals 2030:1.5,2050:1.7.")
    life_expectancy: Path = _path("--levensduur", "Eigen levensverwachting in jaren, zoals 2050:87.5.")
    third_country_homes: Path = _path(
        "--woningen-arbeidsmigranten",
        "Woningen die per jaar vrij zijn voor werknemers van buiten de EU, zoals 2027:5000.",
    )
    fan_draws: int = Field(
        default=400,
        ge=0,
        le=MAX_DRAWS,
        description="Aantal trekkingen voor de onzekerheid van de bevolking; 0 laat die weg.",
        json_schema_extra={"flag": "--trekkingen-bevolking"},
    )
    seed: int = Field(default=2026, ge=0, description="Zaad van de trekkingen.")
    scenarios: bool = Field(
        default=False,
        description="Ook de andere scenario's, en welk migratiesaldo bij een aantal inwoners hoort.",
        json_schema_extra={"flag": "--scenarios"},
    )
    details: bool = Field(default=True, description="Ook gemeenten en de leeftijdsopbouw.")
    first: int | None = Field(default=None, description="Jaar van de eerste bevolking, om terug te kijken.")
    last: int | None = Field(default=None, description="Jaar van de laatste bevolking.")


def light(options: Options) -> Options:
    """The same without draws, scenarios and details: for many runs of parts of a package."""
    return options.model_copy(update={"fan_draws": 0, "details": False, "scenarios": False})
