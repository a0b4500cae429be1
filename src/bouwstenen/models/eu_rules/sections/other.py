"""The same question asked differently: other readings of the rules, every edition, and what is uncertain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bouwstenen.core.numbers import NOTHING, dutch, exact
from bouwstenen.models.eu_rules.sections.look import PCT, Look, points
from bouwstenen.views import Column, Part, Table, row, text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any


def other(look: Look) -> Iterator[Part]:
    """The part with readings and editions, and those that were asked for."""
    tables = tuple(table for table in (_variants(look), _editions(look)) if table is not None)
    if tables:
        yield Part(
            key="editions",
            title="Andere uitleg en andere edities",
            words=(_words(look),),
            folded=tables,
        )
    differences, shifts = _differences(look), _sensitivity(look)
    if differences is not None:
        title = "Welke keuze geeft welk verschil?"
        yield Part(key="differences", title=title, tables=(differences,))
    if shifts is not None:
        yield Part(key="sensitivity", title="Hoe het nodige saldo verschuift", tables=(shifts,))


def _words(look: Look) -> str:
    published = [r for r in look.table("editions").iter_rows(named=True) if r["published"] is not None]
    said = "Elke uitleg en elke editie met dezelfde rekenregels, zodat verschillen niet door het model komen."
    if not published:
        return said
    gaps = "; ".join(
        f"{row_['title']}, {row_['adjustment_years']} jaar: {points(row_['spb_target'])} tegen "
        f"{points(row_['published'])} ({points(row_['gap'])})"
        for row_ in published
    )
    return f"{said} Naast wat de Commissie publiceerde, in {PCT}: {gaps}. {published[0]['note']}"


def _variants(look: Look) -> Table | None:
    rows = [
        row(
            look.words(f"eu_rules.variant.{found['variant']}"),
            points(found["spb_target"]),
            dutch(found["step"], 3, signed=True),
            look.criterion(found["binding"]),
            _safeguards(look, found),
            values=(None, found["spb_target"], found["step"], None, None),
        )
        for found in look.table("variants").iter_rows(named=True)
    ]
    if not rows:
        return None
    return Table(
        caption=f"Nodig structureel primair saldo in {look.end}, per uitleg van de regels",
        unit=PCT,
        columns=(
            text("uitleg"), Column(label="nodig saldo"), Column(label="stap per jaar"), text("vraagt het meest"),
            text("verhoogd door"),
        ),
        rows=tuple(rows),
    )  # fmt: skip


def _safeguards(look: Look, found: Mapping[str, Any]) -> str:
    return " en ".join(look.criterion(name) for name in found["raised_by"].split()) or NOTHING


def _editions(look: Look) -> Table | None:
    rows = [
        row(
            found["title"],
            str(found["adjustment_years"]),
            str(found["first_year"]),
            points(found["spb_start"]),
            points(found["spb_target"]),
            look.criterion(found["binding"]),
            _safeguards(look, found),
            points(found["published"]),
            doubtful=found["confidence"] == "E",
            values=(
                None, found["adjustment_years"], found["first_year"], found["spb_start"], found["spb_target"], None,
                None, found["published"],
            ),
        )
        for found in look.table("editions").iter_rows(named=True)
    ]  # fmt: skip
    if not rows:
        return None
    return Table(
        caption="Nederland in elke editie van de Europese invoer",
        unit=f"{PCT}, tenzij anders in de kop",
        columns=(
            text("editie"), Column(label="jaren"), Column(label="eerste jaar"), Column(label="saldo ervoor"),
            Column(label="nodig saldo"), text("vraagt het meest"), text("verhoogd door"),
            Column(label="gepubliceerd"),
        ),
        rows=tuple(rows),
    )  # fmt: skip


def _differences(look: Look) -> Table | None:
    rows = [
        row(
            look.words(f"eu_rules.option.{found['option']}"),
            _choice(look, found["option"], found["first"]),
            _choice(look, found["option"], found["second"]),
            points(found["spb_target"]),
            points(found["difference"]),
            kind="total" if found["option"] == "total" else "",
            values=(None, None, None, found["spb_target"], found["difference"]),
        )
        for found in look.table("differences").iter_rows(named=True)
    ]
    if not rows:
        return None
    return Table(
        caption=f"Nodig structureel primair saldo in {look.end}: wat elke keuze alleen doet, stappen niet afgerond",
        unit=PCT,
        columns=(text("keuze"), text("van"), text("naar"), Column(label="nodig saldo"), Column(label="verschil")),
        rows=tuple(rows),
    )


def _choice(look: Look, option: str, choice: str) -> str:
    """A choice in words; the total stands between two readings of the rules, the rest between none."""
    kind = "variant" if option == "total" else "choice"
    return look.words(f"eu_rules.{kind}.{choice}") if choice else ""


def _sensitivity(look: Look) -> Table | None:
    rows = [
        row(
            look.words(f"eu_rules.subject.{found['subject']}"),
            _shift(look, found),
            points(found["spb_target"]),
            points(found["difference"]),
            values=(None, found["value"], found["spb_target"], found["difference"]),
        )
        for found in look.table("sensitivity").iter_rows(named=True)
    ]
    if not rows:
        return None
    return Table(
        caption=f"Nodig structureel primair saldo in {look.end} als één ding anders is, stappen niet afgerond",
        unit=PCT,
        columns=(text("wat"), text("keuze"), Column(label="nodig saldo"), Column(label="verschil")),
        rows=tuple(rows),
    )


def _shift(look: Look, found: Mapping[str, Any]) -> str:
    """The choice in words: a shift with its unit, a multiplier with how it fades, or an edition."""
    subject, value = found["subject"], found["value"]
    if subject == "multiplier":
        return f"{exact(value)}, {look.words('eu_rules.choice.' + found['choice'].split('.')[1])}"
    if value is None:
        return str(found["choice"]).replace("_", "-")
    return f"{dutch(value, 2, signed=True)}{look.words('eu_rules.shift_unit.' + subject)}"
