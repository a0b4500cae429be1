"""A finished run: the same whether it was made now or opened from its folder."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from bouwstenen.receipt import Receipt
    from bouwstenen.views import Chart, RunView, Section

_WITHOUT_NUMBERS = ("computed", "rule_of_thumb", "external_figure")


@dataclass(frozen=True, eq=False)
class Run:
    """Everything that a run gives.

    view: rows, named tables and the package. sections: what people see. receipt: what went in; what came out is added
    when the run is written.
    """

    view: RunView
    sections: tuple[Section, ...]
    receipt: Receipt

    @property
    def id(self) -> str:
        """Short name: the first 12 hex digits over all that went in."""
        return self.receipt.run_id

    @property
    def rows(self) -> pl.DataFrame:
        """Every number, one a row; columns in `effects/row.py`."""
        return self.view.rows

    @property
    def charts(self) -> dict[str, Chart]:
        """The charts by `<section>.<chart>`; each shows itself in a notebook."""
        return {f"{s.key}.{chart.key}": chart for s in self.sections for part in s.parts for chart in part.charts}

    @property
    def not_computed(self) -> pl.DataFrame:
        """The measures that are in no number, with status and reason."""
        return self.view.tables["run.measures"].filter(~pl.col("status").is_in(_WITHOUT_NUMBERS))

    @property
    def checks_hold(self) -> bool:
        """Whether every identity holds."""
        return not self.view.tables["run.checks"].filter(pl.col("met").eq(other=False)).height
