# SPDX-License-Identifier: GPL-3.0-or-later
"""differences.py NAME RESULTS NAME RESULTS : a table of the calls that two runs of tests/fresh/calls differ in.

Of files that libraries pack in their own way (GIF, WebP, PDF) it says whether they look the same; GIF and WebP need
python3-pil for that, PDF poppler-utils. What looks the same is listed, and does not count as a difference."""
import io
import subprocess
import sys
import zlib
from pathlib import Path

import numpy as np


def png_rows(data):
    """The rows of a PNG as they were before compression."""
    at, packed = 8, b""
    while at < len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        if data[at + 4 : at + 8] == b"IDAT":
            packed += data[at + 8 : at + 8 + length]
        at += 12 + length
    return zlib.decompress(packed)


def gif_or_webp_frames(data):
    """Each frame as its size and RGBA samples, and how long it is shown."""
    from PIL import Image

    picture = Image.open(io.BytesIO(data))
    frames = []
    for number in range(getattr(picture, "n_frames", 1)):
        picture.seek(number)
        frames.append((picture.size, picture.info.get("duration"), picture.convert("RGBA").tobytes()))
    return frames


def pdf_pages(data):
    """The pages at 150 dpi as PPM; nothing when poppler cannot read them."""
    done = subprocess.run(["pdftoppm", "-r", "150", "-"], input=data, capture_output=True, check=False)
    return done.stdout or None


def largest_step(a, b):
    """The largest difference between two samples of pictures of one size."""
    samples_a, samples_b = (np.frombuffer(x, np.uint8).astype(np.int16) for x in (a, b))
    return int(np.max(np.abs(samples_a - samples_b), initial=0))


def is_another_palette(a, b):
    """Whether hardly a sample is far off: the library that chooses the 256 colours does so otherwise in each version.
    The same call makes the frames as WebP and PNG too, in which nothing may differ."""
    samples_a, samples_b = (np.frombuffer(x, np.uint8).astype(np.int16) for x in (a, b))
    return np.mean(np.abs(samples_a - samples_b) > 16) < 1e-4


def appearance(name, a, b):
    """How two files compare that are not equal byte for byte, when both are looked at; None where nothing can look."""
    try:
        if name.endswith((".gif", ".webp")):
            frames_a, frames_b = gif_or_webp_frames(a), gif_or_webp_frames(b)
            if [f[:2] for f in frames_a] != [f[:2] for f in frames_b]:
                return f"{len(frames_a)} | {len(frames_b)} frames, or of other sizes or times"
            pairs = [(x[2], y[2]) for x, y in zip(frames_a, frames_b)]
            step = max(largest_step(*pair) for pair in pairs)
            if name.endswith(".gif") and step and all(is_another_palette(*pair) for pair in pairs):
                return PALETTE
        elif name.endswith(".pdf"):
            pages_a, pages_b = pdf_pages(a), pdf_pages(b)
            if pages_a is None or pages_b is None or len(pages_a) != len(pages_b):
                return None
            step = largest_step(pages_a, pages_b)
        elif name.endswith(".png"):
            return SAME if png_rows(a) == png_rows(b) else None
        else:
            return None
    except (ImportError, OSError):
        return None
    return SAME if step == 0 else f"the pictures differ by up to {step} of 255"


SAME = "the same picture, packed otherwise"
PALETTE = "the same picture in another choice of 256 colours"


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
    looks = appearance(name, a, b)
    if looks:
        return looks
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
        differing += any(not row.endswith((SAME, PALETTE)) for row in found)
        if found:
            rows.append("  " + (a or b)["call"].decode().strip())
            rows += found
    print(f"{len(numbers)} calls, {differing} differ; first {name_a}, then {name_b}")
    print("\n".join(rows))
    return 1 if differing else 0


sys.exit(main())
