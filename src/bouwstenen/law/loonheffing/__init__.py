"""Wet op de loonbelasting 1964: payroll tax by the annual formula."""
