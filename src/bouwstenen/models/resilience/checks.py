"""Findings: totals that must hold, and distances to hospitals against the published ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bouwstenen.checks.check import Check
from bouwstenen.models.resilience.coverage import Norm, can_serve
from bouwstenen.models.resilience.inputs import distances

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bouwstenen.facts import Facts
    from bouwstenen.models.resilience.project import Result

_SOURCE = "docs/models/resilience.md"


def checks(result: Result, _: Facts) -> Iterator[Check]:
    """Checks of a run."""
    places, where = result.facts.places, result.towns
    gap = abs(float(places.people.sum() - result.facts.tables["resilience_municipality"]["inhabitants"].sum()))
    yield Check(
        "identity", "Inwoners per postcodegebied tellen op tot de gemeenten", gap < 1.0, gap, 0.0, "personen", _SOURCE
    )
    if result.network is not None:
        wrong = 0
        for region in result.network.needed:
            inside = places.region == region
            at = places.lon[inside], places.lat[inside]
            norm = Norm(result.norm_people + 1, result.norm_km)
            served = can_serve(places.people[inside], distances(*at, *at), result.network.points[inside], norm)
            wrong += not served
        yield Check(
            "identity", "Noodsteunpunten bedienen iedereen binnen de norm", wrong == 0, float(wrong), 0.0,
            "veiligheidsregio's", _SOURCE,
        )  # fmt: skip
    of_place = where.province[np.searchsorted(where.code, places.municipality)]
    published = result.facts.tables["resilience_distance"]
    for code, expected in zip(published["index"].tolist(), published["hospital_km"].tolist(), strict=True):
        inside = of_place == code
        mean = float(places.people[inside] @ result.hospital_km[inside] / places.people[inside].sum())
        yield Check(
            "benchmark", f"Afstand tot een ziekenhuis met bedden, provincie {int(code)}", None, mean, expected, "km",
            "CBS StatLine 80305ned (2018)",
            "Hemelsbreed tegen over de weg, en ziekenhuizen van 2016 tegen 2018.",
        )  # fmt: skip
