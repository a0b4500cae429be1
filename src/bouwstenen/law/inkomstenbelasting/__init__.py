"""Wet inkomstenbelasting 2001: boxes 1 and 2, tax credits, the assessment and net income."""
