"""The models, each a folder with a `MODEL`; the order of run follows from their ports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bouwstenen.models import (
    asylum,
    care,
    demography,
    economy,
    eu_rules,
    households,
    macro,
    public_finance,
    resilience,
    space,
    youth,
)

if TYPE_CHECKING:
    from bouwstenen.models.protocol import Model

MODELS: tuple[Model[Any, Any, Any], ...] = (
    macro.MODEL,
    demography.MODEL,
    asylum.MODEL,
    space.MODEL,
    care.MODEL,
    youth.MODEL,
    economy.MODEL,
    resilience.MODEL,
    households.MODEL,
    public_finance.MODEL,
    eu_rules.MODEL,
)
