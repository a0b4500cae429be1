"""A run of the public-finance model as the sections see it, of a package made by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pf_helpers import facts, handed

from bouwstenen.effects.row import rows_table
from bouwstenen.models.protocol import MONEY, quiet
from bouwstenen.models.public_finance import MODEL, Options
from bouwstenen.views import RunView, Section
from bouwstenen.views.words import load_words

if TYPE_CHECKING:
    from bouwstenen.levers import Overlay
    from bouwstenen.models.protocol import Money

SUMMARY: dict[str, Any] = {
    "id": "eiland",
    "title": "Een eiland vooruit",
    "blocks": [{"key": "B3", "title": "Dijken"}, {"key": "B5", "title": "Scholen"}, {"key": "B8", "title": "Haven"}],
    "headline": {"balance": 2031, "debt": 2050},
    "measures": [
        {
            "id": "L01", "title": "Zeedijk", "block": "B8",
            "levers": [{"kind": "budget", "part": "deel", "pm_source": "Raming van het waterschap."}],
        },
        {"id": "L02", "title": "Sluizen", "block": "B3", "levers": []},
        {"id": "B5-01", "title": "Zorgtoeslag", "block": "B5", "levers": []},
    ],
}  # fmt: skip
WORDS = load_words()


def view(
    overlay: Overlay, money: tuple[Money, ...] = (), options: Options | None = None, readings: tuple[Overlay, ...] = ()
) -> RunView:
    """A run and, for the band, the same in other readings."""
    chosen = options or Options(draws=0)
    given = {**handed(), MONEY: money}
    result = MODEL.project(facts(), overlay, given, chosen, quiet)
    names: tuple[Any, ...] = ("narrow", "wide")
    others = {n: MODEL.project(facts(), o, given, chosen, quiet) for n, o in zip(names, readings, strict=False)}
    plain = {f"public_finance.{name}": value for name, value in chosen.model_dump().items()}
    return RunView(
        rows=rows_table(MODEL.rows(result, others), run="r", model="public_finance", reading="central"),
        tables={f"public_finance.{name}": table for name, table in MODEL.tables(result).items()},
        package=SUMMARY,
        options={"reading": "central", **plain},
    )


def sections(run: RunView) -> dict[str, Section]:
    """Sections by key."""
    return {section.key: section for section in MODEL.sections(run, WORDS)}


def part(run: RunView, key: str) -> Any:
    """One part of any section."""
    return next(p for section in sections(run).values() for p in section.parts if p.key == key)
