// SPDX-License-Identifier: GPL-3.0-or-later
// JPEG, by libjpeg-turbo. To it damage is a warning and half a picture the result, so here its warnings are errors.
#include <cstddef>
#include <cstdio>
// After <cstdio>, which it needs and does not include.
#include <jpeglib.h>
// After both.
#include <jerror.h>

#include <csetjmp>

#include "core/io/byte_source.h"
#include "core/io/exif.h"
#include "core/io/picture.h"

namespace poolscope {
namespace {

constexpr int kMostScans = 200;
// Of a progressive JPEG every scan goes over the whole picture.
constexpr std::int64_t kMostScannedPixels = std::int64_t{1} << 30;
constexpr int kExif = JPEG_APP0 + 1;

bool isJpeg(std::span<const std::byte> bytes) {
    return startsWith(bytes, {0xff, 0xd8, 0xff});
}

// libjpeg's objects. It has to be left by longjmp, so each call is made where nothing has to be destroyed.
class JpegDecoder {
  public:
    explicit JpegDecoder(std::span<const std::byte> bytes) : bytes_(bytes) {
        jpeg_.err = jpeg_std_error(&errors_);
        jpeg_.client_data = this;
        errors_.error_exit = onError;
        errors_.emit_message = onMessage;
        progress_.progress_monitor = onProgress;
    }
    ~JpegDecoder() { jpeg_destroy_decompress(&jpeg_); }
    JpegDecoder(const JpegDecoder&) = delete;
    JpegDecoder& operator=(const JpegDecoder&) = delete;

    bool readHeader() {
        return guarded([this] {
            jpeg_create_decompress(&jpeg_);
            jpeg_.progress = &progress_;
            jpeg_mem_src(&jpeg_, reinterpret_cast<const unsigned char*>(bytes_.data()),
                         static_cast<unsigned long>(bytes_.size()));
            jpeg_save_markers(&jpeg_, kExif, 0xffff);
            jpeg_read_header(&jpeg_, TRUE);
            if (jpeg_.jpeg_color_space == JCS_YCCK) jpeg_.out_color_space = JCS_CMYK;
            jpeg_calc_output_dimensions(&jpeg_);
        });
    }
    PictureKind kind() const {
        return {.width = jpeg_.image_width,
                .height = jpeg_.image_height,
                .channels = jpeg_.output_components == 1 ? 1 : 3,
                .orientation = orientation()};
    }
    bool start() {
        return guarded([this] { jpeg_start_decompress(&jpeg_); });
    }
    bool readRow(JSAMPLE* row) {
        return guarded([this, row] {
            JSAMPROW rows[] = {row};
            jpeg_read_scanlines(&jpeg_, rows, 1);
        });
    }
    bool finish() {
        return guarded([this] { jpeg_finish_decompress(&jpeg_); });
    }

    std::size_t components() const { return static_cast<std::size_t>(jpeg_.output_components); }
    // Adobe's programs store how much light is left, all others how much ink there is.
    bool storesInk() const { return jpeg_.saw_Adobe_marker == FALSE; }
    bool ended() const { return errors_.msg_code == JWRN_JPEG_EOF; }
    bool hasTooManyScans() const { return tooManyScans_; }
    const std::string& problem() const { return problem_; }

  private:
    template <class Call>
    bool guarded(const Call& call) {
        if (setjmp(back_) != 0) return false;
        call();
        return true;
    }

    static JpegDecoder& self(j_common_ptr jpeg) { return *static_cast<JpegDecoder*>(jpeg->client_data); }
    static void onError(j_common_ptr jpeg) {
        char text[JMSG_LENGTH_MAX] = {};
        jpeg->err->format_message(jpeg, text);
        self(jpeg).problem_ = text;
        longjmp(self(jpeg).back_, 1);
    }
    static void onMessage(j_common_ptr jpeg, int level) {
        // Before the first scan, bytes that belong to nothing harm nothing.
        const bool harmless = jpeg->err->msg_code == JWRN_EXTRANEOUS_DATA && self(jpeg).jpeg_.input_scan_number == 0;
        if (level < 0 && !harmless) onError(jpeg);
    }
    static void onProgress(j_common_ptr jpeg) {
        JpegDecoder& decoder = self(jpeg);
        const std::int64_t scans = decoder.jpeg_.input_scan_number;
        const std::int64_t pixels = std::int64_t{decoder.jpeg_.image_width} * decoder.jpeg_.image_height;
        decoder.tooManyScans_ = scans > kMostScans || scans * pixels > kMostScannedPixels;
        if (decoder.tooManyScans_) longjmp(decoder.back_, 1);
    }

    int orientation() const {
        for (jpeg_saved_marker_ptr marker = jpeg_.marker_list; marker != nullptr; marker = marker->next) {
            const std::span<const std::byte> block(reinterpret_cast<const std::byte*>(marker->data),
                                                   marker->data_length);
            if (startsWith(block, {'E', 'x', 'i', 'f'})) return exifOrientation(block);
        }
        return 1;
    }

    std::span<const std::byte> bytes_;
    jpeg_decompress_struct jpeg_{};
    jpeg_error_mgr errors_{};
    jpeg_progress_mgr progress_{};
    std::jmp_buf back_{};
    bool tooManyScans_ = false;
    std::string problem_;
};

// From four samples a pixel to three.
void fromCmyk(const std::vector<JSAMPLE>& row, bool ink, std::vector<double>& samples) {
    for (std::size_t i = 0; i < row.size() / 4; ++i) {
        const auto light = [&](std::size_t component) {
            const int sample = row[4 * i + component];
            return ink ? 255 - sample : sample;
        };
        for (std::size_t c = 0; c < 3; ++c) samples[3 * i + c] = light(3) * light(c) / 255;
    }
}

Result<Array> readJpeg(std::span<const std::byte> bytes, const InputRequest& request) {
    PictureBatch batch(kJpegFormat.title, request);
    JpegDecoder decoder(bytes);
    const auto failed = [&] {
        if (decoder.hasTooManyScans()) {
            return batch.refused("the picture is stored in too many passes for its size");
        }
        return decoder.ended() ? batch.incomplete() : batch.damaged(decoder.problem());
    };
    if (!decoder.readHeader()) return failed();
    const PictureKind kind = decoder.kind();
    if (const auto begun = batch.begin(kind); !begun) return tl::unexpected(begun.error());
    if (!decoder.start()) return failed();
    std::vector<JSAMPLE> row(static_cast<std::size_t>(kind.width) * decoder.components());
    std::vector<double> samples(static_cast<std::size_t>(kind.width * kind.channels));
    for (std::int64_t y = 0; y < kind.height; ++y) {
        if (batch.isStopped()) return batch.stopped();
        if (!decoder.readRow(row.data())) return failed();
        if (decoder.components() == 4) {
            fromCmyk(row, decoder.storesInk(), samples);
        } else {
            samples.assign(row.begin(), row.end());
        }
        batch.put(y, 0, samples);
    }
    if (!decoder.finish()) return failed();
    return batch.take();
}

}  // namespace

const InputFormat kJpegFormat{.name = "jpeg",
                              .title = "JPEG",
                              .patterns = "*.jpg *.jpeg",
                              .media = "image/jpeg",
                              .recognises = isJpeg,
                              .read = readJpeg,
                              .isPicture = true};

}  // namespace poolscope
