"""Constants that several modules of the population share."""

from __future__ import annotations

from typing import Final

BASE_YEAR: Final = 2026
"""Year of the synthetic population: situations, prices and law."""
OLDEST: Final = 100
"""Ages are 0 to 100; 100 stands for 100 and older."""
AGES: Final = OLDEST + 1
MONTHS: Final = 12
"""In a year."""
