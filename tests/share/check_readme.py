#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Does what the README shows: its Python, and its calls of poolscope as they are typed. check_readme.py PROGRAM README"""
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

program, readme = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).read_text(encoding="utf-8")
os.environ["PATH"] = f"{program.parent}:{os.environ['PATH']}"
python = re.search(r"```python\n(.*?)```", readme, re.S).group(1)
calls = re.findall(r"^    (poolscope [a-z]+ .*)$", readme, re.M)
assert len(calls) >= 8, "the README has lost its calls"

with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    for call in calls:
        done = subprocess.run(["bash", "-c", call], capture_output=True, text=True, timeout=300)
        assert done.returncode == 0, f"{call}\n{done.stderr}"
    names = {}
    exec(python, names)
    x, y = names["x"], names["y"]
    n, c, h, w = x.shape
    expected = x.reshape(n, c, h // 2, 2, w // 2, 2).max(axis=(3, 5))
    assert y.shape == expected.shape and (y == expected).all(), "the README's Python pools otherwise than NumPy"
