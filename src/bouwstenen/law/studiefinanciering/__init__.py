"""Wet studiefinanciering 2000: student grants."""
