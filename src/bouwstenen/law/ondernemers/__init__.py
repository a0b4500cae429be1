"""Wet inkomstenbelasting 2001, section 3.2: deductions of the self-employed."""
