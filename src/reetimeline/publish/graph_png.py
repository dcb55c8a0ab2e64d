"""Pictures as PNG: needs the extra ``png`` (resvg) and a font."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from reetimeline.errors import ReetimelineError

_PROBE = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40">{}</svg>'
_TEXT = '<text x="2" y="30" font-family="{}" font-size="24">Mg</text>'
FONTS = ("DejaVu Sans", "Verdana", "Arial", "Liberation Sans", "Noto Sans")


def png(svg: str, *, zoom: int = 2) -> bytes:
    """Return an SVG picture as PNG, ``zoom`` pixels for each of its own (>= 1).

    Raises `ReetimelineError` if the renderer is not installed, or if no font is: a picture without
    its words would say something else.
    """
    try:
        renderer = import_module("resvg_py")
    except ImportError:
        raise ReetimelineError(
            "PNG needs a renderer that is not installed",
            remedy="pip install 'reetimeline[png]', or write the picture as SVG",
        ) from None
    return bytes(renderer.svg_to_bytes(svg_string=_with_font(svg, renderer), zoom=zoom))


def _with_font(svg: str, renderer: Any) -> str:
    """Return the picture in a font that is there; a renderer leaves out text it has no font for."""
    blank = bytes(renderer.svg_to_bytes(svg_string=_PROBE.format("")))
    for font in FONTS:
        if bytes(renderer.svg_to_bytes(svg_string=_PROBE.format(_TEXT.format(font)))) != blank:
            return svg.replace("font-family:'DejaVu Sans'", f"font-family:'{font}'")
    raise ReetimelineError(
        f"PNG needs a font: none of {', '.join(FONTS)} is installed",
        remedy="install one (Debian: apt install fonts-dejavu-core), or write the picture as SVG",
    )
