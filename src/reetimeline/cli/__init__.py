"""The command line: click commands, ten lines each, no logic.

Answers go to stdout, findings and errors to stderr. Exit codes: 0 fine, 1 findings or nothing
found, 2 usage. Commands import what they need when they run, so that ``--help`` stays quick.
"""

from __future__ import annotations

from reetimeline.cli.program import main

__all__ = ["main", "run"]


def run() -> None:
    """Run the program as a process of its own."""
    import gc

    gc.disable()  # the process ends before collecting garbage would pay
    main()
