"""What the model gives for figures of the document."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bouwstenen.core.numbers import dutch
from bouwstenen.core.texts import read_texts
from bouwstenen.models.economy.research import settled_total
from bouwstenen.models.protocol import Answer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bouwstenen.models.economy.project import EconomyResult

_MIDDLE = 1


def claims(result: EconomyResult) -> Mapping[str, Answer]:
    """Answers by indicator, for the target year of R&D."""
    facts, found = result.facts, result.chosen
    year = facts.year("rd_total_unchanged")
    t = result.at(year)
    goal = facts.number("rd_target_total") * facts.number("rd_target_public_part")
    public, total = float(found.package.public[t]), float(found.package.total[_MIDDLE, t])
    counting = result.options.counting
    settled = settled_total(facts, counting, goal)[_MIDDLE]
    words = _text(f"counting.{counting}")
    last = result.burden_years.tolist().index(year)
    sizes = {scope: float(burden.net[_MIDDLE, last] / burden.stock * 100) for scope, burden in result.burden.items()}
    reach = next(iter(result.burden.values())).reach
    return {
        "economy.rd_public_share_gdp": Answer(
            public, _text("claim.public", year=str(year), counting=words, before=dutch(float(found.baseline.public[t])))
        ),
        "economy.rd_share_gdp": Answer(
            total,
            _text("claim.total", year=str(year), counting=words, settled=dutch(settled), goal=dutch(goal, 1)),
        ),
        "economy.regulatory_burden_reduction": Answer(
            min(sizes.values()), _text("claim.burden", year=str(year), reach=dutch(reach, 0))
        ),
        "economy.mkb_ecosystem_regions": Answer(float(result.what_ifs.deals[t]), _text("claim.mkb")),
    }


def _text(name: str, **values: str) -> str:
    return read_texts(Path(__file__).parent / "texts" / "nl.po")[f"economy.{name}"].format(**values)
