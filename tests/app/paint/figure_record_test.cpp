// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/paint/figure_record.h"

#include <gtest/gtest.h>

#include <QXmlStreamReader>

#include "tests/app/paint/pdfs.h"
#include "tests/app/paint/scenes.h"

namespace poolscope {
namespace {

const std::string kAwkward =
    "/MediaBox [1] /CreationDate (x) startxref\n"
    "{\"title\": \"<b> & ]]> 'ä' \\u0001 </poolscope:figure>\"}\n  %25";

QByteArray figureWith(FigureFormat format, const std::string& record) {
    ExportOptions options;
    options.background = rgb(0xffffff);
    options.record = record;
    options.title = "T & U";
    options.description = "A < B & \"C\"";
    const auto bytes = renderFigure(sceneOf({80, 40}, {textMark("Input X", 10)}), format, options);
    EXPECT_TRUE(bytes);
    return bytes.value_or(QByteArray());
}

TEST(FigureRecord, ComesBackFromEveryFormat) {
    for (const FigureFormatRow& row : kFigureFormats) {
        const FigureFormat format = row.format;
        const QByteArray file = figureWith(format, kAwkward);
        EXPECT_TRUE(mayCarryRecord(file)) << row.title;
        EXPECT_EQ(recordIn(file), kAwkward) << row.title;
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
    QString title;
    QString description;
    while (!reader.atEnd()) {
        reader.readNext();
        if (!reader.isStartElement()) continue;
        if (reader.name() == QLatin1String("title")) title = reader.readElementText();
        if (reader.name() == QLatin1String("desc")) description = reader.readElementText();
    }
    EXPECT_FALSE(reader.hasError()) << reader.errorString().toStdString();
    EXPECT_EQ(title, QStringLiteral("T & U"));
    EXPECT_EQ(description, QStringLiteral("A < B & \"C\""));
}

// XML has no place for some characters, not even as numbers.
TEST(FigureRecord, IsReadableWhateverTheTextIs) {
    for (const FigureFormat format : {FigureFormat::Svg, FigureFormat::Pdf}) {
        EXPECT_EQ(recordIn(figureWith(format, "a\x01z\xef\xbf\xbez\xff")), "a z z\xef\xbf\xbd");
    }
}

// Drawing programs write the namespace at the top of the file.
TEST(FigureRecord, IsFoundAfterAnotherProgramWroteTheFile) {
    QByteArray svg = figureWith(FigureFormat::Svg, kAwkward);
    const QByteArray space = " xmlns:poolscope=\"urn:poolscope:figure:1\"";
    svg.replace("<poolscope:figure" + space, "<poolscope:figure\n     id=\"metadata7\"");
    svg.replace("<svg ", "<svg" + space + ' ');
    EXPECT_EQ(recordIn(svg), kAwkward);
}

QByteArray deflated(const QByteArray& data) {
    return qCompress(data, 9).mid(4);
}

QByteArray withPacket(const QByteArray& stream) {
    return pdfOf({"<< /Type /Catalog /Metadata 2 0 R >>", stream});
}

const QByteArray kPacket = "<poolscope:figure xmlns:poolscope=\"urn:poolscope:figure:1\">{ &amp; }</poolscope:figure>";

TEST(FigureRecord, IsReadFromAPackedPacket) {
    EXPECT_EQ(recordIn(withPacket(streamOf("", kPacket))), "{ & }");
    const QByteArray packed = withPacket(streamOf("/Filter /FlateDecode", deflated(kPacket)));
    EXPECT_FALSE(packed.contains("poolscope"));
    EXPECT_EQ(recordIn(packed), "{ & }");
}

TEST(FigureRecord, IsThatOfThePacketAndNotOfOtherText) {
    const QByteArray other = streamOf("", QByteArray(kPacket).replace("&amp;", "other"));
    EXPECT_EQ(recordIn(pdfOf({"<< /Type /Catalog /Metadata 3 0 R >>", other, streamOf("", kPacket)})), "{ & }");
    EXPECT_EQ(recordIn(pdfOf({"<< /Type /Catalog >>", other})), "");
}

// Where a file cannot be read as a whole, a packet is found by its text.
TEST(FigureRecord, IsFoundInADamagedFile) {
    QByteArray pdf = figureWith(FigureFormat::Pdf, kAwkward);
    pdf.truncate(pdf.lastIndexOf("xref"));
    EXPECT_EQ(recordIn(pdf), kAwkward);
}

TEST(FigureRecord, OfHostileFilesIsEmptyAndTakesNoTime) {
    const QByteArray zeros(128 << 20, '\0');  // unpacked, twice what a packet may be
    const QByteArray deep = "<< /Metadata " + QByteArray(1 << 20, '[') + " >>";
    const QByteArrayList files = {
        withPacket(streamOf("/Filter /FlateDecode", deflated(zeros))),
        withPacket(streamOf("/Filter [/FlateDecode /FlateDecode]", deflated(deflated(zeros)))),
        withPacket(streamOf("/Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 2000000000 >>", kPacket + 'x'))
            .replace("poolscope", "otherwise"),
        withPacket("<< /Length 2 0 R >>\nstream\n\nendstream"),
        withPacket("2 0 R"),
        withPacket("[]"),
        withPacket(streamOf("/Filter /DCTDecode", "x")),
        withPacket(deep),
        pdfOf({deep}),
        pdfOf({"null"}),
        withPacket("null").replace("/Root 1 0 R", "/Prev 9 /Root 1 0 R"),
        QByteArray("%PDF-1.4\nxref\n0 4000000000\ntrailer\n<< >>\nstartxref\n9\n%%EOF\n"),
        QByteArray("%PDF-1.4\nstartxref\n9\n%%EOF\n"),
    };
    for (const QByteArray& file : files) EXPECT_EQ(recordIn(file), "");
}

// What counts is the work that a reader would have, not the size.
TEST(FigureRecord, OfMarkupWithoutEndIsEmptyAndTakesNoTime) {
    QByteArray attributes;
    QByteArray nested;
    for (int i = 0; i < 100000; ++i) {
        const QByteArray number = QByteArray::number(i);
        attributes += " a" + number + "=\"1\"";
        nested += "<a xmlns:n" + number + "='u'>";
    }
    const auto svg = [](const QByteArray& tag, const QByteArray& text) {
        return "<svg><metadata><poolscope:figure" + tag + ">" + text + "</poolscope:figure></metadata></svg>";
    };
    EXPECT_EQ(recordIn(svg(attributes, "{}")), "");
    EXPECT_EQ(recordIn(svg(" b='>'" + attributes, "{}")), "");
    EXPECT_EQ(recordIn(svg("", "<b" + attributes + "/>{}")), "");
    EXPECT_EQ(recordIn(svg("", "<![CDATA[ < ]]><b" + attributes + "/>{}")), "");
    EXPECT_EQ(recordIn(svg("", nested)), "");
    EXPECT_EQ(recordIn(svg(" b='>' c=\"'\"", "<![CDATA[{ \" ' < = }]]><!-- ' -->")), "{ \" ' < = }");
    EXPECT_EQ(recordIn(svg("", QByteArray(1 << 20, '=') + "\"")), std::string(1 << 20, '=') + "\"");
}

TEST(FigureRecord, OfDamagedFilesIsEmpty) {
    for (const FigureFormat format : {FigureFormat::Png, FigureFormat::Svg, FigureFormat::Pdf}) {
        QByteArray file = figureWith(format, kAwkward);
        file.truncate(file.indexOf(format == FigureFormat::Png ? "IHDR" : "poolscope:figure") + 30);
        EXPECT_EQ(recordIn(file), "");
    }
}

}  // namespace
}  // namespace poolscope
