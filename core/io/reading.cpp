// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/reading.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string_view>

#include "core/base/checked.h"
#include "core/io/array.h"
#include "core/io/labels.h"

namespace poolscope {
namespace {

using Sizes = std::vector<std::int64_t>;

std::string sizesText(const Sizes& sizes, const std::string& between = ",") {
    std::string text;
    for (const std::int64_t size : sizes) text += (text.empty() ? "" : between) + std::to_string(size);
    return text;
}

std::int64_t product(std::span<const std::int64_t> sizes) {
    std::int64_t count = 1;
    for (const std::int64_t size : sizes) count *= size;
    return count;
}

// "28,28" for 784 and "3,32,32" for 3072; nothing where no picture has that many values.
std::optional<Sizes> squareOf(std::int64_t count) {
    for (const std::int64_t channels : {1, 3}) {
        const auto side = static_cast<std::int64_t>(std::lround(std::sqrt(static_cast<double>(count / channels))));
        if (side < 4 || side * side * channels != count) continue;
        return channels == 1 ? Sizes{side, side} : Sizes{channels, side, side};
    }
    return std::nullopt;
}

// Takes one column out of a table of numbers.
Array takeColumn(Array& table, std::size_t column) {
    table.widen();
    const auto rows = static_cast<std::size_t>(table.shape[0]);
    const auto cols = static_cast<std::size_t>(table.shape[1]);
    Array taken{table.format, table.dtype, {table.shape[0]}, {}, {}};
    std::size_t to = 0;
    for (std::size_t i = 0; i < rows * cols; ++i) {
        if (i % cols == column) {
            taken.values.push_back(table.values[i]);
        } else {
            table.values[to++] = table.values[i];
        }
    }
    table.values.resize(to);
    --table.shape[1];
    return taken;
}

bool isLabelName(std::string name) {
    std::transform(name.begin(), name.end(), name.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    constexpr std::array<std::string_view, 6> kNames{"label", "labels", "class", "target", "digit", "y"};
    return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

// The first or the last column, where a header line calls it a label.
std::optional<std::size_t> labelColumn(const Array& array) {
    if (array.columns.size() < 2) return std::nullopt;
    if (isLabelName(array.columns.front())) return 0;
    if (isLabelName(array.columns.back())) return array.columns.size() - 1;
    return std::nullopt;
}

// The last of three or four axes, where it may be that of the channels.
std::optional<std::int64_t> fewLast(std::span<const std::int64_t> shape) {
    if (shape.size() != 3 && shape.size() != 4) return std::nullopt;
    const std::int64_t last = shape.back();
    return last == 1 || last == 3 || last == 4 ? std::optional(last) : std::nullopt;
}

bool seemsChannelsLast(std::span<const std::int64_t> shape) {
    const auto channels = fewLast(shape);
    return channels && std::all_of(shape.end() - 3, shape.end() - 1,
                                   [&channels](std::int64_t side) { return side >= 5 && side >= 4 * *channels; });
}

// Few channels could be last, but the sides are not large enough to tell.
bool isDoubtful(std::span<const std::int64_t> shape) {
    const auto channels = fewLast(shape);
    return channels &&
           std::all_of(shape.end() - 3, shape.end() - 1, [&channels](std::int64_t side) { return side > *channels; });
}

// One array to be read as images.
class Reader {
  public:
    Reader(Array array, const Reading& reading, const std::string& name)
        : array_(std::move(array)), reading_(reading), name_(name) {}

    Result<Images> read() {
        if (Result<void> ok = checkReading(reading_); !ok) return fail(name_, ok.error().message);
        if (Result<void> ok = readHeader(); !ok) return tl::unexpected(ok.error());
        if (Result<void> ok = reshape(); !ok) return tl::unexpected(ok.error());
        if (Result<void> ok = orderAxes(); !ok) return tl::unexpected(ok.error());
        if (Result<void> ok = hintAtRows(); !ok) return tl::unexpected(ok.error());
        auto images = toImages(std::move(array_), name_);
        if (!images) return tl::unexpected(images.error());
        images_.images = reading_.transpose ? StoredImages(transposed(*images->tensor())) : std::move(*images);
        auto sized = resized(std::move(images_.images), reading_, name_);
        if (!sized) return tl::unexpected(sized.error());
        images_.images = std::move(*sized);
        if (labels_.shape.empty()) return std::move(images_);
        auto labels = labelsOf(labels_, images_.images.shape.n, name_);
        if (!labels) return tl::unexpected(labels.error());
        images_.labels = std::move(*labels);
        return std::move(images_);
    }

  private:
    Result<void> readHeader();
    Result<void> reshape();
    Result<void> orderAxes();
    void putChannelsFirst();
    void hintAtChannels();
    Result<void> hintAtRows();
    static Tensor transposed(const Tensor& x);
    // What was guessed, and what `change` makes of the reading instead.
    template <class Change>
    void offer(const std::string& text, const std::string& button, const std::string& option, const Change& change) {
        Reading other = reading_;
        change(other);
        images_.notes.push_back({text, OtherReading{other, button, option}});
    }

    Array array_;
    const Reading& reading_;
    const std::string& name_;
    Sizes sizes_;     // of each row that is an image
    Array labels_{};  // without a shape: none
    Images images_;
};

// Tables of images name their columns: label, pixel0, pixel1, ...
Result<void> Reader::readHeader() {
    sizes_ = reading_.reshape;
    const auto column = labelColumn(array_);
    const auto pixels = std::ssize(array_.columns) - (column ? 1 : 0);
    if (!sizes_.empty() || array_.columns.empty() || reading_.axes != Axes::Auto) return {};
    const auto square = squareOf(pixels);
    const bool named = column || array_.columns.front().starts_with("pixel") || array_.columns.front() == "1x1";
    if (!square || !named) return {};
    sizes_ = *square;
    offer("by its header line each row is one image of " + sizesText(sizes_, " \u00D7 ") +
              (column ? " and its label" : ""),
          TRANSLATABLE("core", "Read as one picture"), "--axes nchw reads it as one picture",
          [](Reading& other) { other.axes = Axes::Nchw; });
    return {};
}

Result<void> Reader::reshape() {
    if (sizes_.empty()) return {};
    const std::int64_t wanted = product(sizes_);
    Sizes& shape = array_.shape;
    const std::int64_t total = array_.count();
    if (shape.size() == 1 && shape[0] == wanted + 1) shape.insert(shape.begin(), 1);
    const bool isTable = shape.size() == 2;
    if (isTable && shape[1] == wanted + 1) labels_ = takeColumn(array_, labelColumn(array_).value_or(0));
    const bool fits = isTable ? shape[1] == wanted : !shape.empty() && total % wanted == 0;
    if (!fits) {
        const std::string has =
            isTable ? "each row has " + std::to_string(shape[1]) + (shape[1] == 1 ? " number" : " numbers")
                    : "the array has shape " + shapeText(shape);
        return fail(name_,
                    has + "; an image of " + sizesText(sizes_) + " needs " + std::to_string(wanted) +
                        (isTable ? " in each row, or one more where a label comes first" : " numbers for each image"));
    }
    Sizes images{isTable ? shape[0] : total / wanted};
    if (sizes_.size() == 2) {
        images.insert(images.end(), {1, sizes_[0], sizes_[1]});
    } else if (reading_.axes == Axes::Nhwc) {
        images.insert(images.end(), {sizes_[1], sizes_[2], sizes_[0]});
    } else {
        images.insert(images.end(), sizes_.begin(), sizes_.end());
    }
    shape = images;
    return {};
}

Result<void> Reader::orderAxes() {
    const Sizes shape = array_.shape;
    const bool reshaped = !sizes_.empty();
    if (reading_.axes == Axes::Nhwc && shape.size() != 3 && shape.size() != 4) {
        return fail(name_, "the array has shape " + shapeText(shape) +
                               "; channels last needs 3 dimensions (H, W, C) or 4 (N, H, W, C)");
    }
    if (reshaped && (reading_.axes != Axes::Nhwc || sizes_.size() == 2)) return {};
    const bool guessed = reading_.axes == Axes::Auto && seemsChannelsLast(shape);
    if (!guessed && reading_.axes != Axes::Nhwc) {
        if (reading_.axes == Axes::Auto && isDoubtful(shape)) {
            offer("shape " + shapeText(shape) + " was read channels first", TRANSLATABLE("core", "Read channels last"),
                  "--axes nhwc reads it channels last", [](Reading& other) { other.axes = Axes::Nhwc; });
        }
        hintAtChannels();
        return {};
    }
    putChannelsFirst();
    if (guessed) {
        offer("shape " + shapeText(shape) + " was read channels last, as (N, C, H, W) = " + shapeText(array_.shape),
              TRANSLATABLE("core", "Read channels first"), "--axes nchw reads it channels first",
              [](Reading& other) { other.axes = Axes::Nchw; });
    }
    return {};
}

// (H, W, C) and (N, H, W, C) become (N, C, H, W).
void Reader::putChannelsFirst() {
    Sizes& shape = array_.shape;
    if (shape.size() == 3) shape.insert(shape.begin(), 1);
    const auto n = static_cast<std::size_t>(shape[0]);
    const auto plane = static_cast<std::size_t>(shape[1] * shape[2]);
    const auto channels = static_cast<std::size_t>(shape[3]);
    const auto moved = [n, plane, channels](const auto& values) {
        std::vector<std::remove_cvref_t<decltype(values[0])>> to(values.size());
        if (values.empty()) return to;
        for (std::size_t i = 0; i < n; ++i) {
            for (std::size_t p = 0; p < plane; ++p) {
                for (std::size_t c = 0; c < channels; ++c) {
                    to[(i * channels + c) * plane + p] = values[(i * plane + p) * channels + c];
                }
            }
        }
        return to;
    };
    array_.values = moved(array_.values);
    array_.bytes = moved(array_.bytes);
    shape = {shape[0], shape[3], shape[1], shape[2]};
}

// A batch of three or four images is shaped as one image of so many channels is.
void Reader::hintAtChannels() {
    const Sizes shape = array_.shape;
    if (shape.size() != 3 || reading_.axes != Axes::Auto || !sizes_.empty()) return;
    const bool few = shape[0] == 3 || shape[0] == 4;
    if (!few || shape[1] != shape[2] || shape[1] < 4 * shape[0]) return;
    offer("shape " + shapeText(shape) + " was read as " + std::to_string(shape[0]) + " grey images",
          "Read as " + sizesText(shape, "\u00D7"),
          "--reshape " + sizesText(shape) + " reads one colour image" + (shape[0] == 4 ? " of 4 channels" : ""),
          [&shape](Reading& other) { other.reshape = shape; });
}

// Rows as long as the pictures of MNIST and CIFAR are more likely images than lines of one picture; one alone is no
// picture at all.
Result<void> Reader::hintAtRows() {
    const std::size_t rank = array_.shape.size();
    if ((rank != 1 && rank != 2) || reading_.axes != Axes::Auto) return {};
    const std::int64_t length = array_.shape.back();
    if (length != 784 && length != 785 && length != 3072 && length != 3073) return {};
    const bool labelled = length % 2 == 1;
    const Sizes image = *squareOf(length - (labelled ? 1 : 0));
    const std::string reshape = "--reshape " + sizesText(image) + " reads ";
    const std::string label = labelled ? " with its label first" : "";
    if (rank == 1) {
        return fail(name_, "the array has shape " + shapeText(array_.shape) + " with 1 dimension; " + reshape +
                               "it as one image" + label);
    }
    offer("each row has " + std::to_string(length) + " numbers: probably an image of " + sizesText(image, " \u00D7 ") +
              (labelled ? " and its label" : ""),
          "Read as " + sizesText(image, "\u00D7"), reshape + "each row as one image" + label,
          [&image](Reading& other) { other.reshape = image; });
    return {};
}

Tensor Reader::transposed(const Tensor& x) {
    const Shape& from = x.shape;
    Tensor y(Shape{from.n, from.c, from.w, from.h});
    for (std::int64_t m = 0; m < from.planes(); ++m) {
        const auto source = x.plane(m);
        const auto target = y.plane(m);
        for (std::int64_t row = 0; row < from.h; ++row) {
            for (std::int64_t col = 0; col < from.w; ++col) {
                target[static_cast<std::size_t>(col * from.h + row)] =
                    source[static_cast<std::size_t>(row * from.w + col)];
            }
        }
    }
    return y;
}

Result<void> checkReshape(std::span<const std::int64_t> reshape) {
    constexpr const char* kField = "source.reading.reshape";
    if (reshape.size() != 2 && reshape.size() != 3)
        return fail(kField, "two sizes (H,W) or three (C,H,W) are expected");
    std::optional<std::int64_t> count = 1;
    for (const std::int64_t size : reshape) {
        if (size < 1) return fail(kField, "size " + std::to_string(size) + " is not legal: it must be 1 or more");
        if (count) count = checkedMul(*count, size);
        if (!count || *count > kMaxArrayValues) {
            return fail(kField,
                        "the image would have more values than the limit of " + std::to_string(kMaxArrayValues));
        }
    }
    return {};
}

Result<void> checkCrop(const Crop& crop) {
    constexpr const char* kField = "source.reading.crop";
    if (crop.first.row < 0 || crop.first.col < 0) return fail(kField, "row and column (Y,X) must be 0 or more");
    if (crop.size.rows < 1 || crop.size.cols < 1) return fail(kField, "height and width (H,W) must be 1 or more");
    return {};
}

Result<void> checkResize(const Extent& size) {
    constexpr const char* kField = "source.reading.resize";
    if (size.rows < 1 || size.cols < 1) return fail(kField, "height and width (H,W) must be 1 or more");
    const auto count = checkedMul(size.rows, size.cols);
    if (count && *count <= kMaxArrayValues) return {};
    return fail(kField, "the image would have more values than the limit of " + std::to_string(kMaxArrayValues));
}

}  // namespace

Result<void> checkReading(const Reading& reading) {
    Result<void> ok;
    if (!reading.reshape.empty()) ok = checkReshape(reading.reshape);
    if (ok && reading.crop) ok = checkCrop(*reading.crop);
    if (ok && reading.resize) ok = checkResize(*reading.resize);
    return ok;
}

bool countsImages(std::span<const std::int64_t> shape, const Reading& reading) {
    if (shape.size() < 2) return false;
    if (reading.reshape.empty()) {
        const bool last = reading.axes == Axes::Nhwc || (reading.axes == Axes::Auto && seemsChannelsLast(shape));
        return shape.size() == 4 || (shape.size() == 3 && !last);
    }
    const std::int64_t wanted = product(reading.reshape);
    const std::int64_t each = product(shape.subspan(1));
    return each == wanted || (shape.size() == 2 && each == wanted + 1);
}

std::string toText(const Note& note) {
    return note.other ? note.text + "; " + note.other->option : note.text;
}

Result<StoredImages> resized(StoredImages images, const Reading& reading, const std::string& name) {
    if (reading.crop) {
        const Extent plane = images.shape.plane();
        const Crop& crop = *reading.crop;
        if (!crop.fitsInto(plane)) {
            return fail(name, "the part " +
                                  sizesText({crop.first.row, crop.first.col, crop.size.rows, crop.size.cols}) +
                                  " reaches outside the image of " + toText(plane) + " cells: Y + H may be at most " +
                                  std::to_string(plane.rows) + ", and X + W at most " + std::to_string(plane.cols));
        }
        images = cropped(*images.tensor(), crop);
    }
    if (!reading.resize) return images;
    const Shape shape = images.shape.withPlane(*reading.resize);
    const auto planes = std::max<std::int64_t>(shape.planes(), 1);
    if (shape.plane().count() > kMaxArrayValues / planes) {
        return fail(name, "the size " + sizesText({shape.h, shape.w}) + " would give " + toText(shape) +
                              ", more values than the limit of " + std::to_string(kMaxArrayValues));
    }
    return StoredImages(areaAveraged(*images.tensor(), *reading.resize));
}

Result<Images> imagesOf(Array array, const Reading& reading, const std::string& name) {
    return Reader(std::move(array), reading, name).read();
}

}  // namespace poolscope
