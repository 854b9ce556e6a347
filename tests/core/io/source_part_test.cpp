// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/source_part.h"

#include <gtest/gtest.h>

#include "core/io/labels.h"

namespace poolscope {
namespace {

using Places = std::vector<std::int64_t>;

// Six images of one cell that holds their place.
Source six() {
    Source source;
    source.name = "six.npy";
    source.setImages(Tensor({6, 1, 1, 1}, {0, 1, 2, 3, 4, 5}));
    source.labels = {0, 1, 2, 0, 1, 2};
    return source;
}

TEST(FoundImages, TakesLabelsAndNumbers) {
    Source source = six();
    EXPECT_EQ(foundImages({}, source, "").value(), (Places{0, 1, 2, 3, 4, 5}));
    EXPECT_EQ(foundImages({}, source, " 1 ").value(), (Places{1, 4}));
    EXPECT_EQ(foundImages({}, source, "#1").value(), (Places{1}));
    EXPECT_EQ(foundImages({}, source, "2, #3-4").value(), (Places{2, 3, 4, 5}));
    EXPECT_EQ(foundImages({}, source, "7").error().message,
              "no image has the label 7; with # it is the number of an image: #7");
    EXPECT_EQ(foundImages({}, source, "#4-9").value(), (Places{4, 5}));
    EXPECT_EQ(foundImages({}, source, "#6").error().message, "there is no image '6': the last one is 5");
    source.labels.clear();
    EXPECT_EQ(foundImages({}, source, "1").value(), (Places{1})) << "without labels a bare number is an image's";
    EXPECT_EQ(foundImages({}, source, "2-3").value(), (Places{2, 3}));
}

TEST(FoundImages, TakesTheNamesOfLabelsAndTheNumbersOfTheFile) {
    Source source = six();
    source.classNames = {"Dress", "Coat", "Ankle boot"};
    source.numbers = {10, 11, 12, 13, 14, 15};
    EXPECT_EQ(foundImages({}, source, "dr").value(), (Places{0, 3}));
    EXPECT_EQ(foundImages({}, source, "coat ankle").value(), (Places{1, 2, 4, 5}));
    EXPECT_EQ(foundImages({}, source, "#11-13").value(), (Places{1, 2, 3}));
    EXPECT_EQ(foundImages({}, source, " ankle boot").value(), (Places{2, 5})) << "a name with a space";
    EXPECT_EQ(foundImages({}, source, "dress, Ankle b ,").value(), (Places{0, 2, 3, 5}));
    EXPECT_EQ(foundImages({}, source, "dress #14").value(), (Places{0, 3, 4}));
    EXPECT_EQ(foundImages({}, source, "coat boot").value(), (Places{1, 2, 4, 5})) << "any part of a name";
    EXPECT_FALSE(foundImages({}, source, "foo"));
    source.classNames = {"T-shirt/top", "Shirt", "Bag"};
    EXPECT_EQ(foundImages({}, source, "shir").value(), (Places{0, 1, 3, 4}));
    EXPECT_EQ(foundImages({}, source, "shirt").value(), (Places{1, 4})) << "a name that is complete";
    source.labels = {0, 0, 0, 0, 0, 0};
    EXPECT_EQ(foundImages({}, source, "bag").error().message, "no image has the label 'bag'");
}

TEST(FoundImages, TakesTheListThatWasCopied) {
    const Source source = six();
    SourceRef ref;
    ref.path = "folder, of/six.npy";
    ref.member = "x";
    const Places places{3, 4, 1};
    EXPECT_EQ(foundImages(ref, source, listText(ref, source, places)).value(), (Places{1, 3, 4}));
    SourceRef mnist;
    mnist.mnist = true;
    EXPECT_EQ(foundImages(mnist, source, "mnist:3,2,1").value(), (Places{1, 2, 3}));
    EXPECT_FALSE(foundImages(ref, source, "mnist:3,2,1")) << "of another source";
}

TEST(FoundImages, SayWhatNamesNothing) {
    const Source source = six();
    EXPECT_EQ(foundImages({}, source, "1 boot").error().message,
              "'boot' is no label; #7 and #100-200 are numbers of images");
    EXPECT_FALSE(foundImages({}, source, "#"));
    EXPECT_FALSE(foundImages({}, source, "#5-2"));
}

TEST(PartOf, IsAListInTheOrderThatIsWanted) {
    SourceRef ref;
    ref.path = "six.npy";
    const SourcePart part = partOf(ref, six(), Places{4, 0}).value();
    EXPECT_EQ(part.source.images.tensor()->values, (std::vector<float>{4, 0}));
    EXPECT_EQ(part.source.labels, (std::vector<int>{1, 0}));
    EXPECT_EQ(part.source.numbers, (Places{4, 0}));
    EXPECT_EQ(toText(*part.ref.images), "4,0");
    // A part of a part still counts as the file does.
    const SourcePart again = partOf(part.ref, part.source, Places{1}).value();
    EXPECT_EQ(again.source.images.tensor()->values, std::vector<float>{0});
    EXPECT_EQ(toText(*again.ref.images), "0");
}

TEST(ListText, IsWhatTheCommandLineTakes) {
    SourceRef ref;
    ref.mnist = true;
    EXPECT_EQ(listText(ref, six(), Places{3, 2, 1}), "mnist:3,2,1");
    EXPECT_EQ(listText(ref, six(), Places{1, 2, 3, 0}), "mnist:1-3,0");
    ref = {};
    ref.path = "some.npz";
    ref.member = "x";
    Source numbered = six();
    numbered.numbers = {10, 11, 12, 13, 14, 15};
    EXPECT_EQ(listText(ref, numbered, Places{5}), "some.npz#x#15");
}

std::span<const std::byte> bytesOf(std::string_view text) {
    return std::as_bytes(std::span(text.data(), text.size()));
}

TEST(ClassNames, AreOneALineFromLabelZeroOn) {
    const std::vector<int> labels{0, 2, 1};
    EXPECT_EQ(classNamesOf(bytesOf("\xEF\xBB\xBFT-shirt\r\n Dress \nÅngström\n\n"), labels, "n").value(),
              (std::vector<std::string>{"T-shirt", "Dress", "Ångström"}));
    EXPECT_EQ(classNamesOf(bytesOf("a\nb"), labels, "n").error().message,
              "has 2 names, one a line from label 0 on, but the largest label is 2");
    EXPECT_EQ(classNamesOf(bytesOf("a\n\nc"), labels, "n").error().message, "names no label in line 2");
    EXPECT_EQ(classNamesOf(bytesOf("a\n\xff\nc"), labels, "n").error().where, "n");
    EXPECT_FALSE(classNamesOf(bytesOf(""), {}, "n"));
}

}  // namespace
}  // namespace poolscope
