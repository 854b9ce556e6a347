#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes text_advances.h from the fonts that are bundled. Needs python3-fonttools.

    core/scene/text_advances.py > core/scene/text_advances.h

Of Inter: the advances of what people write beside Latin letters too, and the kerning of ASCII letters, the only
characters that are set together (app/paint/text_layout.cpp). JetBrains Mono needs no table: all of it is one width.
"""
import pathlib
import sys

from fontTools.ttLib import TTFont

FONTS = pathlib.Path(__file__).resolve().parents[2] / "resources" / "fonts"
# Latin, combining marks, Greek, Cyrillic; punctuation to currency; letterlike, arrows, mathematics; shapes.
RANGES = [(0x20, 0x7E), (0xA0, 0x24F), (0x300, 0x3FF), (0x400, 0x45F), (0x2000, 0x20BF), (0x2100, 0x22FF),
          (0x25A0, 0x25FF)]
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def kerning(font, left, right):
    """What the font moves the second of two letters by, in its units: the first subtable that knows the first."""
    names = font.getBestCmap()
    left, right = names[ord(left)], names[ord(right)]
    table = font["GPOS"].table
    lookups = {i for f in table.FeatureList.FeatureRecord if f.FeatureTag == "kern" for i in f.Feature.LookupListIndex}
    for lookup in sorted(lookups):
        for pairs in table.LookupList.Lookup[lookup].SubTable:
            pairs = getattr(pairs, "ExtSubTable", pairs)
            if left not in pairs.Coverage.glyphs:
                continue
            if pairs.Format == 1:
                records = pairs.PairSet[pairs.Coverage.glyphs.index(left)].PairValueRecord
                values = [r.Value1 for r in records if r.SecondGlyph == right]
                if not values:
                    continue
                value = values[0]
            else:
                first = pairs.ClassDef1.classDefs.get(left, 0)
                second = pairs.ClassDef2.classDefs.get(right, 0)
                value = pairs.Class1Record[first].Class2Record[second].Value1
            return getattr(value, "XAdvance", 0) if value else 0
    return 0


def rows(entries, each):
    lines, line = [], "   "
    for entry in map(each, entries):
        if len(line) + len(entry) + 2 > 120:
            lines.append(line)
            line = "   "
        line += " " + entry + ","
    return "\n".join(lines + [line])


def main():
    fonts = [TTFont(FONTS / name) for name in ("Inter-Regular.otf", "Inter-SemiBold.otf")]
    mono = [TTFont(FONTS / name) for name in ("JetBrainsMono-Regular.ttf", "JetBrainsMono-Bold.ttf")]
    for font in mono:
        if {w for w, _ in font["hmtx"].metrics.values()} - {0, font["head"].unitsPerEm * 6 // 10}:
            sys.exit("JetBrains Mono has characters of other widths")
    units = fonts[0]["head"].unitsPerEm
    names = [font.getBestCmap() for font in fonts]
    codes = [c for first, last in RANGES for c in range(first, last + 1) if all(c in n for n in names)]
    advances = [(c, [f["hmtx"][n[c]][0] for f, n in zip(fonts, names)]) for c in codes]
    pairs = [(a + b, [kerning(font, a, b) for font in fonts]) for a in LETTERS for b in LETTERS]
    pairs = [(pair, values) for pair, values in pairs if any(values)]
    print("// SPDX-License-Identifier: GPL-3.0-or-later")
    print("// Made by text_advances.py from resources/fonts; not edited by hand. Private to text_width.cpp.")
    print("#pragma once\n\n#include <array>\n#include <cstdint>\n\nnamespace poolscope {\n")
    print("// Of Inter Regular and Inter SemiBold, in units of the font.")
    print(f"inline constexpr double kInterUnits = {units};\n")
    print("struct Advance {\n    char16_t code;\n    std::uint16_t regular;\n    std::uint16_t bold;\n};\n")
    print("struct Kerning {\n    char first;\n    char second;\n    std::int16_t regular;\n    std::int16_t bold;\n};\n")
    print("// clang-format off\n// In the order of their codes.")
    print(f"inline constexpr std::array<Advance, {len(advances)}> kAdvances{{{{")
    print(rows(advances, lambda a: f"{{0x{a[0]:X}, {a[1][0]}, {a[1][1]}}}") + "\n}};\n")
    print("// In the order of their letters.")
    print(f"inline constexpr std::array<Kerning, {len(pairs)}> kKerning{{{{")
    print(rows(pairs, lambda p: f"{{'{p[0][0]}', '{p[0][1]}', {p[1][0]}, {p[1][1]}}}") + "\n}};")
    print("// clang-format on\n\n}  // namespace poolscope")


main()
