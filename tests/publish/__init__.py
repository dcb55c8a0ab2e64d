"""Tests of how people see the answers."""
