// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/paint/figure_record.h"

#include <zlib.h>
#include <QString>
#include <QXmlStreamReader>
#include <QtEndian>

namespace poolscope {
namespace {

const QByteArray kPngSignature = QByteArrayLiteral("\x89PNG\r\n\x1a\n");
constexpr qsizetype kChunkFrame = 12;  // length, letters and checksum around the content of a chunk
constexpr qsizetype kHeaderLength = 13;
const QByteArray kPngKey = QByteArrayLiteral("poolscope");
// The same element in SVG and in XMP, so that one way of reading finds it in both, also after another program has
// written the rest anew.
const QByteArray kElement = QByteArrayLiteral("poolscope:figure");
const QByteArray kNamespace = QByteArrayLiteral("xmlns:poolscope=\"urn:poolscope:figure:1\"");

// Quotation marks may stay, so that a person can read the record.
QByteArray escaped(const std::string& text) {
    return QString::fromStdString(text).toUtf8().replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
}

QByteArray element(const std::string& record) {
    return '<' + kElement + ' ' + kNamespace + '>' + escaped(record) + "</" + kElement + '>';
}

// The element, wherever it stands in the file.
std::string elementIn(const QByteArray& file) {
    const qsizetype start = file.indexOf('<' + kElement);
    const QByteArray close = "</" + kElement + '>';
    const qsizetype end = file.indexOf(close, start);
    if (start < 0 || end < 0) return {};
    QByteArray fragment = file.mid(start, end + close.size() - start);
    const bool declared = fragment.left(fragment.indexOf('>')).contains("xmlns:poolscope");
    if (!declared) fragment.insert(1 + kElement.size(), ' ' + kNamespace);
    QXmlStreamReader reader(fragment);
    if (!reader.readNextStartElement()) return {};
    const QString text = reader.readElementText(QXmlStreamReader::SkipChildElements);
    return reader.hasError() ? std::string() : text.toStdString();
}

bool isPng(const QByteArray& file) {
    return file.startsWith(kPngSignature);
}

// A PNG is a row of chunks: length, four letters, so many bytes, checksum.
QByteArray textChunk(const QByteArray& key, const std::string& text) {
    // No compression, no language: whoever looks into the file can read it.
    const QByteArray body = "iTXt" + key + QByteArray(5, '\0') + QByteArray::fromStdString(text);
    const auto sum = crc32(0, reinterpret_cast<const Bytef*>(body.constData()), static_cast<uInt>(body.size()));
    QByteArray chunk(4, '\0');
    qToBigEndian(static_cast<quint32>(body.size() - 4), chunk.data());
    chunk += body + QByteArray(4, '\0');
    qToBigEndian(static_cast<quint32>(sum), chunk.data() + chunk.size() - 4);
    return chunk;
}

std::string chunkIn(const QByteArray& png) {
    const QByteArray start = "iTXt" + kPngKey + QByteArray(5, '\0');
    for (qsizetype at = kPngSignature.size(); at + kChunkFrame <= png.size();) {
        const auto length = static_cast<qsizetype>(qFromBigEndian<quint32>(png.constData() + at));
        if (length > png.size() - at - kChunkFrame) break;
        const QByteArray body = QByteArray::fromRawData(png.constData() + at + 4, length + 4);
        if (body.startsWith(start)) return body.mid(start.size()).toStdString();
        at += length + kChunkFrame;
    }
    return {};
}

}  // namespace

// Behind the header, which must come first. Not QImage::setText(): reading that back joins the white space in a text.
QByteArray withRecord(const QByteArray& png, const ExportOptions& options) {
    QByteArray texts;
    if (!options.description.empty()) texts += textChunk("Description", options.description);
    if (!options.record.empty()) texts += textChunk(kPngKey, options.record);
    return QByteArray(png).insert(kPngSignature.size() + kChunkFrame + kHeaderLength, texts);
}

QByteArray svgRecord(const ExportOptions& options) {
    QByteArray text;
    if (!options.description.empty()) text += "<desc>" + escaped(options.description) + "</desc>\n";
    if (!options.record.empty()) text += "<metadata>" + element(options.record) + "</metadata>\n";
    return text;
}

QByteArray pdfRecord(const ExportOptions& options) {
    if (options.record.empty() && options.description.empty()) return {};
    QByteArray text =
        "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
        "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
        "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
        "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" " +
        kNamespace + ">\n";
    if (!options.description.empty()) {
        text += "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">" + escaped(options.description) +
                "</rdf:li></rdf:Alt></dc:description>\n";
    }
    if (!options.record.empty()) text += element(options.record) + '\n';
    text += "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>";
    // Words of the user are not to be taken for the keys of the PDF itself.
    return text.replace("/MediaBox", "&#47;MediaBox").replace("/CreationDate", "&#47;CreationDate");
}

bool mayCarryRecord(const QByteArray& file) {
    return isPng(file) || file.startsWith("%PDF-") || file.left(1024).contains("<svg");
}

std::string recordIn(const QByteArray& file) {
    return isPng(file) ? chunkIn(file) : elementIn(file);
}

}  // namespace poolscope
