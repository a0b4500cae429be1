"""Algemene nabestaandenwet: survivor's benefit."""
