"""``python -m reetimeline``."""

from reetimeline.cli import run

run()
