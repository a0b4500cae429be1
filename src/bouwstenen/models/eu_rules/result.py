"""The result of a run: the assessment, and unchanged policy and the package held against it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bouwstenen.models.eu_rules.assess import EuResult
    from bouwstenen.models.eu_rules.eu_facts import EuFacts
    from bouwstenen.models.eu_rules.options import Options
    from bouwstenen.models.eu_rules.policy import PolicyTest

LEDGERS = ("document", "esa")
"""Ledgers of a package, as the port names them."""


@dataclass(frozen=True, eq=False)
class EuRun:
    """One run of the model.

    assessment: the required path; it does not depend on the package. unchanged: the policy without the package held
    against it; None for the table of another country. packages: the same policy with the package, by ledger.
    """

    facts: EuFacts
    options: Options
    assessment: EuResult
    unchanged: PolicyTest | None
    packages: Mapping[str, PolicyTest]
