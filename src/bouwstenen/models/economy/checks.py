"""Named checks: what adds up, and the total on unchanged policy beside the published one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bouwstenen.checks.check import Check

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bouwstenen.facts import Facts
    from bouwstenen.models.economy.project import EconomyResult

_SOURCE = "docs/models/economy.md"
_CAUSE = (
    "Niet gebruikt om het model af te stellen. De financiering van 2021 volgt hier de begroting van het Rijk, en "
    "bedrijven volgen na drie jaar; de gepubliceerde raming is afgerond."
)


def checks(result: EconomyResult, facts: Facts) -> Iterator[Check]:
    """Identities and one hold-out."""
    del facts
    own = result.facts
    parts = sum(own.number(f"rd_financed_{name}") for name in ("government", "business", "other", "abroad"))
    total = own.number("rd_financed_total")
    yield Check(
        "identity",
        "R&D: vier betalers samen zijn het totaal",
        abs(parts - total) < 1e-6,
        parts,
        total,
        "bn_eur",
        _SOURCE,
    )
    sizes = sum(own.number(f"burden_part_{name}") for name in ("self_employed", "sme", "large"))
    yield Check(
        "identity", "Regeldruk: delen naar grootte van bedrijven", abs(sizes - 1) < 1e-6, sizes, 1.0, "ratio", _SOURCE
    )
    year = own.year("rd_total_unchanged")
    found = result.research["financing", "falls"].baseline.total[1, result.at(year)]
    source = str(own.figures["rd_total_unchanged"].source)
    name = f"R&D in totaal bij ongewijzigd beleid, {year}"
    yield Check("benchmark", name, None, float(found), own.number("rd_total_unchanged"), "pct_gdp", source, _CAUSE)
