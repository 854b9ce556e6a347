// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/panel/panel_kinds.h"

#include <algorithm>

namespace poolscope {

std::optional<PanelKind> panelNamed(std::string_view word) {
    const auto found =
        std::find_if(kPanelRows.begin(), kPanelRows.end(), [word](const PanelRow& row) { return row.word == word; });
    return found == kPanelRows.end() ? std::nullopt : std::optional(found->kind);
}

std::string panelWords() {
    std::vector<std::string_view> words;
    for (const PanelRow& row : kPanelRows) words.push_back(row.word);
    return joined(words);
}

bool hasPanel(const Evaluation& evaluation, PanelKind kind) {
    const PanelRow& row = panelRow(kind);
    return row.exists == nullptr || row.exists(evaluation);
}

}  // namespace poolscope
