"""Tests of the space model."""
