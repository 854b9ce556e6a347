// SPDX-License-Identifier: GPL-3.0-or-later
// What can be saved and opened.
#include <algorithm>

#include "core/base/checked.h"
#include "core/experiment/experiment_words.h"
#include "core/filter/filter.h"
#include "core/session/experiment_json.h"

namespace poolscope {
namespace {

constexpr std::int64_t kMostField = (std::int64_t{1} << 31) - 1;  // what the window grid takes at most

Result<void> inRange(const std::string& field, const std::string& what, std::int64_t value, std::int64_t least) {
    if (value >= least && value <= kMostField) return {};
    return fail(field, what + " " + std::to_string(value) + " is not legal: it must be " + std::to_string(least) +
                           " to " + std::to_string(kMostField));
}

Result<void> checkExtent(const std::string& field, const std::string& what, const Extent& extent) {
    if (Result<void> ok = inRange(field, what, extent.rows, 1); !ok) return ok;
    return inRange(field, what, extent.cols, 1);
}

Result<void> checkWindow(const WindowSpec& window) {
    if (Result<void> ok = checkExtent("window.size", "size", window.size); !ok) return ok;
    if (Result<void> ok = checkExtent("window.stride", "stride", window.stride); !ok) return ok;
    if (Result<void> ok = checkExtent("window.dilation", "dilation", window.dilation); !ok) return ok;
    const Padding& pad = window.padding;
    for (const std::int64_t cells : {pad.top, pad.left, pad.bottom, pad.right}) {
        if (Result<void> ok = inRange("window.padding.cells", "padding", cells, 0); !ok) return ok;
    }
    return {};
}

// No images at all are the range 0 to -1.
Result<void> checkRange(const std::string& field, const ImageRange& images) {
    if (images.first >= 0 && images.first <= kMaxArrayValues && images.last >= images.first - 1 &&
        images.last <= kMaxArrayValues) {
        return {};
    }
    return fail(field, "images " + std::to_string(images.first) + " to " + std::to_string(images.last) +
                           " are no legal choice: the first must be 0 or more, and the last not before it");
}

Result<void> checkTensor(const std::string& field, const Tensor& tensor) {
    const Shape& shape = tensor.shape;
    if (Result<void> ok = checkShape(shape); !ok) return fail(field + ".shape", ok.error().message);
    if (shape.count() == static_cast<std::int64_t>(tensor.values.size())) return {};
    return fail(field + ".values", "there are " + std::to_string(tensor.values.size()) + " values, but the shape " +
                                       toText(shape) + " has " + std::to_string(shape.count()));
}

bool isSha256(const std::string& text) {
    return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

Result<void> checkFile(const SourceRef& ref, const SavedSource& saved) {
    if (ref.path.empty()) return fail("source.path", "the name of the file is missing");
    if (isSha256(saved.sha256)) return {};
    return fail("source.sha256", "64 hex digits in lower case are expected, the SHA-256 of the file");
}

Result<void> checkSource(const SourceRef& ref, const SavedSource& saved) {
    if (ref.images) {
        for (const ImageRange& range : ref.images->ranges) {
            if (Result<void> ok = checkRange("source.images", range); !ok) return ok;
        }
    }
    if (Result<void> ok = checkReading(ref.reading); !ok) return ok;
    if (!saved.labelsSha256.empty() && !isSha256(saved.labelsSha256)) {
        return fail("source.reading.labelsSha256", "64 hex digits in lower case are expected, the SHA-256 of the file");
    }
    const SourceKind kind = sourceKindOf(ref);
    if (kind == SourceKind::File) {
        if (Result<void> ok = checkFile(ref, saved); !ok) return ok;
    } else {
        const bool named = kind == SourceKind::Mnist && !ref.path.empty();
        const char* extra = named                                                      ? "path"
                            : !ref.member.empty()                                      ? "member"
                            : !saved.beside.empty()                                    ? "beside"
                            : !saved.sha256.empty()                                    ? "sha256"
                            : saved.rgb                                                ? "rgb"
                            : kind == SourceKind::Embedded && ref.reading != Reading{} ? "reading"
                                                                                       : nullptr;
        if (extra) return fail(std::string("source.") + extra, "has no meaning for a source that is in no file");
    }
    if (kind == SourceKind::Embedded) {
        if (!saved.embedded) return fail("source.embedded", "the images are missing");
        return checkTensor("source.embedded", *saved.embedded);
    }
    if (saved.embedded) return fail("source.embedded", "has no meaning for a source that is elsewhere");
    return {};
}

Result<void> checkGradient(const GradientSpec& gradient) {
    if (gradient.cell.row < 0 || gradient.cell.col < 0) {
        return fail("gradient.cell", "row and column must be 0 or more");
    }
    const bool given = gradient.kind == Upstream::Given;
    if (given && !gradient.given) return fail("gradient.given", "the values are missing");
    if (!given && gradient.given) return fail("gradient.given", "has no meaning unless the kind is given");
    if (!given && !gradient.file.empty()) return fail("gradient.file", "has no meaning unless the kind is given");
    return given ? checkTensor("gradient.given", *gradient.given) : Result<void>{};
}

}  // namespace

Result<void> checkShape(const Shape& shape) {
    if (shape.n < 0 || shape.c < 1 || shape.h < 1 || shape.w < 1) {
        return fail("", "the shape " + toText(shape) + " is not legal: channels, rows and columns must be 1 or more");
    }
    std::optional<std::int64_t> count = shape.n;
    for (const std::int64_t size : {shape.c, shape.h, shape.w}) {
        if (count) count = checkedMul(*count, size);
        if (!count || *count > kMaxArrayValues || size > kMaxArrayValues) {
            return fail("", "the shape " + toText(shape) + " has more values than the limit of " +
                                std::to_string(kMaxArrayValues));
        }
    }
    return {};
}

Result<void> checkSaved(const SavedExperiment& saved) {
    const Experiment& e = saved.experiment;
    if (Result<void> ok = checkSource(e.source, saved.source); !ok) return ok;
    if (Result<void> ok = checkRange("images", e.images); !ok) return ok;
    const std::size_t known = filterBank().size();
    if (std::any_of(e.filters.filters.begin(), e.filters.filters.end(), [known](auto f) { return f >= known; })) {
        return fail("filters", "there is a filter that is not in the bank");
    }
    if (e.plane < 0) return fail("plane", "plane " + std::to_string(e.plane) + " is not legal: it must be 0 or more");
    if (Result<void> ok = checkWindow(e.window); !ok) return ok;
    if (Result<void> ok = check(e.pool); !ok) return ok;
    return checkGradient(e.gradient);
}

}  // namespace poolscope
