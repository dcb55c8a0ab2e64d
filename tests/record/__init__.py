"""Tests of the record: reading, canonical bytes, the log and its stores."""
