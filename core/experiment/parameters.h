// SPDX-License-Identifier: GPL-3.0-or-later
// One row for each setting of an experiment: its words, its titles, how it is read and printed, and when it means
// something. A new one is a member of Setting, its row, and the place of its key in session files.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/experiment/experiment.h"
#include "core/json/json_fields.h"
#include "core/json/json_writer.h"
#include "core/pool/operation.h"

namespace poolscope {

// The command line has those before Plane under "Before the pooling" and "Pooling", in this order.
enum class Setting {
    Filters,
    Relu,
    Op,
    Size,
    Stride,
    Pad,
    Dilation,
    Ceil,
    PadValue,
    CountIncludePad,
    Divisor,
    P,
    Temperature,
    Median,
    Ties,
    Overlap,
    Plane,
    Upstream,
    Cell
};

// Why a text is no value of a setting.
struct Unreadable {
    enum class Why { NotANumber, TooLarge, WrongCount, UnknownWord };

    Why why = Why::NotANumber;
    std::string part;       // of the text, what could not be read; all of it where the count is wrong
    std::string expected;   // "a whole number or rows,columns"; of words, those there are
    std::size_t count = 0;  // of numbers, where it is wrong
    std::string remark{};   // "; all by itself means every one"
};

// How values of one type are read and written, on one field of an experiment. A flag is read from an empty text.
struct ParameterValue {
    std::optional<Unreadable> (*read)(std::string_view text, Experiment& experiment);
    std::string (*print)(const Experiment& experiment);  // what read() takes
    void (*copy)(const Experiment& from, Experiment& to);
    bool (*isSame)(const Experiment& a, const Experiment& b);
    void (*write)(JsonWriter& writer, std::string_view key, const Experiment& experiment);
    void (*readJson)(const JsonFields& fields, std::string_view key, Experiment& experiment);
    bool isFlag = false;
};

struct Parameter {
    Setting setting;
    std::string_view word;    // in lessons, and after two dashes on the command line
    std::string_view field;   // where it stands in session files and in errors: "window.size"
    const char* title = "";   // in the window; TRANSLATABLE; empty where it has no control of its own
    const char* tip = "";     // the same
    std::string_view hint{};  // of the value in the help text: "K|KH,KW"; %1 is `words`
    std::string_view help{};  // the same; after the operations, where only some use it
    std::string_view form{};  // of the value in errors of the command line, where it is not as Unreadable has it
    std::string (*words)() = nullptr;   // what may be said
    std::optional<OwnParameter> own{};  // it means something only with the operations that use this
    ParameterValue value;

    // Of the field, the part that is its key: "size".
    std::string_view key() const { return field.substr(field.rfind('.') + 1); }
};

std::span<const Parameter> parameters();
const Parameter& parameterOf(Setting setting);
// Null when there is none.
const Parameter* parameterNamed(std::string_view word);

// Those that every command that pools has.
std::span<const Parameter> poolingParameters();

bool meansSomething(const Parameter& parameter, const Experiment& experiment);

// As it is where nothing is said: the stride is as large as the size, everything else as by default.
void reset(const Parameter& parameter, Experiment& experiment);
bool isUsual(const Parameter& parameter, const Experiment& experiment);

// All that is said in one line, in the words of the command line without their dashes:
// "size 3, stride 1, pad same-upper, ceil, op avg, count-include-pad". Source and images are left as by default. Errors
// name the word.
Result<Experiment> readSettings(const std::vector<std::string>& words);

// One experiment for all that compute the same: choices that the operation, the padding or the gradient do not use are
// as by default.
Experiment canonical(Experiment experiment);

}  // namespace poolscope
