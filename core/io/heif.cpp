// SPDX-License-Identifier: GPL-3.0-or-later
// HEIC and AVIF, which telephones write, by libheif. It turns the pictures upright itself.
#include <libheif/heif.h>

#include <algorithm>
#include <cstring>

#include "core/io/byte_source.h"
#include "core/io/picture.h"
#include "core/io/release.h"

namespace poolscope {
namespace {

using Context = Owned<heif_context, heif_context_free>;
using Handle = Owned<heif_image_handle, heif_image_handle_release>;
using Image = Owned<heif_image, heif_image_release>;

// The brand of a file stands behind the length of its first box, and the brands it is compatible with behind that.
bool hasBrand(std::span<const std::byte> bytes, std::initializer_list<std::string_view> brands) {
    if (bytes.size() < 16) return false;
    const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    if (text.substr(4, 4) != "ftyp") return false;
    const std::size_t end = std::min<std::size_t>(readBigEndian(bytes.first(4)), bytes.size());
    for (std::size_t at = 8; at + 4 <= end; at += 4) {
        if (at != 12 && std::find(brands.begin(), brands.end(), text.substr(at, 4)) != brands.end()) return true;
    }
    return false;
}

bool isHeif(std::span<const std::byte> bytes) {
    return hasBrand(bytes, {"heic", "heix", "heim", "heis", "hevc", "mif1", "msf1", "avif", "avis"});
}

// The pictures of the file, the main one first.
std::vector<heif_item_id> picturesOf(heif_context* context) {
    const int count = std::max(heif_context_get_number_of_top_level_images(context), 0);
    std::vector<heif_item_id> ids(static_cast<std::size_t>(count));
    heif_context_get_list_of_top_level_image_IDs(context, ids.data(), count);
    heif_item_id main = 0;
    if (heif_context_get_primary_image_ID(context, &main).code == heif_error_Ok) {
        std::stable_partition(ids.begin(), ids.end(), [main](heif_item_id id) { return id == main; });
    }
    return ids;
}

PictureKind kindOf(const heif_image_handle* handle) {
    const int bits = heif_image_handle_get_luma_bits_per_pixel(handle);
    return {.width = heif_image_handle_get_width(handle),
            .height = heif_image_handle_get_height(handle),
            .channels = heif_image_handle_has_alpha_channel(handle) != 0 ? 4 : 3,
            .dtype = bits > 8 ? "uint16" : "uint8",
            .white = static_cast<double>((1 << std::clamp(bits, 8, 16)) - 1),
            .premultiplied = heif_image_handle_is_premultiplied_alpha(handle) != 0};
}

heif_chroma chromaOf(const PictureKind& kind) {
    const bool alpha = kind.channels == 4;
    if (kind.white == 255) return alpha ? heif_chroma_interleaved_RGBA : heif_chroma_interleaved_RGB;
    return alpha ? heif_chroma_interleaved_RRGGBBAA_LE : heif_chroma_interleaved_RRGGBB_LE;
}

tl::unexpected<Error> problem(const heif_error& error, const PictureBatch& batch) {
    if (error.subcode == heif_suberror_End_of_data) return batch.incomplete();
    if (error.subcode == heif_suberror_Unsupported_codec) {
        return batch.refused(
            "libheif here has no decoder for it; on Debian and Ubuntu the package libheif-plugin-libde265 has that of "
            "HEIC, and libheif-plugin-dav1d that of AVIF");
    }
    if (error.code == heif_error_Unsupported_feature || error.code == heif_error_Unsupported_filetype) {
        return batch.refused(std::string("libheif here does not read it (") + error.message + ")");
    }
    return batch.damaged(error.message);
}

Result<void> putRows(const heif_image* image, const PictureKind& kind, PictureBatch& batch) {
    int stride = 0;
    const std::uint8_t* const plane = heif_image_get_plane_readonly(image, heif_channel_interleaved, &stride);
    if (plane == nullptr || heif_image_get_primary_width(image) != kind.width ||
        heif_image_get_primary_height(image) != kind.height) {
        return batch.damaged("a picture has another size than the file says");
    }
    std::vector<double> samples(static_cast<std::size_t>(kind.width * kind.channels));
    for (std::int64_t y = 0; y < kind.height; ++y) {
        const std::uint8_t* const row = plane + y * stride;
        for (std::size_t i = 0; i < samples.size(); ++i) {
            samples[i] = kind.white == 255 ? row[i] : row[2 * i] + 256 * row[2 * i + 1];
        }
        batch.put(y, 0, samples);
    }
    return {};
}

Result<Array> readHeif(std::span<const std::byte> bytes, const InputRequest& request) {
    PictureBatch batch(kHeifFormat.title, request);
    const Context context(heif_context_alloc());
    const heif_error opened =
        heif_context_read_from_memory_without_copy(context.get(), bytes.data(), bytes.size(), nullptr);
    if (opened.code != heif_error_Ok) return problem(opened, batch);
    for (const heif_item_id id : picturesOf(context.get())) {
        heif_image_handle* found = nullptr;
        const heif_error named = heif_context_get_image_handle(context.get(), id, &found);
        if (named.code != heif_error_Ok) return problem(named, batch);
        const Handle handle(found);
        const PictureKind kind = kindOf(handle.get());
        const auto wanted = batch.begin(kind);
        if (!wanted) return tl::unexpected(wanted.error());
        if (!*wanted) break;
        heif_image* decoded = nullptr;
        const heif_error read = heif_decode_image(handle.get(), &decoded, heif_colorspace_RGB, chromaOf(kind), nullptr);
        if (read.code != heif_error_Ok) return problem(read, batch);
        const Image image(decoded);
        if (const auto put = putRows(image.get(), kind, batch); !put) return tl::unexpected(put.error());
    }
    auto array = batch.take();
    if (array) array->format = hasBrand(bytes, {"avif", "avis"}) ? "avif" : "heic";
    return array;
}

}  // namespace

const InputFormat kHeifFormat{.name = "heic",
                              .title = "HEIC or AVIF",
                              .patterns = "*.heic *.heif *.avif",
                              .media = "image/heif image/avif",
                              .recognises = isHeif,
                              .read = readHeif,
                              .isPicture = true};

}  // namespace poolscope
