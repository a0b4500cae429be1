"""Lifelong learning: how many courses a line of the package pays at most, for whom, and what is new about them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from bouwstenen.models.economy.lines import line_money, line_of
from bouwstenen.models.economy.research import LEVEL

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from bouwstenen.levers import Overlay
    from bouwstenen.models.economy.inputs import EconomyFacts

    Path = NDArray[np.float64]

_MONEY: Final = frozenset({"current_spending", "subsidy"})
_TAX: Final = frozenset({"tax_cut"})


@dataclass(frozen=True, eq=False)
class Training:
    """By year. spending, tax_cut: billion euro in prices of `LEVEL`, what the line spends and what it forgoes.

    courses: (dear, usual price; year) that the spending pays at most. newcomers: (most, least dead weight; year), from
    the dear and the usual price. participation: % of people of 25 to 64, without and with the package.
    """

    spending: Path
    tax_cut: Path
    course_money: Path
    courses: Path
    newcomers: Path
    participation: tuple[Path, Path]


def project_training(facts: EconomyFacts, changes: Overlay, years: NDArray[np.int64], index: Path) -> Training:
    """What the line that the package points at pays. Only spending buys courses: a tax cut on wages does not.

    Args:
        facts: of the vintage.
        changes: the package.
        years: of the answer.
        index: prices by year.
    """
    line = line_of(changes, "economy.llo_budget_line")
    real = index[years.tolist().index(LEVEL)] / index
    spending = line_money(changes, line, years, index, _MONEY, level=LEVEL) * real
    money = spending * changes.path("economy.llo_course_share", 100.0, years) / 100
    courses = np.array([money * 1e9 / facts.number(name) for name in ("course_price_high", "course_price")])
    stay = np.array([1 - facts.number(name) for name in ("deadweight_high", "deadweight_low")])
    now = np.full(len(years), facts.number("llo_participants") / facts.number("llo_population") * 100)
    return Training(
        spending,
        line_money(changes, line, years, index, _TAX, level=LEVEL) * real,
        money,
        courses,
        courses * stay[:, None],
        (now, changes.path("economy.llo_participation", now, years)),
    )
