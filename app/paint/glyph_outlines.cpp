// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/paint/glyph_outlines.h"

#include <QFont>

#include "app/paint/text_layout.h"

namespace poolscope {
namespace {

// The file of a bundled font, empty for others.
QString fileOf(const QRawFont& font) {
    const bool bold = font.weight() > QFont::Medium;
    if (font.familyName() == QStringLiteral("JetBrains Mono")) {
        return bold ? QStringLiteral(":/fonts/JetBrainsMono-Bold.ttf")
                    : QStringLiteral(":/fonts/JetBrainsMono-Regular.ttf");
    }
    if (!font.familyName().startsWith(QStringLiteral("Inter"))) return {};
    return bold ? QStringLiteral(":/fonts/Inter-SemiBold.otf") : QStringLiteral(":/fonts/Inter-Regular.otf");
}

// A font of the system once more, by itself: the outlines of one that also fills pixels depend on what was drawn
// before.
QRawFont withoutHinting(const QRawFont& font) {
    QFont unhinted(font.familyName());
    unhinted.setStyleName(font.styleName());
    unhinted.setPixelSize(kEm);
    unhinted.setHintingPreference(QFont::PreferNoHinting);
    unhinted.setStyleStrategy(QFont::NoFontMerging);
    const QRawFont own = QRawFont::fromFont(unhinted);
    const bool same = own.familyName() == font.familyName() && own.styleName() == font.styleName();
    return same ? own : QRawFont();
}

}  // namespace

GlyphOutlines::Font& GlyphOutlines::fontFor(const QRawFont& font) {
    for (Font& known : fonts_) {
        if (known.original == font) return known;
    }
    const QString file = fileOf(font);
    const QRawFont own = file.isEmpty() ? withoutHinting(font) : QRawFont(file, kEm, QFont::PreferNoHinting);
    return fonts_.emplace_back(Font{font, own.isValid() ? own : font});
}

QPainterPath GlyphOutlines::of(const QRawFont& font, quint32 glyph) {
    return fontFor(font).outlines.pathForGlyph(glyph);
}

}  // namespace poolscope
