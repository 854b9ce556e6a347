// SPDX-License-Identifier: GPL-3.0-or-later
// What is measured of each image of a set, one row for each measure: to sort a set, to filter it, to find what stands
// out. Every measure keeps what it divides, so that sums over the images are what the studies of a set say.
#pragma once

#include <array>
#include <limits>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "core/base/enum_table.h"
#include "core/base/word.h"
#include "core/study/ink.h"
#include "core/study/shift.h"

namespace poolscope {

// Of one image; what is added up over the images in their order equals tieStudy(), winStudy() and shiftStudy().
struct ImageCounts {
    WindowFacts facts;
    InkGradient gradient;    // of a one sent to every window
    MotionChange shift;      // by one pixel, the eight directions together
    RelativeChange loss;     // |X - unpooled(Y)| against |X|; nothing of operations without a winner
    double sum = 0;          // of X, what enters the pooling
    double largest = 0;      // of X
    std::int64_t cells = 0;  // of X

    bool operator==(const ImageCounts&) const = default;
};

// A measure as it is added up: the sum of parts over the sum of wholes.
struct Quotient {
    double part = 0;
    double whole = 0;

    // NaN where it is not defined: nothing to divide by, or not finite.
    double value() const {
        const bool defined = whole > 0 && std::isfinite(whole) && std::isfinite(part);
        return defined ? part / whole : std::numeric_limits<double>::quiet_NaN();
    }
};

enum class ImageMeasure { Tied, Black, TiedInked, ChangeInput, ChangeOutput, Loss, Background, Ink, Mean, Largest };

struct MeasureRow {
    ImageMeasure measure{};
    std::string_view word{};  // on the command line, in tables and in the record of a figure: may not change
    const char* title = "";   // for people
    const char* most = "";    // of the image where it is largest: "changes most"
    const char* least = "";   // and where it is smallest
    bool share = true;        // of a whole, printed in percent; else in the unit of the values
    bool ofWinners = false;   // only where an operation has a winner
    bool ofShift = false;     // takes nine times as long as the others
    Quotient (*of)(const ImageCounts&) = nullptr;
};

inline constexpr std::array<MeasureRow, countOf<ImageMeasure>()> kMeasures{
    {{.measure = ImageMeasure::Tied,
      .word = "tied",
      .title = TRANSLATABLE("core", "tied windows"),
      .most = TRANSLATABLE("core", "has the most tied windows"),
      .least = TRANSLATABLE("core", "has the fewest tied windows"),
      .ofWinners = true,
      .of =
          [](const ImageCounts& c) {
              return Quotient{double(c.facts.tied), double(c.facts.windows)};
          }},
     {.measure = ImageMeasure::Black,
      .word = "black",
      .title = TRANSLATABLE("core", "all-black windows"),
      .most = TRANSLATABLE("core", "has the most all-black windows"),
      .least = TRANSLATABLE("core", "has the fewest all-black windows"),
      .of =
          [](const ImageCounts& c) {
              return Quotient{double(c.facts.black), double(c.facts.windows)};
          }},
     {.measure = ImageMeasure::TiedInked,
      .word = "tied-inked",
      .title = TRANSLATABLE("core", "tied among inked windows"),
      .most = TRANSLATABLE("core", "has the most ties in its ink"),
      .least = TRANSLATABLE("core", "has the fewest ties in its ink"),
      .ofWinners = true,
      .of =
          [](const ImageCounts& c) {
              return Quotient{double(c.facts.tiedInked), double(c.facts.windows - c.facts.black)};
          }},
     {.measure = ImageMeasure::ChangeInput,
      .word = "change-input",
      .title = TRANSLATABLE("core", "change of X under a shift"),
      .most = TRANSLATABLE("core", "changes most before pooling"),
      .least = TRANSLATABLE("core", "changes least before pooling"),
      .ofShift = true,
      .of =
          [](const ImageCounts& c) {
              return Quotient{c.shift.input.moved, c.shift.input.whole};
          }},
     {.measure = ImageMeasure::ChangeOutput,
      .word = "change",
      .title = TRANSLATABLE("core", "change of Y under a shift"),
      .most = TRANSLATABLE("core", "changes most"),
      .least = TRANSLATABLE("core", "changes least"),
      .ofShift = true,
      .of =
          [](const ImageCounts& c) {
              return Quotient{c.shift.output.moved, c.shift.output.whole};
          }},
     {.measure = ImageMeasure::Loss,
      .word = "loss",
      .title = TRANSLATABLE("core", "what pooling loses"),
      .most = TRANSLATABLE("core", "loses most"),
      .least = TRANSLATABLE("core", "loses least"),
      .ofWinners = true,
      .of =
          [](const ImageCounts& c) {
              return Quotient{c.loss.moved, c.loss.whole};
          }},
     {.measure = ImageMeasure::Background,
      .word = "background",
      .title = TRANSLATABLE("core", "gradient on background"),
      .most = TRANSLATABLE("core", "sends most gradient to the background"),
      .least = TRANSLATABLE("core", "sends least gradient to the background"),
      .of =
          [](const ImageCounts& c) {
              return Quotient{c.gradient.background, c.gradient.ink + c.gradient.background};
          }},
     {.measure = ImageMeasure::Ink,
      .word = "ink",
      .title = TRANSLATABLE("core", "ink"),
      .most = TRANSLATABLE("core", "has the most ink"),
      .least = TRANSLATABLE("core", "has the least ink"),
      .of =
          [](const ImageCounts& c) {
              return Quotient{double(c.gradient.inkCells), double(c.cells)};
          }},
     {.measure = ImageMeasure::Mean,
      .word = "mean",
      .title = TRANSLATABLE("core", "mean"),
      .most = TRANSLATABLE("core", "has the largest mean"),
      .least = TRANSLATABLE("core", "has the smallest mean"),
      .share = false,
      .of =
          [](const ImageCounts& c) {
              return Quotient{c.sum, double(c.cells)};
          }},
     {.measure = ImageMeasure::Largest,
      .word = "maximum",
      .title = TRANSLATABLE("core", "maximum"),
      .most = TRANSLATABLE("core", "has the largest value"),
      .least = TRANSLATABLE("core", "has the smallest maximum"),
      .share = false,
      .of = [](const ImageCounts& c) {
          return Quotient{c.largest, 1};
      }}}};
static_assert(hasRowForEach(kMeasures, &MeasureRow::measure));

constexpr const MeasureRow& measureRow(ImageMeasure measure) {
    return kMeasures[static_cast<std::size_t>(measure)];
}
std::optional<ImageMeasure> measureNamed(std::string_view word);

// The columns that the measures divide, as tables have them.
struct CountColumn {
    std::string_view name{};
    bool ofFilters = false;  // only where filters or ReLU make X of the images
    double (*of)(const ImageCounts&) = nullptr;
    bool adds = true;  // the sum over images says something
};
std::span<const CountColumn> countColumns();

// Those that are not measured are zeros, and their measures NaN.
enum class MeasuredParts { All, WithoutShift };

struct ImageStudy {
    PoolOp op = PoolOp::Max;
    bool filtered = false;  // filters or ReLU make X of the images
    MeasuredParts parts = MeasuredParts::All;
    std::int64_t first = 0;  // the place in the source of the first of them
    std::vector<ImageCounts> images;

    bool has(ImageMeasure measure) const;
    // NaN where it is not defined or not measured.
    double valueOf(ImageMeasure measure, std::size_t image) const;
    std::vector<double> valuesOf(ImageMeasure measure) const;

    bool operator==(const ImageStudy&) const = default;
};

// What is known of each takes some 200 bytes.
inline constexpr std::int64_t kMostMeasured = 2'000'000;

// Every image by itself, on all threads. Of the experiment only its filters, window and pooling matter. Errors are
// those of evaluate() and shiftStudy(), name "images" where there are more than kMostMeasured, or kStopped.
Result<ImageStudy> imageStudy(const Experiment& experiment, const StoredImages& images, const RunControl& run = {},
                              MeasuredParts parts = MeasuredParts::All);

// Where the values stand when sorted: the largest first, or the smallest; of equals the first; NaN at the end.
std::vector<std::int64_t> sortedPlaces(std::span<const double> values, bool ascending = false);

// How values are spread, those that are NaN apart.
struct Spread {
    std::size_t defined = 0;
    double median = 0;
    double lower = 0;  // the fences of Tukey's box plot, 1.5 interquartile ranges beyond the quartiles
    double upper = 0;
    std::int64_t below = 0;  // how many lie beyond
    std::int64_t above = 0;
};
// Quartiles between two values are on the line between them (NumPy's default).
Spread spreadOf(std::span<const double> values);

}  // namespace poolscope
