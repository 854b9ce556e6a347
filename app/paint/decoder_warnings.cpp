// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/paint/decoder_warnings.h"

#include <QString>
#include <QtGlobal>
#include <atomic>

namespace poolscope {
namespace {

// Qt has one message handler for the whole process, a plain function, so these two cannot be members.
thread_local std::string* collected = nullptr;
std::atomic<QtMessageHandler> forward = nullptr;

void handle(QtMsgType type, const QMessageLogContext& context, const QString& message) {
    if (collected && (type == QtWarningMsg || type == QtCriticalMsg)) {
        if (collected->empty()) *collected = message.toStdString();
    } else if (const QtMessageHandler next = forward) {
        next(type, context, message);
    }
}

}  // namespace

// Installed anew each time, in case another handler has come since, and left in place, because another thread may be
// collecting.
DecoderWarnings::DecoderWarnings() {
    const QtMessageHandler before = qInstallMessageHandler(handle);
    if (before != handle) forward = before;
    collected = &first_;
}

DecoderWarnings::~DecoderWarnings() {
    collected = nullptr;
}

}  // namespace poolscope
