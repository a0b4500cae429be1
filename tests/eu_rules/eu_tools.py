"""What several tests of the EU rules need."""

from bouwstenen.models.eu_rules.assess import EuResult


def targets_of(result: EuResult) -> dict[str, float]:
    """Each criterion's own target, for the criteria that have one."""
    return {c.name: c.spb_target for c in result.criteria if c.spb_target is not None}
