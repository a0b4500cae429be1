"""Wet minimumloon en minimumvakantiebijslag."""
