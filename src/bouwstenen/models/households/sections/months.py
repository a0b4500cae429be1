"""A year in months: what households have to repay of toeslagen now, and under other ways to award them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bouwstenen.core.numbers import NOTHING, dutch, exact, number
from bouwstenen.models.households.sections.seen import Seen, shown
from bouwstenen.population.constants import BASE_YEAR
from bouwstenen.views import Part, Table, TableRow, numbers, row, text
from bouwstenen.views.amounts import euros, pct, share, thousands
from bouwstenen.views.charts import Bar, Segment, bar_chart

if TYPE_CHECKING:
    from collections.abc import Callable

    from bouwstenen.views import Chart

    Cell = Callable[[dict[str, Any]], str]
    Line = tuple[str, Cell]

ALL = "all"
TODAY = "today"


def months_part(seen: Seen) -> Part | None:
    """The part of the year in months; None when it was not computed."""
    if seen.table("awards") is None:
        return None
    chart = _repaying_chart(seen)
    return Part(
        key="months",
        title="Een jaar in maanden: terugbetalen en nabetalen",
        words=(
            (
                "Elk huishouden leeft hier twaalf maanden: werk, uren, partner, kinderen, opvang en huur kunnen "
                "veranderen. De Dienst Toeslagen weet een deel daarvan, later of niet. De bedragen van de toeslagen "
                "zijn in alle kolommen die van de wet zonder pakket; alleen de manier van toekennen verschilt."
            ),
            _choice_words(seen),
            *_money_words(seen),
            *_chain_words(seen),
            (
                "De cijfers hangen af van aannames over hoe vaak mensen iets melden. De tabel met gepubliceerde "
                f"cijfers zet de uitkomst voor {BASE_YEAR} ernaast, met de kleinste terugvordering van vroeger."
            ),
        ),
        charts=() if chart is None else (chart,),
        tables=(_awards(seen), _published(seen)),
        folded=(_by_scheme(seen), _chains(seen), *_sensitivity(seen)),
    )


def _rows(seen: Seen, name: str) -> list[dict[str, Any]]:
    found = seen.table(name)
    return [] if found is None else found.to_dicts()


def _ways(seen: Seen) -> list[str]:
    """Ways of awarding, today's first."""
    return [home["variant"] for home in _rows(seen, "award_households")]


def _head(seen: Seen, way: str) -> str:
    """A way of awarding; that of the package is marked."""
    mark = " (pakket)" if way == seen.about["award"] else ""
    return f"{seen.say(f'households.award.{way}')}{mark}"


def reclaims(seen: Seen) -> tuple[float, float]:
    """Reclaims of toeslagen a year by today's rules and by those of the package."""
    found = seen.value("months.reclaims")
    return shown(found.baseline), shown(found.package)


def _totals(seen: Seen) -> dict[str, dict[str, Any]]:
    return {one["variant"]: one for one in _rows(seen, "awards") if one["scheme"] == ALL}


def _awards(seen: Seen) -> Table:
    """Every way to award beside the others."""
    small, large, much = (euros(seen.about[name]) for name in ("change_small", "change_large", "large_reclaim"))
    by_toeslag: tuple[Line, ...] = (
        ("toeslagen met een terugvordering, duizend", lambda one: thousands(one["reclaims"])),
        ("teruggevorderd, mld euro", lambda one: number(one["reclaims_bn"])),
        ("toeslagen met een nabetaling, duizend", lambda one: thousands(one["payments"])),
        ("nabetaald, mld euro", lambda one: number(one["payments_bn"])),
        ("te veel betaald maar te klein om terug te vragen, mld euro", lambda one: number(one["waived_bn"])),
        ("toeslagen na verrekening, mld euro", lambda one: number(one["kept_bn"])),
    )
    by_home: tuple[Line, ...] = (
        ("huishoudens die iets terugbetalen, duizend", lambda one: thousands(one["repaying"])),
        (f"huishoudens die meer dan {much} euro terugbetalen, duizend", lambda one: thousands(one["repaying_large"])),
        ("schommeling van het maandinkomen, % van het gemiddelde", lambda one: share(one["variation"])),
        ("schommeling van de toeslagen, % van het gemiddelde", lambda one: share(one["toeslag_variation"])),
        (f"maanden waarin de toeslagen meer dan {small} euro veranderen, %", lambda one: share(one["steps_small"])),
        (f"maanden waarin de toeslagen meer dan {large} euro veranderen, %", lambda one: share(one["steps_large"])),
        ("huishoudens met een maand onder het sociaal minimum, duizend", lambda one: thousands(one["below"])),
    )
    beside_today: tuple[Line, ...] = (
        (f"houdt in het jaar meer dan {large} euro meer over dan nu, duizend", lambda one: thousands(one["gain"])),
        ("die houden gemiddeld meer over, euro", lambda one: euros(one["gain_mean"], signed=True)),
        (f"houdt in het jaar meer dan {large} euro minder over dan nu, duizend", lambda one: thousands(one["lose"])),
        ("die houden gemiddeld minder over, euro", lambda one: euros(one["lose_mean"], signed=True)),
    )
    totals, homes = _totals(seen), {one["variant"]: one for one in _rows(seen, "award_households")}
    ways = _ways(seen)
    rows = [row(title, *(cell(totals[way]) for way in ways)) for title, cell in by_toeslag]
    rows += [row(title, *(cell(homes[way]) for way in ways)) for title, cell in by_home]
    rows += [
        row(title, *(NOTHING if way == TODAY else cell(homes[way]) for way in ways)) for title, cell in beside_today
    ]
    return Table(
        caption=f"Toeslagen in {seen.year} naar manier van toekennen",
        unit=f"per jaar, eenheid in de rij, {seen.prices}",
        columns=(text("wat"), *numbers(*(_head(seen, way) for way in ways))),
        rows=tuple(rows),
    )


def _by_scheme(seen: Seen) -> Table:
    """Reclaims and additional payments of each toeslag for every way to award."""
    rows: list[TableRow] = []
    last = ""
    for one in _rows(seen, "awards"):
        if one["variant"] != last:
            last = one["variant"]
            rows.append(row(_head(seen, last), kind="group"))
        rows.append(
            row(
                seen.scheme(one["scheme"]),
                thousands(one["users"]),
                number(one["advance_bn"]),
                number(one["kept_bn"]),
                thousands(one["reclaims"]),
                number(one["reclaims_bn"]),
                euros(one["mean_reclaim"]),
                thousands(one["large"]),
                thousands(one["payments"]),
                number(one["payments_bn"]),
                euros(one["mean_payment"]),
                kind="total" if one["scheme"] == ALL else "",
            )
        )
    much = f"meer dan {euros(seen.about['large_reclaim'])} euro, duizend"
    heads = ("gebruikers, duizend", "voorschot, mld euro", "na verrekening, mld euro")
    counted = ("duizend", "mld euro", "gemiddeld, euro")
    return Table(
        caption=f"Terugvorderingen en nabetalingen per toeslag in {seen.year}",
        unit=f"per jaar, {seen.prices}",
        columns=(text("toeslag"), *numbers(*heads, *counted, much, *counted)),
        rows=tuple(rows),
        groups=(("", 3), ("terugvorderingen", 4), ("nabetalingen", 3)),
    )


def _published(seen: Seen) -> Table:
    """Published figures beside those of today's rules in the base year."""
    rows = [
        row(
            one["title"],
            share(one["published"]),
            share(one["found"]),
            pct(100.0 * (one["found"] / one["published"] - 1.0), signed=True),
            "ijking" if one["fitted"] else "toets",
            one["source"],
            doubtful=one["doubtful"],
        )
        for one in _rows(seen, "months_fit")
    ]
    return Table(
        caption=f"Gepubliceerde cijfers over terugvorderingen naast de uitkomst voor {BASE_YEAR}",
        unit="%",
        columns=(text("wat"), *numbers("gepubliceerd", "berekend", "afwijking"), text("rol"), text("bron")),
        rows=tuple(rows),
    )


def _sensitivity(seen: Seen) -> tuple[Table, ...]:
    """Outcomes with each assumption lower and higher, when it was asked."""
    found = _rows(seen, "months_sensitivity")
    if not found:
        return ()
    much = euros(seen.about["large_reclaim"])
    rows = [
        row(
            one["title"] or "niets veranderd",
            dutch(one["factor"], 1),
            thousands(one["reclaims"]),
            number(one["reclaims_bn"]),
            number(one["payments_bn"]),
            thousands(one["repaying_large"]),
            *(number(one[name], signed=True) for name in ("last_year_bn", "monthly_bn")),
        )
        for one in found
    ]
    heads = ("maal", "duizend", "mld euro", "mld euro", f"meer dan {much} euro, duizend huishoudens")
    return (
        Table(
            caption=f"Hoe terugvorderingen in {seen.year} hangen aan elke aanname",
            unit=f"per jaar, {seen.prices}",
            columns=(text("aanname"), *numbers(*heads, "vorig jaar", "per maand")),
            rows=tuple(rows),
            groups=(("", 1), ("terug", 2), ("erbij", 1), ("terug", 1), ("definitief: extra uitgaven, mld euro", 2)),
        ),
    )


def _repaying_chart(seen: Seen) -> Chart | None:
    """Households with something to repay by way to award; None when nobody repays."""
    homes = _rows(seen, "award_households")
    much = euros(seen.about["large_reclaim"])
    bars = [
        Bar(
            _head(seen, one["variant"]),
            f"{thousands(one['repaying'])} duizend",
            (
                Segment("worse", one["repaying_large"] / 1e3),
                Segment("status-planned", (one["repaying"] - one["repaying_large"]) / 1e3),
            ),
        )
        for one in homes
    ]
    cells = tuple(
        row(_head(seen, one["variant"]), thousands(one["repaying"]), thousands(one["repaying_large"])) for one in homes
    )
    title = f"Huishoudens die toeslag terugbetalen in {seen.year}"
    heads = numbers("betaalt terug", f"meer dan {exact(seen.about['large_reclaim'])} euro")
    return bar_chart(
        key="repaying",
        title=title,
        unit="duizend huishoudens",
        description="; ".join(f"{bar.label}: {bar.shown}" for bar in bars) + ".",
        table=Table(
            caption=title, unit="duizend huishoudens", columns=(text("manier van toekennen"), *heads), rows=cells
        ),
        bars=bars,
        legend=((f"meer dan {much} euro", "worse"), (f"tot en met {much} euro", "status-planned")),
    )


def _chains(seen: Seen) -> Table:
    """What additional payments cost in other schemes by today's rules, if all of it is saved."""
    rows = [row(seen.scheme(one["scheme"]), number(one["lost_m_eur"])) for one in _rows(seen, "chains")]
    return Table(
        caption="Wat nabetalingen nu een jaar later kosten in andere regelingen, als alles gespaard blijft, "
        f"{seen.year}",
        unit=f"mln euro per jaar, {seen.prices}",
        columns=(text("regeling"), *numbers("verlies")),
        rows=tuple(rows),
    )


def _choice_words(seen: Seen) -> str:
    """What the package chooses, and what a final award does."""
    chosen = seen.about["award"]
    said = (
        "Het pakket laat de manier van toekennen zoals zij nu is."
        if chosen == TODAY
        else f"Het pakket kiest: {seen.say(f'households.award.{chosen}')}."
    )
    return (
        f"{said} Wie een toeslag meteen definitief krijgt, hoeft nooit terug te betalen, omdat er niets wordt "
        "verrekend. Wel verandert dan hoeveel iemand in een maand krijgt, en in het hele jaar."
    )


def _money_words(seen: Seen) -> tuple[str, ...]:
    """What the other way of awarding does to spending, which is not in the money by scheme."""
    chosen = seen.about["award"]
    if chosen == TODAY:
        return ()
    totals = _totals(seen)
    change = totals[chosen]["kept_bn"] - totals[TODAY]["kept_bn"]
    return (
        (
            f"Alleen door die manier van toekennen gaat er {number(abs(change))} mld euro per jaar "
            f"{'meer' if change > 0 else 'minder'} naar toeslagen ({seen.prices}). Dat zit niet in het geld "
            "per regeling hierboven, wel in het saldo volgens ESA 2010."
        ),
    )


def _chain_words(seen: Seen) -> tuple[str, ...]:
    payments, losers = seen.value("months.back_payments"), seen.value("months.back_payment_losers")
    said = (
        f"{thousands(shown(payments.baseline))} duizend huishoudens krijgen nu een nabetaling. Als zij alles sparen, "
        f"verliezen {thousands(shown(losers.baseline))} duizend van hen daardoor meer dan een euro per jaar in een "
        "andere regeling. Dat is het meeste dat het kan zijn."
    )
    if seen.about["back_payments_ignored"]:
        return (f"{said} Met het pakket telt een nabetaling nergens meer mee als vermogen: dan verliest niemand iets.",)
    return (f"{said} Met het pakket zijn het er {thousands(shown(losers.package))} duizend.",)
