// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/call/messages.h"

#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <system_error>

#include "core/experiment/parameters.h"

namespace poolscope::cli {
namespace {

struct FieldOption {
    std::string_view field;
    std::string_view option;
};
constexpr std::array<FieldOption, 23> kOptions{{{"gradient", "--grad-out"},
                                                {"patches", "--patches"},
                                                {"figure.width", "--width"},
                                                {"figure.height", "--height"},
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
                                                {"study.sort", "--sort"},
                                                {"study.top", "--top"},
                                                {"input", "SOURCE"}}};

}  // namespace

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

Outcome<void> print(std::string_view text) {
    std::string_view left = text;
    while (!left.empty()) {
        const ssize_t count = ::write(STDOUT_FILENO, left.data(), left.size());
        if (count < 0 && errno == EINTR) continue;
        if (count == 0) errno = ENOSPC;
        if (count <= 0) break;
        left.remove_prefix(static_cast<std::size_t>(count));
    }
    if (left.empty()) return {};
    if (errno == EBADF) return failed({"standard output", "is closed"});
    return failed({"standard output", "cannot be written: " + std::generic_category().message(errno)});
}

}  // namespace poolscope::cli
