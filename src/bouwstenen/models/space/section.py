"""What people see of the space plan: the answer first, then what holds homes back and where, then the other tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bouwstenen.core.numbers import count, dutch
from bouwstenen.views import Fact, Part, RunView, Section, Table, Words, numbers, row, text
from bouwstenen.views.charts import Bar, Line, Segment, bar_chart, line_chart

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bouwstenen.views import TableRow

MILESTONES = (2030, 2040, 2050)
_HOMES = "woningen"
_NO_SOLVER = (
    "Ruimte is niet gerekend: het programma highspy is niet geïnstalleerd. Zonder dat programma is er geen plan en dus "
    "geen getal. De rest van de doorrekening staat hier los van."
)
_MISSING = (
    "Grond die door water of bodem afvalt: er is geen tabel met hectares per regio.",
    "Geld per betaalbare of sociale woning: het publieke tekort per soort woning is niet gevonden.",
    "Grond en vakmensen voor wegen en spoor per regio: er staat niet waar ze komen.",
    "Dijken per regio: de lijst van trajecten van het Hoogwaterbeschermingsprogramma is niet gevonden.",
    "Ruimte per hoogspanningsstation: alleen van enkele provincies is bekend wanneer het vol is.",
    "Woningen in plannen met een stikstofvergunning: het aandeel is een aanname, geen cijfer uit een bron.",
    "Vakmensen voor bedrijventerrein en natuur: er is geen cijfer per hectare; zij tellen voor nul.",
    "Het tempo waarin bedrijventerrein nu wordt uitgegeven: zonder pakket staat het daarom op nul.",
    "Een kaart: de grafieken kunnen nog geen kaart tekenen; de tabel per regio heeft dezelfde cijfers.",
)
_LIMITS = (
    "Het plan zoekt de beste verdeling binnen de grenzen: lees de uitkomst als het meeste dat past.",
    "Alle opgaven tellen even zwaar, per procent van de opgave. Met andere gewichten schuift wie er wacht.",
    "Veel cijfers over tempo, vakmensen en stikstof zijn onzeker; de bronnentabel zegt hoe zeker elk is (A tot E).",
)


def sections(view: RunView, words: Words) -> Iterator[Section]:
    """The section on space; without a solver only why there is none."""
    path = view.path("space.homes")
    if not path:
        if any(name.startswith("space.") for name in view.options):
            yield Section(
                key="space", title=words("space.title"), question="fit", message=_NO_SOLVER, missing=(_NO_SOLVER,)
            )
        return
    parts = (
        _homes(view), _held(view, words), _regions(view, words), _needed(view, words), _tasks(view, words),
        _coordination(view), _priority(view, words),
    )  # fmt: skip
    yield Section(
        key="space",
        title=words("space.title"),
        question="fit",
        message=_message(view),
        facts=tuple(_facts(view)),
        parts=tuple(part for part in parts if part is not None),
        limits=_LIMITS,
        missing=_MISSING,
    )


def _until(view: RunView) -> tuple[int, int]:
    """First and last year in which the package asks for other homes; those of the milestone when it asks for none."""
    years = [y for y, v in view.path("space.housing_additions").items() if v.difference and abs(v.difference) > 0.5]
    first = min(view.path("space.homes_since", region=_regions_of(view, "PV")[0]))
    return (min(years), max(years)) if years else (first, MILESTONES[0])


def _sum(view: RunView, indicator: str, side: str, first: int, last: int) -> float:
    return sum(getattr(v, side) or 0.0 for y, v in view.path(indicator).items() if first <= y <= last)


def _message(view: RunView) -> str:
    first, last = _until(view)
    made, base, asked = (
        _sum(view, name, side, first, last)
        for name, side in (
            ("space.homes", "package"),
            ("space.homes", "baseline"),
            ("space.housing_additions", "package"),
        )
    )
    change = made - base
    more = "evenveel als" if abs(change) < 50 else f"{_about(abs(change))} {'meer' if change > 0 else 'minder'} dan"
    fits = "dat past" if made > asked - 50 else f"gevraagd is {_about(asked)}: {_about(asked - made)} passen er niet"
    return f"Van {first} tot en met {last} komen er {_about(made)} woningen bij, {more} zonder pakket; {fits}."


def _about(homes: float) -> str:
    """A number of homes, rounded to hundreds."""
    return count(round(homes / 100) * 100)


def _facts(view: RunView) -> Iterator[Fact]:
    done = view.path("space.target_year")
    for value in done.values():
        first, last = _until(view)
        asked = _about(_sum(view, "space.housing_additions", "package", first, last))
        if value.package is not None:
            yield Fact(
                figure=str(int(value.package)),
                meaning=f"jaar waarin {asked} woningen sinds {first} er staan, met pakket",
            )
        if value.baseline is not None:
            yield Fact(figure=str(int(value.baseline)), meaning="hetzelfde zonder pakket")
    together = view.path("space.held_back", dimension="limit", group="together")
    if MILESTONES[0] in together:
        value = together[MILESTONES[0]].package or 0.0
        yield Fact(
            figure=_about(value), meaning=f"woningen meer tot en met {MILESTONES[0]} als alle grenzen samen weg zijn"
        )


def _homes(view: RunView) -> Part:
    homes, asked = view.path("space.homes"), view.path("space.housing_additions")
    shown = [y for y in homes if y <= MILESTONES[0] + 2 or y in MILESTONES]
    table = Table(
        caption="Woningen erbij per jaar",
        unit=f"{_HOMES} per jaar",
        columns=(text("jaar"), *numbers("zonder pakket", "met pakket", "laagste", "hoogste", "gevraagd met pakket")),
        rows=tuple(
            row(
                str(y),
                *(
                    _cell(v)
                    for v in (homes[y].baseline, homes[y].package, homes[y].low, homes[y].high, asked[y].package)
                ),
            )
            for y in shown
        ),
    )
    chart = line_chart(
        key="homes",
        title="Woningen erbij per jaar",
        unit=f"{_HOMES} per jaar",
        description="Wat er past zonder en met pakket, en wat er met pakket gevraagd is.",
        table=table,
        lines=(
            Line("gevraagd", "document", {y: v.package or 0.0 for y, v in asked.items()}),
            Line("zonder pakket", "base", {y: v.baseline or 0.0 for y, v in homes.items()}),
            Line("met pakket", "esa", {y: v.package or 0.0 for y, v in homes.items()}),
        ),
    )
    said = (
        "Een woning staat er pas als er een plan rijp is, vakmensen zijn, een aansluiting op het stroomnet, een "
        "vergunning, geld en grond. Wat in een jaar niet lukt, blijft op de lijst staan."
    )
    weights = _weights(view)
    return Part(
        key="homes",
        title="Hoeveel woningen er passen",
        words=(said, *((weights,) if weights else ())),
        charts=(chart,) if chart else (),
        tables=(table,),
    )


def _weights(view: RunView) -> str:
    """What other weights do to homes; nothing when it was not computed."""
    first, last = _until(view)

    def made(scenario: str) -> float:
        path = view.path("space.homes", scenario=scenario)
        return sum(v.package or 0.0 for y, v in path.items() if first <= y <= last)

    if not view.path("space.homes", scenario="homes_half"):
        return ""
    return (
        "Alle opgaven tellen even zwaar, per procent. Tellen woningen half zo zwaar, dan zijn het er "
        f"{_about(made('homes_half'))} van {first} tot en met {last}; dubbel zo zwaar: {_about(made('homes_double'))}."
    )


def _cell(value: float | None) -> str:
    return "-" if value is None else count(round(value))


def _limits_of(view: RunView) -> list[str]:
    return view.groups("space.held_back", "limit")


def _held(view: RunView, words: Words) -> Part | None:
    limits = _limits_of(view)
    if not limits:
        return None
    year = MILESTONES[0]
    provinces = _regions_of(view, "PV")

    def at(limit: str, region: str = "NL") -> float:
        value = view.at("space.held_back", year, dimension="limit", group=limit, region=region)
        return (value.package or 0.0) if value else 0.0

    table = Table(
        caption=f"Woningen meer tot en met {year} als een grens wegvalt, met pakket",
        unit=_HOMES,
        columns=(text("provincie"), *numbers(*(words.group("limit", limit) for limit in limits))),
        rows=(
            *(row(words(f"space.region.{r}"), *(_about(at(x, r)) for x in limits)) for r in provinces),
            row("Nederland", *(_about(at(x)) for x in limits), kind="total"),
        ),
    )
    chart = bar_chart(
        key="held",
        title=f"Wat woningen tegenhoudt tot en met {year}",
        unit=_HOMES,
        description="Hoeveel woningen er meer komen als één grens wegvalt, en als alle grenzen samen wegvallen.",
        table=table,
        bars=tuple(Bar(words.group("limit", x), _about(at(x)), (Segment("work", at(x)),)) for x in limits),
        legend=(("woningen meer", "work"),),
    )
    alone = [x for x in limits if x != "together"]
    most = max(alone, key=at)
    most_said = (
        f"Alleen {words.group('limit', most)} loslaten geeft {_about(at(most))} woningen meer, het meest van alle; "
        f"alles samen loslaten, ook het groeitempo, geeft {_about(at('together'))}."
    )
    apart = (
        "De losse getallen tellen niet op: na de ene grens knelt de volgende. Onder nul kan ook: dan gaan vakmensen of "
        "aansluitingen naar een andere opgave, of komen woningen later. "
        "Dit is gerekend met 12 provincies; de jaren voor het kabinet staan vast."
    )
    return Part(
        key="held",
        title="Wat houdt woningen tegen?",
        words=(most_said, apart),
        charts=(chart,) if chart else (),
        tables=(table,),
    )


def _regions_of(view: RunView, kind: str) -> list[str]:
    rows = view.rows.filter(view.rows["indicator"] == "space.homes_since")
    return sorted({str(r) for r in rows["region"].unique() if str(r).startswith(kind)})


def _binding(view: RunView, region: str, year: int, words: Words) -> str:
    """The limit that costs a home most waiting; nothing when none does."""
    found = {
        limit: value.package or 0.0
        for limit in ("plans", "grid", "nitrogen", "labour_region", "land")
        if (value := view.at("space.binds", year, dimension="limit", group=limit, region=region))
    }
    return words.group("limit", max(found, key=found.__getitem__)) if found else "-"


def _regions(view: RunView, words: Words) -> Part:
    year = MILESTONES[0]

    def line(code: str) -> TableRow:
        made, asked = (
            view.at("space.homes_since", year, region=code),
            view.at("space.homes_asked_since", year, region=code),
        )
        assert made is not None
        assert asked is not None
        values = (made.baseline, made.package, asked.package)
        share = "-" if not asked.package else f"{dutch(100 * (made.package or 0.0) / asked.package, 0)}%"
        return row(words(f"space.region.{code}"), *(_cell(v) for v in values), share, _binding(view, code, year, words))

    def table(kind: str, caption: str) -> Table:
        first = min(view.path("space.homes_since", region=_regions_of(view, kind)[0]))
        columns = (
            text("gebied"), *numbers("zonder pakket", "met pakket", "gevraagd met pakket", "deel van gevraagd"),
            text(f"knelt het eerst in {year}"),
        )  # fmt: skip
        return Table(
            caption=f"{caption}: woningen van {first} tot en met {year}", unit=_HOMES, columns=columns,
            rows=tuple(line(code) for code in _regions_of(view, kind)),
        )  # fmt: skip

    provinces = table("PV", "Per provincie")
    bars: list[Bar] = []
    for code in _regions_of(view, "PV"):
        made, asked = (
            view.at("space.homes_since", year, region=code),
            view.at("space.homes_asked_since", year, region=code),
        )
        have, want = (made.package or 0.0) if made else 0.0, (asked.package or 0.0) if asked else 0.0
        shown = f"{_about(have)} van {_about(want)}"
        bars.append(
            Bar(
                words(f"space.region.{code}"), shown, (Segment("work", have), Segment("benefit", max(want - have, 0.0)))
            )
        )
    chart = bar_chart(
        key="provinces", title=f"Woningen per provincie tot en met {year}, met pakket", unit=_HOMES,
        description="Wat er komt en wat er van de opgave overblijft.", table=provinces, bars=bars,
        legend=(("komt er", "work"), ("blijft over", "benefit")),
    )  # fmt: skip
    folded = (table("CR", "Per regio"),) if _regions_of(view, "CR") else ()
    said = (
        "De opgave per provincie volgt de afspraken van 2022; binnen een provincie de woningen die er sinds 2005 zijn "
        "gebouwd. Een gemeente krijgt het antwoord van haar regio. Van plannen die even goed zijn, is het middelste "
        "genomen."
    )
    return Part(
        key="regions", title="Waar", words=(said,), charts=(chart,) if chart else (), tables=(provinces,), folded=folded
    )


def _needed(view: RunView, words: Words) -> Part | None:
    groups = view.groups("space.needed", "limit")
    if not groups:
        return None
    first, last = _until(view)
    years = [y for y in view.path("space.needed", dimension="limit", group=groups[0]) if first <= y <= last]

    def shown(group: str, year: int) -> str:
        value = view.at("space.needed", year, dimension="limit", group=group)
        number = (value.package or 0.0) if value else 0.0
        return dutch(number, 2) if group == "money" else _cell(number)

    table = Table(
        caption="Wat de hele opgave meer vraagt dan er is",
        unit="",
        columns=(text("nodig"), *numbers(*(str(y) for y in years))),
        rows=tuple(row(words(f"space.needed.{g}"), *(shown(g, y) for y in years)) for g in groups),
    )
    said = (
        "Zou in elk jaar de hele opgave worden gebouwd, dan is dit er nog voor nodig, alles tegelijk. De eerste regel "
        "is wat dan kan: geen regio groeit sneller dan de nieuwbouw van 2014 tot 2017. Plannen en trafohuisjes zijn "
        "opgeteld tot en met het jaar."
    )
    return Part(key="needed", title="Wat er waar moet zijn om het wel te halen", words=(said,), tables=(table,))


_TOTALS = ("dikes_total", "stations_total", "business_total", "nature_total", "farmland_taken")
_TOTALS_ASKED = (
    ("dike_reinforcement", "km dijk"), ("business_park_expansion", "ha bedrijventerrein"),
    ("transformer_stations", "trafohuisjes"), ("nature_expansion", "ha natuur"),
)  # fmt: skip


def _tasks(view: RunView, words: Words) -> Part:
    rows: list[TableRow] = []
    for name in (*_TOTALS, "infrastructure_investment"):
        path = view.path(f"space.{name}")
        decimals = 2 if name == "infrastructure_investment" else 0
        pairs = [(path[y].baseline, path[y].package) for y in MILESTONES if y in path]
        cells = [dutch(value, decimals) for pair in pairs for value in pair]
        rows.append(row(words(f"indicator.space.{name}"), *cells))
    table = Table(
        caption="Andere opgaven, opgeteld sinds 2025 (infrastructuur: per jaar)",
        unit="",
        columns=(text("opgave"), *numbers(*("zonder", "met") * len(MILESTONES))),
        rows=tuple(rows),
        groups=tuple((str(y), 2) for y in MILESTONES),
    )
    asked: list[str] = []
    for name, unit in _TOTALS_ASKED:
        for year, value in view.path(f"space.{name}_asked").items():
            made = view.at(f"space.{name}", year)
            if made is None or value.package is None:
                continue
            plan, base = made.package or 0.0, made.baseline or 0.0
            fits = "dat wordt gehaald" if plan >= value.package - 0.5 else "dat wordt niet gehaald"
            asked.append(
                f"Gevraagd: {count(round(value.package))} {unit} in {year}; het plan komt tot {count(round(plan))}: "
                f"{fits}. Zonder pakket: {count(round(base))}."
            )
    roads = _roads(view)
    return Part(
        key="tasks",
        title="Dijken, stroomnet, bedrijven, natuur en wegen",
        words=(*asked, *((roads,) if roads else ())),
        tables=(table,),
    )


def _roads(view: RunView) -> str:
    """What of the infrastructure that is asked for fits; nothing when the package asks for none."""
    year = MILESTONES[0]
    made, wanted = view.at("space.infrastructure_investment", year), view.at("space.infrastructure_asked", year)
    if made is None or wanted is None or not wanted.difference:
        return ""
    said = (
        f"Voor infrastructuur is {dutch(wanted.package, 2)}% van het bbp gevraagd; in {year} past "
        f"{dutch(made.package, 2)}%, zonder pakket {dutch(made.baseline, 2)}%."
    )
    if (made.package or 0.0) >= (wanted.package or 0.0) - 0.005:
        return said
    less = (made.package or 0.0) < (made.baseline or 0.0) - 0.005
    why = " Dat is minder dan zonder pakket: vakmensen gaan naar woningen en dijken." if less else ""
    return f"{said} Voor meer is er niet genoeg geld of zijn er niet genoeg vakmensen.{why}"


def _coordination(view: RunView) -> Part:
    value = view.at("space.coordination", MILESTONES[0])
    assert value is not None
    gain = value.package or 0.0
    more = "meer" if gain >= 0 else "minder"
    gained = (
        f"Met dezelfde middelen geeft een plan in samenhang {_about(abs(gain))} woningen {more} tot en met "
        f"{MILESTONES[0]} dan een plan waarin eerst het stroomnet, de wegen en de dijken plannen en woningen nemen wat "
        "overblijft."
    )
    bound = (
        "Over alle opgaven samen is dit een bovengrens van wat samenhang kan opleveren. Hoeveel het is, hangt vooral "
        "af van wie er eerst plant; geen woning of bedrag is er vast op te rekenen."
    )
    said = [gained, bound]
    if value.low is not None and value.high is not None:
        said.append(f"Over twaalf volgordes loopt het van {_about(value.low)} tot {_about(value.high)} woningen.")
    return Part(key="coordination", title="Wat plannen in samenhang hoogstens oplevert", words=tuple(said))


def _priority(view: RunView, words: Words) -> Part | None:
    groups = view.groups("space.priority", "function")
    if not groups:
        return None
    years = [y for y in view.path("space.priority", dimension="function", group=groups[0]) if y <= MILESTONES[0]]

    def change(group: str, year: int) -> str:
        value = view.at("space.priority", year, dimension="function", group=group)
        number = (value.difference or 0.0) if value else 0.0
        return dutch(number, 0)

    table = Table(
        caption="Klaar door voorrang op het stroomnet, opgeteld: met die volgorde min zonder volgorde",
        unit="woningen, aansluitingen en hectares",
        columns=(text("wie"), *numbers(*(str(y) for y in years))),
        rows=tuple(row(words.group("function", g), *(change(g, y) for y in years)) for g in groups),
    )
    said = (
        "Wie voorgaat, laat een ander wachten. Woningen gaan op het stroomnet al sinds juli 2026 voor op bedrijven; "
        "dat is geen maatregel van het pakket. Deze tabel telt de hele volgorde die met pakket geldt."
    )
    return Part(key="priority", title="Wie er langer wacht", words=(said,), tables=(table,))
