// SPDX-License-Identifier: GPL-3.0-or-later
// The Python programs that `poolscope pool` writes: they compute what it computes.
#pragma once

#include "app/cli/pool/pool_outputs.h"
#include "core/program/snippet.h"

namespace poolscope::cli {

struct PoolProgram {
    SnippetKind kind = SnippetKind::Numpy;
    std::string option;
    std::string path;
};

void declarePoolPrograms(Arguments& arguments);
std::vector<PoolProgram> readPoolPrograms(const Arguments& arguments);

// The programs load what --input-out and --upstream-out write as NPY in the same call; the rest stands in them.
// `title` says what is pooled.
Outcome<std::vector<FileToSave>> encodePoolPrograms(const std::vector<PoolProgram>& programs,
                                                    const std::vector<PoolOutput>& outputs, const Evaluation& e,
                                                    const std::string& title);

}  // namespace poolscope::cli
