"""Renders a run as one HTML page: sections are data, one template makes words of them.

The page asks for nothing outside itself: style and charts stand in it, there is no script, and its own content policy
forbids every request.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bouwstenen.report.shown import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jinja2 import Environment

    from bouwstenen.report.shown import Shown
    from bouwstenen.views import Chart, Section, Words

_TEMPLATES = Path(__file__).parent / "templates"


def render(run: Shown) -> str:
    """The report of a run as HTML. The same run, made now or opened again, gives the same bytes."""
    from bouwstenen.report.sections.opening import opening
    from bouwstenen.views import load_words

    words = load_words(run.view.package.get("texts"))
    whole = numbered((*run.sections, *about_the_run(run, words)))
    told, own = whole[: len(run.sections)], whole[len(run.sections) :]
    return (
        environment()
        .get_template("report.html.j2")
        .render(
            opening=opening(run.view, told, words),
            groups=_by_question(told, words),
            own=own,
            version=run.receipt.version,
            run_id=run.receipt.run_id,
        )
    )


def render_sections(title: str, sections: Sequence[Section]) -> str:
    """Some sections as a page of their own, without the questions: a household, a municipality."""
    return environment().get_template("sections.html.j2").render(title=title, sections=numbered(sections))


def about_the_run(run: Shown, words: Words) -> tuple[Section, ...]:
    """The sections that no model tells: coverage, claims, checks, sources and receipt."""
    from bouwstenen.report.sections.claims import claims
    from bouwstenen.report.sections.coverage import coverage
    from bouwstenen.report.sections.evidence import checks, receipt_section, sources

    view = run.view
    found = (
        coverage(view, words),
        claims(view, words),
        checks(view, words),
        sources(view, words),
        receipt_section(view, run.receipt, words),
    )
    return tuple(section for section in found if section is not None)


def numbered(sections: Sequence[Section]) -> tuple[Section, ...]:
    """The sections with keys that are unique in a page: the second `people` becomes `people-2`."""
    seen: Counter[str] = Counter()
    found: list[Section] = []
    for section in sections:
        seen[section.key] += 1
        again = seen[section.key] > 1
        found.append(section.model_copy(update={"key": f"{section.key}-{seen[section.key]}"}) if again else section)
    return tuple(found)


def _by_question(sections: Sequence[Section], words: Words) -> list[tuple[str, list[Section]]]:
    """Sections under the question they answer, in the order of the questions; the others last, under no title."""
    from bouwstenen.report.sections.opening import QUESTIONS

    groups = [(words(f"question.{name}"), [s for s in sections if s.question == name]) for name in QUESTIONS]
    groups.append(("", [section for section in sections if section.question is None]))
    return [(title, found) for title, found in groups if found]


def environment() -> Environment:
    """The templates: everything that they are given is escaped, and has no hidden characters."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    from bouwstenen.report.draw import draw

    def drawn(chart: Chart) -> Markup:
        return Markup(draw(chart))  # noqa: S704

    made = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalize,
    )
    # Our own files and drawings, whose words are escaped already; the only text that is not escaped here.
    own: dict[str, Any] = made.globals  # pyright: ignore[reportAssignmentType]
    own["style"] = Markup((_TEMPLATES / "report.css").read_text(encoding="utf-8"))  # noqa: S704
    own["draw"] = drawn
    own["region"] = _regions()
    return made


def _finalize(value: Any) -> Any:
    return clean(value) if type(value) is str else value


def _regions() -> Any:
    """A function that makes captions unique: screen readers list tables by them."""
    seen: Counter[str] = Counter()

    def region(caption: str) -> str:
        seen[caption] += 1
        return caption if seen[caption] == 1 else f"{caption} ({seen[caption]})"

    return region
