// SPDX-License-Identifier: GPL-3.0-or-later
// What one file holds, as stored: an array of any rank, or a picture. Recognised by content, never by name.
#pragma once

#include <QImage>

#include "core/io/source.h"

namespace poolscope {

struct StoredFile {
    std::string format;  // "npy", "npz", "idx", "idx.gz", "csv", or that of a picture
    Array array;         // unless it is a picture
    QImage picture;

    bool isPicture() const { return !picture.isNull(); }
};

// What errors and the user call a source: "MNIST test set", "PATH", "PATH#NAME".
std::string nameOf(const SourceRef& ref);

// The whole file, or the embedded images. Fails with kStopped when it is stopped, as decode() does.
Result<Bytes> readBytes(const SourceRef& ref, const RunControl& run = {});

// Reads and checks the whole payload. An NPZ without a member named gives its only array.
Result<StoredFile> decode(const Bytes& bytes, const SourceRef& ref, const RunControl& run = {});

}  // namespace poolscope
