// SPDX-License-Identifier: GPL-3.0-or-later
// Arrays as files hold them: bytes in, arrays out, and back. Knows nothing of experiments.
// Every size in a header is checked against limits and against the bytes that remain before memory is taken.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/base/error.h"
#include "core/base/limits.h"
#include "core/base/run_control.h"
#include "core/io/reading.h"
#include "core/tensor/stored_images.h"

namespace poolscope {

// How many of the stored values float32 cannot hold, so that different values may tie.
struct Inexact {
    std::int64_t rounded = 0;   // to the nearest value
    std::int64_t infinite = 0;  // finite as stored, too large for float32

    void count(double value);
    bool any() const { return rounded + infinite > 0; }
};

struct Array {
    std::string format;               // "npy", "npz", "idx", "csv"; inside gzip "idx.gz", "npy.gz", "csv.gz"
    std::string dtype;                // as NumPy names it: "uint8", "float32", "int64", "bool"
    std::vector<std::int64_t> shape;  // as stored
    std::vector<float> values;        // row-major, converted to float32; empty where there are bytes
    // Describes the values as stored, before conversion, with the sum in double; NaN is left out of min and max, not of
    // sum.
    Statistics stored;
    SharedBytes bytes{};                 // instead of values: those of uint8, where the reader was asked to keep them
    std::vector<Note> notes{};           // what a reader says that is no error
    std::vector<std::string> columns{};  // what a header line calls the columns of a table; empty where there is none
    Inexact inexact{};
    // Of an array that is above the limits as a whole, and was read in part: which images these are, and how many there
    // would be. The shape is that of the part.
    std::vector<std::int64_t> numbers{};
    std::int64_t wholeCount = 0;

    // How many values it has.
    std::int64_t count() const { return std::max(std::ssize(values), std::ssize(bytes)); }
    // Makes float32 values of what were bytes.
    void widen();
};

using Bytes = std::vector<std::byte>;
// A whole file, never null, whose bytes an array may share.
using SharedFile = std::shared_ptr<const Bytes>;
inline SharedFile sharedFile(Bytes bytes) {
    return std::make_shared<const Bytes>(std::move(bytes));
}

// A whole regular file; refuses directories, pipes, devices and files above kMaxFileBytes without opening them.
// The path is in the bytes of the file system. Errors name the path. All readers fail with kStopped when they are
// stopped, and the progress of `run` rises to 1.
Result<Bytes> readFile(const std::string& path, const RunControl& run = {});

// What errors call it.
inline constexpr const char* kStandardInput = "standard input";
// All that comes until its end, up to kMaxFileBytes; refuses a terminal.
Result<Bytes> readStandardInput();

// NPY or IDX, raw or inside gzip, and text inside gzip. `name` is what errors call the file. The whole payload is read
// and checked; bytes left over are an error. Archives and text are refused.
Result<Array> readArray(std::span<const std::byte> bytes, const std::string& name, const RunControl& run = {});

Result<Array> readNpy(std::span<const std::byte> bytes, const std::string& name, const RunControl& run = {});
// Raw or inside gzip, the latter decoded no further than one byte beyond what the header declares.
Result<Array> readIdx(std::span<const std::byte> bytes, const std::string& name, const RunControl& run = {});
// All members, CRC and length checked; refused when the content would exceed maxBytes.
Result<Bytes> gunzip(std::span<const std::byte> bytes, const std::string& name, std::int64_t maxBytes);

// "3 of 10 values were rounded ..." as a note for the user. `any()` must hold.
std::string inexactNote(const Inexact& inexact, std::int64_t values);

// There is no image of that number in `name`, which holds `count`.
tl::unexpected<Error> noImage(const std::string& name, std::int64_t number, std::int64_t count);

// The shape as NumPy writes it: "(28, 28)", "(5,)", "()".
std::string shapeText(std::span<const std::int64_t> shape);

// 2-D arrays become (1, 1, H, W), 3-D (N, 1, H, W), 4-D (N, C, H, W); anything else, and C, H or W = 0, is an error.
Result<StoredImages> toImages(Array array, const std::string& name);

// NPY version 1.0, little-endian, C order, the same bytes as numpy.save. values.size() is the product of the shape, or
// less where the others follow in the file.
Bytes writeNpy(std::span<const float> values, std::span<const std::int64_t> shape);
Bytes writeNpy(std::span<const std::int64_t> values, std::span<const std::int64_t> shape);

}  // namespace poolscope
