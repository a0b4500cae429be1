"""Concepts that several laws share: income and wealth that are tested, and who counts as a partner."""
