// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/array.h"

#include <initializer_list>

namespace poolscope {
namespace {

bool startsWith(std::span<const std::byte> bytes, std::initializer_list<int> start) {
    if (bytes.size() < start.size()) return false;
    std::size_t i = 0;
    for (const int value : start) {
        if (bytes[i++] != std::byte{static_cast<unsigned char>(value)}) return false;
    }
    return true;
}

bool looksLikeIdx(std::span<const std::byte> bytes) {
    if (!startsWith(bytes, {0, 0}) || bytes.size() < 4) return false;
    const auto type = std::to_integer<int>(bytes[2]);
    const auto dimensions = std::to_integer<int>(bytes[3]);
    return type >= 0x08 && type <= 0x0E && type != 0x0A && dimensions >= 1 && dimensions <= 4;
}

}  // namespace

ArrayFormat recognise(std::span<const std::byte> bytes) {
    if (startsWith(bytes, {0x93, 'N', 'U', 'M', 'P', 'Y'})) return ArrayFormat::Npy;
    if (startsWith(bytes, {'P', 'K', 3, 4}) || startsWith(bytes, {'P', 'K', 5, 6})) return ArrayFormat::Npz;
    if (startsWith(bytes, {0x1F, 0x8B})) return ArrayFormat::Gzip;
    return looksLikeIdx(bytes) ? ArrayFormat::Idx : ArrayFormat::Unknown;
}

Result<Array> readArray(std::span<const std::byte> bytes, const std::string& name, const RunControl& run) {
    switch (recognise(bytes)) {
        case ArrayFormat::Npy:
            return readNpy(bytes, name, run);
        case ArrayFormat::Idx:
        case ArrayFormat::Gzip:
            return readIdx(bytes, name, run);
        case ArrayFormat::Npz:
            return fail(name, "this is an NPZ archive; name one of its arrays");
        case ArrayFormat::Unknown:
            break;
    }
    return fail(name, bytes.empty() ? "the file is empty"
                                    : "this is not an array file; legal are NPY, IDX and gzip-compressed IDX");
}

std::string shapeText(std::span<const std::int64_t> shape) {
    std::string text = "(";
    for (std::size_t i = 0; i < shape.size(); ++i) text += (i > 0 ? ", " : "") + std::to_string(shape[i]);
    return text + (shape.size() == 1 ? ",)" : ")");
}

Result<Tensor> toTensor(Array array, const std::string& name) {
    const std::vector<std::int64_t>& shape = array.shape;
    Shape nchw;
    switch (shape.size()) {
        case 2:
            nchw = {1, 1, shape[0], shape[1]};
            break;
        case 3:
            nchw = {shape[0], 1, shape[1], shape[2]};
            break;
        case 4:
            nchw = {shape[0], shape[1], shape[2], shape[3]};
            break;
        default:
            return fail(name, "the array has shape " + shapeText(shape) + " with " + std::to_string(shape.size()) +
                                  (shape.size() == 1 ? " dimension" : " dimensions") +
                                  "; legal are 2 (H, W), 3 (N, H, W) and 4 (N, C, H, W)");
    }
    if (nchw.c == 0 || nchw.h == 0 || nchw.w == 0) {
        return fail(name, "the array has shape " + shapeText(shape) +
                              "; channels, height and width must be at least 1 (only the number of images may be 0)");
    }
    return Tensor(nchw, std::move(array.values));
}

}  // namespace poolscope
