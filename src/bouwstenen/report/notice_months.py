"""A year in months: what households have to repay of toeslagen now, and under other ways to award them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bouwstenen.core.numbers import NOTHING, exact, number
from bouwstenen.models.households.months.tables import ALL, household_rows, scheme_rows
from bouwstenen.models.households.texts import scheme_title
from bouwstenen.population.constants import BASE_YEAR
from bouwstenen.report.charts import Bar, Segment, bar_chart
from bouwstenen.report.notice_part import Part, euros, pct, prices, share, thousands
from bouwstenen.report.tables import Row, Table, numbers, text
from bouwstenen.report.words import AWARDS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bouwstenen.facts import Facts
    from bouwstenen.models.households.months import ChainEffect, MonthsResult
    from bouwstenen.models.households.months.fit import Comparison
    from bouwstenen.models.households.months.settings import Variant
    from bouwstenen.models.households.months.tables import HouseholdRow, SchemeRow
    from bouwstenen.report.charts import Chart

_TARGET = "months.target_"


def months_part(result: MonthsResult, chains: ChainEffect, published: Sequence[Comparison], facts: Facts) -> Part:
    """The part of the year in months."""
    chart = repaying_chart(result)
    return Part(
        id="jaar-in-maanden",
        title="Een jaar in maanden: terugbetalen en nabetalen",
        words=(
            (
                "Elk huishouden leeft hier twaalf maanden: werk, uren, partner, kinderen, opvang en huur kunnen "
                "veranderen. De Dienst Toeslagen weet een deel daarvan, later of niet. De bedragen van de toeslagen "
                "zijn in alle kolommen die van de wet zonder pakket; alleen de manier van toekennen verschilt."
            ),
            _choice_words(result),
            *_money_words(result),
            *_chain_words(result, chains),
            (
                "De cijfers hangen af van aannames over hoe vaak mensen iets melden. De tabel met gepubliceerde "
                f"cijfers zet de uitkomst voor {BASE_YEAR} ernaast, met de kleinste terugvordering van vroeger."
            ),
        ),
        charts=(chart,) if chart else (),
        tables=(awards(result), comparison(published, facts)),
        folded=(by_scheme(result), chain_table(chains, result.year)),
    )


def awards(result: MonthsResult) -> Table:
    """Every way to award beside the others; the one of the package is marked."""
    totals = {row.variant: row for row in scheme_rows(result) if row.scheme == ALL}
    homes = {row.variant: row for row in household_rows(result)}
    small, large = (euros(limit) for limit in (result.facts.change_small, result.facts.change_large))
    much = euros(result.facts.large_reclaim)
    by_toeslag: tuple[tuple[str, Callable[[SchemeRow], str]], ...] = (
        ("toeslagen met een terugvordering, duizend", lambda row: thousands(row.reclaims)),
        ("teruggevorderd, mld euro", lambda row: number(row.reclaims_bn)),
        ("toeslagen met een nabetaling, duizend", lambda row: thousands(row.payments)),
        ("nabetaald, mld euro", lambda row: number(row.payments_bn)),
        ("te veel betaald maar te klein om terug te vragen, mld euro", lambda row: number(row.waived_bn)),
        ("toeslagen na verrekening, mld euro", lambda row: number(row.kept_bn)),
    )
    by_home: tuple[tuple[str, Callable[[HouseholdRow], str]], ...] = (
        ("huishoudens die iets terugbetalen, duizend", lambda row: thousands(row.repaying)),
        (f"huishoudens die meer dan {much} euro terugbetalen, duizend", lambda row: thousands(row.repaying_large)),
        ("schommeling van het maandinkomen, % van het gemiddelde", lambda row: share(row.variation)),
        ("schommeling van de toeslagen, % van het gemiddelde", lambda row: share(row.toeslag_variation)),
        (f"maanden waarin de toeslagen meer dan {small} euro veranderen, %", lambda row: share(row.steps_small)),
        (f"maanden waarin de toeslagen meer dan {large} euro veranderen, %", lambda row: share(row.steps_large)),
        ("huishoudens met een maand onder het sociaal minimum, duizend", lambda row: thousands(row.below)),
    )
    beside_today: tuple[tuple[str, Callable[[HouseholdRow], str]], ...] = (
        (f"houdt in het jaar meer dan {large} euro meer over dan nu, duizend", lambda row: thousands(row.gain)),
        ("die houden gemiddeld meer over, euro", lambda row: euros(row.gain_mean, signed=True)),
        (f"houdt in het jaar meer dan {large} euro minder over dan nu, duizend", lambda row: thousands(row.lose)),
        ("die houden gemiddeld minder over, euro", lambda row: euros(row.lose_mean, signed=True)),
    )
    order = list(result.outcomes)
    rows = [Row((title, *(cell(totals[v]) for v in order))) for title, cell in by_toeslag]
    rows += [Row((title, *(cell(homes[v]) for v in order))) for title, cell in by_home]
    for title, cell in beside_today:
        rows.append(Row((title, *(NOTHING if v == "today" else cell(homes[v]) for v in order))))
    return Table(
        f"Toeslagen in {result.year} naar manier van toekennen",
        f"per jaar, eenheid in de rij, {prices(result.year)}",
        (text("wat"), *numbers(*(_head(v, result) for v in order))),
        tuple(rows),
    )


def by_scheme(result: MonthsResult) -> Table:
    """Reclaims and additional payments of each toeslag for every way to award."""
    rows: list[Row] = []
    last = ""
    for row in scheme_rows(result):
        if row.variant != last:
            last = row.variant
            rows.append(Row((_head(row.variant, result),), kind="group"))
        total = row.scheme == ALL
        rows.append(
            Row(
                (
                    "alle toeslagen" if total else scheme_title(row.scheme),
                    thousands(row.users),
                    number(row.advance_bn),
                    number(row.kept_bn),
                    thousands(row.reclaims),
                    number(row.reclaims_bn),
                    euros(row.mean_reclaim),
                    thousands(row.large),
                    thousands(row.payments),
                    number(row.payments_bn),
                    euros(row.mean_payment),
                ),
                kind="total" if total else "",
            )
        )
    much = f"meer dan {euros(result.facts.large_reclaim)} euro, duizend"
    heads = ("gebruikers, duizend", "voorschot, mld euro", "na verrekening, mld euro")
    counted = ("duizend", "mld euro", "gemiddeld, euro")
    return Table(
        f"Terugvorderingen en nabetalingen per toeslag in {result.year}",
        f"per jaar, {prices(result.year)}",
        (text("toeslag"), *numbers(*heads, *counted, much, *counted)),
        tuple(rows),
        (("", 3), ("terugvorderingen", 4), ("nabetalingen", 3)),
    )


def comparison(published: Sequence[Comparison], facts: Facts) -> Table:
    """Published figures beside those of today's rules in the base year."""
    rows: list[Row] = []
    for one in published:
        figure = facts.values.get(_TARGET + one.name)
        title = facts.titles.get(_TARGET + one.name, one.name.replace("_", " ")).removeprefix("i: ").removeprefix("t: ")
        cells = (share(one.published), share(one.found), pct(100.0 * one.error, signed=True))
        role = "ijking" if one.fitted else "toets"
        source = str(figure.source) if figure else ""
        rows.append(Row((title, *cells, role, source), doubtful=figure.doubtful if figure else False))
    return Table(
        f"Gepubliceerde cijfers over terugvorderingen naast de uitkomst voor {BASE_YEAR}",
        "%",
        (text("wat"), *numbers("gepubliceerd", "berekend", "afwijking"), text("rol"), text("bron")),
        tuple(rows),
    )


def chain_table(chains: ChainEffect, year: int) -> Table:
    """What additional payments cost in other schemes by today's rules, if all of it is saved."""
    rows = [Row((scheme_title(name), number(lost / 1e6))) for name, lost in chains.lost.items()]
    return Table(
        f"Wat nabetalingen nu een jaar later kosten in andere regelingen, als alles gespaard blijft, {year}",
        f"mln euro per jaar, {prices(year)}",
        (text("regeling"), *numbers("verlies")),
        tuple(rows),
    )


def _choice_words(result: MonthsResult) -> str:
    """What the package chooses, and what a final award does."""
    chosen = result.settings.package
    said = (
        "Het pakket laat de manier van toekennen zoals zij nu is."
        if chosen == "today"
        else f"Het pakket kiest: {AWARDS[chosen]}."
    )
    return (
        f"{said} Wie een toeslag meteen definitief krijgt, hoeft nooit terug te betalen, omdat er niets wordt "
        "verrekend. Wel verandert dan hoeveel iemand in een maand krijgt, en in het hele jaar."
    )


def _money_words(result: MonthsResult) -> tuple[str, ...]:
    """What the other way of awarding does to spending, which is not in the money by scheme."""
    chosen = result.settings.package
    if chosen == "today":
        return ()
    kept = {row.variant: row.kept_bn for row in scheme_rows(result) if row.scheme == ALL}
    change = kept[chosen] - kept["today"]
    return (
        (
            f"Alleen door die manier van toekennen gaat er {number(abs(change))} mld euro per jaar "
            f"{'meer' if change > 0 else 'minder'} naar toeslagen ({prices(result.year)}). Dat zit niet in het geld "
            "per regeling hierboven, wel in het saldo volgens ESA 2010."
        ),
    )


def _chain_words(result: MonthsResult, chains: ChainEffect) -> tuple[str, ...]:
    said = (
        f"{thousands(chains.payments)} duizend huishoudens krijgen nu een nabetaling. Als zij alles sparen, verliezen "
        f"{thousands(chains.affected)} duizend van hen daardoor meer dan een euro per jaar in een andere regeling. "
        "Dat is het meeste dat het kan zijn."
    )
    if result.settings.back_payments_ignored:
        return (f"{said} Met het pakket telt een nabetaling nergens meer mee als vermogen: dan verliest niemand iets.",)
    return (said,)


def repaying_chart(result: MonthsResult) -> Chart | None:
    """Households with something to repay by way to award; None when nobody repays."""
    rows = household_rows(result)
    bars = [
        Bar(
            _head(row.variant, result),
            f"{thousands(row.repaying)} duizend",
            (
                Segment("worse", row.repaying_large),
                Segment("status-planned", row.repaying - row.repaying_large),
            ),
        )
        for row in rows
    ]
    much = euros(result.facts.large_reclaim)
    cells = [
        Row((_head(r.variant, result), *(thousands(value) for value in (r.repaying, r.repaying_large)))) for r in rows
    ]
    title = f"Huishoudens die toeslag terugbetalen in {result.year}"
    return bar_chart(
        title=title,
        unit="duizend huishoudens",
        description="; ".join(f"{bar.label}: {bar.shown}" for bar in bars) + ".",
        table=Table(
            title,
            "duizend huishoudens",
            (
                text("manier van toekennen"),
                *numbers("betaalt terug", f"meer dan {exact(result.facts.large_reclaim)} euro"),
            ),
            tuple(cells),
        ),
        bars=bars,
        legend=((f"meer dan {much} euro", "worse"), (f"tot en met {much} euro", "status-planned")),
    )


def _head(variant: Variant, result: MonthsResult) -> str:
    mark = " (pakket)" if variant == result.settings.package else ""
    return f"{AWARDS[variant]}{mark}"
