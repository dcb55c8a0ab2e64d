"""Tests of what can be wrong with a record."""
