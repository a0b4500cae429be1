"""Wet inkomstenbelasting 2001, chapter 5: savings and investments."""
