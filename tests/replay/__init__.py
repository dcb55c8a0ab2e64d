"""Tests of how events become state."""
