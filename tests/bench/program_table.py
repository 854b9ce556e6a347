# SPDX-License-Identifier: GPL-3.0-or-later
"""program_table.py POOLSCOPE RUNS : what whole calls of the program take, beside NumPy doing the same: medians of the
processor's time and the peak of memory. The 60 000 images are the embedded ones, six times over."""
import gzip
import os
import resource
import statistics
import struct
import sys
import tempfile

NUMPY = """
import numpy as np
x = np.fromfile("digits-idx3-ubyte", np.uint8)[16:].reshape(-1, 28, 28).astype(np.float32)
columns = x.reshape(-1, 14, 2, 14, 2).transpose(2, 4, 1, 3, 0).reshape(4, -1)
winner = columns.argmax(axis=0)
y = columns[winner, np.arange(winner.size)]
d = np.zeros_like(columns)
d[winner, np.arange(winner.size)] = 1
dx = d.reshape(2, 2, 14, 14, -1).transpose(4, 2, 0, 3, 1).reshape(x.shape)
for name, array in (("y", y), ("winner", winner), ("dx", dx)):
    if {save}: np.save(name, array)
"""


def measured(call):
    """The processor's seconds and the peak in MiB of one run of a call."""
    child = os.posix_spawn(call[0], call, os.environ,
                           file_actions=[(os.POSIX_SPAWN_OPEN, 1, "/dev/null", os.O_WRONLY, 0)])
    _, status, use = os.wait4(child, 0)
    if status != 0:
        sys.exit(f"{' '.join(call)} ended with {status}")
    return use.ru_utime + use.ru_stime, use.ru_maxrss / 1024


def main():
    program, runs = os.path.abspath(sys.argv[1]), int(sys.argv[2])
    root = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
    with gzip.open(os.path.join(root, "resources/mnist/t10k-images-idx3-ubyte.gz")) as file:
        pixels = file.read()[16:] * 6
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        with open("digits-idx3-ubyte", "wb") as file:
            file.write(struct.pack(">IIII", 0x803, len(pixels) // 784, 28, 28) + pixels)
        python = os.path.realpath(sys.executable)
        files = ["--out", "y.npy", "--argmax", "a.npy", "--grad-in", "d.npy"]
        calls = {
            "poolscope --version": [program, "--version"],
            "poolscope pool mnist:18": [program, "pool", "mnist:18", "--json"],
            "poolscope info, 60 000": [program, "info", "digits-idx3-ubyte"],
            "poolscope pool, 60 000": [program, "pool", "digits-idx3-ubyte", "--json"],
            "NumPy, the same": [python, "-c", NUMPY.format(save=False)],
            "poolscope pool, with files": [program, "pool", "digits-idx3-ubyte", *files],
            "NumPy, with files": [python, "-c", NUMPY.format(save=True)],
        }
        results = {name: [] for name in calls}
        for _ in range(runs):
            for name, call in calls.items():
                results[name].append(measured(call))
        for name, values in results.items():
            seconds, peaks = zip(*values)
            print(f"  {name:28} {statistics.median(seconds) * 1000:8.0f} ms of the processor"
                  f" {statistics.median(peaks):7.0f} MiB")


if __name__ == "__main__":
    main()
