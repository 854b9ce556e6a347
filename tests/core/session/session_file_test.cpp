// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/session_file.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <functional>

#include "tests/core/support/sessions.h"

namespace poolscope::test {
namespace {

std::string textOf(const SavedSession& session) {
    const auto text = sessionText(session);
    EXPECT_TRUE(text) << (text ? "" : text.error().where + ": " + text.error().message);
    return text.value_or("");
}

std::string errorOf(const std::string& text) {
    const auto session = parseSession(text);
    return session ? "none" : session.error().where + ": " + session.error().message;
}

// NaN as a divisor or p is not equal to itself.
void clearNan(SavedSession& session) {
    PoolSpec& pool = session.saved.experiment.pool;
    if (std::isnan(pool.p)) pool.p = 0;
    if (pool.divisor && std::isnan(*pool.divisor)) pool.divisor = 0;
}

void expectRoundTrip(SavedSession session) {
    const std::string text = textOf(session);
    auto back = parseSession(text);
    ASSERT_TRUE(back) << back.error().where << ": " << back.error().message << "\n" << text;
    EXPECT_EQ(textOf(*back), text);
    clearNan(session);
    clearNan(*back);
    EXPECT_TRUE(*back == session) << text;
}

SavedSession mnistSession() {
    SavedSession session;
    session.saved.experiment.source.mnist = true;
    return session;
}

TEST(SessionFile, EveryFieldComesBack) {
    expectRoundTrip(fullSession());
    SavedSession sent = fullSession();
    sent.saved.experiment.gradient.file = "dout.npy";
    expectRoundTrip(sent);
    expectRoundTrip(mnistSession());
    SavedSession drawn;
    drawn.saved.experiment.source.embedded = true;
    drawn.saved.experiment.source.path = "drawn";
    drawn.saved.source.embedded = oddValues();
    expectRoundTrip(drawn);
}

TEST(SessionFile, AReadingComesBackAndTheUsualOneIsNotWritten) {
    EXPECT_EQ(textOf(fullSession()).find("reading"), std::string::npos);
    SavedSession session = fullSession();
    Reading& reading = session.saved.experiment.source.reading;
    reading = {Axes::Nhwc, {3, 32, 32}, true, {"/data/l\xff.npz", "y"}};
    expectRoundTrip(session);
    session.saved.source.labelsSha256 = std::string(64, 'a');
    expectRoundTrip(session);
    session.saved.source.labelsSha256 = "a";
    EXPECT_EQ(sessionText(session).error().where, "experiment.source.reading.labelsSha256");
    session.saved.source.labelsSha256.clear();
    const std::string text = textOf(session);
    const std::size_t at = text.find("transpose");
    EXPECT_EQ(
        parseSession(text.substr(0, at) + "turn" + text.substr(at + 9)).error().message,
        "this key is not known; known here are axes, reshape, transpose, labels, labelsMember, labelsSha256, names, "
        "crop, resize, comma");
    reading = {};
    reading.transpose = true;
    expectRoundTrip(session);
    reading.crop = Crop{{1, 2}, {3, 4}};
    reading.resize = Extent{5, 6};
    reading.comma = Comma::Decimal;
    expectRoundTrip(session);
    reading.crop->size.cols = 0;
    EXPECT_EQ(sessionText(session).error().where, "experiment.source.reading.crop");
    reading = {};
    reading.reshape = {28};
    EXPECT_EQ(sessionText(session).error().where, "experiment.source.reading.reshape");
    SavedSession drawn;
    drawn.saved.experiment.source.embedded = true;
    drawn.saved.experiment.source.path = "drawn";
    drawn.saved.experiment.source.reading.transpose = true;
    drawn.saved.source.embedded = oddValues();
    EXPECT_EQ(sessionText(drawn).error().where, "experiment.source.reading");
}

TEST(SessionFile, ARangeComesBackAndTheUsualOneIsNotWritten) {
    EXPECT_EQ(textOf(fullSession()).find("range"), std::string::npos);
    SavedSession session = fullSession();
    for (const DisplayRange& range : {DisplayRange{RangeKind::Fit, {}}, DisplayRange{RangeKind::Given, {-0.1, 3e38}},
                                      DisplayRange{RangeKind::Given, {1.0 / 3, 0.5}}}) {
        session.view.range = range;
        expectRoundTrip(session);
        EXPECT_EQ(parseSession(textOf(session))->view.range, range);
    }
    const std::string text = textOf(session);
    const auto with = [&](const std::string& range) {
        std::string changed = text;
        const std::size_t begin = changed.find("\"range\": ") + 9;
        return changed.replace(begin, changed.find('\n', begin) - begin, "\"" + range + "\"");
    };
    EXPECT_EQ(errorOf(with("9,1")), "view.range: the range '9,1' is empty: LO must be smaller than HI");
    for (const char* wrong : {"", "all", "1", "1,2,3", "1,nan", "-inf,1", "1, 2", "1,1e999"}) {
        EXPECT_NE(errorOf(with(wrong)).find("is not auto, fit or LO,HI"), std::string::npos) << wrong;
    }
}

TEST(SessionFile, ListsComeBackAndRangesAreTwoNumbers) {
    SavedSession session = fullSession();
    auto& images = session.saved.experiment.source.images;
    EXPECT_NE(textOf(session).find("\"images\": [3, 7]"), std::string::npos);
    images = *parseSelection("9,3-7,9");
    expectRoundTrip(session);
    EXPECT_NE(textOf(session).find("\"images\": [9, 9, 3, 7, 9, 9]"), std::string::npos) << textOf(session);
    images->ranges.push_back({5, 2});
    EXPECT_EQ(sessionText(session).error().where, "experiment.source.images");
}

TEST(SessionFile, RandomSessionsComeBack) {
    const char* count = std::getenv("POOLSCOPE_RANDOM_CASES");
    const int cases = std::min(2000, count ? std::atoi(count) : 2000);
    for (int i = 0; i < cases; ++i) {
        RandomSession random(static_cast<unsigned>(i));
        expectRoundTrip(random());
        if (HasFailure()) FAIL() << "case " << i;
    }
}

TEST(SessionFile, EveryFieldCountsInTheText) {
    const std::string text = textOf(fullSession());
    const SavedSession full = fullSession();
    const std::vector<std::function<void(SavedSession&)>> changes = {
        [](auto& s) { s.saved.experiment.source.path = "x"; },
        [](auto& s) { s.saved.experiment.source.member = ""; },
        [](auto& s) { s.saved.experiment.source.images.reset(); },
        [](auto& s) { s.saved.source.beside = ""; },
        [](auto& s) { s.saved.source.sha256 = std::string(64, 'a'); },
        [](auto& s) { s.saved.source.rgb = false; },
        [](auto& s) { s.saved.experiment.images.first = 3; },
        [](auto& s) { s.saved.experiment.filters.relu = false; },
        [](auto& s) { s.saved.experiment.filters.filters.pop_back(); },
        [](auto& s) { s.saved.experiment.plane = 0; },
        [](auto& s) { s.saved.experiment.window.padding.mode = PadMode::Explicit; },
        [](auto& s) { s.saved.experiment.window.padding.left = 0; },
        [](auto& s) { s.saved.experiment.window.ceilMode = false; },
        [](auto& s) { s.saved.experiment.pool.divisor.reset(); },
        [](auto& s) { s.saved.experiment.pool.overlap = Overlap::Add; },
        [](auto& s) { s.saved.experiment.gradient.seed = 1; },
        [](auto& s) { s.saved.experiment.gradient.cell.col = 1; },
        [](auto& s) { s.view.palette = Palette::Grey; },
        [](auto& s) { s.view.values = NumberScale::Byte; },
        [](auto& s) { s.view.patches = PatchView::Matrix; },
        [](auto& s) { s.view.numbers = Numbers::On; },
        [](auto& s) { s.view.map = InputMap::Wins; },
        [](auto& s) { s.view.hideBlack = false; }};
    for (std::size_t i = 0; i < changes.size(); ++i) {
        SavedSession changed = full;
        changes[i](changed);
        EXPECT_NE(textOf(changed), text) << i;
    }
}

// Version 1 as it was first written. Later versions must read it too: do not change the file.
TEST(SessionFile, VersionOneIsReadForEver) {
    const std::string path = POOLSCOPE_SESSIONS "/version-1.poolscope";
    std::ifstream file(path, std::ios::binary);
    const std::string golden{std::istreambuf_iterator<char>(file), {}};
    const auto session = parseSession(golden);
    ASSERT_TRUE(session) << session.error().where << ": " << session.error().message << "\n" << textOf(fullSession());
    EXPECT_TRUE(*session == fullSession());
    // Line ends in texts were written as \u000a then, and as \n now; = in a loop was called overwrite.
    std::string now = golden;
    now.replace(now.find("\\u000a"), 6, "\\n");
    now.replace(now.find("overwrite"), 9, "loop");
    EXPECT_EQ(textOf(fullSession()), now) << "once there is a version 2, this line goes, the one above stays";
}

// What came after version 1 is written where it says something, so that older programs read the rest.
TEST(SessionFile, TheTemperatureIsWrittenWithSoftmax) {
    SavedSession session;
    session.saved.experiment.source.mnist = true;
    EXPECT_EQ(textOf(session).find("temperature"), std::string::npos);
    session.saved.experiment.pool.op = PoolOp::Softmax;
    EXPECT_NE(textOf(session).find("\"temperature\": 0.1"), std::string::npos) << textOf(session);
    session.saved.experiment.pool.temperature = 0.25;
    for (const PoolOp op : {PoolOp::Softmax, PoolOp::Max}) {
        session.saved.experiment.pool.op = op;
        const auto read = parseSession(textOf(session));
        ASSERT_TRUE(read) << read.error().where << ": " << read.error().message;
        EXPECT_EQ(read->saved.experiment.pool.temperature, 0.25);
    }
    session.saved.experiment.pool.op = PoolOp::Softmax;
    std::string text = textOf(session);
    const std::string right = "\"temperature\": 0.25";
    const auto wrong = parseSession(text.replace(text.find(right), right.size(), "\"temperature\": 0"));
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().where, "experiment.pool.temperature");
}

// The text of the full session with one piece replaced.
std::string with(const std::string& piece, const std::string& other) {
    std::string text = textOf(fullSession());
    const std::size_t at = text.find(piece);
    EXPECT_NE(at, std::string::npos) << piece;
    return at == std::string::npos ? text : text.replace(at, piece.size(), other);
}

struct Malformed {
    const char* piece;
    const char* other;
    const char* error;  // its beginning
};
constexpr Malformed kMalformed[] = {
    {"\"session\"", "\"lesson\"", ": this is not a Poolscope session"},
    {"\"version\": 1", "\"version\": 2", "version: this session has version 2, but this program knows only 1: a newer"},
    {"\"version\": 1", "\"version\": 123456789012345678901", "version: this session has version 12345678901234567890"},
    {"\"version\": 1", "\"version\": \"1\"", "version: a whole number from 1 on"},
    {"\"version\": 1", "\"version\": 0", "version: a whole number from 1 on"},
    {"\"version\": 1,", "", "version: is missing"},
    {"\"view\": {", "\"look\": {", "look: this key is not known; known here are poolscope, version, experiment, view"},
    {"\"experiment\": {", "\"experiment\": 5, \"x\": {", "x: this key is not known"},
    {"\"kind\": \"file\"", "\"kind\": \"url\"", "experiment.source.kind: 'url' is not one of mnist, file, embedded"},
    {"\"kind\": \"file\"", "\"kind\": \"mnist\"", "experiment.source.path: has no meaning"},
    {"\"kind\": \"file\"", "\"kind\": \"embedded\"", "experiment.source.member: has no meaning"},
    {"\"beside\": \"sub", "\"beside\": \"%0", "experiment.source.beside: a % must be followed by two hex digits"},
    {"\"path\": \"/data", "\"path\": \"%00/data", "experiment.source.path: a % must be followed"},
    {"\"path\": \"/data/100 %25/d%FFä.npz\"", "\"path\": \"\"", "experiment.source.path: the name of the file"},
    {"\"sha256\": \"0", "\"sha256\": \"G", "experiment.source.sha256: 64 hex digits"},
    {"\"sha256\": \"0", "\"sha256\": \"", "experiment.source.sha256: 64 hex digits"},
    {"\"rgb\": true", "\"rgb\": 1", "experiment.source.rgb: true or false is expected, not 1"},
    {"\"embedded\": null", "\"embedded\": {\"shape\": [0, 1, 1, 1], \"values\": []}",
     "experiment.source.embedded: has"},
    {"\"images\": [3, 7]", "\"images\": [7, 3]", "experiment.source.images: images 7 to 3"},
    {"\"images\": [4, 5]", "\"images\": [-1, 5]", "experiment.images: images -1 to 5"},
    {"\"images\": [4, 5]", "\"images\": [4]", "experiment.images: a list of 2 whole numbers is expected, but there"},
    {"\"images\": [4, 5]", "\"images\": [4, 5.5]", "experiment.images: a whole number is expected"},
    {"\"images\": [4, 5]", "\"images\": null", "experiment.images: a list in brackets is expected, not null"},
    {"\"gabor\"", "\"blur\"", "experiment.filters: 'blur' is not one of identity, "},
    {"\"gabor\"", "7", "experiment.filters: texts in quotes are expected, not 7"},
    {"\"relu\": true", "\"relu\": \"true\"", "experiment.relu: true or false is expected, not 'true'"},
    {"\"plane\": 2", "\"plane\": -1", "experiment.plane: plane -1 is not legal: it must be 0 or more"},
    {"\"plane\": 2", "\"plane\": 2.5", "experiment.plane: a whole number is expected"},
    {"\"plane\": 2", "\"plane\": 9223372036854775808", "experiment.plane: 9223372036854775808 is not legal"},
    {"\"plane\": 2,", "", "experiment.plane: is missing"},
    {"\"plane\": 2", "\"plane\": 2, \"plane\": 3", "experiment: the key 'plane' is given twice"},
    {"\"stride\": [1, 5]", "\"stride\": [1, 0]", "experiment.window.stride: stride 0 is not legal: it must be 1 to"},
    {"\"stride\": [1, 5]", "\"stride\": [1, 2147483648]", "experiment.window.stride: stride 2147483648 is not legal"},
    {"\"stride\": [1, 5]", "\"stride\": [1, \"5\"]", "experiment.window.stride: a whole number is expected"},
    {"\"stride\": [1, 5]", "\"strode\": [1, 5]",
     "experiment.window.strode: this key is not known; known here are size"},
    {"\"stride\": [1, 5],", "", "experiment.window.stride: is missing"},
    {"\"size\": [3, 4]", "\"size\": [0, 4]", "experiment.window.size: size 0 is not legal"},
    {"\"dilation\": [2, 6]", "\"dilation\": [2, -6]", "experiment.window.dilation: dilation -6 is not legal"},
    {"\"same-lower\"", "\"same\"", "experiment.window.padding.mode: 'same' is not one of explicit, same-upper, same-l"},
    {"\"cells\": [1, 2", "\"cells\": [1, -2", "experiment.window.padding.cells: padding -2 is not legal"},
    {"\"ceil\": true", "\"ceil\": null", "experiment.window.ceil: true or false is expected, not null"},
    {"\"op\": \"avg\"", "\"op\": \"mean\"",
     "experiment.pool.op: 'mean' is not one of max, min, avg, median, lp, softmax"},
    {"\"divisor\": -0.1", "\"divisor\": 0", "experiment.pool.divisor: divisor 0 is not legal"},
    {"\"divisor\": -0.1", "\"divisor\": \"much\"",
     "experiment.pool.divisor: a number, \"nan\", \"inf\" or \"-inf\" is"},
    {"\"divisor\": -0.1", "\"divisor\": \"5\"", "experiment.pool.divisor: a number, \"nan\""},
    {"\"divisor\": -0.1", "\"divisor\": 1e999", "experiment.pool.divisor: the number '1e999' is too large"},
    {"\"p\": 1.79", "\"p\": true, \"q\": 1.79", "experiment.pool.q: this key is not known"},
    {"\"seed\": 4294967295", "\"seed\": 4294967296", "experiment.gradient.seed: 4294967296 is not legal: it must be 0"},
    {"\"cell\": [6, 8]", "\"cell\": [6, -8]", "experiment.gradient.cell: row and column must be 0 or more"},
    {"\"kind\": \"given\"", "\"kind\": \"ones\"", "experiment.gradient.given: has no meaning unless the kind is given"},
    {"\"shape\": [1, 2, 2, 3]", "\"shape\": [1, 2, 2, 4]",
     "experiment.gradient.given.values: there are 12 values, but"},
    {"\"shape\": [1, 2, 2, 3]", "\"shape\": [1, 0, 2, 3]", "experiment.gradient.given.shape: the shape (1, 0, 2, 3)"},
    {"\"shape\": [1, 2, 2, 3]", "\"shape\": [4294967296, 2147483648, 2, 3]",
     "experiment.gradient.given.shape: the sha"},
    {"\"shape\": [1, 2, 2, 3]", "\"shape\": [0, 4294967296, 4294967296, 1]",
     "experiment.gradient.given.shape: the sha"},
    {"\"inf\"", "\"infinite\"", "experiment.gradient.given.values[9]: 'infinite' is not a float32 value"},
    {"\"inf\"", "null", "experiment.gradient.given.values[9]: only numbers are expected here"},
    {"\"inf\"", "[1]", "experiment.gradient.given.values[9]: only numbers are expected here"},
    {"\"palette\": \"magma\"", "\"palette\": \"jet\"",
     "view.palette: 'jet' is not one of grey, viridis, cividis, magma"},
    {"\"values\": \"unit\"", "\"values\": [1, 2]", "view.values: a text in quotes is expected, not a list"},
    {"\"tiles\"", "\"tiles\", \"zoom\": 2", "view.zoom: this key is not known"},
    {"\"numbers\": \"off\"", "\"numbers\": {\"a\": 1}", "view.numbers: a text in quotes is expected, not an object"},
    {"\"op\": \"avg\",", "\"op\": \"avg\"", "line 31, column "},
};

TEST(SessionFile, MalformedSessionsAreRefusedAtTheirPlace) {
    for (const Malformed& m : kMalformed) {
        EXPECT_EQ(errorOf(with(m.piece, m.other)).substr(0, std::string(m.error).size()), m.error);
    }
    EXPECT_EQ(errorOf(""), ": the file is empty");
    EXPECT_EQ(errorOf(" \n"), ": the file is empty");
    EXPECT_EQ(errorOf("{}"), ": this is not a Poolscope session");
    EXPECT_EQ(errorOf("\x89PNG"), ": this is not a Poolscope session");
    EXPECT_EQ(errorOf(std::string(100'000'000, '[')), ": this is not a Poolscope session");
    EXPECT_EQ(errorOf("{\"experiment\": " + std::string(100'000'000, '[')).substr(0, 12), "experiment[0");
}

TEST(SessionFile, EveryTruncationIsRefused) {
    const std::string text = textOf(fullSession());
    for (std::size_t i = 0; i + 1 < text.rfind('}'); ++i) EXPECT_NE(errorOf(text.substr(0, i)), "none") << i;
}

TEST(SessionFile, AnyByteMayChangeWithoutACrash) {
    const std::string text = textOf(fullSession());
    for (std::size_t i = 0; i < text.size(); i += 3) {
        for (const char c : {'\0', '"', '{', ']', '9', '\xff', '\\'}) {
            std::string other = text;
            other[i] = c;
            const auto session = parseSession(other);
            if (session) expectRoundTrip(*session);
        }
    }
}

// With more values than a person reads, of which some are odd.
SavedSession largeDrawing() {
    SavedSession drawn;
    drawn.saved.experiment.source.embedded = true;
    drawn.saved.experiment.source.path = "drawn";
    auto images = std::make_shared<Tensor>(Shape{1, 1, 70, 80});
    for (std::size_t i = 0; i < images->values.size(); ++i) images->values[i] = static_cast<float>(i % 256);
    const auto odd = oddValues();
    std::copy(odd->values.begin(), odd->values.end(), images->values.begin());
    drawn.saved.source.embedded = images;
    return drawn;
}

TEST(SessionFile, ManyValuesArePackedAndComeBack) {
    SavedSession drawn = largeDrawing();
    drawn.saved.experiment.gradient.kind = Upstream::Given;
    drawn.saved.experiment.gradient.given = drawn.saved.source.embedded;
    expectRoundTrip(drawn);
    const std::string text = textOf(drawn);
    EXPECT_EQ(text.find("\"values\": ["), std::string::npos);
    EXPECT_NE(text.find("\"shape\": [1, 1, 70, 80],\n        \"zlib\": [\n          \""), std::string::npos) << text;
    EXPECT_LT(text.size(), 8000U);
}

TEST(SessionFile, ManyValuesAsNumbersAreReadAsEver) {
    const SavedSession drawn = largeDrawing();
    std::string text = textOf(drawn);
    const std::size_t first = text.find("\"zlib\"");
    JsonWriter numbers;
    numbers.beginObject().floats(kFloatsKey, drawn.saved.source.embedded->values, 80);
    std::string list = numbers.endObject().take();
    list = list.substr(list.find('"'), list.rfind('}') - list.find('"'));
    text.replace(first, text.find(']', first) + 1 - first, list);
    const auto back = parseSession(text);
    ASSERT_TRUE(back) << back.error().where << ": " << back.error().message;
    EXPECT_TRUE(*back == drawn);
}

TEST(SessionFile, DamagedPackedValuesAreRefusedAtTheirPlace) {
    const std::string text = textOf(largeDrawing());
    const auto changed = [&text](const std::string& piece, const std::string& other) {
        std::string result = text;
        const std::size_t at = result.find(piece);
        EXPECT_NE(at, std::string::npos) << piece;
        return errorOf(result.replace(at, piece.size(), other));
    };
    const std::string values = "experiment.source.embedded.zlib: ";
    const std::string list = text.substr(text.find("\"zlib\": ["));
    const std::string first = list.substr(list.find("\"", 9), 8);
    EXPECT_EQ(changed("[1, 1, 70, 80]", "[1, 1, 70, 79]"), values + "the packed data holds more than 5530 values");
    EXPECT_EQ(changed("[1, 1, 70, 80]", "[1, 1, 71, 80]"), values + "the packed data holds fewer than 5680 values");
    EXPECT_EQ(changed("[1, 1, 70, 80]", "[1, 1, 8000, 8000]"),
              values + "the packed data is too short to hold 64000000 values");
    EXPECT_EQ(changed("[1, 1, 70, 80]", "[1, 4, 70000, 80000]").substr(0, 33), "experiment.source.embedded.shape:");
    EXPECT_EQ(changed("[1, 1, 70, 80]", "[-1, 1, -70, 80]").substr(0, 33), "experiment.source.embedded.shape:");
    EXPECT_EQ(changed(first, "\"!" + first.substr(2)).substr(0, values.size()), values);
    EXPECT_EQ(changed(first, "7, " + first), values + "only texts of base64 are expected here");
    EXPECT_EQ(changed(first, "\"AAAA\", " + first), values + "the packed data is damaged or cut off");
    EXPECT_EQ(changed("\"zlib\": [", "\"values\": [], \"zlib\": ["), values + "the values are given twice");
    EXPECT_EQ(changed("\"zlib\": [", "\"values\": [").substr(0, 39), "experiment.source.embedded.values[0]: '");
}

TEST(SessionFile, WhatCouldNotBeOpenedAgainIsNotSaved) {
    SavedSession session = mnistSession();
    session.saved.experiment.window.stride = {0, 1};
    EXPECT_EQ(sessionText(session).error().where, "experiment.window.stride");
    session = mnistSession();
    session.saved.experiment.filters.filters = {10};
    EXPECT_EQ(sessionText(session).error().where, "experiment.filters");
    EXPECT_EQ(sessionText({}).error().where, "experiment.source.path");
}

}  // namespace
}  // namespace poolscope::test
