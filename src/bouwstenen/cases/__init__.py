"""One household through the law: read a case, compute amounts, explain them, vary an amount; and tables of them."""

from __future__ import annotations

from bouwstenen.cases.compute import household
from bouwstenen.cases.tables import simulate

__all__ = ["household", "simulate"]
