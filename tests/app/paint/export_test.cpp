// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/paint/export.h"

#include <gtest/gtest.h>

#include <QRegularExpression>
#include <QSvgRenderer>
#include <QXmlStreamReader>

#include "tests/app/paint/scenes.h"

namespace poolscope {
namespace {

constexpr double kPointsPerMm = 72 / 25.4;

Scene everyMark() {
    TextMark sans = textMark("Input X \xe2\x86\x92 28x28", 10);
    sans.at = {5, 15};
    sans.runs.push_back({" bold", rgb(0x1864ab), true});
    TextMark mono = textMark("max(40) != 248", 9, FontFace::Mono);
    mono.at = {5, 30};
    mono.runs.push_back({" bold", rgb(0x1864ab), true});
    return sceneOf({89 * kPointsPerMm, 60.5 * kPointsPerMm},
                   {sans, mono, heatMap({5, 40, 60, 60}, {6, 6}), heatMap({70, 40, 60, 60}, {80, 80}),
                    RectMark{{135, 40, 30, 30}, rgb(0xf8f9fa), Stroke{rgb(0xe8590c), 1.5}, 4},
                    EllipseMark{{170, 40, 20, 20}, rgb(0xe8590c), Stroke{rgb(0x000000), 1, true}},
                    LineMark{{{135, 80}, {150, 90}, {165, 75}}, Stroke{rgb(0x1864ab), 1}, {}},
                    HatchMark{{170, 75, 30, 20}, rgb(0x868e96)}});
}

QByteArray render(const Scene& scene, FigureFormat format, const ExportOptions& options = {300, rgb(0xffffff)}) {
    const Result<QByteArray> bytes = renderFigure(scene, format, options);
    EXPECT_TRUE(bytes) << (bytes ? "" : bytes.error().message);
    return bytes.value_or(QByteArray());
}

QImage rasterised(const QByteArray& svg, double scale) {
    QSvgRenderer renderer(svg);
    EXPECT_TRUE(renderer.isValid());
    const QSizeF size = renderer.viewBoxF().size() * scale;
    QImage image(size.toSize(), QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    renderer.render(&painter, QRectF(QPointF(), size));
    return image;
}

TEST(FigureFormat, FollowsTheEnding) {
    EXPECT_EQ(figureFormat("a/b.png"), FigureFormat::Png);
    EXPECT_EQ(figureFormat("B.SVG"), FigureFormat::Svg);
    EXPECT_EQ(figureFormat("x.tar.Pdf"), FigureFormat::Pdf);
    EXPECT_EQ(figureFormat("png"), std::nullopt);
    EXPECT_EQ(figureFormat("a.png.gz"), std::nullopt);
}

TEST(Png, HasTheExactSizeAndResolution) {
    const QImage image = QImage::fromData(render(everyMark(), FigureFormat::Png));
    EXPECT_EQ(image.size(), QSize(1051, 715));
    EXPECT_EQ(image.dotsPerMeterX(), 11811);
    EXPECT_EQ(image.dotsPerMeterY(), 11811);
    EXPECT_FALSE(image.hasAlphaChannel());
    EXPECT_EQ(image.pixel(0, 0), 0xffffffffU);
}

TEST(Png, IsTransparentWithoutBackground) {
    const QImage image = QImage::fromData(render(everyMark(), FigureFormat::Png, {72, std::nullopt}));
    ASSERT_TRUE(image.hasAlphaChannel());
    EXPECT_EQ(qAlpha(image.pixel(0, 0)), 0);
    EXPECT_EQ(image.pixel(10, 45), (*heatMap({}, {6, 6}).argb)[0]);
}

TEST(Png, RefusesWhatCannotBeDrawn) {
    const Scene scene = everyMark();
    for (const double dpi : {0.0, -300.0, 1e9, std::nan("")}) {
        EXPECT_EQ(renderFigure(scene, FigureFormat::Png, {dpi, {}}).error().where, "dpi") << dpi;
    }
    const Result<QByteArray> huge = renderFigure(sceneOf({5000, 5000}, {}), FigureFormat::Png, {1200, {}});
    ASSERT_FALSE(huge);
    EXPECT_EQ(huge.error().where, "figure");
    EXPECT_NE(huge.error().message.find("83333 x 83333"), std::string::npos) << huge.error().message;
    for (const Size size : {Size{0, 10}, Size{10, -1}, Size{std::nan(""), 10}, Size{10, 1e9}}) {
        for (const auto format : {FigureFormat::Png, FigureFormat::Svg, FigureFormat::Pdf}) {
            EXPECT_FALSE(renderFigure(sceneOf(size, {}), format, {}));
        }
    }
}

TEST(Export, SameSceneSameBytes) {
    for (const auto format : {FigureFormat::Png, FigureFormat::Svg, FigureFormat::Pdf}) {
        EXPECT_EQ(render(everyMark(), format), render(everyMark(), format));
    }
}

TEST(Svg, HasTheExactSizeAndNoText) {
    QXmlStreamReader xml(render(everyMark(), FigureFormat::Svg));
    ASSERT_TRUE(xml.readNextStartElement());
    EXPECT_EQ(xml.attributes().value(QStringLiteral("width")), QStringLiteral("89mm"));
    EXPECT_EQ(xml.attributes().value(QStringLiteral("height")), QStringLiteral("60.5mm"));
    EXPECT_EQ(xml.attributes().value(QStringLiteral("viewBox")), QStringLiteral("0 0 252.283465 171.496063"));
    QStringList names;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement) continue;
        names << xml.name().toString();
        EXPECT_FALSE(xml.attributes().hasAttribute(QStringLiteral("font-family")));
    }
    EXPECT_FALSE(xml.hasError()) << xml.errorString().toStdString();
    EXPECT_TRUE(names.contains(QStringLiteral("path")));
    EXPECT_TRUE(names.contains(QStringLiteral("image")));
    EXPECT_FALSE(names.contains(QStringLiteral("text")));
    EXPECT_FALSE(names.contains(QStringLiteral("title")));
}

TEST(Svg, HasEachGlyphOnce) {
    TextMark mark = textMark("aaabab a", 10);
    mark.at = {5, 15};
    mark.runs.push_back({"a", rgb(0x1864ab), true});
    mark.runs.push_back({"a", rgb(0x1864ab), false, true});
    const QByteArray svg = render(sceneOf({100, 30}, {mark}), FigureFormat::Svg);
    EXPECT_EQ(svg.count("<path id="), 3) << "a, b and the bold a";
    EXPECT_EQ(svg.count("<use "), 9);
    EXPECT_EQ(svg.count(" transform="), 3) << "one place for each run";
}

// The corners of an outline: "M10 20h5l2 2v-3z".
QPolygonF cornersOf(const QString& path) {
    const QRegularExpression step(QStringLiteral("([Mlhv])(-?[0-9.]+)(?: (-?[0-9.]+))?"));
    QPolygonF corners;
    QPointF at;
    auto steps = step.globalMatch(path);
    while (steps.hasNext()) {
        const auto found = steps.next();
        const double first = found.captured(2).toDouble();
        const bool down = found.captured(1) == QStringLiteral("v");
        at += down ? QPointF(0, first) : QPointF(first, found.captured(3).toDouble());
        corners << at;
    }
    return corners;
}

// Cells in the last column are rectangles, the others outlines with a bleed.
TEST(Svg, CellsReachUnderTheirNeighboursAndStayInsideTheMap) {
    const QByteArray svg = render(sceneOf({80, 80}, {heatMap({10, 10, 50, 50}, {7, 7})}), FigureFormat::Svg, {});
    QXmlStreamReader xml(svg);
    int rectangles = 0;
    int outlines = 0;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement) continue;
        const auto number = [&](const char* name) { return xml.attributes().value(QLatin1String(name)).toDouble(); };
        if (xml.name() == QStringLiteral("rect")) {
            ++rectangles;
            EXPECT_NEAR(number("x") + number("width"), 60, 1e-3);
            EXPECT_LE(number("y") + number("height"), 60.001);
        } else if (xml.name() == QStringLiteral("path")) {
            const double left = 10 + outlines % 6 * 50 / 7.0;
            ++outlines;
            double right = 0;
            const QPolygonF corners = cornersOf(xml.attributes().value(QStringLiteral("d")).toString());
            EXPECT_EQ(corners.size(), 5);
            for (const QPointF& corner : corners) {
                right = std::max(right, corner.x());
                EXPECT_LE(corner.x(), 60.001);
                EXPECT_LE(corner.y(), 60.001);
            }
            EXPECT_NEAR(right, left + 50 / 7.0 + 2, 1e-3) << "no bleed beside cell " << outlines;
        }
    }
    EXPECT_EQ(rectangles, 7);
    EXPECT_EQ(outlines, 42);
}

TEST(Svg, ShowsTheSameColoursAsPng) {
    const Scene scene = everyMark();
    const QImage png = QImage::fromData(render(scene, FigureFormat::Png, {288, rgb(0xffffff)}));
    const QImage svg = rasterised(render(scene, FigureFormat::Svg), 4);
    for (int i = 0; i < 36; ++i) {
        const QPoint centre((10 + i % 6 * 10) * 4, (45 + i / 6 * 10) * 4);
        EXPECT_EQ(svg.pixel(centre), png.pixel(centre)) << i;
    }
}

TEST(Svg, TextIsAsLargeAsInPng) {
    for (const FontFace face : {FontFace::Sans, FontFace::Mono}) {
        TextMark mark = textMark("Hxgq 248", 9.5, face);
        mark.at = {10, 20};
        const Scene scene = sceneOf({100, 30}, {mark});
        const QRect png = inked(QImage::fromData(render(scene, FigureFormat::Png, {576, rgb(0xffffff)})));
        const QRect svg = inked(rasterised(render(scene, FigureFormat::Svg), 8));
        for (const int difference :
             {png.left() - svg.left(), png.top() - svg.top(), png.right() - svg.right(), png.bottom() - svg.bottom()}) {
            EXPECT_LE(std::abs(difference), 1);
        }
    }
}

// The title shrinks, then is cut; the subscript hangs below and is smaller; both faces keep their weights.
TEST(Svg, EditableTextIsFittedAndHasSubscripts) {
    TextMark cut = textMark("A heading that is far too long for its place", 10);
    cut.at = {5, 20};
    cut.maxWidth = 60;
    TextMark level = textMark("Y", 10, FontFace::Mono);
    level.at = {50, 50};
    level.align = HorizontalAlign::Centre;
    level.runs.push_back({"<2>", rgb(0x1864ab), true, true});
    ExportOptions options{300, rgb(0xffffff), true};
    const QByteArray svg = render(sceneOf({100, 60}, {heatMap({}, {1, 1}), cut, level}), FigureFormat::Svg, options);
    EXPECT_TRUE(svg.contains("font-family=\"Inter, sans-serif\" font-size=\"7\""));
    EXPECT_TRUE(svg.contains("\xe2\x80\xa6</tspan></text>"));
    EXPECT_FALSE(svg.contains("for its place"));
    EXPECT_TRUE(svg.contains("x=\"50\" y=\"50\" text-anchor=\"middle\" font-family=\"JetBrains Mono, monospace\""));
    EXPECT_TRUE(svg.contains("font-weight=\"700\" font-size=\"7.2\" dy=\"1.8\">&lt;2&gt;</tspan></text>"));
    EXPECT_TRUE(QSvgRenderer(svg).isValid());
    EXPECT_FALSE(render(sceneOf({100, 60}, {cut}), FigureFormat::Svg).contains("<text"));
}

TEST(Pdf, HasTheExactSize) {
    const QByteArray pdf = render(everyMark(), FigureFormat::Pdf);
    const QRegularExpression box(QStringLiteral("/MediaBox \\[ *0\\.0000 ([0-9.]+) ([0-9.]+) ([0-9.]+) *\\]"));
    const QRegularExpressionMatch found = box.match(QString::fromLatin1(pdf));
    ASSERT_TRUE(found.hasMatch());
    EXPECT_NEAR(found.captured(2).toDouble(), 89 * kPointsPerMm, 1e-4);
    EXPECT_NEAR(found.captured(3).toDouble() - found.captured(1).toDouble(), 60.5 * kPointsPerMm, 1e-4);
}

TEST(Pdf, EmbedsFontsAndKeepsImagesExact) {
    const QByteArray pdf = render(everyMark(), FigureFormat::Pdf);
    EXPECT_EQ(pdf.count("/FontFile2"), 4);
    EXPECT_EQ(pdf.count("/ToUnicode"), 4);
    EXPECT_FALSE(pdf.contains("/Type3"));
    EXPECT_FALSE(pdf.contains("/DCTDecode"));
    EXPECT_EQ(pdf.count("/Subtype /Image"), 1);
}

// What Qt 6.8 writes anew each time has no place: a second date, a random identifier, its own description.
TEST(Pdf, SaysNothingOfTheTimeAndTheMachine) {
    ExportOptions options{300, rgb(0xffffff)};
    options.title = "\xc3\xa4 title";
    options.description = "words";
    const QByteArray pdf = render(everyMark(), FigureFormat::Pdf, options);
    EXPECT_TRUE(pdf.contains("/CreationDate (D:20000101000000Z)"));
    EXPECT_EQ(pdf.count("Date"), 1);
    EXPECT_EQ(pdf.count("/Metadata"), 2) << "one packet, and what refers to it";
    EXPECT_TRUE(pdf.contains("/Title (\xe4 title)"));
    EXPECT_FALSE(render(everyMark(), FigureFormat::Pdf).contains("/Title"));
    const qsizetype id = pdf.indexOf("/ID");
    ASSERT_GT(id, 0);
    EXPECT_EQ(pdf.indexOf("/ID", id + 1), -1);
    EXPECT_EQ(render(everyMark(), FigureFormat::Pdf, options), pdf);
}

TEST(Pdf, EveryOffsetIsTrue) {
    const QByteArray pdf = render(everyMark(), FigureFormat::Pdf);
    const qsizetype start = pdf.lastIndexOf("startxref");
    ASSERT_GT(start, 0);
    const qsizetype table = pdf.mid(start + 10, pdf.indexOf('\n', start + 10) - start - 10).toLongLong();
    ASSERT_EQ(pdf.mid(table, 4), "xref");
    const QList<QByteArray> lines = pdf.mid(table).split('\n');
    int objects = 0;
    for (qsizetype i = 3; i < lines.size() && lines[i].simplified().endsWith('n'); ++i, ++objects) {
        const qsizetype offset = lines[i].left(10).toLongLong();
        EXPECT_TRUE(pdf.mid(offset).startsWith(QByteArray(QByteArray::number(i - 2) + " 0 obj"))) << i;
    }
    EXPECT_GT(objects, 10);
}

}  // namespace
}  // namespace poolscope
