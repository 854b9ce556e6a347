# SPDX-License-Identifier: GPL-3.0-or-later
"""Sessions, lessons and figures, whole and broken. A whole session and whole figures are those that the program draws."""
import json
import os
import re
import subprocess

SESSION = ["pool", "--json", "--session"]
LESSON = ["lessons", "--check"]
GOOD_LESSON = b"title: T\nabout: A.\nstep: S\ninput: 1 2 | 3 4\nset: size 2\nsay: s\nask: winner 0,0\n"


def drawn(program, folder, ending):
    path = os.path.join(folder, "drawn" + ending)
    subprocess.run([program, "figure", "mnist:3", "-o", path], check=True)
    with open(path, "rb") as file:
        data = file.read()
    os.remove(path)
    return data


def session_files(svg):
    """(name, bytes, expected, words); `None` where it only has to open."""
    record = re.search(rb"<poolscope:figure[^>]*>(.*?)</poolscope:figure>", svg, re.S).group(1)
    text = record.replace(b"&lt;", b"<").replace(b"&gt;", b">").replace(b"&amp;", b"&")
    whole = json.loads(text)

    def changed(path, value):
        copy = json.loads(text)
        inner = copy
        for key in path[:-1]:
            inner = inner[key]
        if value is None:
            del inner[path[-1]]
        else:
            inner[path[-1]] = value
        return json.dumps(copy).encode()

    window = ["experiment", "window"]
    cases = [
        ("whole", text, None),
        ("compact", json.dumps(whole).encode(), None),
        ("empty", b"", ""), ("brace", b"{", ""), ("list", b"[]", ""), ("number", b"1", ""), ("word", b"hello", ""),
        ("cut", text[:-20], ""), ("more", text + b"x", ""), ("deep", b"[" * 100000, ""),
        ("deep-objects", b'{"a":' * 100000, ""),
        ("other-version", changed(["version"], 2), "version"),
        ("other-kind", changed(["poolscope"], "film"), ""),
        ("unknown-key", changed(["experiment", "colour"], 1), "colour"),
        ("missing-key", changed([*window, "size"], None), "size"),
        ("key-twice", text.replace(b'"version": 1', b'"version": 1, "version": 1', 1), "twice"),
        ("text-for-number", changed([*window, "stride"], "2"), "stride"),
        ("size-0", changed([*window, "size"], [0, 2]), "size"),
        ("size-negative", changed([*window, "size"], [-1, 2]), "size"),
        ("size-large", changed([*window, "size"], [1 << 62, 1 << 62]), ""),
        ("size-fraction", changed([*window, "size"], [1.5, 2]), "size"),
        ("padding-large", changed([*window, "padding", "cells"], [9, 9, 9, 9]), "--pad: "),
        ("dilation-0", changed([*window, "dilation"], [0, 1]), "dilation"),
        ("p-0", changed(["experiment", "pool", "p"], 0), None),
        ("unknown-op", changed(["experiment", "pool", "op"], "mean"), "op"),
        ("plane-beyond", changed(["experiment", "plane"], 77), None),
        ("image-beyond", changed(["experiment", "images"], [10000, 10000]), ""),
        ("nan", text.replace(b'"version": 1', b'"version": NaN', 1), ""),
        ("not-utf-8", text.replace(b'"version"', b'"\xff"', 1), ""),
        ("large-number", text.replace(b'"version": 1', b'"version": 1' + b"0" * 5000, 1), ""),
        ("null", changed(["experiment", "window"], []), "window"),
    ]
    return [(name + ".poolscope", data, expected, SESSION) for name, data, expected in cases]


def lesson_files():
    def line(old, new):
        return GOOD_LESSON.replace(old, new)

    cases = [
        ("whole", GOOD_LESSON, None), ("crlf", GOOD_LESSON.replace(b"\n", b"\r\n"), None),
        ("mark", b"\xef\xbb\xbf" + GOOD_LESSON, None),
        ("empty", b"", ":1: "), ("no-step", b"title: T\nabout: A.\n", "no step"),
        ("no-title", line(b"title: T\n", b""), "title"), ("unknown-key", GOOD_LESSON + b"colour: red\n", ":8: "),
        ("no-colon", GOOD_LESSON + b"nonsense\n", ":8: "), ("bad-input", line(b"3 4", b"3 x"), ":4: "),
        ("uneven-input", line(b"3 4", b"3"), ":4: "), ("bad-size", line(b"size 2", b"size 0"), ":5: "),
        ("large-size", line(b"size 2", b"size 99999999999999999999"), ":5: "), ("no-fit", line(b"size 2", b"size 3"), ""),
        ("bad-question", line(b"winner 0,0", b"winner 9,9"), ":7: "), ("no-question", line(b"winner 0,0", b""), ":7: "),
        ("not-utf-8", GOOD_LESSON + b"say: \xff\n", "UTF-8"), ("zero-byte", GOOD_LESSON + b"say: \0\n", "UTF-8"),
        ("missing-source", line(b"input: 1 2 | 3 4", b"source: none.npy"), "none.npy"),
        ("device-source", line(b"input: 1 2 | 3 4", b"source: /dev/zero"), "/dev/zero"),
        ("large", GOOD_LESSON + b"#" * (1 << 20), "1 MiB"),
        ("continued", GOOD_LESSON + b" more\n" * 1000, ""),
    ]
    return [(name + ".lesson", data, expected, LESSON) for name, data, expected in cases]


def figure_files(svg, pdf, png):
    many = b" ".join(b'a%d="1"' % i for i in range(30000))
    end = b"</poolscope:figure>"
    at = png.index(b"iTXtpoolscope")
    cases = [
        ("whole.svg", svg, None), ("whole.pdf", pdf, None), ("whole.png", png, None),
        ("no-record.svg", re.sub(rb"<metadata>.*?</metadata>", b"", svg, flags=re.S), "no experiment"),
        ("cut.svg", svg[:svg.index(end)], ""), ("attributes.svg", svg.replace(b"<poolscope:figure ", b"<poolscope:figure " + many + b" "), ""),
        ("children.svg", svg.replace(end, b"<a " + many + b"/>" + end), ""),
        ("entities.svg", svg.replace(end, b"&unknown;" + end), ""),
        ("doctype.svg", b'<!DOCTYPE svg [<!ENTITY a "&a;&a;">]>' + svg.replace(b"<?xml", b"<!--").replace(b"?>", b"-->"), None),
        ("cut.pdf", pdf[:100], ""), ("head-alone.pdf", b"%PDF-1.4\n", ""), ("empty.pdf", b"%PDF-", ""),
        ("no-packet.pdf", pdf.replace(b"/Metadata", b"/Metadatb").replace(b"poolscope:figure", b"poolscope:figurX"), ""),
        ("cut.png", png[:at + 40], ""), ("no-record.png", png.replace(b"iTXtpoolscope", b"iTXtpoolscopX"), "no experiment"),
        ("length.png", png[:at - 4] + b"\xff\xff\xff\xff" + png[at:], ""),
    ]
    return [(name, data, expected, SESSION) for name, data, expected in cases]


def all_files(program, folder):
    svg, pdf, png = (drawn(program, folder, ending) for ending in (".svg", ".pdf", ".png"))
    return {"session": session_files(svg), "lesson": lesson_files(), "record": figure_files(svg, pdf, png)}
