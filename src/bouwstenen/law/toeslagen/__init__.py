"""Algemene wet inkomensafhankelijke regelingen: who counts together, and what all toeslagen share."""
