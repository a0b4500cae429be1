"""What a user may choose for the economy: how R&D is counted, what happens without the package, own obligations."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field, field_serializer

from bouwstenen.core.files import file_digest
from bouwstenen.core.validation import StrictModel

Counting = Literal["financing", "performance", "budget"]
Baseline = Literal["falls", "held"]
COUNTINGS: tuple[Counting, ...] = ("financing", "performance", "budget")
BASELINES: tuple[Baseline, ...] = ("falls", "held")


class Options(StrictModel):
    """Options of a run.

    counting: what public R&D is: who pays (`financing`), all that firms do not do (`performance`), or what the budget
        of the state holds (`budget`). unchanged: without the package public R&D follows the budget down (`falls`) or
        stays at its last measured share (`held`). obligations: file with an inventory of obligations; empty is the
        shipped one, which holds no amounts.
    """

    counting: Counting = Field(
        default="financing",
        description="Wat publieke R&D is: wie betaalt, wat bedrijven niet doen, of wat het Rijk begroot.",
        json_schema_extra={
            "flag": "--onderzoek",
            "words": {"financing": "financiering", "performance": "uitvoering", "budget": "begroting"},
        },
    )
    unchanged: Baseline = Field(
        default="falls",
        description="Publieke R&D zonder pakket: daalt met de begroting, of blijft gelijk als deel van het bbp.",
        json_schema_extra={"flag": "--onderzoek-zonder", "words": {"falls": "daalt", "held": "gelijk"}},
    )
    obligations: str = Field(
        default="",
        description="Eigen lijst van verplichtingen voor bedrijven (CSV); de meegeleverde heeft geen bedragen.",
        json_schema_extra={"flag": "--verplichtingen"},
    )

    @field_serializer("obligations")
    def _digest(self, path: str) -> str:
        """Receipt and cache know a file by its content, wherever it stands."""
        return f"sha256:{file_digest(Path(path))}" if path and Path(path).is_file() else path
