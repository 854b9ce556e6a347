// SPDX-License-Identifier: GPL-3.0-or-later
// The widths that core lays out by, and those that the fonts draw.
#include "core/scene/text_width.h"

#include <gtest/gtest.h>

#include "tests/app/paint/scenes.h"

namespace poolscope {
namespace {

void expectAsDrawn(const std::string& text) {
    for (const FontFace face : {FontFace::Sans, FontFace::Mono}) {
        for (const bool bold : {false, true}) {
            TextMark mark = textMark(text, 10, face);
            mark.runs[0].bold = bold;
            const double drawn = drawnWidth(mark);
            EXPECT_GT(drawn, 0) << text;
            EXPECT_NEAR(textWidth(text, 10, face, bold), drawn, 0.005 * drawn)
                << text << (face == FontFace::Mono ? ", mono" : "") << (bold ? ", bold" : "");
        }
    }
}

TEST(TextWidth, OfEveryCharacterIsThatOfTheFont) {
    for (char c = ' '; c <= '~'; ++c) expectAsDrawn(std::string(1, c));
    // What the program prints beside ASCII, and letters of names.
    for (const QChar c : QStringLiteral("°±·×Σ–—“”…‹›←↑→↓−∞≠äöüßÄÖÜéèêñçøåłžőÆαβσЖд\u00a0")) {
        expectAsDrawn(QString(c).toStdString());
    }
}

TEST(TextWidth, OfWordsCountsTheKerningOfLetters) {
    for (const char* text : {"Input X", "AVATAR To Type, Yes: fly away", "Forward + backward (dX)", "max, size 2x2",
                             "MNIST test image 18, label 3", "values 0.125 \xe2\x86\x92 1e-05", "AV/To-Ye;Ty 11 71",
                             "Wert \xc3\xbc"
                             "ber Tag",
                             "x\xc2\xb7y \xe2\x88\x92 \xe2\x88\x9e"}) {
        expectAsDrawn(text);
    }
    EXPECT_LT(textWidth("AV", 10), textWidth("A", 10) + textWidth("V", 10));
}

TEST(TextWidth, OfRunsIsTheirSum) {
    TextMark mark = textMark("max(", 10);
    mark.runs.push_back({"248", rgb(0xe8590c), true});
    mark.runs.push_back({"out", rgb(0x000000), false, true});
    EXPECT_NEAR(textWidth(mark.runs, 10), drawnWidth(mark), 0.005 * drawnWidth(mark));
    EXPECT_EQ(textWidth("", 10), 0);
}

}  // namespace
}  // namespace poolscope
