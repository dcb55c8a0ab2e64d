"""Settings of the laws in this folder."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

# Time says more of the machine than of the code: a busy one must not fail a law.
settings.register_profile(
    "record", max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("record")
