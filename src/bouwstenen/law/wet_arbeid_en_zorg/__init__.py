"""Wet arbeid en zorg: paid leave around birth, adoption and care for young children."""
