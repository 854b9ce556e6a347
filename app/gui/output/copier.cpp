// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/output/copier.h"

#include <QApplication>
#include <QClipboard>
#include <QMimeData>
#include <QWidget>

#include "app/gui/action/notices.h"

namespace poolscope {
namespace {

QMimeData* mimeOf(const ClipboardContent& content) {
    auto* data = new QMimeData;
    if (!content.text.isEmpty()) data->setText(content.text);
    if (!content.svg.isEmpty()) data->setData(QStringLiteral("image/svg+xml"), content.svg);
    if (!content.image.isNull()) data->setImageData(content.image);
    if (!content.png.isEmpty()) data->setData(QStringLiteral("image/png"), content.png);
    return data;
}

}  // namespace

Copier::Copier(const Frame& frame) : QObject(&frame.window), notices_(frame.notices) {}

void Copier::copy(std::function<Result<ClipboardContent>(const RunControl&)> make, const QString& done) {
    notices_.say(tr("Copying…"));
    worker_.run<ClipboardContent>("clipboard", std::move(make), [this, done](const Result<ClipboardContent>& content) {
        if (!content) return refuse(tr("Not copied: %1.").arg(QString::fromStdString(content.error().message)));
        QApplication::clipboard()->setMimeData(mimeOf(*content));
        notices_.succeed(done, 8000);
        Q_EMIT copied(true);
    });
}

void Copier::refuse(const QString& message) {
    notices_.refuse(message);
    Q_EMIT copied(false);
}

}  // namespace poolscope
