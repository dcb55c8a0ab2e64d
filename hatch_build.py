"""Compiles the curated record into the wheel, so that an installed package opens it at once."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class RecordBuildHook(BuildHookInterface[Any]):
    """Puts the record compiled from ``events/``, and its answers worked out, into wheels.

    Needs no version control. An editable installation compiles for itself, on first use.
    """

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the record before the wheel is packed."""
        if self.target_name != "wheel" or version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        try:
            from reetimeline.library import keep_answers, load
            from reetimeline.record import answers, bundled

            self._folder = TemporaryDirectory()
            record, kept = (Path(self._folder.name) / m.FILE for m in (bundled, answers))
            bundled.compile_record(root / "events", record)
            keep_answers(load(record), kept)
        finally:
            sys.path.pop(0)
        for made in (record, kept):
            build_data["force_include"][str(made)] = f"reetimeline/{made.name}"

    def finalize(self, *_: Any) -> None:
        """Remove what was compiled, once it is packed."""
        if hasattr(self, "_folder"):
            self._folder.cleanup()
