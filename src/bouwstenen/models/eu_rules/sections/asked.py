"""What the rules ask: the target of every criterion, which one counts most, and why the required balance is higher."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bouwstenen.core.numbers import dutch, exact, percentage
from bouwstenen.models.eu_rules.sections.look import PCT, Look, points
from bouwstenen.views import Column, Part, Table, row, text

if TYPE_CHECKING:
    from collections.abc import Iterator


def asked(look: Look) -> Part:
    """The part with the criteria, the rounding and the safeguards."""
    return Part(
        key="asked",
        title="Wat de Europese regels vragen",
        words=tuple(filter(None, (_intro(look), rounding(look), raised(look), _chance(look)))),
        tables=(_criteria(look),),
        folded=tuple(_fan(look)),
    )


def _intro(look: Look) -> str:
    found = look.found
    kind = look.words(f"eu_rules.guidance.{found['guidance']}")
    first, years = found["first_year"], found["adjustment_years"]
    choices = f", met {found['choices']}" if found["choices"] else ""
    variant = look.words(f"eu_rules.variant.{found['variant']}")
    return (
        f"Uitleg van de regels: {variant}{choices}. De Commissie geeft hier een {kind}. De aanpassing duurt {years} "
        f"jaar, van {first} tot en met {look.end}. Het meest vraagt: {look.criterion(str(found['binding']))}."
    )


def rounding(look: Look) -> str:
    """Why the required balance lies above what the criterion itself asks: each yearly step is rounded up."""
    found = look.found
    own = _binding_target(look)
    if found["step_rounding"] is None or own is None or found["raised_by"]:
        return ""
    if points(own) == points(found["spb_target"]):
        return ""
    return (
        f"Het criterium zelf vraagt {points(own)}{PCT}, het pad vraagt {points(found['spb_target'])}{PCT}. De regels "
        f"ronden de jaarlijkse stap naar boven af op {exact(found['step_rounding'])}: van "
        f"{dutch(found['exact_step'], 4, signed=True)} naar {points(found['step'])}{PCT} per jaar, "
        f"{found['adjustment_years']} jaar lang."
    )


def _binding_target(look: Look) -> float | None:
    criteria = look.table("criteria")
    own = criteria.filter(criteria["binding"])
    return None if own.is_empty() else own["spb_target"][0]


def raised(look: Look) -> str:
    """Which safeguard raised the path above its constant steps, and by how much in the end."""
    found = look.found
    if not found["raised_by"]:
        return ""
    plain = found["spb_start"] + found["adjustment_years"] * found["step"]
    steps = "; ".join(f"{year}: {points(value.package)}" for year, value in look.path("step").items())
    return (
        f"Een waarborg verhoogt het pad: {look.raised_by()}. Zonder die verhoging was in "
        f"{look.end} {points(plain)}{PCT} nodig, nu {points(found['spb_target'])}{PCT}. "
        f"Stappen per jaar in {PCT}: {steps}."
    )


def _chance(look: Look) -> str:
    chance = look.found["probability"]
    if chance is None:
        return ""
    wanted = percentage(look.found["asked_probability"])
    counts = look.table("criteria").filter(look.table("criteria")["criterion"] == "stochastic")["counts"]
    rule = "telt mee" if counts.len() and counts[0] else "telt hier niet mee"
    return (
        f"Op dit pad daalt de schuld na de aanpassing met een kans van {percentage(chance)}; de stochastische toets "
        f"vraagt {wanted} en {rule}."
    )


def _criteria(look: Look) -> Table:
    """Target of every criterion on its own, and which one asks most."""
    rows = [
        row(
            look.criterion(found["criterion"]),
            points(found["spb_target"])
            if found["spb_target"] is not None
            else look.words(f"eu_rules.criterion_status.{found['status']}"),
            "ja" if found["counts"] else "nee",
            "vraagt het meest" if found["binding"] else "",
            values=(None, found["spb_target"], None, None),
        )
        for found in look.table("criteria").iter_rows(named=True)
    ]
    return Table(
        caption=f"Nodig structureel primair saldo in {look.end}, per criterium",
        unit=PCT,
        columns=(text("criterium"), Column(label="nodig saldo"), text("telt mee"), text("rol")),
        rows=tuple(rows),
    )


def _fan(look: Look) -> Iterator[Table]:
    """Debt on the required path with chance; nothing without draws."""
    fan = look.table("fan")
    names = [name for name in fan.columns if name != "year"]
    if not fan.height or not names:
        return
    rows = [
        row(str(year), *(dutch(value, 1) for value in values), values=(None, *values))
        for year, *values in fan.select("year", *names).iter_rows()
    ]
    yield Table(
        caption="Schuld op het nodige pad, met toeval: zo veel van de trekkingen blijft onder dit getal",
        unit=PCT,
        columns=(text("jaar"), *(Column(label=look.words.group("quantile", name)) for name in names)),
        rows=tuple(rows),
    )
