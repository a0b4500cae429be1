"""WW, WIA and ZW: employee insurance benefits from a daily wage."""
