#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads foreign pictures with the program and with an independent reader, and prints a table of what came of it.

    POOLSCOPE=build/dev/app/poolscope tests/pictures/compare.py FOLDER...

The folders are the unpacked Debian source packages libpng1.6, pillow and tiff (PngSuite, bmpsuite and the test pictures
of Pillow and libtiff are in them) or any others. Needs python3-pil, python3-numpy and python3-tifffile. Exit status 1
when a file gives other values under another MALLOC_PERTURB_, ends without a message in one line, or writes anything else
on the terminal. Differences from the other reader are listed: both may be right (colour of L*a*b*, EXIF in text)."""
import collections
import os
import subprocess
import sys
import tempfile
import warnings

import numpy as np
import tifffile
from PIL import Image, ImageOps

PROGRAM = os.environ.get("POOLSCOPE", "poolscope")
ENDINGS = (".png", ".apng", ".jpg", ".jpeg", ".bmp", ".dib", ".gif", ".webp", ".tif", ".tiff", ".pbm", ".pgm", ".ppm")
warnings.simplefilter("ignore")
Image.MAX_IMAGE_PIXELS = None


def read(path, perturb, folder):
    """The bytes of the values, or None, and what was said."""
    out = os.path.join(folder, "x.npy")
    if os.path.exists(out):
        os.remove(out)
    done = subprocess.run([PROGRAM, "pool", path, "--rgb", "--size", "1", "--stride", "1", "--input-out", out],
                          capture_output=True, text=True, errors="replace", timeout=120,
                          env=dict(os.environ, MALLOC_PERTURB_=str(perturb)))
    if done.returncode < 0:
        return None, "signal %d" % -done.returncode
    values = open(out, "rb").read() if done.returncode == 0 else None
    return values, done.stderr


def on_white(image):
    rgba = np.asarray(image.convert("RGBA")).astype(float)
    alpha = rgba[..., 3:]
    return np.floor((rgba[..., :3] * alpha + 255 * (255 - alpha) + 127) / 255).transpose(2, 0, 1)


def stored_tiff(path):
    """The first page of a plain grey or RGB TIFF as its samples are stored."""
    with tifffile.TiffFile(path) as file:
        page = file.pages[0]
        plain = page.photometric in (1, 2) and not page.extrasamples and page.bitspersample in (8, 16, 32, 64)
        if not plain or page.tags.get(274) is not None and page.tags[274].value != 1:
            return None
        values = page.asarray().astype(float)
    if values.ndim == 2:
        return np.stack([values] * 3)
    return values if page.planarconfig == 2 else values.transpose(2, 0, 1)


def expected(path):
    """Planes of the first picture, by another reader."""
    try:
        values = stored_tiff(path) if path.lower().endswith((".tif", ".tiff")) else None
    except Exception:
        values = None
    if values is not None:
        return values
    with Image.open(path) as image:
        image.load()
        # Pillow turns TIFF upright by itself.
        image = image if image.format == "TIFF" or path.endswith((".tif", ".tiff")) else ImageOps.exif_transpose(image)
        if image.mode.startswith("I;16") or image.mode in ("I", "F"):
            return np.stack([np.asarray(image).astype(float)] * 3)
        return on_white(image)


def verdict(path, folder):
    first, said = read(path, 37, folder)
    if first is None:
        return ("FAULT" if said.count("\n") != 1 or not said.startswith("poolscope: ") else "refused"), said.strip()
    if any(not line.startswith("poolscope: note: ") for line in said.splitlines()):
        return "FAULT", said.strip()
    second, _ = read(path, 74, folder)
    if first != second:
        return "FAULT", "other values under another MALLOC_PERTURB_"
    values = np.load(os.path.join(folder, "x.npy")).astype(float)[0]
    try:
        other = expected(path)
    except Exception as problem:
        return "read here alone", type(problem).__name__
    if other.shape != values.shape:
        return "differs", "shape %s, not %s" % (values.shape, other.shape)
    # Pillow cuts 16 bits of colour to 8.
    if values.max(initial=0) > 255 and other.max(initial=0) <= 255:
        values = np.floor(values / 256)
    most = np.nanmax(np.abs(values - other), initial=0)
    return ("same", "") if most <= 1.01 else ("differs", "by up to %g" % most)


def main():
    counts = collections.Counter()
    with tempfile.TemporaryDirectory() as folder:
        for top in sys.argv[1:]:
            for where, _, names in sorted(os.walk(top)):
                for name in sorted(n for n in names if n.lower().endswith(ENDINGS)):
                    path = os.path.join(where, name)
                    result, detail = verdict(path, folder)
                    counts[os.path.splitext(name)[1].lower(), result] += 1
                    if result != "same":
                        print("%-16s %s: %s" % (result, os.path.relpath(path, top), detail[-160:]))
    for (ending, result), count in sorted(counts.items()):
        print("%-6s %-16s %d" % (ending, result, count))
    sys.exit(any(result == "FAULT" for _, result in counts))


main()
