"""Measurements: quality and speed. Not part of the package."""
