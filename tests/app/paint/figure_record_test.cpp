// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/paint/figure_record.h"

#include <gtest/gtest.h>

#include <QXmlStreamReader>

#include "tests/app/paint/scenes.h"

namespace poolscope {
namespace {

constexpr FigureFormat kFormats[] = {FigureFormat::Png, FigureFormat::Svg, FigureFormat::Pdf};
const std::string kAwkward =
    "/MediaBox [1] /CreationDate (x) startxref\n"
    "{\"title\": \"<b> & ]]> 'ä' \\u0001 </poolscope:figure>\"}\n  %25";

QByteArray figureWith(FigureFormat format, const std::string& record) {
    ExportOptions options;
    options.background = rgb(0xffffff);
    options.record = record;
    options.description = "A < B & \"C\"";
    const auto bytes = renderFigure(sceneOf({80, 40}, {textMark("Input X", 10)}), format, options);
    EXPECT_TRUE(bytes);
    return bytes.value_or(QByteArray());
}

TEST(FigureRecord, ComesBackFromEveryFormat) {
    for (const FigureFormat format : kFormats) {
        const QByteArray file = figureWith(format, kAwkward);
        EXPECT_TRUE(mayCarryRecord(file));
        EXPECT_EQ(recordIn(file), kAwkward);
        EXPECT_EQ(recordIn(figureWith(format, "")), "") << "the description by itself is no record";
    }
    EXPECT_FALSE(mayCarryRecord("{\"poolscope\": \"session\"}"));
    EXPECT_FALSE(mayCarryRecord(""));
}

TEST(FigureRecord, DoesNotChangeThePicture) {
    const auto picture = [](const std::string& record) {
        return QImage::fromData(figureWith(FigureFormat::Png, record)).convertToFormat(QImage::Format_ARGB32);
    };
    EXPECT_EQ(picture("{}"), picture(""));
}

TEST(FigureRecord, SvgIsWellFormedAndDescribesItself) {
    QXmlStreamReader reader(figureWith(FigureFormat::Svg, kAwkward));
    QString description;
    while (!reader.atEnd()) {
        reader.readNext();
        if (reader.isStartElement() && reader.name() == QLatin1String("desc")) description = reader.readElementText();
    }
    EXPECT_FALSE(reader.hasError()) << reader.errorString().toStdString();
    EXPECT_EQ(description, QStringLiteral("A < B & \"C\""));
}

// Drawing programs write the namespace at the top of the file.
TEST(FigureRecord, IsFoundAfterAnotherProgramWroteTheFile) {
    QByteArray svg = figureWith(FigureFormat::Svg, kAwkward);
    const QByteArray space = " xmlns:poolscope=\"urn:poolscope:figure:1\"";
    svg.replace("<poolscope:figure" + space, "<poolscope:figure\n     id=\"metadata7\"");
    svg.replace("<svg ", "<svg" + space + ' ');
    EXPECT_EQ(recordIn(svg), kAwkward);
}

TEST(FigureRecord, OfDamagedFilesIsEmpty) {
    for (const FigureFormat format : kFormats) {
        QByteArray file = figureWith(format, kAwkward);
        file.truncate(file.indexOf(format == FigureFormat::Png ? "IHDR" : "poolscope:figure") + 30);
        EXPECT_EQ(recordIn(file), "");
    }
}

}  // namespace
}  // namespace poolscope
