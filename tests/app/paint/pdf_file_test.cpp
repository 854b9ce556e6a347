// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/paint/pdf_file.h"

#include <gtest/gtest.h>

#include "tests/app/paint/pdfs.h"

namespace poolscope {
namespace {

// As Qt 6.8 writes one, with what differs from run to run.
QByteArray drawnAt(const QByteArray& time, const QByteArray& id) {
    return pdfOf({"<< /Type /Catalog /Pages 2 0 R /Metadata 5 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                  "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 51] /TrimBox [0 0 100 51] /Contents 4 0 R >>",
                  streamOf("", "0 0 m 10 10 l S"), streamOf("/Type /Metadata /Subtype /XML", "<x>" + time + "</x>"),
                  "<< /Producer (Qt) /CreationDate (" + time + ") /ModDate (" + time + ") >>"},
                 "/Info 6 0 R /ID [<" + id + "> <" + id + ">]");
}

TEST(PdfFile, DoesNotDependOnTheTimeOrOnChance) {
    const PdfFacts facts{{99.5, 50.25}, "title", "packet"};
    const auto one = withFacts(drawnAt("D:20260101101500Z", "0123"), facts);
    const auto other = withFacts(drawnAt("D:20270203040506+05'45'", "4567"), facts);
    ASSERT_TRUE(one && other);
    EXPECT_EQ(*one, *other);
    EXPECT_EQ(packetOf(*one), "packet");
    EXPECT_TRUE(one->contains("/MediaBox [ 0.0000 0.7500 99.5000 51.0000 ]"));
    for (const char* word : {"TrimBox", "ModDate", "2026", "Producer"}) EXPECT_FALSE(one->contains(word)) << word;
    EXPECT_NE(*withFacts(drawnAt("D:20260101101500Z", "0123"), {{99.5, 50.25}, "title", "other"}), *one);
}

TEST(PdfFile, RefusesWhatIsNoPage) {
    for (const QByteArray& bytes : {QByteArray(), QByteArray("%PDF-1.4\n"), pdfOf({"<< /Type /Catalog >>"}),
                                    pdfOf({"<< /Pages 2 0 R >>", "<< /Type /Pages /Kids [] /Count 0 >>"})}) {
        const auto refused = withFacts(bytes, {{10, 10}});
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().where, "figure");
    }
}

TEST(PdfFile, SaysWhetherThereIsAPacket) {
    EXPECT_EQ(packetOf(pdfOf({"<< /Type /Catalog >>"})), QByteArray());
    EXPECT_EQ(packetOf("%PDF-1.4\n"), std::nullopt);
    EXPECT_EQ(packetOf(""), std::nullopt);
}

}  // namespace
}  // namespace poolscope
