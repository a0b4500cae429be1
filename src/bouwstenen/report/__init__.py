"""The report: one self-contained Dutch HTML page with everything that a run gives."""

from bouwstenen.report.page import render

__all__ = ["render"]
