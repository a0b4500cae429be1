"""Where a figure comes from and how much it may be trusted."""

from __future__ import annotations

from typing import Literal

from bouwstenen.core.validation import StrictModel

Confidence = Literal["A", "B", "C", "D", "E"]
"""A: read in an official data file; B: excerpt of an official page; C: news report; D: computed from A or B;
E: not verified. Reports mark C, D and E as doubtful."""

CONFIDENCE_MEANING: dict[Confidence, str] = {
    "A": "gelezen in een officieel gegevensbestand",
    "B": "gelezen in een uittreksel van een officiële bladzijde",
    "C": "uit een nieuwsbericht",
    "D": "berekend uit officiële cijfers",
    "E": "niet nagegaan",
}


class Source(StrictModel):
    """A publication and the place in it."""

    publisher: str
    document: str
    where: str = ""

    def __str__(self) -> str:
        return ", ".join(part for part in (self.publisher, self.document, self.where) if part)


class Figure(StrictModel):
    """One sourced number. `price_level` is the year whose prices an amount is in (None: nominal or no amount)."""

    value: float
    unit: str
    source: Source
    confidence: Confidence
    year: int | None = None
    price_level: int | None = None
    note: str = ""

    @property
    def doubtful(self) -> bool:
        """True when the figure was not read in an official source."""
        return self.confidence in ("C", "D", "E")
