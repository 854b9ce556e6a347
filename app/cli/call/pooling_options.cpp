// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/call/pooling_options.h"

#include "core/filter/filter.h"

namespace poolscope {
namespace {

void readFilters(OptionValues& values, FilterSpec& spec) {
    spec.relu = spec.relu || values.flag("--relu");
    const auto text = values.given("--filters");
    if (!text) return;
    spec.filters.clear();
    if (*text == "all") {
        spec.filters = allFilters();
        return;
    }
    for (const std::string& name : splitAtCommas(*text)) {
        const auto filter = filterNamed(name);
        if (!filter) {
            return values.refuse(usage("--filters", quoteArgument(name) + " is not one of " + filterNames() +
                                                        "; all by itself means every one"));
        }
        spec.filters.push_back(*filter);
    }
}

}  // namespace

void declarePooling(Arguments& a) {
    a.heading("Before the pooling");
    a.addOption("--filters", "NAME[,NAME...]|all",
                "3x3 filters, stride 1, one cell of zeros around the image, each on every channel: response f of "
                "channel c of F filters is channel c*F + f of what is pooled. Names: " +
                    filterNames() + ". Default: none.");
    a.addFlag("--relu", "Negative values become 0, after the filters.");
    a.heading("Pooling");
    a.addOption("--op", "OP",
                "What is taken over each window: max, min, avg, median, or lp, which is (sum |x|^p)^(1/p). "
                "Default: max.");
    a.addOption("--size", "K|KH,KW", "Size of the window in cells, the same both ways or height,width. Default: 2.");
    a.addOption("--stride", "S|SH,SW", "Cells from one window to the next. Default: the size.");
    a.addOption("--pad", "P|PH,PW|T,L,B,R",
                "Cells of padding around the image: all sides, or rows,columns, or top,left,bottom,right; or "
                "same-upper or same-lower, which make the output as large as the input divided by the stride and put "
                "an odd cell below or above. Less than the window's reach. Default: 0.");
    a.addOption("--dilation", "D|DH,DW", "Distance between the taps of a window, in cells. Default: 1.");
    a.addFlag("--ceil", "Round the output size up: the last window may overhang the end.");
    a.addOption("--pad-value", "ignore|zero",
                "What padding is: no data at all (frameworks call this -inf), or zeros that take part, win, and take "
                "gradient with them. Default: ignore.");
    a.addFlag("--count-include-pad", "avg: count padding in the divisor.");
    a.addOption("--divisor", "N", "avg: divide by N instead of the number of cells; any number but 0.");
    a.addOption("--p", "P", "lp: the exponent, above 0. Default: 2.");
    a.addOption("--median", "mean|lower",
                "median: of an even number of values, the mean of the two in the middle, or the lower one. "
                "Default: mean.");
    a.addOption("--ties", "first|last|split|all",
                "max, min: who takes the gradient when several cells of a window are equal: the first or the last in "
                "row-major order, each an equal share, or each the whole of it (wrong on purpose: the sums show it). "
                "Default: first.");
    a.addOption("--overlap", "add|overwrite",
                "What a cell of dX gets that several windows send gradient to: their sum, or only the last of them "
                "(wrong on purpose: the sums show it). Default: add.");
}

PoolingChoice readPooling(OptionValues& values, const PoolingChoice* session) {
    PoolingChoice choice = session ? *session : PoolingChoice{};
    WindowSpec& window = choice.window;
    PoolSpec& pool = choice.pool;

    readFilters(values, choice.filters);
    values.choice<PoolOp>("--op",
                          {{"max", PoolOp::Max},
                           {"min", PoolOp::Min},
                           {"avg", PoolOp::Avg},
                           {"median", PoolOp::Median},
                           {"lp", PoolOp::Lp}},
                          pool.op);
    values.extent("--size", "K or KH,KW", window.size);
    if (!session) window.stride = window.size;
    values.extent("--stride", "S or SH,SW", window.stride);
    values.padding("--pad", window.padding);
    values.extent("--dilation", "D or DH,DW", window.dilation);
    window.ceilMode = window.ceilMode || values.flag("--ceil");
    values.choice<PadValue>("--pad-value", {{"ignore", PadValue::Ignore}, {"zero", PadValue::Zero}}, pool.padValue);
    pool.countIncludePad = pool.countIncludePad || values.flag("--count-include-pad");
    if (values.given("--divisor")) values.real("--divisor", pool.divisor.emplace());
    values.real("--p", pool.p);
    values.choice<MedianRule>("--median", {{"mean", MedianRule::Mean}, {"lower", MedianRule::Lower}}, pool.median);
    values.choice<TieRule>(
        "--ties",
        {{"first", TieRule::First}, {"last", TieRule::Last}, {"split", TieRule::Split}, {"all", TieRule::All}},
        pool.ties);
    values.choice<Overlap>("--overlap", {{"add", Overlap::Add}, {"overwrite", Overlap::Overwrite}}, pool.overlap);

    const std::string has = "has no meaning with --op " + std::string(toText(pool.op)) + "; it belongs to ";
    values.onlyIf(pool.op == PoolOp::Avg, "--count-include-pad", has + "avg");
    values.onlyIf(pool.op == PoolOp::Avg, "--divisor", has + "avg");
    values.onlyIf(pool.op == PoolOp::Lp, "--p", has + "lp");
    values.onlyIf(pool.op == PoolOp::Median, "--median", has + "median");
    values.onlyIf(hasWinner(pool.op), "--ties", has + "max and min");
    return choice;
}

}  // namespace poolscope
