"""Wet inkomstenbelasting 2001, section 3.6: the own home."""
