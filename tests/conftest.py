"""How hard the laws are tried: a quick profile by default, a thorough one on request."""

import os

from hypothesis import HealthCheck, settings

# A drawn record is large beside what is asked of it; drawing it may take longer than the law.
_SLOW = [HealthCheck.too_slow]

settings.register_profile("default", max_examples=40, deadline=None, suppress_health_check=_SLOW)
settings.register_profile("thorough", max_examples=2000, deadline=None, suppress_health_check=_SLOW)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))
