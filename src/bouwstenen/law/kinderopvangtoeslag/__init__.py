"""Wet kinderopvang: childcare allowance by income table."""
