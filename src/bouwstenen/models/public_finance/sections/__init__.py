"""What public finance tells: what the package costs, and whether it meets the budget rules. From rows and tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bouwstenen.models.public_finance.sections.cost import cost_section
from bouwstenen.models.public_finance.sections.look import Look
from bouwstenen.models.public_finance.sections.rules import rules_section

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bouwstenen.views import RunView, Section, Words


def sections(view: RunView, words: Words) -> Iterator[Section]:
    """The section on cost and, when rules were tested, the one on budget rules; none when nothing was computed."""
    if "public_finance" not in view.models:
        return
    look = Look(view, words)
    yield cost_section(look)
    rules = rules_section(look)
    if rules is not None:
        yield rules
