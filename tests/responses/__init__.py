"""Tests of the response graph and its measures."""
