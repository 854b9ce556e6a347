// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/paint/pdf_file.h"

// Says to qpdf 11 that we use no PointerHolder, which it would warn of.
#define POINTERHOLDER_TRANSITION 4
// Clang 14 does not compile qpdf's JSON as C++20 (a vector of a class that is not complete yet). It is only named here.
#if defined(__clang__) && __clang_major__ < 16
#define JSON_HH
class JSON;
#endif

#include <exception>
#include <qpdf/Buffer.hh>
#include <qpdf/Pipeline.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFWriter.hh>
#include <stdexcept>

#include "core/base/text.h"

namespace poolscope {
namespace {

constexpr std::size_t kMostPacketBytes = std::size_t{64} << 20;

// What flows in, as long as it is not too much.
class BoundedText : public Pipeline {
  public:
    BoundedText() : Pipeline("packet", nullptr) {}

    void write(unsigned char const* bytes, std::size_t count) override {
        if (count > kMostPacketBytes - text_.size()) throw std::length_error("the packet is too large");
        text_.append(reinterpret_cast<const char*>(bytes), count);
    }
    void finish() override {}

    const std::string& text() const { return text_; }

  private:
    std::string text_;
};

void open(QPDF& pdf, const QByteArray& bytes) {
    pdf.setSuppressWarnings(true);
    pdf.setAttemptRecovery(false);
    pdf.processMemoryFile("figure", bytes.constData(), static_cast<std::size_t>(bytes.size()));
}

// Pages of Qt are whole points: of the page that was drawn, the box shows what is asked for. Qt 6.8 adds a TrimBox.
void setPage(QPDFObjectHandle page, const Size& size) {
    const double top = page.getKey("/MediaBox").getArrayItem(3).getNumericValue();
    const auto real = [](double value) { return QPDFObjectHandle::newReal(fixedNumber(value, 4)); };
    page.removeKey("/TrimBox");
    page.replaceKey("/MediaBox",
                    QPDFObjectHandle::newArray({real(0), real(top - size.height), real(size.width), real(top)}));
}

void setFacts(QPDF& pdf, const PdfFacts& facts) {
    QPDFObjectHandle info = QPDFObjectHandle::newDictionary();
    info.replaceKey("/Creator", QPDFObjectHandle::newString("Poolscope"));
    info.replaceKey("/CreationDate", QPDFObjectHandle::newString("D:20000101000000Z"));
    if (!facts.title.empty()) info.replaceKey("/Title", QPDFObjectHandle::newUnicodeString(facts.title));
    pdf.getTrailer().replaceKey("/Info", pdf.makeIndirectObject(info));
    pdf.getTrailer().removeKey("/ID");

    pdf.getRoot().removeKey("/Metadata");
    if (facts.packet.empty()) return;
    QPDFObjectHandle packet = pdf.newStream(facts.packet);
    packet.getDict().replaceKey("/Type", QPDFObjectHandle::newName("/Metadata"));
    packet.getDict().replaceKey("/Subtype", QPDFObjectHandle::newName("/XML"));
    pdf.getRoot().replaceKey("/Metadata", packet);
}

QByteArray written(QPDF& pdf) {
    QPDFWriter writer(pdf);
    writer.setOutputMemory();
    writer.setObjectStreamMode(qpdf_o_disable);
    writer.setDeterministicID(true);
    writer.write();
    const std::shared_ptr<Buffer> bytes = writer.getBufferSharedPointer();
    return {reinterpret_cast<const char*>(bytes->getBuffer()), static_cast<qsizetype>(bytes->getSize())};
}

// A filter within a filter, or one with parameters, could ask for any time or memory; packets have none of them.
bool isPlainlyPacked(QPDFObjectHandle dictionary) {
    QPDFObjectHandle filter = dictionary.getKey("/Filter");
    const bool plain = filter.isNull() || filter.isNameAndEquals("/FlateDecode");
    return plain && dictionary.getKey("/DecodeParms").isNull();
}

}  // namespace

Result<QByteArray> withFacts(const QByteArray& drawn, const PdfFacts& facts) {
    try {
        QPDF pdf;
        open(pdf, drawn);
        const std::vector<QPDFObjectHandle> pages = pdf.getAllPages();
        if (pages.empty()) return fail("figure", "the PDF could not be written: it has no page");
        for (const QPDFObjectHandle& page : pages) setPage(page, facts.page);
        setFacts(pdf, facts);
        return written(pdf);
    } catch (const std::exception& problem) {
        return fail("figure", std::string("the PDF could not be written: ") + problem.what());
    }
}

std::optional<QByteArray> packetOf(const QByteArray& bytes) {
    try {
        QPDF pdf;
        pdf.setIgnoreXRefStreams(true);
        open(pdf, bytes);
        QPDFObjectHandle packet = pdf.getRoot().getKey("/Metadata");
        if (packet.isNull()) return QByteArray();
        BoundedText text;
        const bool read = packet.isStream() && isPlainlyPacked(packet.getDict()) &&
                          packet.pipeStreamData(&text, 0, qpdf_dl_generalized, true);
        if (!read) return std::nullopt;
        return QByteArray::fromStdString(text.text());
    } catch (const std::exception&) {
        return std::nullopt;
    }
}

}  // namespace poolscope
