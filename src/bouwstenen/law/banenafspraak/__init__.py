"""Banenafspraak: loonkostensubsidie for who cannot earn the minimum wage."""
