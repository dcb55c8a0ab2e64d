"""The command line as its users call it, in this process and in one of its own."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from click.testing import CliRunner, Result

from reetimeline.cli import main

Called = subprocess.CompletedProcess[str]


def run(*arguments: str | Path, env: dict[str, str] | None = None) -> Result:
    """Run a command in this process; an exception nobody meant to reach a user is raised."""
    given = {"REETIMELINE_STORE": "", "NO_COLOR": ""} | (env or {})
    result = CliRunner().invoke(main, [str(one) for one in arguments], env=given)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def call(arguments: Sequence[str | Path], **env: str) -> Called:
    """Run a command in a process of its own."""
    command = [sys.executable, "-W", "error", "-m", "reetimeline", *map(str, arguments)]
    given = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "REETIMELINE_STORE")}
    return subprocess.run(command, capture_output=True, text=True, env=given | env, check=False)


def refused(result: Result, code: int, *words: str) -> str:
    """Return the message of a command that refused: nothing on stdout, one error on stderr."""
    assert result.exit_code == code, result.output
    assert result.stdout == ""
    assert result.stderr.count("Error: ") == 1
    assert "Traceback" not in result.stderr
    for word in words:
        assert word in result.stderr
    return str(result.stderr)


def files(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder with its bytes, to tell whether anything was written."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
