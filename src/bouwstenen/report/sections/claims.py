"""What the documents of a package say in figures, beside what was computed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bouwstenen.core.numbers import NOTHING, amount, dutch_unit, exact, number, sentence
from bouwstenen.views import Column, Part, Section, Table, numbers, row, text
from bouwstenen.views.amounts import plural

if TYPE_CHECKING:
    from bouwstenen.views import RunView, TableRow, Words

_BILLION = ("mld", "bn_eur")


def claims(view: RunView, words: Words) -> Section | None:
    """Claims with a computed value beside them, and those that nothing computes yet; None when there are none."""
    table = view.tables.get("run.claims")
    if table is None or not table.height:
        return None
    titles = {measure["id"]: measure["title"] for measure in view.package.get("measures", ())}
    rows = table.to_dicts()
    computed = [claim for claim in rows if claim["computed"] is not None]
    waiting = [claim for claim in rows if claim["computed"] is None]
    columns = (text("maatregel"), text("wat"), Column(label="jaar"))
    tables: list[Table] = []
    if computed:
        tables.append(
            Table(
                caption="Cijfers van het pakket, met de berekende waarde ernaast",
                unit="eenheid in de kolom",
                columns=(*columns, *numbers("pakket", "berekend", "verschil"), text("eenheid"), text("uitleg")),
                rows=tuple(_computed(claim, titles, words) for claim in computed),
            )
        )
    folded = Table(
        caption=f"Cijfers van het pakket die nog niet zijn nagerekend ({len(waiting)})",
        unit="eenheid in de kolom",
        columns=(*columns, Column(label="pakket"), text("eenheid"), text("uitleg")),
        rows=tuple(_waiting(claim, titles, words) for claim in waiting),
    )
    part = Part(key="claims", title="", tables=tuple(tables), folded=(folded,) if waiting else ())
    return Section(
        key="claims", title="Wat het pakket zelf zegt", message=_message(len(computed), len(waiting)), parts=(part,)
    )


def _message(computed: int, waiting: int) -> str:
    whole = plural(computed + waiting, "cijfer", "cijfers")
    be = "is" if computed == 1 else "zijn"
    if not waiting:
        return f"Het pakket noemt {whole}. {'Dat is' if computed == 1 else 'Die zijn allemaal'} nagerekend."
    if not computed:
        return f"Het pakket noemt {whole}. {'Dat is' if waiting == 1 else 'Die zijn'} nog niet nagerekend."
    still = "is" if waiting == 1 else "zijn"
    return f"Het pakket noemt {whole}. Daarvan {be} er {computed} nagerekend en {still} er {waiting} nog niet."


def _computed(claim: dict[str, Any], titles: dict[str, str], words: Words) -> TableRow:
    gap = claim["computed"] - claim["claimed"]
    return row(
        *_head(claim, titles, words), _claimed(claim), number(claim["computed"]), number(gap, signed=True),
        _unit(claim, words), _note(claim),
        values=(None, None, None, claim["claimed"], claim["computed"], gap, None, None),
    )  # fmt: skip


def _waiting(claim: dict[str, Any], titles: dict[str, str], words: Words) -> TableRow:
    return row(
        *_head(claim, titles, words), _claimed(claim), _unit(claim, words), _note(claim),
        values=(None, None, None, claim["claimed"], None, None),
    )  # fmt: skip


def _head(claim: dict[str, Any], titles: dict[str, str], words: Words) -> tuple[str, str, str]:
    measure, indicator = claim["measure"], claim["indicator"]
    # A code says nothing to a reader; it stands in the data of the run.
    what = words.get(f"claim.{indicator}") or words.get(f"indicator.{indicator}")
    line = f"regel {claim['line']}" if claim["line"] is not None else ""
    said = ", ".join(filter(None, (what, line))) or NOTHING
    return f"{measure} {titles.get(measure, '')}".strip(), said, str(claim["year"] or "")


def _unit(claim: dict[str, Any], words: Words) -> str:
    return words.get(f"unit.{claim['unit']}") or dutch_unit(claim["unit"])


def _claimed(claim: dict[str, Any]) -> str:
    return amount(claim["claimed"]) if claim["unit"].startswith(_BILLION) else exact(claim["claimed"])


def _note(claim: dict[str, Any]) -> str:
    return sentence(claim["explanation"]) if claim["explanation"] else ""
