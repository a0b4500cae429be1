"""Fixtures of the made-up engine."""

from made_engine import models, run, service

__all__ = ["models", "run", "service"]
