"""The commands of the models: what one model tells about a run, from its section, its tables and its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from bouwstenen.cli.output import one_form, say, show_part, show_section
from bouwstenen.cli.shared import AsCsv, AsJson, Chosen, Package, RunFolder, print_rows, run_package, status
from bouwstenen.core.errors import InputError, Where

if TYPE_CHECKING:
    from collections.abc import Callable

    from bouwstenen.run.describe import ModelCommand
    from bouwstenen.run.result import Run
    from bouwstenen.views import Part, Section


def model_command(about: ModelCommand) -> Callable[..., int]:
    """The command of a model, or of a part of what it tells."""

    def command(
        *,
        pakket: Package = "bouwstenen",
        uit: RunFolder = None,
        als_json: AsJson = False,
        als_csv: AsCsv = False,
        chosen: Chosen,
    ) -> int:
        one_form(as_json=als_json, as_csv=als_csv)
        # A run that is written is whole, so that it can be opened and compared.
        only = (about.model,) if about.alone and uit is None else ()
        found = run_package(pakket, chosen, only=only, folder=uit)
        section, part = shown_part(found, about)
        if als_json or als_csv:
            content = section.model_dump(mode="json") if part is None else part.model_dump(mode="json")
            more = {"model": about.model, "part": about.part, "content": content}
            print_rows(found, rows_of(found, about), more, as_json=als_json)
        elif part is None:
            show_section(section)
        else:
            show_part(part)
        if uit is not None:
            say(f"Hele run: {uit}", stderr=als_json or als_csv)
        return status(found)

    command.__name__ = command.__qualname__ = about.name.replace(" ", "_")
    examples = f"`bouwstenen {about.name}` · `bouwstenen {about.name} mijn.yaml --json`"
    command.__doc__ = f"{about.help}\n\nVoorbeelden: {examples}"
    return command


def shown_part(found: Run, about: ModelCommand) -> tuple[Section, Part | None]:
    """The section of a model and the part that the command shows. Raises InputError when the run does not have it."""
    section = next((item for item in found.sections if item.key == about.model), None)
    part = next((item for item in section.parts if item.key == about.part), None) if section else None
    if section is None or (about.part and part is None):
        problem = "dit is in deze run niet berekend."
        raise InputError(problem, mend="Kijk of een keuze het uitzet.", where=Where(about.name))
    return section, part


def rows_of(found: Run, about: ModelCommand) -> pl.DataFrame:
    """The rows of a model; of a part only those whose indicator stands under `<model>.<part>`."""
    rows = found.rows.filter(pl.col("model") == about.model)
    if not about.part:
        return rows
    prefix = f"{about.model}.{about.part}"
    name = pl.col("indicator")
    return rows.filter((name == prefix) | name.str.starts_with(f"{prefix}.") | name.str.starts_with(f"{prefix}_"))
