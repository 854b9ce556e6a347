// SPDX-License-Identifier: GPL-3.0-or-later
// The programs are run by Python, and what they compute is held against the core.
#include "core/program/snippet.h"

#include <gtest/gtest.h>

#include <cmath>
#include <sstream>

#include "core/filter/filter.h"
#include "core/pool/reference.h"
#include "tests/core/support/cases.h"
#include "tests/core/support/example.h"
#include "tests/core/support/mnist.h"
#include "tests/core/support/pooling.h"
#include "tests/core/support/python.h"

namespace poolscope {
namespace {

using test::evaluated;
using test::PythonFolder;
using test::smallImage;

// Runs program after program and compares their arrays with those beside them; prints where they differ.
constexpr const char* kDriver = R"(
import contextlib, io, sys, warnings
import numpy as np
warnings.simplefilter("ignore")
bad = 0
def plain(a):
    return a.detach().numpy() if hasattr(a, "detach") else a
for line in open("cases.txt"):
    number, exact, rtol, names = line.split(" ", 3)
    scope = {}
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            exec(compile(open(f"{number}.py").read(), f"{number}.py", "exec"), scope)
        for name in names.split():
            got, want = plain(scope[name]), np.load(f"{number}-{name}.npy")
            if got.shape != want.shape:
                raise AssertionError(f"{name} has shape {got.shape}, not {want.shape}")
            same = (np.array_equal(got, want, equal_nan=True) if exact == "1" else
                    np.allclose(got, want, rtol=float(rtol), atol=1e-6, equal_nan=True))
            if not same:
                raise AssertionError(f"{name} is\n{got}\nand not\n{want}")
    except Exception as problem:
        bad += 1
        if bad < 4:
            print(f"case {number}: {type(problem).__name__} {problem}")
sys.exit(bad > 0)
)";

// Programs and what they have to compute.
class Programs {
  public:
    explicit Programs(SnippetKind kind) : kind_(kind) {}

    void add(const Evaluation& e, const std::string& name) {
        const std::string number = std::to_string(names_.size());
        SnippetOptions options{name, {}, {}};
        if (!fitsInSnippet(*e.images())) options.images = {number + "-in.npy", "made by the test"};
        if (!fitsInSnippet(e.backward->dout)) options.upstream = {number + "-dout.npy", ""};
        const auto program = writeSnippet(kind_, e, options);
        if (!program) {
            ++refused_;
            reason_ = program.error().message;
            return;
        }
        if (!options.images.path.empty()) folder_.write(options.images.path, *e.images());
        if (!options.upstream.path.empty()) folder_.write(options.upstream.path, e.backward->dout);
        folder_.write(number + ".py", *program);
        names_.push_back(name);
        const PoolSpec& spec = e.experiment.pool;
        std::string arrays = "Y dX";
        folder_.write(number + "-Y.npy", e.forward->y);
        folder_.write(number + "-dX.npy", e.backward->dx);
        if (hasWinner(spec.op)) {
            const Shape& y = e.forward->y.shape;
            const auto winners = winnerIndices(e.forward->winners, e.grid, IndexKind::Plane);
            folder_.write(number + "-argmax.npy", std::span<const std::int64_t>(winners), {y.n, y.c, y.h, y.w});
            arrays += " argmax";
        }
        // An average that counts its padding needs zeros there, where X_col shows that there is nothing.
        if (kind_ == SnippetKind::Numpy && !(spec.op == PoolOp::Avg && spec.countIncludePad)) {
            arrays += " X_col dX_col";
            const auto forward = reference::forward(*e.x, e.grid, spec).value();
            writeMatrix(number + "-X_col.npy", forward.columns);
            writeMatrix(number + "-dX_col.npy",
                        reference::backward(*e.x, forward, e.backward->dout, e.grid, spec).value().columns);
        }
        const bool exact = hasWinner(spec.op) && kind_ == SnippetKind::Numpy;
        cases_ += number + (exact ? " 1 " : " 0 ") + (spec.op == PoolOp::Lp ? "1e-4 " : "1e-5 ") + arrays + "\n";
    }
    void expectTheSameNumbers() {
        folder_.write("cases.txt", cases_);
        folder_.write("driver.py", kDriver);
        int status = 0;
        const std::string printed = folder_.run("driver.py", status);
        EXPECT_EQ(status, 0) << printed << firstNamed(printed);
    }
    std::size_t count() const { return names_.size(); }
    std::size_t refused() const { return refused_; }
    const std::string& reason() const { return reason_; }

  private:
    void writeMatrix(const std::string& name, const PatchMatrix& m) {
        folder_.write(name, std::span<const float>(m.data(), static_cast<std::size_t>(m.size())), {m.rows(), m.cols()});
    }
    // The case and the program of the first failure.
    std::string firstNamed(const std::string& printed) const {
        if (!printed.starts_with("case ")) return {};
        const std::size_t number = std::stoul(printed.substr(5));
        return names_.at(number) + "\n" + folder_.read(std::to_string(number) + ".py");
    }

    SnippetKind kind_;
    PythonFolder folder_;
    std::vector<std::string> names_;
    std::string cases_;
    std::size_t refused_ = 0;
    std::string reason_;
};

// Nothing when the case is no legal one.
std::optional<Evaluation> evaluationOf(const Case& c, const std::vector<std::size_t>& filters = {}) {
    Experiment experiment;
    experiment.window = c.window;
    experiment.pool = c.pool;
    experiment.filters = {filters, !filters.empty()};
    const auto images = std::make_shared<const Tensor>(inputOf(c));
    const auto grid = checkedGrid(experiment, images->shape);
    if (!grid || images->shape.n == 0) return std::nullopt;
    const Shape x = featureShape(images->shape, experiment.filters).value();
    experiment.gradient.kind = Upstream::Given;
    experiment.gradient.given = std::make_shared<const Tensor>(upstreamOf(c, x.withPlane(grid->output())));
    return evaluate(experiment, images).value();
}

void addRandom(Programs& programs, PoolOp op, std::uint64_t cases) {
    for (std::uint64_t seed = 0; seed < cases; ++seed) {
        Case c = randomCase(op, seed);
        c.pool.overlap = seed % 10 == 4 ? Overlap::Loop : seed % 10 == 9 ? Overlap::Col2im : Overlap::Add;
        const bool filtered = seed % 7 == 0 && c.shape.planes() <= 3;
        const auto e = evaluationOf(c, filtered ? std::vector<std::size_t>{seed % 10, 4} : std::vector<std::size_t>{});
        std::ostringstream name;
        name << c;
        if (e) programs.add(*e, name.str());
    }
}

class Snippet : public testing::TestWithParam<PoolOp> {};

TEST_P(Snippet, ComputesInNumpyWhatTheCoreComputes) {
    ASSERT_TRUE(test::pythonHas("numpy")) << "python3-numpy is missing; tests/run installs it";
    Programs programs(SnippetKind::Numpy);
    addRandom(programs, GetParam(), 400);
    EXPECT_GT(programs.count(), 300U);
    EXPECT_EQ(programs.refused(), 0U) << programs.reason();
    programs.expectTheSameNumbers();
}

TEST_P(Snippet, ComputesInTorchWhatTheCoreComputes) {
    if (!test::pythonHas("torch")) GTEST_SKIP() << "PyTorch is not installed here; its programs are not run";
    Programs programs(SnippetKind::Torch);
    addRandom(programs, GetParam(), 400);
    EXPECT_GT(programs.count(), 200U);
    programs.expectTheSameNumbers();
}

INSTANTIATE_TEST_SUITE_P(Operations, Snippet, testing::ValuesIn(allOperations()),
                         [](const auto& p) { return std::string(toText(p.param)); });

TEST(SnippetText, EveryUpstreamGradientAndABatchOfDigits) {
    ASSERT_TRUE(test::pythonHas("numpy"));
    Programs numpy(SnippetKind::Numpy);
    Programs torch(SnippetKind::Torch);
    const auto digits = std::make_shared<const Tensor>(test::mnistImages(3));
    for (const Upstream kind : {Upstream::Ones, Upstream::Random, Upstream::OneCell}) {
        const Evaluation e = evaluated(digits, [&](Experiment& x) {
            x.window.size = {3, 3};
            x.gradient = {.kind = kind, .seed = 4000000000, .cell = {6, 7}};
            x.filters = {{1, 8}, true};
            x.plane = 3;
        });
        numpy.add(e, "digits");
        torch.add(e, "digits");
    }
    EXPECT_EQ(numpy.refused() + torch.refused(), 0U);
    numpy.expectTheSameNumbers();
    if (test::pythonHas("torch")) torch.expectTheSameNumbers();
}

TEST(SnippetText, OddNumbersReadBackAsTheyAre) {
    // 7.038531e-26, read as a double and then rounded to float, is its neighbour.
    const auto odd = std::make_shared<const Tensor>(
        Shape{1, 1, 2, 4},
        std::vector<float>{-0.0F, 1e-42F, 3.4028235e38F, 1e5F, 0.1F, -1e-7F, 7.038531e-26F, 16777217.0F});
    Programs programs(SnippetKind::Numpy);
    programs.add(evaluated(odd), "odd");
    programs.expectTheSameNumbers();
    const std::string text = writeSnippet(SnippetKind::Numpy, evaluated(odd), {}).value();
    EXPECT_NE(text.find("-0.0,"), std::string::npos);
    EXPECT_NE(text.find(" 100000,"), std::string::npos);
}

TEST(SnippetText, ASumThatIsWrongStopsTheProgram) {
    PythonFolder folder;
    std::string text = writeSnippet(SnippetKind::Numpy, evaluated(smallImage()), {}).value();
    folder.write("right.py", text);
    const std::size_t at = text.find("np.argmax");
    ASSERT_NE(at, std::string::npos);
    folder.write("wrong.py", text.replace(at, 9, "np.argmin"));
    int status = 0;
    EXPECT_NE(folder.run("right.py", status).find("Y (1, 1, 2, 2) sum 357.0"), std::string::npos);
    EXPECT_EQ(status, 0);
    EXPECT_NE(folder.run("wrong.py", status).find("AssertionError"), std::string::npos);
    EXPECT_NE(status, 0);
}

TEST(SnippetText, NamesOfFilesAndTitlesCannotBreakOut) {
    const SnippetOptions options{"one\nimport os", {"a\"b\\c%d\n\xff.npy", "here\nthere"}, {}};
    const std::string text = writeSnippet(SnippetKind::Numpy, evaluated(smallImage()), options).value();
    EXPECT_EQ(text.find("\nimport os"), std::string::npos);
    EXPECT_NE(text.find("np.load(\"a\\\"b\\\\c%d\\x0a\\udcFF.npy\")"), std::string::npos) << text;
    EXPECT_EQ(text.find("\nthere"), std::string::npos);
}

// The mistake as it is made: no array beside dX says which cells are meant.
TEST(SnippetText, OverwritesByPlainAssignment) {
    const auto text = [](Overlap overlap) {
        const Evaluation e = evaluated(smallImage(), [overlap](Experiment& x) {
            x.window = {{3, 3}, {1, 1}, {}, {1, 1}, false};
            x.pool.overlap = overlap;
        });
        return writeSnippet(SnippetKind::Numpy, e, {}).value();
    };
    EXPECT_NE(text(Overlap::Add).find("np.add.at(dX, (plane, row, col), dX_col)\n"), std::string::npos);
    EXPECT_NE(text(Overlap::Loop).find("dX[plane, row[winner, window], col[winner, window]] = dout_col\n"),
              std::string::npos)
        << text(Overlap::Loop);
    EXPECT_NE(
        text(Overlap::Col2im).find("for tap in range(kh * kw):\n    dX[plane, row[tap], col[tap]] = dX_col[tap]\n"),
        std::string::npos)
        << text(Overlap::Col2im);
    for (const Overlap overlap : {Overlap::Loop, Overlap::Col2im})
        EXPECT_EQ(text(overlap).find("received"), std::string::npos);
}

TEST(SnippetText, RefusesInWordsWhatItCannotWrite) {
    const auto refusal = [](SnippetKind kind, const std::shared_ptr<const Tensor>& x,
                            const std::function<void(Experiment&)>& change) {
        const auto text = writeSnippet(kind, evaluated(x, change), {});
        return text ? Error{} : text.error();
    };
    const auto large = std::make_shared<const Tensor>(Shape{1, 1, 33, 32}, 1.0F);
    EXPECT_EQ(refusal(SnippetKind::Numpy, large, [](Experiment&) {}).where, "images");
    const auto fits = std::make_shared<const Tensor>(Shape{1, 1, 32, 32}, 1.0F);
    EXPECT_EQ(refusal(SnippetKind::Numpy, fits, [](Experiment&) {}), Error{});
    for (const Overlap overlap : {Overlap::Loop, Overlap::Col2im}) {
        const auto overwrites = [overlap](Experiment& e) { e.pool.overlap = overlap; };
        EXPECT_EQ(refusal(SnippetKind::Torch, fits, overwrites).where, "snippet");
        EXPECT_EQ(refusal(SnippetKind::Numpy, fits, overwrites), Error{});
    }
    const auto odd = std::make_shared<const Tensor>(Shape{1, 1, 4, 4}, std::nanf(""));
    EXPECT_NE(refusal(SnippetKind::Torch, odd, [](Experiment&) {}).message.find("NumPy"), std::string::npos);
    EXPECT_EQ(refusal(SnippetKind::Numpy, odd, [](Experiment&) {}), Error{});
}

}  // namespace
}  // namespace poolscope
