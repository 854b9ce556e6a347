// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/pool/pool_programs.h"

#include <algorithm>

namespace poolscope::cli {
namespace {

constexpr const char* kImages = "--input-out";
constexpr const char* kUpstream = "--upstream-out";

SnippetFile fileOf(const std::vector<PoolOutput>& outputs, const std::string& option) {
    const auto found = std::find_if(outputs.begin(), outputs.end(), [&](const PoolOutput& o) {
        return o.option == option && o.file == ArrayFile::Npy;
    });
    if (found == outputs.end()) return {};
    return {found->path, "written by poolscope pool " + option};
}

Error explained(const Error& error, const std::string& option) {
    const char* missing = error.where == "images" ? kImages : error.where == "gradient" ? kUpstream : nullptr;
    return {option, missing ? error.message + "; add " + missing + " FILE.npy" : error.message};
}

}  // namespace

void declarePoolPrograms(Arguments& a) {
    a.heading("Python programs to write, which compute the same numbers");
    const std::string most = std::to_string(kMostLiteral);
    a.addOption("--numpy", "FILE.py",
                "For NumPy, by im2col and col2im. Up to " + most +
                    " values of input stand in the program; more are loaded from the file that --input-out names, and "
                    "a gradient of --grad-out from that of --upstream-out.");
    a.addOption("--torch", "FILE.py", "For PyTorch, by its own pooling where it has it, and by autograd.");
}

std::vector<PoolProgram> readPoolPrograms(const Arguments& arguments) {
    std::vector<PoolProgram> programs;
    if (const auto path = arguments.value("--numpy")) programs.push_back({SnippetKind::Numpy, "--numpy", *path});
    if (const auto path = arguments.value("--torch")) programs.push_back({SnippetKind::Torch, "--torch", *path});
    return programs;
}

Outcome<std::vector<FileToSave>> encodePoolPrograms(const std::vector<PoolProgram>& programs,
                                                    const std::vector<PoolOutput>& outputs, const Evaluation& e,
                                                    const std::string& title) {
    std::vector<FileToSave> files;
    const SnippetOptions options{title, fileOf(outputs, kImages), fileOf(outputs, kUpstream)};
    for (const PoolProgram& program : programs) {
        const auto text = writeSnippet(program.kind, e, options);
        if (!text) return failed(explained(text.error(), program.option));
        files.push_back({program.path, QByteArray::fromStdString(*text)});
    }
    return files;
}

}  // namespace poolscope::cli
