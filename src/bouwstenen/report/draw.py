"""Draws chart specifications as SVG, inside this process: no browser, nothing to fetch."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from bouwstenen.report.shown import clean

if TYPE_CHECKING:
    from bouwstenen.views import Chart

_VEGA_LITE = "5.21"
"""The release that draws; specifications are version 5."""
_TAG = re.compile(r"<[^>]*>")
_SIZE = re.compile(r'<svg [^>]*?(viewBox="[^"]*")[^>]*>(?:<rect [^>]*fill="white"/>)?')
_FONT = re.compile(r' font-family="[^"]*"')
_ROLES = re.compile(r' (?:role|aria-roledescription|aria-hidden|pointer-events)="[^"]*"')
_DECIMALS = re.compile(r"(\d+\.\d{2})\d+")
_KEPT = 256


def draw(chart: Chart) -> str:
    """The chart as one `<svg>` that takes the width it is given. The same specification gives the same text.

    It is read out by its words: title, unit and description. Raises ValueError when the specification cannot be drawn.
    """
    return _drawn(json.dumps(_cleaned(chart.spec), sort_keys=True, ensure_ascii=False), _words(chart))


def _words(chart: Chart) -> str:
    return clean(f"{chart.title} ({chart.unit}). {chart.description}")


def _cleaned(value: Any) -> Any:
    """A specification without hidden characters: one that XML cannot hold ends the whole process in the drawing."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {clean(key): _cleaned(item) for key, item in value.items()}
    return [_cleaned(item) for item in value] if isinstance(value, list) else value


@lru_cache(maxsize=_KEPT)
def _drawn(spec: str, words: str) -> str:
    from html import escape

    import vl_convert

    # An empty list of addresses: a specification that wants to fetch something fails.
    svg = vl_convert.vegalite_to_svg(spec, vl_version=_VEGA_LITE, allowed_base_urls=[])
    found = _SIZE.match(svg)
    if not found:
        msg = f"the drawn chart does not start as an SVG: {svg[:200]}"
        raise ValueError(msg)
    inside = _TAG.sub(_tidy, svg[found.end() :])
    return f'<svg {found[1]} class="chart" role="img" aria-label="{escape(words)}">{inside}'


def _tidy(tag: re.Match[str]) -> str:
    """A tag without roles, fonts and needless decimals; the text between tags stays as it is."""
    return _DECIMALS.sub(r"\1", _ROLES.sub("", _FONT.sub("", tag[0])))
