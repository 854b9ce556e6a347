# SPDX-License-Identifier: GPL-3.0-or-later
"""Files of every format that is read, whole and broken, each with what has to come of it.

Each list holds (name, bytes, expected): for a file that opens what `info --json` says of it, (shape, sum); for one that
is refused a part of the message. Uses nothing but the standard library, so that the files owe nothing to the program.
"""
import base64
import gzip
import io
import struct
import zipfile
import zlib

BASE = bytes(range(12))  # 3 x 4, sum 66
POOL = ["pool", "--json"]  # of an archive, info lists what cannot be read too


def edited(data, at, new):
    return data[:at] + new + data[at + len(new):]


# IDX

def idx(kind, sizes, payload):
    return bytes([0, 0, kind, len(sizes)]) + b"".join(struct.pack(">I", s) for s in sizes) + payload


def idx_files():
    plane = idx(8, [3, 4], BASE)
    types = [("u1", 8, "B"), ("i1", 9, "b"), ("i2", 11, "h"), ("i4", 12, "i"), ("f4", 13, "f"), ("f8", 14, "d")]
    for name, kind, code in types:
        yield f"{name}.idx", idx(kind, [2, 2], struct.pack(f">4{code}", 1, 2, 3, 100)), ([2, 2], 106)
    yield "labels.idx", idx(8, [5], bytes([1, 2, 3, 4, 9])), ([5], 19)
    yield "batch.idx", idx(8, [2, 2, 3], BASE), ([2, 2, 3], 66)
    yield "four-axes.idx", idx(8, [1, 3, 2, 2], BASE), ([1, 3, 2, 2], 66)
    yield "no-images.idx", idx(8, [0, 28, 28], b""), ([0, 28, 28], 0)
    yield "short.idx", plane[:-1], "need 12 bytes"
    yield "no-payload.idx", plane[:12], "12 bytes"
    yield "half-header.idx", plane[:9], "ends inside"
    yield "long.idx", plane + b"\0", "left over"
    yield "five-axes.idx", idx(8, [1, 1, 1, 1, 1], b"\1"), "not in a format known"
    yield "no-axes.idx", idx(8, [], b"\1"), "not in a format known"
    yield "unknown-type.idx", idx(7, [3, 4], BASE), "not in a format known"
    yield "not-zero.idx", edited(plane, 1, b"\1"), "not in a format known"
    yield "wraps.idx", idx(8, [1 << 31, 1 << 31, 4], BASE), "values"
    yield "wraps-to-size.idx", idx(8, [1 << 16, 1 << 16, 1 << 16, 1 << 16], b""), "values"
    yield "declares-4-gib.idx", idx(8, [0xFFFFFFFF], BASE), "values"
    yield "declares-more.idx", idx(13, [3, 4], BASE), "bytes"


# NPY

def npy(descr, shape, payload, fortran=False, version=1, header=None, length=None):
    text = header if header is not None else \
        f"{{'descr': '{descr}', 'fortran_order': {fortran}, 'shape': {shape}, }}"
    raw = text.encode("latin1")
    width = 2 if version == 1 else 4
    raw += b" " * (-(len(raw) + 8 + width - 1 + 2) % 64) + b"\n"
    size = len(raw) if length is None else length
    return b"\x93NUMPY" + bytes([version, 0]) + struct.pack("<H" if width == 2 else "<I", size) + raw + payload


def npy_files():
    types = [("|u1", "B"), ("|i1", "b"), ("<u2", "<H"), (">u2", ">H"), ("<i2", "<h"), (">i4", ">i"), ("<u4", "<I"),
             ("<i8", "<q"), (">u8", ">Q"), ("<f2", "<e"), (">f4", ">f"), ("<f4", "<f"), ("<f8", "<d"), ("=f8", "=d")]
    for descr, code in types:
        order = code[0] if len(code) == 2 else "<"
        name = descr.replace("|", "").replace("<", "little-").replace(">", "big-").replace("=", "native-")
        yield f"{name}.npy", npy(descr, "(2, 2)", struct.pack(f"{order}4{code[-1]}", 1, 2, 3, 100)), ([2, 2], 106)
    plane = npy("|u1", "(3, 4)", BASE)
    yield "bool.npy", npy("|b1", "(2, 2)", b"\1\0\1\1"), ([2, 2], 3)
    yield "fortran.npy", npy("|u1", "(3, 4)", BASE, fortran=True), ([3, 4], 66)
    yield "version-2.npy", npy("|u1", "(3, 4)", BASE, version=2), ([3, 4], 66)
    yield "version-3.npy", npy("|u1", "(3, 4)", BASE, version=3), ([3, 4], 66)
    yield "one-axis.npy", npy("|u1", "(12,)", BASE), ([12], 66)
    yield "no-images.npy", npy("|u1", "(0, 3, 4)", b""), ([0, 3, 4], 0)
    yield "short.npy", plane[:-1], "bytes"
    yield "long.npy", plane + b"\0", "byte"
    yield "no-payload.npy", plane[:-12], "bytes"
    yield "magic-alone.npy", plane[:6], "ends inside"
    yield "half-header.npy", plane[:40], "ends inside"
    yield "version-9.npy", edited(plane, 6, b"\x09"), "version"
    yield "object.npy", npy("|O", "(3,)", b"\x80\x04]."), "object"
    yield "complex.npy", npy("<c8", "(1,)", bytes(8)), "type"
    yield "string.npy", npy("<U4", "(1,)", bytes(16)), "type"
    yield "structured.npy", npy("", "", BASE, header="{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (3,)}"), ""
    yield "negative.npy", npy("|u1", "(-3, -4)", BASE), ""
    yield "wraps.npy", npy("<f8", "(4294967296, 4294967296)", b""), "values"
    yield "beyond-64-bit.npy", npy("|u1", "(99999999999999999999999,)", BASE), ""
    yield "declares-more.npy", npy("|u1", "(1000, 1000)", BASE), "bytes"
    yield "missing-key.npy", npy("", "", BASE, header="{'descr': '|u1', 'shape': (3, 4)}"), ""
    yield "key-twice.npy", npy("", "", BASE, header="{'descr': '|u1', 'descr': '|u1', 'fortran_order': False, 'shape': (3, 4)}"), ""
    yield "code.npy", npy("", "", BASE, header="{'descr': '|u1', 'fortran_order': False, 'shape': (__import__('os').getpid(),)}"), ""
    yield "nested.npy", npy("", "", BASE, header="(" * 4000 + ")" * 4000), ""
    yield "long-header.npy", npy("", "", BASE, version=2, header=" " * 20000), "header"
    yield "header-of-4-gib.npy", npy("|u1", "(3, 4)", BASE, version=2, length=0xFFFFFFFF), "header"


# NPZ

def npz(members, method=zipfile.ZIP_STORED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members:
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return out.getvalue()


def npz_files():
    plane = npy("|u1", "(3, 4)", BASE)
    stored = npz([("a.npy", plane)])
    packed = npz([("a.npy", plane)], zipfile.ZIP_DEFLATED)
    central = stored.index(b"PK\1\2")
    yield "stored.npz", stored, ("a", [3, 4], 66)
    yield "deflated.npz", packed, ("a", [3, 4], 66)
    yield "two.npz", npz([("a.npy", plane), ("b.npy", npy("|u1", "(2,)", b"\1\2"))]), ("a", [3, 4], 66)
    yield "one-good.npz", npz([("a.npy", plane), ("b.npy", b"no array")]), ("a", [3, 4], 66)
    yield "outside.npz", npz([("../../a.npy", plane)]), ("../../a", [3, 4], 66)
    yield "empty.npz", npz([]), "", POOL
    yield "text.npz", npz([("a.csv", b"1,2\n")]), ""
    yield "bad-crc.npz", stored[:central].replace(BASE, BASE[::-1]) + stored[central:], "", POOL
    yield "bad-crc-deflated.npz", packed.replace(packed[14:18], b"\0\0\0\0"), "", POOL
    yield "cut.npz", stored[:-10], ""
    yield "no-directory.npz", stored[:central], ""
    yield "head-alone.npz", stored[:4], ""
    yield "encrypted.npz", edited(edited(stored, 6, b"\1\0"), central + 8, b"\1\0"), "", POOL
    yield "unknown-method.npz", edited(edited(stored, 8, b"\x63\0"), central + 10, b"\x63\0"), ""
    yield "bomb.npz", npz([("a.npy", npy("|u1", "(3, 4)", bytes(20 << 20)))], zipfile.ZIP_DEFLATED), "", POOL
    yield "larger-than-told.npz", edited(stored, central + 24, struct.pack("<I", 5)), "", POOL
    yield "many.npz", npz([(f"a{i}.npy", plane) for i in range(1100)]), "1024"


# gzip

def gzip_files():
    plane = gzip.compress(idx(8, [3, 4], BASE), mtime=0)
    yield "plane.idx.gz", plane, ([3, 4], 66)
    yield "plane.npy.gz", gzip.compress(npy("|u1", "(3, 4)", BASE), mtime=0), ([3, 4], 66)
    yield "table.csv.gz", gzip.compress(b"1,2\n3,4\n", mtime=0), ([2, 2], 10)
    whole = idx(8, [3, 4], BASE)
    yield "two-members.gz", gzip.compress(whole[:7]) + gzip.compress(whole[7:]), ([3, 4], 66)
    yield "empty-members.gz", gzip.compress(b"") * 10 + plane, ([3, 4], 66)
    yield "too-many-empty.gz", gzip.compress(b"") * 1100 + plane, "empty members"
    yield "cut.gz", plane[:-9], ""
    yield "no-checksum.gz", plane[:-8], ""
    yield "bad-crc.gz", edited(plane, len(plane) - 8, b"\0\0\0\0"), "check"
    yield "bad-length.gz", edited(plane, len(plane) - 4, b"\0\0\0\1"), "check"
    yield "trailing.gz", plane + b"more", "not gzip"
    yield "reserved-flags.gz", edited(plane, 3, b"\xe0"), ""
    yield "unknown-method.gz", edited(plane, 2, b"\7"), ""
    yield "bad-block.gz", edited(plane, 10, b"\xff"), ""
    yield "bomb.gz", gzip.compress(idx(8, [3, 4], BASE) + bytes(100 << 20), 9), ""
    yield "zeros.gz", gzip.compress(bytes(100 << 20), 9), "zero bytes"
    yield "nothing.gz", gzip.compress(b""), ""
    yield "head-alone.gz", b"\x1f\x8b", ""


# CSV

def csv_files():
    yield "plain.csv", b"1,2\n3,4\n", ([2, 2], 10)
    yield "crlf.csv", b"1;2\r\n3;4\r\n", ([2, 2], 10)
    yield "tabs.csv", b"1\t2\n3\t4", ([2, 2], 10)
    yield "spaces.csv", b" 1  2\n3 4 \n", ([2, 2], 10)
    yield "mark.csv", b"\xef\xbb\xbf1,2\n3,4\n", ([2, 2], 10)
    yield "header.csv", b"a,b\n1,2\n3,4\n", ([2, 2], 10)
    yield "comments.csv", b"# x\n1,2\n3,4 # y\n", ([2, 2], 10)
    yield "decimal.csv", b"0,5;1,5\n2;6\n", ([2, 2], 10)
    yield "quoted.csv", b'"1","2"\n"3","4"\n', ([2, 2], 10)
    yield "minus.csv", "\u22121,2\n5,4\n".encode(), ([2, 2], 10)
    yield "exponent.csv", b"1e0,2E0\n30e-1,.4e1\n", ([2, 2], 10)
    yield "empty.csv", b"", ""
    yield "blank.csv", b" \n\t\n", "no numbers"
    yield "uneven.csv", b"1,2\n3\n", "line 2"
    yield "word.csv", b"1,2\n3,x\n", "line 2"
    yield "hole.csv", b"1,,2\n3,4,5\n", "line 1"
    yield "gap.csv", b"1,2\n\n3,4\n", "line 2"
    yield "header-alone.csv", b"a,b\n", ""
    yield "too-large.csv", b"1e999,2\n", "float64"
    yield "open-quote.csv", b'"1,2\n3,4\n', ""
    yield "zero-byte.csv", b"1,2\n3,\0\n", "line 2"
    yield "utf-16.csv", "1,2\n".encode("utf-16"), "UTF-16"
    yield "latin-1.csv", b"1,\xe9\n", "line 1"
    yield "point-and-comma.csv", b"1.234,5;2\n", ""
    yield "control.csv", b"1,\x1b[31m2\n", "\\x1b"


# PNG

def chunk(kind, data, crc=None):
    sum_ = zlib.crc32(kind + data) if crc is None else crc
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", sum_)


SIGNATURE = b"\x89PNG\r\n\x1a\n"


def png(width, height, bits, colour, rows, before=b"", end=chunk(b"IEND", b""), interlace=0, packed=None):
    head = struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, interlace)
    data = zlib.compress(rows) if packed is None else packed
    return SIGNATURE + chunk(b"IHDR", head) + before + chunk(b"IDAT", data) + end


def rows_of(data, width, filter_=0):
    return b"".join(bytes([filter_]) + data[i:i + width] for i in range(0, len(data), width))


def png_files():
    rows = rows_of(BASE, 4)
    grey = png(4, 3, 8, 0, rows)
    yield "grey-8.png", grey, ([3, 4], 66)
    yield "grey-16.png", png(2, 2, 16, 0, rows_of(struct.pack(">4H", 1, 2, 3, 1000), 4)), ([2, 2], 1006)
    yield "grey-1.png", png(8, 1, 1, 0, b"\0\xaa"), ([1, 8], 4 * 255)
    yield "rgb.png", png(2, 2, 8, 2, rows_of(bytes([32, 32, 32] * 4), 6)), ([2, 2], 128)
    yield "rgba.png", png(1, 1, 8, 6, b"\0" + bytes([0, 0, 0, 0])), ([1, 1], 255)
    yield "palette.png", png(2, 1, 8, 3, b"\0\0\1", chunk(b"PLTE", bytes([32, 32, 32, 64, 64, 64]))), ([1, 2], 96)
    yield "filters.png", png(4, 3, 8, 0, b"\1\0\1\1\1" b"\2\4\4\4\4" b"\4\4\4\4\4"), ([3, 4], 84)
    yield "two-idat.png", SIGNATURE + grey[8:33] + b"".join(
        chunk(b"IDAT", p) for p in (zlib.compress(rows)[:5], zlib.compress(rows)[5:])) + chunk(b"IEND", b""), ([3, 4], 66)
    yield "signature.png", SIGNATURE, ""
    yield "no-data.png", SIGNATURE + grey[8:33] + chunk(b"IEND", b""), ""
    yield "cut.png", grey[:-20], ""
    yield "cut-in-head.png", grey[:20], ""
    yield "no-end.png", grey[:-12], ""
    yield "bad-crc.png", edited(grey, 29, b"\0\0\0\0"), ""
    yield "bad-crc-of-data.png", edited(grey, len(grey) - 16, b"\0\0\0\0"), ""
    yield "few-rows.png", png(4, 3, 8, 0, rows[:-5]), ""
    yield "bad-filter.png", png(4, 3, 8, 0, rows_of(BASE, 4, 9)), ""
    yield "bad-zlib.png", png(4, 3, 8, 0, b"", packed=b"\xff" * 20), ""
    yield "no-width.png", png(0, 3, 8, 0, rows), ""
    yield "wide.png", png(1 << 31, 1, 8, 0, rows), ""
    yield "large.png", png(65535, 65535, 1, 0, rows), ""
    yield "bad-depth.png", png(4, 3, 3, 0, rows), ""
    yield "bad-colour.png", png(4, 3, 8, 5, rows), ""
    yield "bad-interlace.png", png(4, 3, 8, 0, rows, interlace=7), ""
    yield "no-palette.png", png(2, 1, 8, 3, b"\0\0\1"), ""
    yield "beyond-palette.png", png(2, 1, 8, 3, b"\0\0\7", chunk(b"PLTE", bytes(3))), None
    yield "text-of-2-gib.png", SIGNATURE + grey[8:33] + struct.pack(">I", 0x7FFFFFFF) + b"tEXt" + bytes(80), ""
    yield "text-bomb.png", png(4, 3, 8, 0, rows, chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(50 << 20), 9))), None
    yield "unknown-critical.png", png(4, 3, 8, 0, rows, chunk(b"ABCD", b"")), ""


# BMP

def bmp(width, height, bits, pixels, palette=b"", offset=None, compression=0, header=40):
    start = 54 + len(palette) if offset is None else offset
    return b"BM" + struct.pack("<IHHI", start + len(pixels), 0, 0, start) + struct.pack(
        "<IiiHHIIiiII", header, width, height, 1, bits, compression, len(pixels), 0, 0, len(palette) // 4, 0) + palette + pixels


def bmp_files():
    grey = b"".join(bytes([i, i, i, 0]) for i in range(256))
    plane = bmp(4, 3, 8, BASE[8:] + BASE[4:8] + BASE[:4], grey)
    yield "grey.bmp", plane, ([3, 4], 66)
    yield "top-down.bmp", bmp(4, -3, 8, BASE, grey), ([3, 4], 66)
    yield "rgb.bmp", bmp(1, 1, 24, bytes([32, 32, 32, 0])), ([1, 1], 32)
    yield "one-bit.bmp", bmp(8, 1, 1, b"\xaa\0\0\0", bytes([0, 0, 0, 0, 255, 255, 255, 0])), ([1, 8], 1020)
    yield "cut.bmp", plane[:-5], ""
    yield "head-alone.bmp", plane[:30], ""
    yield "no-width.bmp", bmp(0, 3, 8, BASE, grey), ""
    yield "negative.bmp", bmp(-4, 3, 8, BASE, grey), ""
    yield "least.bmp", bmp(4, -(1 << 31), 8, BASE, grey), ""
    yield "large.bmp", bmp(65535, 65535, 1, BASE, grey[:8]), ""
    yield "offset.bmp", bmp(4, 3, 8, BASE, grey, offset=1 << 30), ""
    yield "bad-depth.bmp", bmp(4, 3, 7, BASE, grey), ""
    yield "bad-compression.bmp", bmp(4, 3, 8, BASE, grey, compression=99), ""


# GIF: two pixels a side, colours 0 and 1

def gif(width=2, height=2, data=b"\x02\x03\x44\x0a\x05\x00", colours=bytes([0, 0, 0, 32, 32, 32, 64, 64, 64, 96, 96, 96]), end=b";", screen=None):
    head = b"GIF89a" + struct.pack("<HHBBB", *(screen or (width, height)), 0x81, 0, 0) + colours
    return head + b"," + struct.pack("<HHHHB", 0, 0, width, height, 0) + data + end


def gif_files():
    data = b"\x02\x03\x44\x34\x05\x00"  # clear, 0, 1, 2, 3, end, of three bits each
    whole = gif(data=data)
    yield "plane.gif", whole, ([2, 2], 192)
    yield "cut.gif", whole[:-4], ""
    yield "head-alone.gif", whole[:10], ""
    yield "no-image.gif", whole[:25] + b";", ""
    yield "bad-code-size.gif", gif(data=b"\x0d\x01\x00\x00"), ""
    yield "too-little.gif", gif(width=200, height=200, data=data), ""
    yield "large.gif", gif(width=65535, height=65535, data=data), ""
    yield "large-screen.gif", gif(data=data, screen=(255, 65535)), ([65535, 255], 192 + 255 * (65535 * 255 - 4))
    yield "bad-block.gif", whole[:25] + b"x" + whole[26:], ""
    yield "no-width.gif", gif(width=0, data=data), ""


# TIFF

def tiff(entries, data, offset=None, next_=0):
    count = len(entries)
    start = 8
    body = b"".join(struct.pack("<HHII", *e) for e in entries)
    return b"II*\0" + struct.pack("<I", start if offset is None else offset) + struct.pack("<H", count) + body + struct.pack("<I", next_) + data


def tiff_plane(width, height, bits, data, sample=1, compression=1, at=None, count=None, **more):
    fields = 10
    start = 8 + 2 + 12 * fields + 4 if at is None else at
    return tiff([(256, 4, 1, width), (257, 4, 1, height), (258, 3, 1, bits), (259, 3, 1, compression), (262, 3, 1, 1),
                 (273, 4, 1, start), (277, 3, 1, 1), (278, 4, 1, height), (279, 4, 1, len(data) if count is None else count),
                 (339, 3, 1, sample)], data, **more)


def tiff_files():
    plane = tiff_plane(4, 3, 8, BASE)
    yield "grey-8.tif", plane, ([3, 4], 66)
    yield "grey-16.tif", tiff_plane(2, 2, 16, struct.pack("<4H", 1, 2, 3, 1000)), ([2, 2], 1006)
    yield "signed.tif", tiff_plane(2, 2, 16, struct.pack("<4h", -1, 2, 3, 1000), sample=2), ([2, 2], 1004)
    yield "float.tif", tiff_plane(2, 2, 32, struct.pack("<4f", 0.5, 2, 3, 1000), sample=3), ([2, 2], 1005.5)
    yield "deflated.tif", tiff_plane(4, 3, 8, zlib.compress(BASE), compression=8), ([3, 4], 66)
    yield "cut.tif", plane[:-4], ""
    yield "head-alone.tif", plane[:8], ""
    yield "half-directory.tif", plane[:40], ""
    yield "offset.tif", tiff_plane(4, 3, 8, BASE, at=1 << 30), ""
    yield "directory-beyond.tif", tiff_plane(4, 3, 8, BASE, offset=1 << 30), ""
    yield "loop.tif", tiff_plane(4, 3, 8, BASE, next_=8), ([3, 4], 66)
    yield "large.tif", tiff_plane(65535, 65535, 8, BASE), ""
    yield "wide.tif", tiff_plane(0xFFFFFFFF, 1, 8, BASE), ""
    yield "no-width.tif", tiff_plane(0, 3, 8, BASE), ""
    yield "few-bytes.tif", tiff_plane(4, 3, 8, BASE, count=5), ([3, 4], 66)
    yield "bad-deflate.tif", tiff_plane(4, 3, 8, b"\xff" * 20, compression=8), ""
    yield "unknown-compression.tif", tiff_plane(4, 3, 8, BASE, compression=9999), ""
    yield "bad-depth.tif", tiff_plane(4, 3, 77, BASE), ""
    yield "no-fields.tif", tiff([], b""), ""


# PNM

def pnm_files():
    yield "bits.pbm", b"P1\n2 2\n0 1\n1 0\n", ([2, 2], 510)
    text = b"P2\n# three by four\n4 3\n255\n" + b" ".join(b"%d" % v for v in BASE)
    yield "text.pgm", text + b"\n", ([3, 4], 66)
    yield "cut-in-number.pgm", text, "incomplete"  # which may have been longer; Netpbm refuses it too
    yield "raw.pgm", b"P5 4 3 255\n" + BASE, ([3, 4], 66)
    yield "raw-16.pgm", b"P5 2 2 1000\n" + struct.pack(">4H", 1, 2, 3, 1000), ([2, 2], 1006)
    yield "text.ppm", b"P3\n1 1\n255\n32 32 32\n", ([1, 1], 32)
    yield "raw-bits.pbm", b"P4 8 1\n\xaa", ([1, 8], 1020)
    yield "raw.ppm", b"P6 1 1 255\n" + bytes([32] * 3), ([1, 1], 32)
    yield "cut.pgm", b"P5 4 3 255\n" + BASE[:-1], ""
    yield "few.pgm", b"P2\n4 3\n255\n1 2 3", ""
    yield "head-alone.pgm", b"P5 4", ""
    yield "no-maxval.pgm", b"P5 4 3 0\n" + BASE, ""
    yield "large-maxval.pgm", b"P5 4 3 70000\n" + BASE, ""
    yield "negative.pgm", b"P2 -4 3 255\n1 2 3", ""
    yield "above-maxval.pgm", b"P2 1 1 5\n6\n", ""
    yield "large.pgm", b"P5 65535 65535 255\n" + BASE, ""
    yield "wide.pgm", b"P5 99999999999999999999 1 255\n" + BASE, ""
    yield "no-width.pgm", b"P5 0 3 255\n", ""
    yield "word.pgm", b"P2 1 1 255\nx\n", ""


# Formats whose writers are not in the standard library: small pictures as bytes.

JPEG = base64.b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1RV19iZ2hnPk1xeXBkeFxl"
    "Z2P/wAALCAAGAAgBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAA//EABkQAAEFAAAAAAAAAAAAAAAAAAQABiEykf/aAAgBAQAAPwBx2eNFcX//2Q==")
WEBP = base64.b64decode("UklGRigAAABXRUJQVlA4TBwAAAAvB0ABAM1kRP8Ditq2gXpyKX+Mew1BREwAeu8N")
AVIF = bytes.fromhex(
    "0000001c667479706176696600000000617669666d6966316d696166000000ea6d657461000000000000002168646c72000000000000000070"
    "696374000000000000000000000000000000000e7069746d00000000000100000022696c6f6300000000444000010001000000000"
    "10e000100000000000000aa0000002369696e6600000000000100000015696e6665020000000001000061763031000000006a697072700000"
    "004b6970636f00000013636f6c726e636c78000200020006800000000c617631438120020000000014697370650000000000000008000000060"
    "00000107069786900000000030808080000001769706d61000000000000000100010481820384000000b26d64617412000a083808bd610202"
    "0690329b011000008c5fb054d8d5d927fb7ffddcf7a1516400fa25fd15950c0398703de998f679c47647919c7412b4ccccfe38f70fe68d07d0"
    "f03aed307b499de4c1aaef1c040be457bb57cbc986139db4c8c91b9e22e8f7eb733677eea9d7fc56464a588751b350b180129fd17291acdce6"
    "9b117fd04428c27b44d6cd9e6d5395ef09a5583d3761231dea117e96850be2a85ff67b35b18e4c64a3e650aa37d8")


def coded_files():
    yield "plane.jpg", JPEG, None
    yield "half.jpg", JPEG[:len(JPEG) // 2], ""
    yield "no-end.jpg", JPEG[:-2], ""
    yield "marker.jpg", JPEG[:3], ""
    yield "large.jpg", JPEG.replace(b"\x08\0\x06\0\x08", b"\x08\xff\xff\xff\xff"), ""
    yield "no-height.jpg", JPEG.replace(b"\x08\0\x06\0\x08", b"\x08\0\0\0\x08"), ""
    yield "bad-table.jpg", JPEG.replace(b"\xff\xc4\0\x14", b"\xff\xc4\0\xff"), ""
    yield "plane.webp", WEBP, None
    yield "half.webp", WEBP[:30], ""
    yield "head-alone.webp", WEBP[:12], ""
    yield "bad-length.webp", edited(WEBP, 4, b"\xff\xff\xff\xff"), ""
    yield "bad-data.webp", edited(WEBP, 20, b"\xff" * 20), ""
    yield "plane.avif", AVIF, None
    yield "half.avif", AVIF[:len(AVIF) // 2], ""
    yield "head-alone.avif", AVIF[:28], ""
    yield "bad-data.avif", edited(AVIF, len(AVIF) - 170, b"\xff" * 10), ""
    yield "no-items.avif", AVIF.replace(b"iloc", b"iloX"), ""


def other_files():
    yield "nothing", b"", "empty"
    yield "zeros", bytes(1000), "not in a format known"
    yield "pickle.pkl", b"\x80\x04\x95\x01\0\0\0\0\0\0\0K\1.", "pickle"
    yield "page.html", b"<!DOCTYPE html><p>", "web page"
    yield "archive.tar", bytes(257) + b"ustar" + bytes(250), "TAR"
    yield "data.h5", b"\x89HDF\r\n\x1a\n", "HDF5"
    yield "packed.xz", b"\xfd7zXZ\0\0", "xz"
    yield "elf", b"\x7fELF" + bytes(100), "not in a format known"


def all_files():
    """Of each format its files, as (name, bytes, expected)."""
    return {"idx": list(idx_files()), "npy": list(npy_files()), "npz": list(npz_files()), "gzip": list(gzip_files()),
            "csv": list(csv_files()), "png": list(png_files()), "bmp": list(bmp_files()), "gif": list(gif_files()),
            "tiff": list(tiff_files()), "pnm": list(pnm_files()),
            **{kind: [f for f in coded_files() if f[0].endswith(end)]
               for kind, end in (("jpeg", ".jpg"), ("webp", ".webp"), ("heif", ".avif"))},
            "other": list(other_files())}
