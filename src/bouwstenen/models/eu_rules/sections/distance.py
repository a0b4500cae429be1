"""How far both policies are from the required path: chart, distance and room, limits, net expenditure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bouwstenen.core.numbers import exact, number
from bouwstenen.models.eu_rules.sections.look import PCT, Look, points, signed
from bouwstenen.views import Column, Part, Table, numbers, row, text
from bouwstenen.views.charts import Line, line_chart

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bouwstenen.models.eu_rules.sections.look import Policy
    from bouwstenen.views import Chart

_LEDGERS = (
    "De kolom ESA 2010 boekt zoals het CBS en de Commissie doen; die telt voor de Europese regels. De kolom document "
    "boekt zoals de tekst zelf doet."
)
_ROOM_WORDS = (
    "De ruimte is het verschil tussen het structurele primaire saldo en wat nodig is, in lopende prijzen. Een minteken "
    "is een tekort: zo veel moet er per jaar bij, structureel."
)


def distance(look: Look) -> Iterator[Part]:
    """The parts that need a policy; none for the table of another country."""
    if not look.policies:
        return
    chart = _chart(look)
    words = (_ROOM_WORDS, _LEDGERS) if len(look.policies) > 2 else (_ROOM_WORDS,)
    yield Part(
        key="distance",
        title="Hoe ver het saldo van het nodige pad ligt",
        words=words,
        charts=() if chart is None else (chart,),
        tables=(_distance(look), _limits(look)),
    )
    growth = _growth(look)
    if growth is not None:
        yield Part(
            key="account", title="Netto-uitgaven en controlerekening", words=(_account_words(look),), tables=(growth,)
        )


def _distance(look: Look) -> Table:
    """Structural primary balance against the required one, and the room in billions."""
    size = len(look.policies)
    labels = [policy.label for policy in look.policies]
    rows = []
    for year in look.years:
        required = look.at("spb_required", year)
        balances = [None if required is None else required.package]
        balances += [look.value(policy, "spb", year) for policy in look.policies]
        room = [look.value(policy, "room", year) for policy in look.policies]
        cells = [*(points(value) for value in balances), *(number(value, signed=True) for value in room)]
        rows.append(row(str(year), *cells, values=(None, *balances, *room)))
    return Table(
        caption="Structureel primair saldo naast wat de Europese regels vragen",
        unit="eenheid in de kop",
        columns=(text("jaar"), Column(label="nodig"), *numbers(*labels), *numbers(*labels)),
        rows=tuple(rows),
        groups=((f"structureel primair saldo, {PCT}", size + 1), ("ruimte, mld euro per jaar, lopende prijzen", size)),
    )


def _chart(look: Look) -> Chart | None:
    required = look.required()
    lines = [Line("nodig volgens de Europese regels", "pm", required)]
    lines += [Line(policy.label, policy.style, look.points(policy, "spb")) for policy in look.policies]
    said = "; ".join(f"{policy.label} {points(look.value(policy, 'spb', look.end))}" for policy in look.policies)
    return line_chart(
        key="spb",
        title="Structureel primair saldo en wat de Europese regels vragen",
        unit=f"{PCT}, plus is beter",
        description=f"In {look.end} is {points(required.get(look.end))}{PCT} nodig; {said}.",
        table=_distance(look),
        lines=lines,
    )


def _limits(look: Look) -> Table:
    """The first year in which each limit is passed, by policy."""
    found = {(r["limit"], r["side"]): r["year"] for r in look.table("limits").iter_rows(named=True)}
    deficit, debt = (exact(look.found[name]) for name in ("deficit_limit", "debt_limit"))
    names = {
        "first_below_required": "eerste jaar onder het nodige saldo",
        "first_deficit": f"eerste jaar met een tekort boven {deficit}% bbp",
        "first_debt": f"eerste jaar met een schuld boven {debt}% bbp",
        "first_account": "eerste jaar over de grens van de controlerekening",
    }
    rows = [
        row(label, *(str(found.get((limit, policy.key)) or "niet") for policy in look.policies))
        for limit, label in names.items()
    ]
    columns = (text("grens"), *numbers(*(policy.label for policy in look.policies)))
    caption = f"Wanneer wordt welke grens geraakt? Gerekend tot en met {max(look.path('spb', ledger='esa'))}"
    return Table(caption=caption, unit="jaar", columns=columns, rows=tuple(rows))


def _account_words(look: Look) -> str:
    limits = [exact(look.found[name]) for name in ("account_year_limit", "account_cumulated_limit")]
    excused = any(value.package for value in look.path("control_account_excused", ledger="esa").values())
    clause = " Extra defensie binnen de ontsnappingsclausule is daar al uit." if excused else ""
    return (
        "De netto-uitgaven zijn de uitgaven zonder rente, verminderd met nieuwe belastingmaatregelen. De "
        "controlerekening telt op wat er meer wordt uitgegeven dan bij het pad past. De grens is "
        f"{limits[0]}% bbp in een jaar en {limits[1]}% bbp opgeteld.{clause}"
    )


def _growth(look: Look) -> Table | None:
    """Growth of net expenditure that fits the path, and what each policy does."""
    allowed = look.path("net_expenditure_allowed")
    if not allowed:
        return None
    rows = [
        signed(str(year), [value.package, *(v for policy in look.policies for v in _account(look, policy, year))])
        for year, value in allowed.items()
    ]
    heads = (label for _ in look.policies for label in ("groei, %", f"rekening, {PCT}"))
    return Table(
        caption="Groei van de netto-uitgaven en stand van de controlerekening (plus is te veel)",
        unit="eenheid in de kop",
        columns=(text("jaar"), Column(label="toegestaan, %"), *numbers(*heads)),
        rows=tuple(rows),
        groups=(("", 1), *((policy.label, 2) for policy in look.policies)),
    )


def _account(look: Look, policy: Policy, year: int) -> tuple[float | None, float | None]:
    return look.value(policy, "net_expenditure_growth", year), look.value(policy, "control_account", year)
