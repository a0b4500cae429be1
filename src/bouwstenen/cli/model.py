"""The commands of the models: what one model tells about a run, from its section, its tables and its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from bouwstenen.cli.output import one_form, say, show_part, show_section, show_table
from bouwstenen.cli.rows import rows_table
from bouwstenen.cli.shared import (
    AsCsv,
    AsJson,
    Chosen,
    Package,
    RunFolder,
    print_rows,
    run_package,
    status,
    totals,
    words_of,
)
from bouwstenen.core.errors import InputError, Where
from bouwstenen.views import Part, Section

if TYPE_CHECKING:
    from collections.abc import Callable

    from bouwstenen.runs.describe import ModelCommand
    from bouwstenen.runs.result import Run


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
        content, rows = told_of(found, about), rows_of(found, about)
        if als_json or als_csv:
            plain = None if content is None else content.model_dump(mode="json")
            more = {"model": about.model, "part": about.part, "content": plain}
            print_rows(found, rows, more, as_json=als_json)
        elif isinstance(content, Section):
            show_section(content)
        elif isinstance(content, Part):
            show_part(content)
        else:
            show_table(rows_table(found, totals(rows), about.name.capitalize(), words_of(found)))
        if uit is not None:
            say(f"Hele run: {uit}", stderr=als_json or als_csv)
        return status(found)

    command.__name__ = command.__qualname__ = about.name.replace(" ", "_")
    examples = f"`bouwstenen {about.name}` · `bouwstenen {about.name} mijn.yaml --json`"
    command.__doc__ = f"{about.help}\n\nVoorbeelden: {examples}"
    return command


def told_of(found: Run, about: ModelCommand) -> Section | Part | None:
    """The section of a model or the part that was asked for; None for a model that has rows and no section.

    Raises:
        InputError: the run has nothing of it.
    """
    section = next((item for item in found.sections if item.key == about.model), None)
    if not about.part and (section is not None or about.model in found.view.models):
        return section
    part = next((item for item in section.parts if item.key == about.part), None) if section else None
    if part is None:
        problem = "dit is in deze run niet berekend."
        raise InputError(problem, mend="Kijk of een keuze het uitzet.", where=Where(about.name))
    return part


def rows_of(found: Run, about: ModelCommand) -> pl.DataFrame:
    """The rows of a model; of a part only those whose indicator stands under `<model>.<part>`."""
    rows = found.rows.filter(pl.col("model") == about.model)
    if not about.part:
        return rows
    prefix = f"{about.model}.{about.part}"
    name = pl.col("indicator")
    return rows.filter((name == prefix) | name.str.starts_with(f"{prefix}.") | name.str.starts_with(f"{prefix}_"))
