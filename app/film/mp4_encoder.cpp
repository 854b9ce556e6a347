// SPDX-License-Identifier: GPL-3.0-or-later
// Raw frames to the standard input of an ffmpeg, which writes an MP4 into a temporary folder: players want its index at
// the start, and so the file must be one that can be gone back in.
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QStringList>
#include <QTemporaryDir>
#include <utility>

#include "app/film/frame_encoder.h"
#include "app/paint/figure_record.h"
#include "core/base/text.h"

namespace poolscope {
namespace {

constexpr int kWaitMs = 50;  // between two looks at whether to stop
constexpr int kMostLine = 200;

// H.264 halves the colours' resolution, so both sides are even: the corner's colour fills up.
QImage evenSized(const QImage& image) {
    const QSize size(image.width() + image.width() % 2, image.height() + image.height() % 2);
    const QImage pixels = image.convertToFormat(QImage::Format_RGB32);
    if (size == image.size()) return pixels;
    QImage result = pixels.copy(QRect(QPoint(), size));
    const QRgb corner = pixels.pixel(0, 0);
    for (int y = 0; y < size.height(); ++y) {
        auto* row = reinterpret_cast<QRgb*>(result.scanLine(y));
        const int from = y < image.height() ? image.width() : 0;
        std::fill(row + from, row + size.width(), corner);
    }
    return result;
}

// Key and value as ffmpeg reads them from a file: a call has no room for a long record.
QByteArray metadataText(const std::string& comment) {
    QByteArray text(";FFMETADATA1\ncomment=");
    for (const char c : comment) {
        if (c == '=' || c == ';' || c == '#' || c == '\\' || c == '\n') text += '\\';
        text += c;
    }
    return text + '\n';
}

QStringList ffmpegArguments(const QSize& size, double fps, const QString& facts, const QString& file) {
    const QString dimensions = QStringLiteral("%1x%2").arg(size.width()).arg(size.height());
    const QString matrix =
        QStringLiteral("scale=out_color_matrix=bt709:out_range=tv:flags=accurate_rnd+full_chroma_int");
    return {QStringLiteral("-hide_banner"), QStringLiteral("-loglevel"), QStringLiteral("error"),
            // What comes in.
            QStringLiteral("-f"), QStringLiteral("rawvideo"), QStringLiteral("-pixel_format"), QStringLiteral("bgr0"),
            QStringLiteral("-video_size"), dimensions, QStringLiteral("-framerate"),
            QString::fromStdString(shortestNumber(fps)), QStringLiteral("-i"), QStringLiteral("pipe:0"),
            QStringLiteral("-f"), QStringLiteral("ffmetadata"), QStringLiteral("-i"), facts,
            // What goes out. The colours are named, because players guess differently.
            QStringLiteral("-vf"), matrix, QStringLiteral("-c:v"), QStringLiteral("libx264"), QStringLiteral("-crf"),
            QStringLiteral("15"), QStringLiteral("-pix_fmt"), QStringLiteral("yuv420p"), QStringLiteral("-colorspace"),
            QStringLiteral("bt709"), QStringLiteral("-color_primaries"), QStringLiteral("bt709"),
            QStringLiteral("-color_trc"), QStringLiteral("bt709"), QStringLiteral("-color_range"), QStringLiteral("tv"),
            // The same frames give the same file.
            QStringLiteral("-map"), QStringLiteral("0:v"), QStringLiteral("-map_metadata"), QStringLiteral("1"),
            QStringLiteral("-fflags"), QStringLiteral("+bitexact"), QStringLiteral("-flags:v"),
            QStringLiteral("+bitexact"), QStringLiteral("-movflags"), QStringLiteral("+faststart"),
            QStringLiteral("-f"), QStringLiteral("mp4"), QStringLiteral("-y"), file};
}

class Mp4Encoder : public FrameEncoder {
  public:
    Mp4Encoder(std::string path, QString program, double fps, std::string comment, RunControl run)
        : path_(std::move(path)),
          program_(std::move(program)),
          fps_(fps),
          comment_(std::move(comment)),
          run_(std::move(run)) {}
    ~Mp4Encoder() override {
        if (process_.state() == QProcess::NotRunning) return;
        process_.kill();
        process_.waitForFinished(-1);
    }

    Result<void> add(const QImage& frame, std::int64_t ticks) override {
        const QImage image = evenSized(frame);
        if (process_.state() == QProcess::NotRunning) {
            if (Result<void> ok = start(image.size()); !ok) return ok;
        }
        for (std::int64_t i = 0; i < ticks; ++i) {
            if (Result<void> ok = send(image); !ok) return ok;
        }
        return {};
    }

    Result<void> finish(AnimationFiles& files) override {
        process_.closeWriteChannel();
        if (Result<void> ok = waitForEnd(); !ok) return ok;
        if (process_.exitStatus() != QProcess::NormalExit || process_.exitCode() != 0) return failed();
        QFile file(movie());
        if (!file.open(QIODevice::ReadOnly)) return fail("ffmpeg", "ended well, but left no MP4");
        if (file.size() == 0 || file.size() > kMostAnimationBytes)
            return fail("ffmpeg", "left an MP4 of " + std::to_string(file.size()) + " bytes");
        QByteArray bytes = file.readAll();
        if (bytes.size() != file.size()) return fail("ffmpeg", "left an MP4 that cannot be read");
        files.files.push_back({path_, std::move(bytes)});
        return {};
    }

    qsizetype bytes() const override { return 0; }

  private:
    QString movie() const { return folder_.filePath(QStringLiteral("movie.mp4")); }

    Result<void> start(const QSize& size) {
        if (wasStarted_) return failed();  // it ended before the last frame
        if (!folder_.isValid()) return fail("ffmpeg", "there is no temporary folder to write into");
        wasStarted_ = true;
        QFile facts(folder_.filePath(QStringLiteral("facts.txt")));
        const QByteArray text = metadataText(comment_);
        if (!facts.open(QIODevice::WriteOnly) || facts.write(text) != text.size() || !facts.flush())
            return fail("ffmpeg", "its metadata cannot be written: " + facts.errorString().toStdString());
        process_.setStandardOutputFile(QProcess::nullDevice());
        process_.start(program_, ffmpegArguments(size, fps_, facts.fileName(), movie()));
        if (!process_.waitForStarted(-1))
            return fail("ffmpeg", "cannot be started: " + process_.errorString().toStdString());
        return {};
    }

    // Not more than one frame waits.
    Result<void> send(const QImage& image) {
        if (process_.state() != QProcess::Running) return failed();
        process_.write(reinterpret_cast<const char*>(image.constBits()), image.sizeInBytes());
        while (process_.bytesToWrite() > 0) {
            if (run_.isStopped()) return fail(kStopped, "");
            if (process_.waitForBytesWritten(kWaitMs)) continue;
            if (process_.state() == QProcess::NotRunning || process_.error() == QProcess::WriteError) {
                if (Result<void> ok = waitForEnd(); !ok) return ok;
                return failed();
            }
        }
        return {};
    }

    Result<void> waitForEnd() {
        while (process_.state() != QProcess::NotRunning) {
            if (run_.isStopped()) return fail(kStopped, "");
            process_.waitForFinished(kWaitMs);
        }
        return {};
    }

    // With the last thing it said.
    tl::unexpected<Error> failed() {
        QByteArray line = process_.readAllStandardError().trimmed();
        line = line.mid(line.lastIndexOf('\n') + 1).trimmed().left(kMostLine);
        const bool killed = process_.exitStatus() == QProcess::CrashExit;
        std::string message = killed ? "was killed" : "failed with status " + std::to_string(process_.exitCode());
        if (!killed && process_.exitCode() == 0) message = "ended before the last frame";
        if (!line.isEmpty()) message += ": " + line.toStdString();
        return fail("ffmpeg", message);
    }

    std::string path_;
    QString program_;
    double fps_;
    std::string comment_;  // the record
    RunControl run_;
    QTemporaryDir folder_;  // outlives the process
    QProcess process_;
    bool wasStarted_ = false;
};

}  // namespace

EncoderResult mp4Encoder(const std::string& path, const Film& film, const ExportOptions& options,
                         const RunControl& run) {
    const QString program = QStandardPaths::findExecutable(QStringLiteral("ffmpeg"));
    if (program.isEmpty()) {
        return fail("ffmpeg",
                    "an MP4 is made by the program ffmpeg, and there is none in PATH: install it, or choose "
                    "GIF, WebP or PNG frames");
    }
    return std::make_unique<Mp4Encoder>(path, program, film.fps, recordElement(options), run);
}

}  // namespace poolscope
