"""Algemene Ouderdomswet: state pension."""
