"""Renders a run as one HTML page: sections make values, templates make words of them.

The page asks for nothing outside itself: style and charts stand in it, there is no script, and its own content policy
forbids every request.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bouwstenen.doorrekening import Doorrekening

_TEMPLATES = Path(__file__).parent / "templates"


def render(doorrekening: Doorrekening) -> str:
    """The report of a run as HTML. The same run gives the same bytes."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    from bouwstenen.report.bands import bands
    from bouwstenen.report.budget_rules import rules_section
    from bouwstenen.report.causes import causes
    from bouwstenen.report.claims import claims_section
    from bouwstenen.report.context import make_context
    from bouwstenen.report.european import european
    from bouwstenen.report.evidence import evidence
    from bouwstenen.report.framework import framework
    from bouwstenen.report.gaps import coverage_section
    from bouwstenen.report.notice import notice
    from bouwstenen.report.opening import opening
    from bouwstenen.report.paths import paths
    from bouwstenen.report.people import people

    context = make_context(doorrekening)
    money, rules, coverage = framework(context), rules_section(context), coverage_section(context)
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    # Our own file, and the only text that is not escaped.
    style = Markup((_TEMPLATES / "report.css").read_text(encoding="utf-8"))  # noqa: S704
    return environment.get_template("report.html.j2").render(
        style=style,
        context=context,
        opening=opening(context, money, rules.counts, coverage.coverage),
        framework=money,
        paths=paths(context),
        rules=rules,
        european=european(context),
        notice=notice(context),
        people=people(context),
        causes=causes(context),
        bands=bands(context),
        claims=claims_section(context),
        coverage=coverage,
        evidence=evidence(context),
        receipt=doorrekening.receipt,
    )
