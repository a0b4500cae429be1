"""A small package of our own that the tests of the agreement room break, extend and count."""

from typing import Protocol

from bouwstenen.agreement.loader import LoadedPackage

BASE = """\
id: dijken
title: Plan voor dijken
measures:
  - id: D-1
    source: {block: 1, section: "1.1", heading: Hogere dijken, item: 1, hash: "0123456789ab"}
    also:
      - {block: 8, section: "8", heading: Onderbouwing, note: 1, hash: "00000000000a"}
    title: Dijken verhogen
    reading:
      central: alle dijken
    status: computed
    levers:
      - kind: budget
        part: dijken
        line: 11
        column: structural
        timing: recurring
        amount_bn: {narrow: 0.5, central: 1.0, wide: 2.0}
        price_level: 2025
        phasing: {profile: ramp, start: 2027, until: 2030}
        booking: {instrument: gross_investment}
        ceiling: investment
      - kind: model_input
        path: space.dike_km
        start: 2027
        value: 20
        unit: km/jaar
    claims:
      - {indicator: budget.line, value: 1.0, unit: mld EUR/jaar, line: 11}
  - id: D-2
    source: {block: 1, section: "1.1", heading: Hogere dijken, item: 2, hash: "0000000000b2"}
    title: Dijken laten keuren
    status: planned
    why: Wacht op het model voor de ruimte.
    model: space
    levers:
      - {kind: law_parameter, path: waterwet.keuring, start: 2028-01-01, value: true}
no_measure:
  - source: {block: 1, section: "1.2", heading: De opgave, figure: 1, hash: "0000000000c3"}
    outcome: context
    reason: Beschrijft alleen hoe het nu is.
"""


class Load(Protocol):
    """Writes text to a file in a fresh folder and loads it as a package."""

    def __call__(self, text: str, name: str = "pakket.yaml") -> LoadedPackage:
        """Write and load."""
        ...
