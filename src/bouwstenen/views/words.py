"""Dutch words for codes: titles of indicators, units, groups, statuses and whatever else people read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Words:
    """Texts by code, of the engine, the models and the package together (the last one wins).

    Codes: `indicator.<indicator>`, `unit.<unit>`, `group.<dimension>.<group>`, `dimension.<dimension>`,
    `block.<key>`, `measure.<id>`, `command.<model>`, and what a section needs beside them, under its model's name.
    """

    texts: Mapping[str, str]

    def __call__(self, code: str, **values: object) -> str:
        """The text of a code, with `{name}` filled in from `values`. Raises KeyError when there is none."""
        text = self.texts[code]
        return text.format(**values) if values else text

    def get(self, code: str, default: str = "") -> str:
        """The text of a code, or `default`."""
        return self.texts.get(code, default)

    def group(self, dimension: str, group: str) -> str:
        """Title of a group; its code when it has none."""
        return self.texts.get(f"group.{dimension}.{group}", group)
