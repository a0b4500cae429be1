"""Arguments and options that several commands share, so that they mean, allow and say the same everywhere."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from bouwstenen.core.errors import InputError, Where

DEFAULT_HOUSEHOLDS = 200_000
MOST_HOUSEHOLDS = 8_500_000
"""About the number of households of the country: more rows than that tell nothing more."""

Package = Annotated[str, typer.Argument(help="Naam van een meegeleverd pakket, of een bestand.")]
ReadingOption = Annotated[
    Literal["krap", "midden", "ruim"], typer.Option("--lezing", help="Hoe vage tekst wordt gelezen.")
]
Without = Annotated[list[str] | None, typer.Option("--zonder", help="Laat een blok weg, zoals B3. Mag vaker.")]
Vintage = Annotated[str, typer.Option("--jaargang", help="Jaargang van de cijfers.")]
Figures = Annotated[Path | None, typer.Option("--cijfers", help="Bestand met eigen cijfers over de jaargang heen.")]
Seed = Annotated[int, typer.Option("--zaad", min=0, help="Startgetal van het toeval: gelijk zaad, gelijke uitkomst.")]
Year = Annotated[int, typer.Option("--jaar", help="Jaar van de wet: 2026 tot en met 2035.")]
AsJson = Annotated[bool, typer.Option("--json", help="Schrijf alles als JSON, en niets anders.")]
Cluster = Annotated[str, typer.Option("--dask", help="Adres van een Dask-cluster, zoals tcp://127.0.0.1:8786.")]

READINGS = {"krap": "narrow", "midden": "central", "ruim": "wide"}
"""The name in code of each choice of `--lezing`."""


def checked_year(year: int, option: str = "--jaar") -> int:
    """The year of the law, when the households model can run in it. Raises InputError otherwise."""
    from bouwstenen.models.households.inputs import last_law_year
    from bouwstenen.population.constants import BASE_YEAR

    return between(year, BASE_YEAR, last_law_year(), option)


def between(value: int, lowest: int, highest: int, option: str) -> int:
    """A number from `lowest` up to and including `highest`. Raises InputError with the option otherwise."""
    if not lowest <= value <= highest:
        mend = f"Kies een getal van {lowest} tot en met {highest}."
        raise InputError(f"het getal {value} kan hier niet.", mend=mend, where=Where(option))
    return value
