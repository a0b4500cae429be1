"""What a user may choose for the households model."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from pydantic import Field, field_serializer

from bouwstenen.core.errors import InputError, Where
from bouwstenen.core.files import file_digest
from bouwstenen.core.validation import StrictModel
from bouwstenen.models.households.inputs import last_law_year
from bouwstenen.population.build import CHUNK
from bouwstenen.population.constants import BASE_YEAR

MOST_HOUSEHOLDS: Final = 8_500_000
"""About as many as there are in the Netherlands."""
MOST_DETAIL_PARTS: Final = 50


class Options(StrictModel):
    """Options of a run. Own microdata replace the synthetic population as a whole."""

    households: int = Field(
        200_000,
        ge=0,
        le=MOST_HOUSEHOLDS,
        description="Ongeveer hoeveel nagemaakte huishoudens; 0 laat het huishoudmodel weg.",
        json_schema_extra={"flag": "--huishoudens"},
    )
    year: int = Field(
        2030,
        ge=BASE_YEAR,
        le=last_law_year(),
        description="Jaar van de wet waarin huishoudens worden doorgerekend.",
        json_schema_extra={"flag": "--huishoudjaar"},
    )
    seed: int = Field(2026, ge=0, description="Startgetal van het toeval; dat van de run.")
    labour: bool = Field(
        default=False,
        description="Reken ook uit of mensen meer of minder gaan werken (apart).",
        json_schema_extra={"flag": "--arbeidsaanbod"},
    )
    details: bool = Field(
        default=True,
        description="Ook maanden, marginale druk, complexiteit en marges door niet-gebruik.",
        json_schema_extra={"flag": "--met-details/--zonder-details"},
    )
    detail_parts: int = Field(
        3,
        ge=1,
        le=MOST_DETAIL_PARTS,
        description=f"Op hoeveel delen van {CHUNK} huishoudens de details hoogstens worden gerekend.",
        json_schema_extra={"flag": "--delen"},
    )
    sensitivity: bool = Field(
        default=False,
        description="Toon ook hoe terugvorderingen aan elke aanname hangen (een minuut).",
        json_schema_extra={"flag": "--gevoeligheid"},
    )
    persons: str = Field(
        "",
        description="Eigen bestand: één rij per persoon (Parquet of CSV).",
        json_schema_extra={"flag": "--personen"},
    )
    household_file: str = Field(
        "", description="Eigen bestand: één rij per huishouden.", json_schema_extra={"flag": "--huishoudbestand"}
    )
    data_year: int | None = Field(
        None,
        ge=BASE_YEAR,
        le=last_law_year(),
        description=f"Jaar van de eigen bestanden [standaard: {BASE_YEAR}].",
        json_schema_extra={"flag": "--peiljaar"},
    )
    cluster: str = Field(
        "",
        exclude=True,
        description="Adres van een Dask-cluster; leeg is deze computer.",
        json_schema_extra={"flag": "--dask"},
    )

    @field_serializer("persons", "household_file")
    def _digest(self, path: str) -> str:
        """Receipt and cache know a file by its content, wherever it stands."""
        return f"sha256:{file_digest(Path(path))}" if path and Path(path).is_file() else path


def light(options: Options) -> Options:
    """For many runs of parts of a package: one chunk and no details; own microdata stay whole."""
    return options.model_copy(
        update={"households": min(options.households, CHUNK), "details": False, "labour": False, "sensitivity": False}
    )


def checked(options: Options) -> Options:
    """The options, when they go together. Raises InputError otherwise."""
    if not options.persons and not options.household_file:
        if options.data_year is not None:
            mend = "Geef ook --personen en --huishoudbestand."
            raise InputError("een peiljaar hoort bij eigen bestanden.", mend=mend, where=Where("--peiljaar"))
        return options
    if not options.persons or not options.household_file:
        missing = "--huishoudbestand" if options.persons else "--personen"
        raise InputError("dit bestand ontbreekt.", mend="Geef beide bestanden.", where=Where(missing))
    if options.data_year is not None and options.data_year > options.year:
        problem = f"het peiljaar {options.data_year} ligt na het jaar van de wet."
        mend = f"Kies een jaar van {BASE_YEAR} tot en met {options.year}."
        raise InputError(problem, mend=mend, where=Where("--peiljaar"))
    return options
