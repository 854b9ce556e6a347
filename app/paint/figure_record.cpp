// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/paint/figure_record.h"

#include <zlib.h>
#include <QString>
#include <QXmlStreamReader>
#include <QtEndian>

#include "app/paint/pdf_file.h"
#include "core/base/xml_text.h"

namespace poolscope {
namespace {

const QByteArray kPngSignature = QByteArrayLiteral("\x89PNG\r\n\x1a\n");
constexpr qsizetype kChunkFrame = 12;  // length, letters and checksum around the content of a chunk
constexpr qsizetype kHeaderLength = 13;
const QByteArray kPngKey = QByteArrayLiteral("poolscope");
// The same element in SVG and in XMP, so that one way of reading finds it in both, also after another program has
// written the rest anew.
const std::string kElement = "poolscope:figure";
const std::string kNamespace = "xmlns:poolscope=\"urn:poolscope:figure:1\"";

std::string element(const std::string& record) {
    return '<' + kElement + ' ' + kNamespace + '>' + xmlText(record) + "</" + kElement + '>';
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

ReadRecord* readerOf(const QByteArray& file) {
    for (const FigureFormatRow& row : kFigureFormats) {
        if (row.recognises(file)) return row.record;
    }
    for (const AnimationCarrier& row : kAnimationCarriers) {
        if (row.recognises(file)) return row.record;
    }
    return nullptr;
}

}  // namespace

// Behind the header, which must come first. Not QImage::setText(): reading that back joins the white space in a text.
QByteArray withRecord(const QByteArray& png, const ExportOptions& options) {
    QByteArray texts;
    if (!options.description.empty()) texts += textChunk("Description", options.description);
    if (!options.record.empty()) texts += textChunk(kPngKey, options.record);
    return QByteArray(png).insert(kPngSignature.size() + kChunkFrame + kHeaderLength, texts);
}

std::string recordElement(const ExportOptions& options) {
    return options.record.empty() ? std::string() : element(options.record);
}

std::string svgRecord(const ExportOptions& options) {
    std::string text;
    if (!options.title.empty()) text += "<title>" + xmlText(options.title) + "</title>\n";
    if (!options.description.empty()) text += "<desc>" + xmlText(options.description) + "</desc>\n";
    if (!options.record.empty()) text += "<metadata>" + element(options.record) + "</metadata>\n";
    return text;
}

std::string xmpPacket(const ExportOptions& options) {
    if (options.record.empty() && options.description.empty()) return {};
    std::string text =
        "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
        "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
        "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
        "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" " +
        kNamespace + ">\n";
    if (!options.description.empty()) {
        text += "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">" + xmlText(options.description) +
                "</rdf:li></rdf:Alt></dc:description>\n";
    }
    if (!options.record.empty()) text += element(options.record) + '\n';
    return text + "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>";
}

bool isPng(const QByteArray& file) {
    return file.startsWith(kPngSignature);
}

bool isPdf(const QByteArray& file) {
    return file.startsWith("%PDF-");
}

// An SVG has no signature: it is XML that soon says so.
bool isSvg(const QByteArray& file) {
    const QByteArray start = file.left(1024).trimmed();
    return (start.startsWith('<') || start.startsWith("\xef\xbb\xbf<")) && start.contains("<svg");
}

std::string recordInPng(const QByteArray& file) {
    const QByteArray start = "iTXt" + kPngKey + QByteArray(5, '\0');
    for (qsizetype at = kPngSignature.size(); at + kChunkFrame <= file.size();) {
        const auto length = static_cast<qsizetype>(qFromBigEndian<quint32>(file.constData() + at));
        if (length > file.size() - at - kChunkFrame) break;
        const QByteArray body = QByteArray::fromRawData(file.constData() + at + 4, length + 4);
        if (body.startsWith(start)) return body.mid(start.size()).toStdString();
        at += length + kChunkFrame;
    }
    return {};
}

// Markup other than the element itself is of other programs, and there is little of it. A reader takes a time that
// grows with the square of the attributes, and of what is nested.
bool isPlain(const QByteArray& fragment) {
    constexpr int kMostTags = 100;
    constexpr int kMostAttributes = 100;
    int tags = 0;
    int attributes = 0;
    qsizetype at = 0;
    const auto passOver = [&](const char* end) {
        const qsizetype found = fragment.indexOf(end, at);
        at = found < 0 ? fragment.size() : found;
    };
    while (true) {
        passOver("<");
        if (at == fragment.size()) return true;
        if (++tags > kMostTags) return false;
        const QByteArrayView left = QByteArrayView(fragment).sliced(at);
        if (left.startsWith("<![CDATA[")) {
            passOver("]]>");
        } else if (left.startsWith("<!--")) {
            passOver("-->");
        } else if (left.startsWith("<?")) {
            passOver("?>");
        } else {
            char quote = 0;
            for (; at < fragment.size() && (quote != 0 || fragment[at] != '>'); ++at) {
                const char c = fragment[at];
                if (quote == 0 && c == '=' && ++attributes > kMostAttributes) return false;
                if (quote == 0 && (c == '"' || c == '\'')) {
                    quote = c;
                } else if (c == quote) {
                    quote = 0;
                }
            }
        }
    }
}

// The element, wherever it stands in the file.
std::string recordInXml(const QByteArray& file) {
    const QByteArray open = QByteArray::fromStdString('<' + kElement);
    const QByteArray close = QByteArray::fromStdString("</" + kElement + '>');
    const qsizetype start = file.indexOf(open);
    const qsizetype end = file.indexOf(close, start);
    if (start < 0 || end < 0) return {};
    QByteArray fragment = file.mid(start, end + close.size() - start);
    if (!isPlain(fragment)) return {};
    const bool declared = fragment.left(fragment.indexOf('>')).contains("xmlns:poolscope");
    if (!declared) fragment.insert(open.size(), QByteArray::fromStdString(' ' + kNamespace));
    QXmlStreamReader reader(fragment);
    if (!reader.readNextStartElement()) return {};
    const QString text = reader.readElementText(QXmlStreamReader::SkipChildElements);
    return reader.hasError() ? std::string() : text.toStdString();
}

bool isGif(const QByteArray& file) {
    return file.startsWith("GIF89a");
}

bool isWebp(const QByteArray& file) {
    return file.startsWith("RIFF") && file.mid(8, 4) == "WEBP";
}

bool isMp4(const QByteArray& file) {
    return file.mid(4, 4) == "ftyp";
}

// A comment is a row of blocks of up to 255 bytes, each behind its length.
std::string recordInGif(const QByteArray& file) {
    const QByteArray comment("!\xfe");
    for (qsizetype at = file.indexOf(comment); at >= 0; at = file.indexOf(comment, at + 1)) {
        QByteArray text;
        qsizetype block = at + comment.size();
        while (block < file.size() && file[block] != 0) {
            const auto length = static_cast<qsizetype>(static_cast<unsigned char>(file[block]));
            text += file.mid(block + 1, length);
            block += length + 1;
        }
        if (std::string record = recordInXml(text); !record.empty()) return record;
    }
    return {};
}

// Packets are made to be found by their text where a PDF as a whole cannot be read.
std::string recordInPdf(const QByteArray& file) {
    return recordInXml(packetOf(file).value_or(file));
}

std::optional<Carrier> carrierNamed(const std::string& path) {
    if (const auto format = figureFormat(path))
        return figureFormatRow(*format).hasDpi ? Carrier::Picture : Carrier::RecordAlone;
    const QByteArray name = QByteArray::fromStdString(path).toLower();
    for (const AnimationCarrier& row : kAnimationCarriers) {
        if (name.endsWith(QByteArrayView(row.ending.data(), static_cast<qsizetype>(row.ending.size()))))
            return row.kind;
    }
    return std::nullopt;
}

bool mayCarryRecord(const QByteArray& file) {
    return readerOf(file) != nullptr;
}

std::string recordIn(const QByteArray& file) {
    ReadRecord* read = readerOf(file);
    return read == nullptr ? std::string() : read(file);
}

}  // namespace poolscope
