"""Toeslagenwet: top-up of employee benefits to the social minimum."""
