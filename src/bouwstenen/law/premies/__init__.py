"""Wet financiering sociale verzekeringen: national insurance and employers' premiums."""
