"""Baseline figures with their sources, one folder a vintage, behind a typed loader."""

from bouwstenen.facts.loader import DEFAULT_VINTAGE, FactRow, Facts, Series, load_facts, vintages

__all__ = ["DEFAULT_VINTAGE", "FactRow", "Facts", "Series", "load_facts", "vintages"]
