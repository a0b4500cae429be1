"""What the run hands to the households model is what it works with: the year of the law, the seed, the prices."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from bouwstenen.levers import Overlay
from bouwstenen.models.households import Options
from bouwstenen.models.households import run as module
from bouwstenen.models.households.money import settlement_money
from bouwstenen.models.households.texts import model_settings

if TYPE_CHECKING:
    from bouwstenen.models.households.run import Job


class _Seen(Exception):  # noqa: N818 - stops the run where the population would be made
    pass


@pytest.mark.parametrize(("year", "seed"), [(2027, 1), (2029, 2026)])
def test_the_population_is_run_in_the_year_and_with_the_seed_that_were_chosen(
    year: int, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs: list[Job] = []

    def stop(job: Job, **_: object) -> None:
        jobs.append(job)
        raise _Seen

    monkeypatch.setattr(module, "project_population", stop)
    inputs: Any = SimpleNamespace(source="source")
    with pytest.raises(_Seen):
        module.project(inputs, Overlay(), {}, Options(year=year, seed=seed, households=40_000), lambda _: None)
    (job,) = jobs
    assert (job.year, job.seed, job.of, job.source) == (year, seed, 2, "source")


def test_money_is_brought_from_the_prices_of_its_year_to_those_of_the_settings() -> None:
    """Prices double every year: 1 billion of the year after the price level is half a billion in its prices."""
    level = model_settings().budget_price_level
    (money,) = settlement_money({2027: 1.0, 2028: 1.0}, lambda year: 2.0 ** (year - level))
    assert money.price_level == level
    by_year = dict(zip(money.years, money.amounts_bn.tolist(), strict=True))
    assert by_year[2027] == pytest.approx(1.0 / 2 ** (2027 - level))
    assert by_year[2028] == pytest.approx(1.0 / 2 ** (2028 - level))
