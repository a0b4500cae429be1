"""Reading rows of this model: small helpers of the section."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bouwstenen.core.numbers import NOTHING, dutch
from bouwstenen.views import Table, TableRow, numbers, row, text

if TYPE_CHECKING:
    from bouwstenen.views import RunView, Words
    from bouwstenen.views.run_view import Value

YEARS = (2025, 2030, 2035, 2040, 2050, 2060)
GDP_PATHS = ("ageing_report", "cpb")
VARIANTS = (
    "demography", "residual_low", "residual_cpb", "residual_cpb_price", "residual_vtv", "healthy_half", "healthy_full",
)  # fmt: skip
PAYERS = {
    "net_zvw": "insurer", "net_wlz": "state", "net_wmo": "municipality", "prevention_spending": "state",
    "premium": "household", "levy": "employer", "care_allowance": "state", "premium_per_adult": "household",
    "maternity_own_payment": "household", "maternity_per_birth": "household", "uncontracted": "insurer",
}  # fmt: skip
"""Who pays, of indicators that have a payer."""
_SMALL = 1e-9


@dataclass(frozen=True, eq=False)
class Look:
    """The run and the words, with what the section asks of them."""

    view: RunView
    say: Words

    @property
    def about(self) -> dict[str, Any]:
        """Years and choices of the run."""
        return self.view.tables["care.about"].row(0, named=True)

    @property
    def prices(self) -> str:
        """`prijzen van 2025`."""
        return f"prijzen van {self.about['price_level']}"

    @property
    def headline(self) -> int:
        """The year of the package's own headline figures, else the year of the target."""
        return int(self.view.package.get("headline", {}).get("balance", self.about["target_year"]))

    def path(self, name: str, **keys: str) -> dict[int, Value]:
        """Values by year of an indicator without its room."""
        return self.view.path(f"care.{name}", **{"payer": PAYERS.get(name, "all"), **keys})

    def value(self, name: str, year: int, side: str = "package", **keys: str) -> float | None:
        """One number; side: baseline, package or difference."""
        found = self.path(name, **keys).get(year)
        return None if found is None else getattr(found, side)

    def years(self, name: str, **keys: str) -> list[int]:
        """The round years that a path has."""
        known = self.path(name, **keys)
        return [year for year in YEARS if year in known]

    def variant(self, code: str) -> str:
        """Title of a variant."""
        return self.say(f"care.variant.{code}")

    def moved(self, name: str, **keys: str) -> bool:
        """Whether the package changes a path at all."""
        return any(abs(v.difference or 0.0) > _SMALL for v in self.path(name, **keys).values())


def shown(value: float | None, digits: int = 1, *, signed: bool = False) -> str:
    """A number, or a dash."""
    return NOTHING if value is None else dutch(value, digits, signed=signed)


def year_table(
    caption: str, unit: str, first: str, years: list[int], lines: list[tuple[str, list[float | None], int]]
) -> Table:
    """Lines over years. lines: label, values, decimals."""
    return Table(
        caption=caption,
        unit=unit,
        columns=(text(first), *numbers(*(str(year) for year in years))),
        rows=tuple(_line(label, values, digits) for label, values, digits in lines),
    )


def _line(label: str, values: list[float | None], digits: int) -> TableRow:
    return row(label, *(shown(v, digits) for v in values), values=(None, *values))
