#!/usr/bin/env python3
"""Record `overhaul review` on the demo project as an animated SVG.

    cargo build
    python3 -m pip install pyte==0.8.2
    python3 docs/screenshots/record_review.py --overhaul target/debug/overhaul

The real program runs in a pseudo-terminal of 80x24 characters on a copy of demo/, gets the keys of KEYS, and what the
terminal shows after each of them is a frame of docs/screenshots/review.svg. Nothing but that file is written.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import pty
import select
import shutil
import struct
import subprocess
import tempfile
import termios
import time
from html import escape
from pathlib import Path

import pyte

HERE = Path(__file__).resolve().parent
COLUMNS, ROWS = 80, 24
# Keys, and how many seconds their result is shown.
KEYS = [("", 3.0), ("y", 1.5), ("j", 1.5), ("n", 1.5), ("u", 1.5), ("?", 2.5), ("\x1b", 1.0), ("S", 2.0), ("y", 2.0), ("q", 0.1)]
WIDTH, HEIGHT = 8.4, 18
COLOURS = {
    "black": "#3b4048", "red": "#e06c75", "green": "#98c379", "brown": "#e5c07b", "blue": "#61afef",
    "magenta": "#c678dd", "cyan": "#56b6c2", "white": "#dcdfe4",
}  # fmt: skip
TEXT, GROUND = "#dcdfe4", "#1e2127"


def frames(overhaul: Path) -> list[tuple[list[list[pyte.screens.Char]], float]]:
    screen = pyte.Screen(COLUMNS, ROWS)
    stream = pyte.ByteStream(screen)
    shown = []
    with tempfile.TemporaryDirectory() as directory:
        project = Path(directory) / "demo"
        shutil.copytree(HERE.parent.parent / "demo", project)
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        environment = {**os.environ, "TERM": "xterm-256color", "HOME": directory}
        environment.pop("NO_COLOR", None)
        child = subprocess.Popen(
            [overhaul, "review"], cwd=project, stdin=theirs, stdout=theirs, stderr=theirs, env=environment,
            start_new_session=True,
        )  # fmt: skip
        os.close(theirs)
        for key, seconds in KEYS:
            os.write(ours, key.encode())
            settle(ours, stream, first=not key)
            rows = [[screen.buffer[row][column] for column in range(COLUMNS)] for row in range(ROWS)]
            shown.append((rows, seconds))
        child.wait(timeout=30)
        os.close(ours)
    return shown[:-1]


def settle(terminal: int, stream: pyte.ByteStream, first: bool) -> None:
    """Read until nothing more comes; the first screen may take a while."""
    end = time.monotonic() + (60 if first else 2)
    quiet = 1.0 if first else 0.3
    seen = False
    while time.monotonic() < end:
        ready, _, _ = select.select([terminal], [], [], quiet)
        if not ready:
            if seen or not first:
                return
            continue
        try:
            data = os.read(terminal, 1 << 16)
        except OSError:
            return
        seen = seen or b"decided" in data
        stream.feed(data)


def colour(name: str, default: str) -> str:
    if name == "default":
        return default
    name = name.removeprefix("bright")
    return COLOURS.get(name, f"#{name}" if len(name) == 6 else default)


def line(row: list[pyte.screens.Char], y: float) -> str:
    """One line of text, in runs of equal style."""
    out, start = [], 0
    while start < COLUMNS:
        char, end = row[start], start + 1
        style = char._replace(data="")
        while end < COLUMNS and row[end]._replace(data="") == style:
            end += 1
        text = "".join(cell.data for cell in row[start:end])
        front, back = colour(char.fg, TEXT), colour(char.bg, GROUND)
        if char.reverse:
            front, back = back, front
        x = start * WIDTH
        if back != GROUND:
            out.append(f'<rect x="{x:.1f}" y="{y - 14:.0f}" width="{(end - start) * WIDTH:.1f}" height="{HEIGHT}" fill="{back}"/>')
        if text.strip():
            weight = ' font-weight="bold"' if char.bold else ""
            line = ' text-decoration="underline"' if char.underscore else ""
            length = f' textLength="{(end - start) * WIDTH:.1f}" lengthAdjust="spacingAndGlyphs"'
            out.append(f'<text x="{x:.1f}" y="{y:.0f}" fill="{front}"{weight}{line}{length} xml:space="preserve">{escape(text)}</text>')
        start = end
    return "".join(out)


def svg(shown: list[tuple[list[list[pyte.screens.Char]], float]]) -> str:
    total = sum(seconds for _, seconds in shown)
    width, height = COLUMNS * WIDTH + 24, ROWS * HEIGHT + 24
    style, body, at = [], [], 0.0
    for index, (rows, seconds) in enumerate(shown):
        begin, end = at / total * 100, (at + seconds) / total * 100
        at += seconds
        hidden = "" if index == 0 else f"0%,{begin - 0.01:.2f}%{{visibility:hidden}}"
        last = "" if end >= 99.99 else f"{end:.2f}%,100%{{visibility:hidden}}"
        style.append(f"@keyframes f{index}{{{hidden}{begin:.2f}%,{end - 0.01:.2f}%{{visibility:visible}}{last}}}")
        style.append(f".f{index}{{animation:f{index} {total:.1f}s step-end infinite}}")
        lines = "".join(line(row, 26 + number * HEIGHT) for number, row in enumerate(rows))
        visible = "" if index == 0 else ' visibility="hidden"'
        body.append(f'<g class="f{index}" transform="translate(12 0)"{visible}>{lines}</g>')
    still = "@media (prefers-reduced-motion: reduce){g{animation:none!important}}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" role="img" '
        f'aria-label="overhaul review on a terminal: fixes are accepted and rejected one by one">'
        f"<style>{''.join(style)}{still}</style>"
        f'<rect width="100%" height="100%" rx="8" fill="{GROUND}"/>'
        f'<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="14">{"".join(body)}</g></svg>\n'
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--overhaul", type=Path, required=True, help="the program to record")
    arguments = parser.parse_args()
    target = HERE / "review.svg"
    target.write_text(svg(frames(arguments.overhaul.resolve())), encoding="utf-8")
    print(f"{target.name}: {target.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
