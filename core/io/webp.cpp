// SPDX-License-Identifier: GPL-3.0-or-later
// WebP, still and animated, by libwebp and its demuxer.
#include <webp/decode.h>
#include <webp/demux.h>

#include "core/io/byte_reader.h"
#include "core/io/byte_source.h"
#include "core/io/exif.h"
#include "core/io/picture.h"
#include "core/io/release.h"

namespace poolscope {
namespace {

constexpr std::size_t kHead = 12;  // RIFF, size, WEBP

bool isWebp(std::span<const std::byte> bytes) {
    return startsWith(bytes, {'R', 'I', 'F', 'F'}) && bytes.size() > 8 &&
           startsWith(bytes.subspan(8), {'W', 'E', 'B', 'P'});
}

using Demuxer = Owned<WebPDemuxer, WebPDemuxDelete>;
using Animation = Owned<WebPAnimDecoder, WebPAnimDecoderDelete>;

int orientationIn(const WebPDemuxer* demuxer) {
    WebPChunkIterator chunk{};
    int orientation = 1;
    if (WebPDemuxGetChunk(demuxer, "EXIF", 1, &chunk) != 0) {
        orientation = exifOrientation({reinterpret_cast<const std::byte*>(chunk.chunk.bytes), chunk.chunk.size});
    }
    WebPDemuxReleaseChunkIterator(&chunk);
    return orientation;
}

bool isCutOff(std::span<const std::byte> bytes) {
    return bytes.size() < kHead || readLittleEndian(bytes.subspan(4, 4)) > bytes.size() - 8;
}

void putRows(PictureBatch& batch, const PictureKind& kind, const std::uint8_t* rgba) {
    const std::int64_t row = kind.width * kind.channels;
    std::vector<double> samples;
    for (std::int64_t y = 0; y < kind.height; ++y) {
        samples.assign(rgba + y * row, rgba + (y + 1) * row);
        batch.put(y, 0, samples);
    }
}

Result<Array> readWebp(std::span<const std::byte> bytes, const InputRequest& request) {
    PictureBatch batch(kWebpFormat.title, request);
    if (isCutOff(bytes)) return batch.incomplete();
    const WebPData data{reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()};
    const Demuxer demuxer(WebPDemux(&data));
    if (!demuxer) return batch.damaged("its parts do not fit together");
    const PictureKind kind{.width = WebPDemuxGetI(demuxer.get(), WEBP_FF_CANVAS_WIDTH),
                           .height = WebPDemuxGetI(demuxer.get(), WEBP_FF_CANVAS_HEIGHT),
                           .channels = 4,
                           .orientation = orientationIn(demuxer.get())};
    auto begun = batch.begin(kind);
    if (!begun) return tl::unexpected(begun.error());

    // It takes a still picture for an animation of one.
    const Animation animation(WebPAnimDecoderNew(&data, nullptr));
    if (!animation) return batch.damaged("its pictures cannot be decoded");
    while (*begun) {
        std::uint8_t* rgba = nullptr;
        int time = 0;
        if (WebPAnimDecoderGetNext(animation.get(), &rgba, &time) == 0) {
            return batch.damaged("a picture cannot be decoded");
        }
        putRows(batch, kind, rgba);
        if (WebPAnimDecoderHasMoreFrames(animation.get()) == 0) break;
        begun = batch.begin(kind);
        if (!begun) return tl::unexpected(begun.error());
    }
    return batch.take();
}

}  // namespace

const InputFormat kWebpFormat{.name = "webp",
                              .title = "WebP",
                              .patterns = "*.webp",
                              .media = "image/webp",
                              .recognises = isWebp,
                              .read = readWebp,
                              .isPicture = true};

}  // namespace poolscope
