// SPDX-License-Identifier: GPL-3.0-or-later
// Lossless, so that a frame is the still it would be as a PNG.
#include <webp/encode.h>
#include <webp/mux.h>

#include <algorithm>
#include <cstring>
#include <utility>

#include "app/film/frame_encoder.h"
#include "app/paint/figure_record.h"

namespace poolscope {
namespace {

constexpr int kEffort = 3;  // of 0 to 9; more gives a few per cent for several times the time

struct Deleter {
    void operator()(WebPAnimEncoder* encoder) const { WebPAnimEncoderDelete(encoder); }
};

// A picture that frees what it holds.
class WebPFrame : public WebPPicture {
  public:
    WebPFrame() : WebPPicture{} { valid_ = WebPPictureInit(this) != 0; }
    WebPFrame(const WebPFrame&) = delete;
    WebPFrame& operator=(const WebPFrame&) = delete;
    ~WebPFrame() { WebPPictureFree(this); }

    bool take(const QImage& image) {
        if (!valid_) return false;
        use_argb = 1;
        width = image.width();
        height = image.height();
        if (WebPPictureAlloc(this) == 0) return false;
        for (int row = 0; row < height; ++row) {
            std::memcpy(argb + std::ptrdiff_t{row} * argb_stride, image.constScanLine(row),
                        static_cast<std::size_t>(width) * sizeof *argb);
        }
        return true;
    }

  private:
    bool valid_ = false;
};

class WebPEncoder : public FrameEncoder {
  public:
    WebPEncoder(std::string path, double fps, std::string packet)
        : path_(std::move(path)), packet_(std::move(packet)), clock_(fps, 1000) {}

    Result<void> add(const QImage& frame, std::int64_t ticks) override {
        if (std::max(frame.width(), frame.height()) > WEBP_MAX_DIMENSION) {
            return fail("figure", "a picture of " + std::to_string(frame.width()) + " x " +
                                      std::to_string(frame.height()) + " pixels is too large for WebP, which has " +
                                      std::to_string(WEBP_MAX_DIMENSION) + " on a side at most");
        }
        if (!encoder_ && !begin(frame.size())) return failed();
        WebPFrame picture;
        if (!picture.take(frame.convertToFormat(QImage::Format_ARGB32)) ||
            WebPAnimEncoderAdd(encoder_.get(), &picture, static_cast<int>(clock_.now()), &config_) == 0) {
            return failed();
        }
        clock_.advance(ticks);
        return {};
    }

    Result<void> finish(AnimationFiles& files) override {
        WebPData data;
        WebPDataInit(&data);
        const bool ok = encoder_ &&
                        WebPAnimEncoderAdd(encoder_.get(), nullptr, static_cast<int>(clock_.now()), nullptr) != 0 &&
                        WebPAnimEncoderAssemble(encoder_.get(), &data) != 0 && addPacket(data);
        if (ok) {
            files.files.push_back(
                {path_, QByteArray(reinterpret_cast<const char*>(data.bytes), static_cast<qsizetype>(data.size))});
        }
        WebPDataClear(&data);
        return ok ? Result<void>() : failed();
    }

    // What libwebpmux holds cannot be asked for.
    qsizetype bytes() const override { return 0; }

  private:
    bool addPacket(WebPData& data) const {
        if (packet_.empty()) return true;
        WebPMux* const mux = WebPMuxCreate(&data, 0);
        const WebPData packet{reinterpret_cast<const std::uint8_t*>(packet_.data()), packet_.size()};
        WebPData whole;
        WebPDataInit(&whole);
        const bool ok = mux && WebPMuxSetChunk(mux, "XMP ", &packet, 0) == WEBP_MUX_OK &&
                        WebPMuxAssemble(mux, &whole) == WEBP_MUX_OK;
        WebPMuxDelete(mux);
        if (!ok) return false;
        WebPDataClear(&data);
        data = whole;
        return true;
    }

    bool begin(const QSize& size) {
        WebPAnimEncoderOptions options;
        if (WebPAnimEncoderOptionsInit(&options) == 0 || WebPConfigInit(&config_) == 0) return false;
        options.anim_params.loop_count = 0;  // for ever
        config_.exact = 1;
        if (WebPConfigLosslessPreset(&config_, kEffort) == 0) return false;
        encoder_.reset(WebPAnimEncoderNew(size.width(), size.height(), &options));
        return encoder_ != nullptr;
    }

    tl::unexpected<Error> failed() const {
        const char* why = encoder_ ? WebPAnimEncoderGetError(encoder_.get()) : nullptr;
        return fail(path_, "the WebP could not be made" + (why && *why ? std::string(": ") + why : std::string()));
    }

    std::string path_;
    std::string packet_;  // of XMP
    FrameClock clock_;
    WebPConfig config_{};
    std::unique_ptr<WebPAnimEncoder, Deleter> encoder_;
};

}  // namespace

EncoderResult webpEncoder(const std::string& path, const Film& film, const ExportOptions& options, const RunControl&) {
    return std::make_unique<WebPEncoder>(path, film.fps, xmpPacket(options));
}

}  // namespace poolscope
