// SPDX-License-Identifier: GPL-3.0-or-later
// What was painted, kept apart from the values it changes: tensors are shared with workers that read them, and may be
// large, so that the GUI thread neither writes into them nor copies them.
#pragma once

#include <cstdint>
#include <memory>
#include <unordered_map>
#include <vector>

#include "core/experiment/experiment.h"

namespace poolscope {

struct ViewSpec;

// Cells of a tensor that were written at once.
struct Patch {
    struct Cell {
        std::int64_t at = 0;  // in NCHW order
        float before = 0;
        float after = 0;
    };
    std::vector<Cell> cells;  // each once
};

// Patches that are not written into their tensor yet, in the order in which they were made.
class Patches {
  public:
    bool empty() const { return made_.empty(); }
    // The number of the last one; 0: none.
    std::int64_t last() const { return made_.empty() ? 0 : made_.back().number; }
    // Numbers rise. What is taken back are the values before.
    void add(std::shared_ptr<const Patch> patch, bool takenBack, std::int64_t number);
    // Those up to this number are in the tensor now.
    void dropUntil(std::int64_t number);
    // Calls visit(at, value) for every cell, what was made last last.
    template <class Visit>
    void visit(const Visit& visit) const {
        for (const Made& made : made_) {
            for (const Patch::Cell& cell : made.patch->cells) visit(cell.at, made.takenBack ? cell.before : cell.after);
        }
    }
    std::size_t bytes() const;

    bool operator==(const Patches& other) const { return made_.size() == other.made_.size() && last() == other.last(); }

  private:
    struct Made {
        std::shared_ptr<const Patch> patch;
        bool takenBack = false;
        std::int64_t number = 0;
    };
    std::vector<Made> made_;
};

// The values of the cells that patches change.
using PatchedValues = std::unordered_map<std::int64_t, float>;
PatchedValues valuesOf(const Patches& patches);

// An experiment and its source, of which the images and the given gradient may have patches to be written.
struct Painted {
    Experiment experiment;
    std::shared_ptr<const Source> source;
    Patches images{};
    Patches gradient{};
};

// The same with everything written, into copies. Slow: for a worker.
Painted written(Painted painted);

// Writes it into a session file, as saveSession() does. Slow: for a worker.
Result<void> saveSession(const std::string& path, Painted painted, const ViewSpec& view);

std::size_t bytesOf(const Patch& patch);
std::size_t bytesOf(const Tensor& tensor);

}  // namespace poolscope
