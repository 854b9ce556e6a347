// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/call/messages.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <system_error>

#include "core/base/utf8.h"
#include "core/experiment/parameters.h"

namespace poolscope::cli {
namespace {

bool isHarmless(char32_t code) {
    if (code < 0x20 || (code >= 0x7F && code < 0xA0)) return false;
    const bool separator = code == 0x2028 || code == 0x2029;
    const bool direction =
        (code >= 0x200E && code <= 0x200F) || (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
    return !separator && !direction;
}

struct FieldOption {
    std::string_view field;
    std::string_view option;
};
constexpr std::array<FieldOption, 20> kOptions{{{"gradient", "--grad-out"},
                                                {"patches", "--patches"},
                                                {"figure.width", "--width"},
                                                {"figure.focus", "--focus"},
                                                {"figure.playback", "--step"},
                                                {"figure.title", "--title"},
                                                {"figure.caption", "--caption"},
                                                {"figure.font", "--font-size"},
                                                {"figure.panels", "--panels"},
                                                {"figure", "-o"},
                                                {"figure.background", "--transparent"},
                                                {"animation.from", "--from"},
                                                {"animation.to", "--to"},
                                                {"animation.fps", "--fps"},
                                                {"animation.squeeze", "--squeeze"},
                                                {"dpi", "--dpi"},
                                                {"study.by", "--by"},
                                                {"study.levels", "--levels"},
                                                {"study.degrees", "--rotate"},
                                                {"input", "SOURCE"}}};

}  // namespace

std::string printable(std::string_view text) {
    static constexpr std::string_view kDigits = "0123456789abcdef";
    std::string result;
    while (!text.empty()) {
        const Utf8Character character = firstCharacter(text);
        const std::string_view bytes = text.substr(0, character.bytes);
        if (character.valid && isHarmless(character.code)) {
            result += bytes;
        } else {
            for (const char c : bytes) {
                const auto value = static_cast<unsigned char>(c);
                result += "\\x";
                result += kDigits[value >> 4U];
                result += kDigits[value & 15U];
            }
        }
        text.remove_prefix(character.bytes);
    }
    return result;
}

std::string quoteArgument(std::string_view text) {
    constexpr std::size_t kMost = 60;
    if (text.size() <= kMost) return "'" + std::string(text) + "'";
    return "'" + std::string(text.substr(0, kMost)) + "...'";
}

std::string optionFor(const std::string& where) {
    for (const Parameter& parameter : parameters()) {
        if (parameter.field == where) return "--" + std::string(parameter.word);
    }
    for (const FieldOption& entry : kOptions) {
        if (entry.field == where) return std::string(entry.option);
    }
    return where;
}

int report(const Failure& failure) {
    const std::string where = printable(optionFor(failure.error.where));
    const std::string line =
        "poolscope: " + where + (where.empty() ? "" : ": ") + printable(failure.error.message) + "\n";
    std::fwrite(line.data(), 1, line.size(), stderr);
    return failure.status;
}

void printNotes(const std::string& name, const std::vector<Note>& notes) {
    for (const Note& note : notes) {
        const std::string line = "poolscope: note: " + printable(name) + ": " + printable(toText(note)) + "\n";
        std::fwrite(line.data(), 1, line.size(), stderr);
    }
}

Outcome<void> print(const std::string& text) {
    const bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
    if (written) return {};
    return failed({"standard output", "cannot be written: " + std::generic_category().message(errno)});
}

}  // namespace poolscope::cli
