// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/foreign.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "core/io/byte_source.h"

namespace poolscope {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kPickle =
    "is a Python pickle, which can run any program and is never loaded; save the array with numpy.save";
constexpr std::string_view kTorch =
    "is a PyTorch file, a pickle that is never loaded; save the tensor with numpy.save(\"x.npy\", tensor.numpy())";
constexpr std::string_view kWebPage = "is a web page, not the file behind it; download the file itself";

// A format and the bytes that its files have at that place.
struct Foreign {
    std::size_t at;
    std::string_view bytes;
    std::string_view sentence;
};

constexpr std::array kForeign{
    Foreign{0, "\x89HDF\r\n\x1a\n", "is an HDF5 file (.h5, or .mat 7.3); save one array of it with numpy.save"},
    Foreign{0, "MATLAB 5.0", "is a MATLAB file; save an array of scipy.io.loadmat with numpy.save"},
    Foreign{0, "PAR1", "is a Parquet file; write its table with pandas' to_csv, or its pictures one by one"},
    Foreign{0, "ARROW1", "is an Arrow file; write its table with pandas' to_csv"},
    Foreign{0, "\x80\x02\x8a\x0al\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19", kTorch},
    Foreign{0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "is an old Excel or Office file; save the sheet as CSV"},
    Foreign{0, "%PDF", "is a PDF document; save the picture in it as PNG"},
    Foreign{0, "8BPS", "is a Photoshop file; save the picture as PNG"},
    Foreign{0, "SIMPLE  =", "is a FITS file; save its array with numpy.save"},
    Foreign{128, "DICM", "is a DICOM file; save its pixel array with numpy.save, or the picture as PNG"},
    Foreign{344, "n+1\0"sv, "is a NIfTI file; save its array with numpy.save"},
    Foreign{0, "\x76\x2f\x31\x01", "is an OpenEXR picture; save it as TIFF"},
    Foreign{257, "ustar", "is a TAR archive; unpack it and open a file in it"},
    Foreign{0, "7z\xBC\xAF\x27\x1C", "is a 7z archive; unpack it and open a file in it"},
    Foreign{0, "Rar!\x1A\x07", "is a RAR archive; unpack it and open a file in it"},
    Foreign{0,
            "\xFD"
            "7zXZ\0"sv,
            "is compressed by xz; unpack it, or compress it by gzip"},
    Foreign{0, "BZh", "is compressed by bzip2; unpack it, or compress it by gzip"},
    Foreign{0, "\x28\xB5\x2F\xFD", "is compressed by zstd; unpack it, or compress it by gzip"},
    Foreign{0, "SQLite format 3", "is an SQLite database; write a table of it as CSV"},
    Foreign{0, "version https://git-lfs", "is a pointer of Git LFS, not the file itself; fetch it with git lfs pull"},
    Foreign{0, "<!DOCTYPE html", kWebPage},
    Foreign{0, "<!doctype html", kWebPage},
    Foreign{0, "<html", kWebPage},
    Foreign{0, "{\\rtf", "is a document, not a table; save it as CSV"},
    Foreign{0, "\xFF\xFE", "is text in UTF-16; save it as UTF-8"},
    Foreign{0, "\xFE\xFF", "is text in UTF-16; save it as UTF-8"},
    Foreign{0, "%%MatrixMarket", "is a Matrix Market file; save its array with numpy.save"},
    Foreign{0, "{\"nbformat\"", "is a notebook; save its array with numpy.save"},
};

bool endsWith(std::string_view name, std::initializer_list<std::string_view> ends) {
    std::string lower(name);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return std::any_of(ends.begin(), ends.end(), [&](std::string_view end) { return lower.ends_with(end); });
}

// Protocols 2 to 5 begin with their number; every pickle ends with a stop.
bool isPickle(std::string_view text) {
    return text.size() > 3 && text[0] == '\x80' && text[1] >= 2 && text[1] <= 5 && text.back() == '.';
}

// The length of a JSON header, then the header.
bool isSafetensors(std::span<const std::byte> bytes) {
    if (bytes.size() < 10 || bytes[8] != std::byte{'{'}) return false;
    return readLittleEndian(bytes.first(4)) <= bytes.size() - 8 && readLittleEndian(bytes.subspan(4, 4)) == 0 &&
           bytes[9] == std::byte{'"'};
}

}  // namespace

std::optional<std::string> foreignFormat(std::span<const std::byte> bytes) {
    const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    for (const Foreign& foreign : kForeign) {
        if (text.size() >= foreign.at && text.substr(foreign.at).starts_with(foreign.bytes)) {
            return std::string(foreign.sentence);
        }
    }
    if (isPickle(text)) return std::string(kPickle);
    if (isSafetensors(bytes)) return "is a safetensors file; save one of its tensors with numpy.save";
    return std::nullopt;
}

bool mayBeForeign(std::span<const std::byte> beginning) {
    const std::string_view text(reinterpret_cast<const char*>(beginning.data()), beginning.size());
    const bool mayBePickle = text.size() > 3 && text[0] == '\x80' && text[1] >= 2 && text[1] <= 5;
    const bool mayBeSafetensors = text.size() >= 10 && text.substr(8, 2) == "{\"";
    return mayBePickle || mayBeSafetensors || foreignFormat(beginning);
}

std::optional<std::string> foreignArchive(const std::vector<std::string>& names) {
    const auto any = [&names](auto&& matches) { return std::any_of(names.begin(), names.end(), matches); };
    if (any([](const std::string& name) { return name.starts_with("xl/"); })) {
        return "is an Excel workbook (.xlsx); save the sheet as CSV";
    }
    if (any([](const std::string& name) { return name == "mimetype" || name == "[Content_Types].xml"; })) {
        return "is an Office or OpenDocument file; save the table in it as CSV";
    }
    if (any([](const std::string& name) { return name == "data.pkl" || name.ends_with("/data.pkl"); })) {
        return std::string(kTorch);
    }
    if (any([](const std::string& name) { return name == "model.weights.h5"; })) {
        return "is a Keras model; save an array of it with numpy.save";
    }
    const auto isPicture = [](const std::string& name) {
        return endsWith(name, {".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".webp", ".pgm", ".ppm"});
    };
    if (any(isPicture)) return "is a ZIP archive of pictures; unpack it and open the pictures";
    if (any([](const std::string& name) {
            return endsWith(name, {".csv", ".txt", ".gz", "-ubyte", ".npz", ".mat"});
        })) {
        return "is a ZIP archive of other files; unpack it and open one of them";
    }
    return std::nullopt;
}

}  // namespace poolscope
