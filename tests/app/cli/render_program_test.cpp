// SPDX-License-Identifier: GPL-3.0-or-later
// The opening view, drawn into a file: of what was asked for, or not at all.
#include "tests/app/cli/process.h"

namespace poolscope::test {
namespace {

class RenderProgram : public ProgramTest {
  protected:
    void expectNoPicture(const std::string& source, const std::string& message) {
        write("render.png", "old");
        expectRefusal(run({source, "--render", "render.png"}), 1, "poolscope: " + message);
        EXPECT_EQ(read("render.png"), "old");
    }
};

TEST_F(RenderProgram, RefusesWhatDoesNotOpen) {
    write("broken.png", "\x89PNG\r\n\x1a\nbroken");
    write("broken.npy", "\x93NUMPY");
    write("broken.poolscope", "{");
    write("broken.lesson", "step");
    write("broken.svg", "<svg></svg>");
    write("bad\x1b[31m.npy", "\x93NUMPY");
    expectNoPicture("broken.png", "broken.png: ");
    expectNoPicture("broken.npy", "broken.npy: ");
    expectNoPicture("broken.poolscope", "broken.poolscope: ");
    expectNoPicture("broken.lesson", "broken.lesson");
    expectNoPicture("broken.svg", "broken.svg: ");
    expectNoPicture("missing.npy", "missing.npy: ");
    expectNoPicture("bad\x1b[31m.npy", "bad\\x1b[31m.npy: ");
    expectNoPicture("mnist:99999", "MNIST test set: ");
    std::filesystem::create_directory(work() / "empty");
    expectNoPicture("empty", "empty: ");
}

TEST_F(RenderProgram, DoesNotAskWhichArrayIsMeant) {
    ASSERT_EQ(run({"pool", "mnist:3", "--patches", "a.npy"}).status, 0);
    const Ran zipped = runTool({"python3", "-c",
                                "import zipfile\nwith zipfile.ZipFile('two.npz', 'w') as z:\n"
                                "    z.write('a.npy', 'a.npy')\n    z.write('a.npy', 'b.npy')"});
    ASSERT_EQ(zipped.status, 0) << zipped.err;
    expectNoPicture("two.npz", "two.npz: holds several arrays; choose one, as two.npz#NAME");
    EXPECT_EQ(run({"two.npz#b", "--render", "render.png"}).status, 0);
}

}  // namespace
}  // namespace poolscope::test
