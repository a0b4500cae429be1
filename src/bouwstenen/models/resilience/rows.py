"""The results as rows under codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from bouwstenen.effects.row import Row
from bouwstenen.models.protocol import Answer
from bouwstenen.models.resilience.cascade import PATHS, SERVICES, curves

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

    from bouwstenen.agreement.schema import Reading
    from bouwstenen.models.resilience.project import Result

NAME = "resilience"
SOURCE = "docs/models/resilience.md"
_MEGA = 1e6


def rows(result: Result, others: Mapping[Reading, Result]) -> Iterator[Row | pl.DataFrame]:
    """All rows; a band over readings where all of them were computed for the same regions."""
    yield from _coverage(result, others)
    yield from _regions(result)
    if result.details:
        yield _municipalities(result)
    yield from _losses(result)
    yield from _scores(result)
    yield from _people(result)
    yield from _standing(result)


def _row(result: Result, name: str, unit: str, **more: object) -> Row:
    values = {"source": SOURCE, **more}
    year = int(result.facts.number("target_year"))
    return Row(indicator=f"{NAME}.{name}", unit=unit, year=year, **values)  # pyright: ignore[reportArgumentType]


def _whole(result: Result) -> bool:
    return bool(result.solved.all())


def _coverage(result: Result, others: Mapping[Reading, Result]) -> Iterator[Row]:
    """The country; nothing when only some regions were sought."""
    if not _whole(result):
        return
    places = result.facts.places
    runs = (result, *(other for other in others.values() if _whole(other)))
    ends = [float(run.after.points.sum()) for run in runs]
    band = {"low": min(ends), "high": max(ends), "band": "readings"} if len(runs) > 1 else {}
    before, after = result.before, result.after
    yield _row(result, "points", "count", baseline=float(before.points.sum()), package=float(after.points.sum()),
               confidence="B", **band)  # fmt: skip
    for group, people in (("all", places.people), ("p80", places.old)):
        key = {} if group == "all" else {"dimension": "age", "group": group}
        yield _row(result, "beyond", "persons", baseline=float(people @ before.far), package=float(people @ after.far),
                   confidence="C", **key)  # fmt: skip
    yield _row(result, "mean_distance", "km", baseline=before.mean_km, package=after.mean_km, confidence="C")
    first, last = (float(side.sum()) for side in result.regional)
    yield _row(result, "points_regional", "count", baseline=first, package=last, confidence="B")
    if result.network is not None:
        for name, found in (("points_needed", result.network.needed), ("points_bound", result.network.bound)):
            yield _row(result, name, "count", package=float(sum(found.values())), confidence="C")


def _regions(result: Result) -> Iterator[Row]:
    places = result.facts.places
    for region in np.unique(places.region[result.solved]).tolist():
        inside = places.region == region
        code = {"region": f"VR{region:02d}"}
        before, after = result.before, result.after
        yield _row(result, "points", "count", baseline=float(before.points[inside].sum()),
                   package=float(after.points[inside].sum()), confidence="B", **code)  # fmt: skip
        for group, people in (("all", places.people), ("p80", places.old)):
            key = {} if group == "all" else {"dimension": "age", "group": group}
            yield _row(result, "beyond", "persons", baseline=float(people[inside] @ before.far[inside]),
                       package=float(people[inside] @ after.far[inside]), confidence="C", **key, **code)  # fmt: skip
        first, last = (float(side[region - 1]) for side in result.regional)
        yield _row(result, "points_regional", "count", baseline=first, package=last, confidence="C", **code)
        if result.network is not None:
            found = result.network
            for name, values in (("points_needed", found.needed), ("points_bound", found.bound)):
                yield _row(result, name, "count", package=float(values[region]), confidence="C", **code)


def _municipalities(result: Result) -> pl.DataFrame:
    """Points and people beyond the norm, by municipality of the regions that were sought."""
    places, codes = result.facts.places, result.towns.code
    at = np.searchsorted(codes, places.municipality)
    kept = np.isin(codes, places.municipality[result.solved])
    names = [f"GM{code:04d}" for code in codes[kept].tolist()]

    def count(values: NDArray[np.float64] | NDArray[np.int64]) -> NDArray[np.float64]:
        return np.bincount(at, weights=values, minlength=len(codes))[kept].astype(np.float64)

    frames = [
        pl.DataFrame(
            {
                "indicator": f"{NAME}.{name}",
                "unit": unit,
                "region": names,
                "baseline": count(one),
                "package": count(two),
            }
        )
        for name, unit, one, two in (
            ("points", "count", result.before.points, result.after.points),
            ("beyond", "persons", places.people * result.before.far, places.people * result.after.far),
        )
    ]
    year = int(result.facts.number("target_year"))
    return pl.concat(frames).with_columns(year=pl.lit(year), confidence=pl.lit("C"), source=pl.lit(SOURCE))


def _losses(result: Result) -> Iterator[Row]:
    """Person-hours without a service per shock, the mean over the shocks of a path."""
    for k, path in enumerate(PATHS):
        mine = result.shocks.path == k
        before, after = (side[mine].mean(axis=0) for side in result.lost)
        for j, service in enumerate(SERVICES):
            yield _row(result, "lost", "person_hours", scenario=path, dimension="service", group=service,
                       baseline=float(before[j]), package=float(after[j]), confidence="E",
                       status="indication")  # fmt: skip
    spared = (result.lost[0] - result.lost[1])[:, 0].mean()
    homes = result.facts.number("homes") / result.towns.people.sum()
    low, high = (
        float(spared) * homes * result.facts.number(f"use_day_{end}") / 24 / 1e3 * result.facts.number(f"voll_{end}")
        for end in ("low", "high")
    )
    if high > 0:
        yield _row(result, "value_of_power", "m_eur", low=low / _MEGA, high=high / _MEGA, band="readings",
                   confidence="E", status="indication")  # fmt: skip


def _scores(result: Result) -> Iterator[Row]:
    for place, score in enumerate(result.scores, start=1):
        whose = {"measure": score.measure, "block": result.blocks[score.measure], "confidence": "E",
                 "status": "indication"}  # fmt: skip
        for path, (mean, low, high) in score.avoided.items():
            yield _row(result, "avoided", "person_hours", scenario=path, difference=mean, low=low, high=high,
                       band="p10_p90", **whose)  # fmt: skip
        yield _row(result, "avoided_alone", "person_hours", difference=score.alone, **whose)
        yield _row(result, "spending_order", "count", package=float(place), **whose)
        if score.cost_bn is not None:
            low, high = sorted(score.cost_bn)
            yield _row(result, "cost_once", "bn_eur", price_level=_prices(result), low=low, high=high, band="readings",
                       **whose)  # fmt: skip
            yield _row(result, "paid_from_line", "bn_eur", price_level=_prices(result), package=score.paid_bn, **whose)


def _prices(result: Result) -> int:
    return result.facts.figures["kit_price_high"].price_level or 0


def _people(result: Result) -> Iterator[Row]:
    people = float(result.towns.people.sum())
    before, after = result.prepared
    yield _row(result, "people_with_kit", "persons", baseline=before.kit * people, package=after.kit * people,
               confidence="B")  # fmt: skip
    low, high = (result.facts.number(f"less_self_reliant_{end}") / 100 * people for end in ("low", "high"))
    yield _row(result, "less_self_reliant", "persons", low=low, high=high, band="readings", confidence="B",
               status="rule_of_thumb")  # fmt: skip
    old = float(result.facts.places.old.sum())
    yield _row(result, "very_old", "persons", baseline=old, package=old, confidence="C")
    phase = result.facts.number("first_phase")
    yield _row(result, "first_phase_hours", "hours", baseline=phase, package=phase, confidence="A")


def _standing(result: Result) -> Iterator[Row]:
    """What stands now: distance to a hospital, people behind one line, shelves by days of stock."""
    places, where = result.facts.places, result.towns
    of_place = where.province[np.searchsorted(where.code, places.municipality)]
    for province in (0, *np.unique(of_place).tolist()):
        inside = (of_place == province) | (province == 0)
        mean = float(places.people[inside] @ result.hospital_km[inside] / places.people[inside].sum())
        code = {"region": f"PV{province}"} if province else {}
        yield _row(result, "hospital_distance", "km", baseline=mean, package=mean, confidence="C", **code)
    cut = float(where.people @ result.single)
    yield _row(result, "behind_one_line", "persons", baseline=cut, package=cut, confidence="C", status="indication")
    for days, loss in result.stock.items():
        yield _row(result, "food_by_stock", "person_hours", scenario=f"days_{days}", package=loss, confidence="E",
                   status="indication")  # fmt: skip


def tables(result: Result) -> Mapping[str, pl.DataFrame]:
    """`curve`: down time (hours) by node in two cases; `places`: points and people by postcode area."""
    phase = result.facts.number("first_phase")
    found = [
        (case, node, start, end)
        for case, only in (("centre", True), ("both", False))
        for node, spans in curves(result.facts, result.prepared[0], phase, centre_only=only).items()
        for start, end in spans
    ]
    places, kept = result.facts.places, result.solved
    return {
        "curve": pl.DataFrame(found, schema=["case", "node", "from", "to"], orient="row"),
        "places": pl.DataFrame(
            {
                "pc4": places.pc4[kept], "lon": places.lon[kept], "lat": places.lat[kept],
                "region": places.region[kept], "people": places.people[kept].round(1),
                "points_before": result.before.points[kept], "points_after": result.after.points[kept],
                "far_before": result.before.far[kept], "far_after": result.after.far[kept],
            }
        ),
        "norm": pl.DataFrame(
            {"km": [result.norm_km], "people": [result.norm_people], "sought": [result.network is not None],
             "by_score": [result.by_score], "budget_bn": [result.budget_bn]}
        ),
    }  # fmt: skip


def claims(result: Result) -> Mapping[str, Answer]:
    """The first phase that the document names: a length that the model takes over, not a finding."""
    phase = result.facts.number("first_phase")
    return {f"{NAME}.first_phase_hours": Answer(phase, "De doorrekening neemt deze duur over als eerste pad.")}
