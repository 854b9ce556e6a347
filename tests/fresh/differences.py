# SPDX-License-Identifier: GPL-3.0-or-later
"""differences.py NAME RESULTS NAME RESULTS : a table of the calls that two runs of tests/fresh/calls differ in."""
import sys
import zlib
from pathlib import Path


def png_rows(data):
    """The rows of a PNG as they were before compression."""
    at, packed = 8, b""
    while at < len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        if data[at + 4 : at + 8] == b"IDAT":
            packed += data[at + 8 : at + 8 + length]
        at += 12 + length
    return zlib.decompress(packed)


def text_difference(a, b):
    lines_a, lines_b = a.decode().splitlines(), b.decode().splitlines()
    for number, (x, y) in enumerate(zip(lines_a, lines_b), 1):
        if x != y:
            at = next((i for i, (p, q) in enumerate(zip(x, y)) if p != q), min(len(x), len(y)))
            begin = max(0, at - 20)
            return f"line {number}: {x[begin : at + 40]!r} | {y[begin : at + 40]!r}"
    return f"{len(lines_a)} | {len(lines_b)} lines"


def difference(name, a, b):
    if a == b:
        return None
    if a is None or b is None:
        return f"only {'there' if a is None else 'here'}"
    if name.endswith(".png") and png_rows(a) == png_rows(b):
        return "the same picture, packed otherwise"
    if not name.endswith((".png", ".pdf", ".npy", ".gif", ".webp")):
        return text_difference(a, b)
    at = next((i for i, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
    return f"{len(a)} | {len(b)} bytes, from byte {at} on"


def kept(folder):
    """Everything a call left: status, output, files."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def main():
    name_a, folder_a, name_b, folder_b = sys.argv[1:]
    numbers = sorted({p.name for f in (folder_a, folder_b) for p in Path(f).iterdir()})
    rows, differing = [], 0
    for number in numbers:
        a, b = kept(Path(folder_a, number)), kept(Path(folder_b, number))
        found = []
        for part in sorted(a.keys() | b.keys()):
            what = difference(part, a.get(part), b.get(part))
            if what:
                found.append(f"    {part.removeprefix('files/'):<14} {what}")
        differing += bool(found)
        if found:
            rows.append("  " + (a or b)["call"].decode().strip())
            rows += found
    print(f"{len(numbers)} calls, {differing} differ; first {name_a}, then {name_b}")
    print("\n".join(rows))
    return 1 if differing else 0


sys.exit(main())
