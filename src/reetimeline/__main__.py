"""``python -m reetimeline``."""

from reetimeline.cli import main

main()
