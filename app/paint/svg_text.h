// SPDX-License-Identifier: GPL-3.0-or-later
// Text as elements of an SVG, for people who edit it. Qt's writer makes one element of each font and script, sized in
// whole pixels; so it writes a mark instead, and the element takes its place afterwards. Private to app/paint.
#pragma once

#include <QByteArray>
#include <QPainter>
#include <QString>
#include <vector>

#include "core/scene/scene.h"

namespace poolscope {

// The elements, in the order of the marks that stand for them.
class SvgTexts {
  public:
    struct Run {
        QString text;
        Colour colour;
        bool bold = false;
        double size = 0;
        double drop = 0;  // below the baseline
    };
    struct Line {
        QPointF at;  // where `align` says, on the baseline
        Align align = Align::Left;
        Face face = Face::Sans;
        double size = 0;
        std::vector<Run> runs;
    };

    void add(QPainter& painter, const Line& line);
    // What Qt wrote, with every mark replaced.
    QByteArray placedIn(const QByteArray& svg) const;

    // What holds for all of them, for the head of the file.
    static QByteArray style();

  private:
    std::vector<QByteArray> elements_;
};

}  // namespace poolscope
