// SPDX-License-Identifier: GPL-3.0-or-later
// poolscope study from outside.
#include <algorithm>
#include <map>
#include <sstream>

#include "tests/app/cli/process.h"

namespace poolscope::test {
namespace {

class StudyProgram : public ProgramTest {
  protected:
    // Commas within quotes separate nothing.
    static std::size_t cellsOf(const std::string& line) {
        bool quoted = false;
        std::size_t cells = 1;
        for (const char c : line) {
            quoted = quoted != (c == '"');
            cells += c == ',' && !quoted;
        }
        return cells;
    }
    static bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }
};

TEST_F(StudyProgram, ShiftOfADotAsJson) {
    write("dot.csv", "6,0,0,0\n0,0,0,0\n0,0,0,0\n0,0,0,0\n");
    const Ran ran = run({"study", "shift", "dot.csv", "--json"});
    EXPECT_EQ(ran.status, 0) << ran.err;
    EXPECT_EQ(ran.err, "");
    EXPECT_TRUE(
        ran.out.starts_with("{\n  \"by\": 1,\n  \"change_image\": 1.375,\n  \"change_input\": 1.375,\n"
                            "  \"change_output\": 0.625,\n  \"identical\": 3,\n  \"shifts\": 8,\n  \"directions\": ["))
        << ran.out;
    EXPECT_TRUE(holds(ran.out,
                      "{\"direction\": \"right\", \"change_image\": 2, \"change_input\": 2, "
                      "\"change_output\": 0, \"identical\": 1, \"shifts\": 1}"));
}

TEST_F(StudyProgram, ShiftBehindAReluSaysImageXAndOutput) {
    write("two.csv", "6,0,0,0\n0,0,0,0\n0,0,-6,0\n0,0,0,0\n");
    const Ran ran = run({"study", "shift", "two.csv", "--relu", "--json", "-o", "changes.csv", "-o", "two.svg"});
    EXPECT_TRUE(
        ran.out.starts_with("{\n  \"by\": 1,\n  \"change_image\": 1.6875,\n  \"change_input\": 1.375,\n"
                            "  \"change_output\": 0.625,\n  \"identical\": 3,\n"))
        << ran.out << ran.err;
    EXPECT_TRUE(read("changes.csv")
                    .starts_with("direction,change_image,change_input,change_output,identical,shifts\n"
                                 "all,1.6875,1.375,0.625,3,8\n"));
    EXPECT_TRUE(holds(read("two.svg"), "width=\"140mm\""));
}

TEST_F(StudyProgram, ShiftOfFilteredDigitsIsMeasuredFromX) {
    const Ran ran = run({"study", "shift", "mnist:0-99", "--filters=all", "--relu"});
    EXPECT_TRUE(holds(ran.out, "change     image 62.0 %, X 91.1 %, output 58.1 %; identical outputs ")) << ran.out;
    const Ran plain = run({"study", "shift", "mnist:0-99"});
    EXPECT_TRUE(holds(plain.out, "change     image 62.0 %, output ")) << plain.out;
}

TEST_F(StudyProgram, SweepAndDatasetBehindAReluSayAllThree) {
    write("two.csv", "6,0,0,0\n0,0,0,0\n0,0,-6,0\n0,0,0,0\n");
    const Ran sweep = run({"study", "sweep", "two.csv", "--relu"});
    EXPECT_TRUE(holds(sweep.out, "shifts: 168.8 %, of X: 137.5 %.\n")) << sweep.out;
    const Ran json = run({"study", "sweep", "two.csv", "--relu", "--json"});
    EXPECT_TRUE(json.out.starts_with("{\n  \"change_image\": 1.6875,\n  \"change_input\": 1.375,\n")) << json.out;
    const Ran set = run({"study", "dataset", "two.csv", "--relu", "-o", "set.csv"});
    EXPECT_TRUE(holds(read("set.csv"), "\nchange,image,8,1.6875\nchange,input,8,1.375\nchange,output,8,0.625\n"))
        << read("set.csv") << set.err;
}

TEST_F(StudyProgram, MeasuredFigures) {
    const Ran ties = run({"study", "ties", "mnist:0-9999"});
    EXPECT_EQ(ties.status, 0) << ties.err;
    EXPECT_TRUE(holds(ties.out, "all        tied 82.8 %, black 74.3 %, tied among inked 33.1 %\n")) << ties.out;
    EXPECT_TRUE(holds(ties.out, "label 9"));
    const Ran shift = run({"study", "shift", "mnist:0-1999", "--size=7"});
    EXPECT_EQ(shift.status, 0) << shift.err;
    EXPECT_TRUE(holds(shift.out, "image 62.8 %, output 15.8 %; identical outputs 616 of 16000\n")) << shift.out;
}

TEST_F(StudyProgram, TiesSweepAndCostAsJson) {
    const Ran ties = run({"study", "ties", "mnist:0-4", "--json"});
    EXPECT_TRUE(ties.out.starts_with("{\n  \"windows\": 980,\n  \"tied_windows\": ")) << ties.out;
    EXPECT_TRUE(holds(ties.out, "\"labels\": [{\"label\": 0, \"images\": 1, "));
    const Ran sweep = run({"study", "sweep", "mnist:0-1", "--json"});
    EXPECT_TRUE(holds(sweep.out, "{\"size\": 2, \"stride\": 2, \"output\": [14, 14], \"reduction\": 4, \"tied\": "));
    const Ran cost = run({"study", "cost", "mnist:0", "--json"});
    EXPECT_EQ(cost.out,
              "{\n  \"units\": 10,\n"
              "  \"before\": {\"values\": 784, \"bytes\": 3136, \"parameters\": 7850, \"multiply_adds\": 7840},\n"
              "  \"after\": {\"values\": 196, \"bytes\": 784, \"parameters\": 1970, \"multiply_adds\": 1960},\n"
              "  \"comparisons\": 588\n}\n");
}

// An average has no winner, so nothing is tied: not even 0 windows.
TEST_F(StudyProgram, TiesOfWhatHasNoWinnerAreNotCounted) {
    const Ran ties = run({"study", "ties", "mnist:0-1", "--op=avg", "--json"});
    EXPECT_TRUE(holds(ties.out, "\"tied_windows\": null,") && holds(ties.out, "\"tied\": null,")) << ties.out;
    EXPECT_TRUE(holds(ties.out, "\"black_windows\": 295,")) << ties.out;
    EXPECT_TRUE(holds(run({"study", "ties", "mnist:0-1", "--op=lp"}).out, "; no window has a winner\n"));
    EXPECT_TRUE(holds(run({"study", "cascade", "mnist:0", "--op=avg", "--json"}).out, "\"tied_windows\": null,"));
    EXPECT_TRUE(holds(run({"study", "sweep", "mnist:0", "--op=median", "--json"}).out, "\"tied\": null,"));
    ASSERT_EQ(run({"study", "images", "mnist:0", "--op=avg", "-o", "i.csv"}).status, 0);
    EXPECT_TRUE(holds(read("i.csv"), "0,7,196,,157,,")) << read("i.csv");
    ASSERT_EQ(run({"study", "ties", "mnist:0-1", "--op=avg", "-o", "t.csv"}).status, 0);
    EXPECT_TRUE(holds(read("t.csv"), "\n,,392,,295,,,0.7525")) << read("t.csv");
    const Ran chart = run({"study", "ties", "mnist:0-1", "--op=avg", "--svg-text", "-o", "t.svg"});
    EXPECT_TRUE(holds(read("t.svg"), "are all black") && !holds(read("t.svg"), "not defined"));
}

TEST_F(StudyProgram, WritesChartsAndTables) {
    for (const std::string kind : {"ties", "shift", "sweep", "cost", "wins", "dataset"}) {
        const Ran ran = run({"study", kind, "mnist:0-1", "-o", kind + ".png", "-o", kind + ".svg", "-o", kind + ".pdf",
                             "-o", kind + ".csv"});
        EXPECT_EQ(ran.status, 0) << ran.err;
        EXPECT_EQ(ran.out, "");
        EXPECT_TRUE(read(kind + ".png").starts_with("\x89PNG"));
        EXPECT_TRUE(holds(read(kind + ".svg"), "width=\"140mm\""));
        EXPECT_TRUE(read(kind + ".pdf").starts_with("%PDF"));
    }
    EXPECT_TRUE(read("shift.csv").starts_with("direction,change_input,change_output,identical,shifts\nall,"));
    EXPECT_TRUE(holds(read("cost.csv"), "\nvalues,784,196\n"));
    EXPECT_TRUE(holds(read("sweep.csv"), "\n7,4,6,6,"));
    EXPECT_TRUE(holds(read("ties.csv"), "\n7,1,196,"));
    EXPECT_TRUE(read("wins.csv").starts_with("what,which,count,share\nslot,0,"));
    EXPECT_TRUE(holds(read("dataset.csv"), "\ntied,label 7,"));
}

// A number that stands under another heading is a wrong number.
TEST_F(StudyProgram, EveryLineOfATableHasTheCellsOfItsHeading) {
    for (const std::string kind : {"ties", "shift", "sweep", "cost", "wins", "dataset", "compare", "cascade"}) {
        const std::string table = kind + ".csv";
        const Ran ran = run({"study", kind, "mnist:0-3", "-o", table});
        ASSERT_EQ(ran.status, 0) << kind << ": " << ran.err;
        const std::string text = read(table);
        const std::size_t cells = cellsOf(text.substr(0, text.find('\n')));
        EXPECT_GT(cells, 1U) << kind;
        for (std::size_t at = 0; at < text.size();) {
            const std::string line = text.substr(at, text.find('\n', at) - at);
            EXPECT_EQ(cellsOf(line), cells) << kind << ": " << line;
            at += line.size() + 1;
        }
    }
}

TEST_F(StudyProgram, WinsOfADotAsJson) {
    write("dot.csv", "6,0,0,0\n0,0,0,0\n0,0,0,0\n0,0,0,0\n");
    const Ran ran = run({"study", "wins", "dot.csv", "--json"});
    EXPECT_EQ(ran.status, 0) << ran.err;
    EXPECT_TRUE(
        ran.out.starts_with("{\n  \"windows_by_slot\": [4, 0, 0, 0],\n  \"won_by_padding\": 0,\n"
                            "  \"pixels_by_wins\": [12, 4],\n  \"gradient_on_ink\": 1,\n"))
        << ran.out;
    EXPECT_TRUE(holds(ran.out, "\"gradient_share_on_ink\": 0.25,\n  \"pixel_share_of_ink\": 0.0625\n}\n"));
}

TEST_F(StudyProgram, DatasetIsItsThreeStudies) {
    const Ran ran = run({"study", "dataset", "mnist:0-4", "--json"});
    EXPECT_EQ(ran.status, 0) << ran.err;
    EXPECT_TRUE(ran.out.starts_with("{\n  \"ties\": {\"windows\": 980, ")) << ran.out;
    EXPECT_TRUE(holds(ran.out, "\n  \"wins\": {\"windows_by_slot\": ["));
    EXPECT_TRUE(holds(ran.out, "\n  \"shift\": {\"by\": 1, "));
    const Ran average = run({"study", "dataset", "mnist:0-4", "--op=avg", "--json"});
    EXPECT_TRUE(holds(average.out, "\n  \"wins\": null,\n")) << average.out;
}

TEST_F(StudyProgram, TurnsInsteadOfShifts) {
    write("turn.csv", "1,2\n3,4\n");
    const Ran ran = run({"study", "shift", "turn.csv", "--rotate=180", "--json", "-o", "turn.svg"});
    EXPECT_EQ(ran.out,
              "{\n  \"degrees\": 180,\n  \"change_image\": 0.8,\n  \"change_input\": 0.8,\n  \"change_output\": 0,\n"
              "  \"identical\": 1,\n  \"turns\": 1\n}\n");
    EXPECT_TRUE(holds(read("turn.svg"), "width=\"140mm\""));
}

TEST_F(StudyProgram, PictureSmallerThanAWindowOfTheSweepLeavesItOut) {
    write("small.csv", "1,2,3\n4,5,6\n7,8,9\n");
    const Ran ran = run({"study", "sweep", "small.csv", "-o", "s.csv", "-o", "s.png"});
    EXPECT_EQ(ran.status, 0) << ran.err;
    EXPECT_TRUE(holds(read("s.csv"), "\n7,4,,,,,\n"));
}

TEST_F(StudyProgram, ComparesOperationsAndReferences) {
    write("dot.csv", "6,0,0,0\n0,0,0,0\n0,0,0,0\n0,0,0,0\n");
    const Ran ran = run({"study", "compare", "dot.csv", "--json"});
    EXPECT_EQ(ran.status, 0) << ran.err;
    EXPECT_TRUE(ran.out.starts_with("{\n  \"change_input\": 1.375,\n  \"comparands\": [")) << ran.out;
    EXPECT_TRUE(holds(ran.out,
                      "{\"name\": \"max\", \"output\": [2, 2], \"mean\": 1.5, \"sum_grad_in\": 4, "
                      "\"max_grad_in\": 1, \"change_output\": 0.625}"))
        << ran.out;
    EXPECT_TRUE(holds(ran.out, "{\"name\": \"every 2nd pixel\", \"output\": [2, 2], ")) << ran.out;
    const Ran alone = run({"study", "compare", "dot.csv", "--json", "--no-references"});
    EXPECT_FALSE(holds(alone.out, "every 2nd")) << alone.out;
}

TEST_F(StudyProgram, ComparesSizesAndSaysWhatIsNotPossible) {
    write("small.csv", "1,2,3\n4,5,6\n7,8,9\n");
    const Ran ran = run({"study", "compare", "small.csv", "--by=sizes", "--op=avg", "-o", "c.csv", "-o", "c.svg"});
    EXPECT_EQ(ran.status, 0) << ran.err;
    EXPECT_TRUE(read("c.csv").starts_with(
        "name,output_rows,output_cols,mean,sum_grad_in,max_grad_in,change_output\n\"2x2, stride 1\",2,2,5,"));
    EXPECT_TRUE(holds(read("c.csv"), "\n\"4x4, stride 3\",,,,,,\n"));
    EXPECT_TRUE(holds(read("c.svg"), "width=\"183mm\""));
    const Ran text = run({"study", "compare", "small.csv", "--by=sizes"});
    EXPECT_TRUE(holds(text.out, "pooling    max over sizes and strides\n")) << text.out;
    EXPECT_TRUE(holds(text.out, "4x4, stride 1               not possible: ")) << text.out;
}

TEST_F(StudyProgram, CascadesUntilNothingFits) {
    const Ran ran = run({"study", "cascade", "mnist:18", "--json"});
    EXPECT_EQ(ran.status, 0) << ran.err;
    EXPECT_TRUE(ran.out.starts_with("{\n  \"input\": [28, 28],\n  \"levels\": [{\"level\": 1, \"output\": [14, 14], "))
        << ran.out;
    EXPECT_TRUE(holds(ran.out, "{\"level\": 3, \"output\": [3, 3], ")) << ran.out;
    EXPECT_TRUE(holds(ran.out, "\"sum_grad_in\": 9}],\n  \"ended\": null\n")) << ran.out;
    const Ran deep = run({"study", "cascade", "mnist:18", "--size=5", "--levels=4", "-o", "d.csv", "-o", "d.png"});
    EXPECT_EQ(deep.status, 0) << deep.err;
    EXPECT_TRUE(
        read("d.csv").starts_with("level,output_rows,output_cols,mean,windows,tied_windows,sum_grad_in\n1,5,5,"));
    EXPECT_TRUE(read("d.png").starts_with("\x89PNG"));
    const Ran text = run({"study", "cascade", "mnist:18", "--size=5", "--levels=4"});
    EXPECT_TRUE(holds(text.out, "No level 3: ")) << text.out;
    const Ran filtered = run({"study", "cascade", "mnist:18", "--filters=all", "--relu"});
    EXPECT_TRUE(holds(filtered.out, "images     MNIST test image 18, filter ")) << filtered.out;
}

// The columns of a table by their names, as numbers; empty fields are left out.
std::map<std::string, double> sumsOf(const std::string& csv) {
    std::map<std::string, double> sums;
    std::istringstream lines(csv);
    std::vector<std::string> names;
    for (std::string line; std::getline(lines, line);) {
        std::vector<std::string> fields;
        std::istringstream row(line);
        for (std::string cell; std::getline(row, cell, ',');) fields.push_back(cell);
        if (names.empty()) {
            names = fields;
            continue;
        }
        for (std::size_t i = 0; i < fields.size(); ++i) {
            if (!fields[i].empty()) sums[names[i]] += std::stod(fields[i]);
        }
    }
    return sums;
}

TEST_F(StudyProgram, RowsOfImagesAddUpToTheStudiesOfTheSet) {
    const std::vector<std::string> pooling{"mnist:0-99", "--size=3", "--stride=2", "--filters=all", "--relu"};
    const auto study = [&](const std::string& kind, const std::vector<std::string>& more) {
        std::vector<std::string> call{"study", kind};
        call.insert(call.end(), pooling.begin(), pooling.end());
        call.insert(call.end(), more.begin(), more.end());
        return run(call);
    };
    const Ran ran = study("images", {"-o", "images.csv"});
    EXPECT_EQ(ran.status, 0) << ran.err;
    const auto sums = sumsOf(read("images.csv"));
    const auto json = [&](const std::string& text, const std::string& key) {
        const std::size_t at = text.find("\"" + key + "\": ");
        EXPECT_NE(at, std::string::npos) << key;
        return at == std::string::npos ? 0 : std::stod(text.substr(at + key.size() + 4));
    };
    const std::string ties = study("ties", {"--json"}).out;
    for (const char* key : {"windows", "tied_windows", "black_windows", "tied_inked_windows"}) {
        EXPECT_EQ(json(ties, key), sums.at(key)) << key;
    }
    const std::string wins = study("wins", {"--json"}).out;
    for (const char* key : {"gradient_on_ink", "gradient_on_background", "ink_pixels", "background_pixels"}) {
        EXPECT_EQ(json(wins, key), sums.at(key)) << key;
    }
    const std::string shift = study("shift", {"--json"}).out;
    EXPECT_EQ(json(shift, "change_image"), sums.at("moved_image") / sums.at("whole_image"));
    EXPECT_EQ(json(shift, "change_input"), sums.at("moved_input") / sums.at("whole_input"));
    EXPECT_EQ(json(shift, "change_output"), sums.at("moved_output") / sums.at("whole_output"));
    EXPECT_EQ(json(shift, "identical"), sums.at("identical"));
    EXPECT_EQ(json(shift, "shifts"), sums.at("shifts"));
}

TEST_F(StudyProgram, ImagesAreSortedAndNamed) {
    write("images.csv", "label,a,b,c,d\n0,1,0,0,0\n1,1,2,3,4\n0,0,0,0,9\n");
    write("labels.txt", "coat\ndress\n");
    const Ran ran = run({"study", "images", "images.csv", "--reshape=2,2", "--sort=ink", "--top=2", "-o", "out.csv",
                         "-o", "sheet.svg"});
    EXPECT_EQ(ran.status, 0) << ran.err;
    const std::string table = read("out.csv");
    EXPECT_TRUE(table.starts_with("image,label,name,windows,")) << table;
    EXPECT_NE(table.find("\n1,1,dress,1,0,0,0,"), std::string::npos) << table;
    EXPECT_NE(table.find("\n0,0,coat,1,0,0,0,"), std::string::npos) << table;
    EXPECT_EQ(table.find("\n2,"), std::string::npos) << "only the first two";
    EXPECT_TRUE(holds(read("sheet.svg"), "width=\"183mm\""));
    // The figure carries what it was asked.
    const Ran again = run({"study", "images", "--session", "sheet.svg", "-o", "again.svg"});
    EXPECT_EQ(again.status, 0) << again.err;
    EXPECT_EQ(read("again.svg"), read("sheet.svg"));
    write("other.txt", "one\ntwo\n");
    const Ran named = run({"study", "images", "images.csv", "--reshape=2,2", "--names=other.txt", "--sort=maximum"});
    EXPECT_TRUE(holds(named.out, "Image 2, label one, has the largest value: 9")) << named.out;
    expectRefusal(run({"study", "images", "images.csv", "--reshape=2,2", "--names=none.txt"}), 1,
                  "poolscope: none.txt");
    write("few.txt", "one\n");
    expectRefusal(run({"study", "images", "images.csv", "--reshape=2,2", "--names=few.txt"}), 1,
                  "poolscope: few.txt: has 1 names");
}

TEST_F(StudyProgram, AnotherOrderThanTheSessionsBeginsWithTheLargest) {
    ASSERT_EQ(run({"study", "images", "mnist:0-9", "--sort=ink", "--ascending", "-o", "s.svg"}).status, 0);
    const auto sorted = [this](const std::vector<std::string>& options) {
        std::vector<std::string> words{"study", "images"};
        words.insert(words.end(), options.begin(), options.end());
        const Ran ran = run(words);
        EXPECT_EQ(ran.status, 0) << ran.err;
        return ran.out;
    };
    EXPECT_EQ(sorted({"--session=s.svg"}), sorted({"mnist:0-9", "--sort=ink", "--ascending"}));
    EXPECT_EQ(sorted({"--session=s.svg", "--sort=ink"}), sorted({"mnist:0-9", "--sort=ink"}));
    EXPECT_NE(sorted({"--session=s.svg", "--sort=ink", "--ascending"}), sorted({"mnist:0-9", "--sort=ink"}));
}

TEST_F(StudyProgram, CollisionsAndMeansSayWhatTheyFound) {
    const Ran ran = run(
        {"study", "collisions", "mnist:0-299", "--size=4", "--top=3", "--json", "-o", "pairs.csv", "-o", "pairs.pdf"});
    EXPECT_EQ(ran.status, 0) << ran.err;
    EXPECT_TRUE(
        ran.out.starts_with("{\n  \"by\": \"distance\",\n  \"images\": 300,\n  \"compared\": 300,\n"
                            "  \"exact\": true,\n"))
        << ran.out;
    const std::string table = read("pairs.csv");
    EXPECT_TRUE(
        table.starts_with("first_image,first_label,second_image,second_label,distance_output,distance_input,ratio\n"));
    EXPECT_EQ(std::count(table.begin(), table.end(), '\n'), 4);
    const Ran ratio = run({"study", "collisions", "mnist:0-299", "--size=4", "--by=ratio"});
    EXPECT_NE(ratio.out, run({"study", "collisions", "mnist:0-299", "--size=4"}).out);
    const Ran means = run({"study", "means", "mnist:0-299", "-o", "means.csv", "-o", "means.png"});
    EXPECT_EQ(means.status, 0) << means.err;
    const std::string rows = read("means.csv");
    EXPECT_EQ(std::count(rows.begin(), rows.end(), '\n'), 21) << "two sides of ten labels";
    writeCounting("unlabelled.npy", {3, 4, 4});
    expectRefusal(run({"study", "collisions", "unlabelled.npy"}), 1, "poolscope: labels: ");
}

TEST_F(StudyProgram, RefusesOrdersThatMeanNothing) {
    expectRefusal(run({"study", "images", "mnist:0", "--sort=beauty"}), 2, "poolscope: --sort: 'beauty' is not one of");
    expectRefusal(run({"study", "ties", "mnist:0", "--sort=ink"}), 2, "poolscope: --sort: belongs to");
    expectRefusal(run({"study", "images", "mnist:0", "--ascending"}), 2, "poolscope: --ascending: belongs to");
    expectRefusal(run({"study", "images", "mnist:0", "--top=0"}), 1, "poolscope: --top: ");
    expectRefusal(run({"study", "means", "mnist:0", "--top=2"}), 2, "poolscope: --top: ");
    expectRefusal(run({"study", "images", "mnist:0", "--op=avg", "--sort=loss"}), 1, "poolscope: --sort: loss is not");
    expectRefusal(run({"study", "images", "mnist:0-500", "--top=401", "-o", "a.png"}), 1,
                  "poolscope: --top: 401 images");
}

TEST_F(StudyProgram, RefusesWhatItCannotDo) {
    expectRefusal(run({"study", "compare", "mnist:0", "--by=colour"}), 2, "poolscope: --by: 'colour' is not one of");
    expectRefusal(run({"study", "compare", "mnist:0", "--op=avg"}), 2, "poolscope: --op: ");
    expectRefusal(run({"study", "compare", "mnist:0", "--by=sizes", "--size=3"}), 2, "poolscope: --size: ");
    expectRefusal(run({"study", "compare", "mnist:0", "--levels=2"}), 2, "poolscope: --levels: ");
    expectRefusal(run({"study", "ties", "mnist:0", "--no-references"}), 2, "poolscope: --no-references: ");
    expectRefusal(run({"study", "cascade", "mnist:0", "--levels=5"}), 1, "poolscope: --levels: a cascade of 5 levels");
    expectRefusal(run({"study", "cascade", "mnist:0", "--size=40"}), 1, "poolscope: --size: ");
    expectRefusal(run({"study"}), 2, "poolscope: KIND: is missing");
    expectRefusal(run({"study", "shape", "mnist:0"}), 2, "poolscope: KIND: 'shape' is not a study");
    expectRefusal(run({"study", "ties"}), 2, "poolscope: SOURCE: is missing");
    expectRefusal(run({"study", "ties", "mnist:0", "--by=2"}), 2, "poolscope: --by: ");
    expectRefusal(run({"study", "sweep", "mnist:0", "--size=2"}), 2, "poolscope: --size: ");
    expectRefusal(run({"study", "shift", "mnist:0", "--by=0"}), 1, "poolscope: --by: a shift by 0 pixels");
    expectRefusal(run({"study", "shift", "mnist:0", "--by=x"}), 2, "poolscope: --by: ");
    expectRefusal(run({"study", "ties", "mnist:0", "--size=40", "-o", "a.png"}), 1, "poolscope: --size: ");
    expectRefusal(run({"study", "shift", "mnist:0", "--by=1", "--rotate=5"}), 2, "poolscope: --rotate: ");
    expectRefusal(run({"study", "shift", "mnist:0", "--rotate=inf"}), 1, "poolscope: --rotate: an angle of inf");
    expectRefusal(run({"study", "wins", "mnist:0", "--op=avg"}), 1, "poolscope: --op: avg pooling");
    expectRefusal(run({"study", "wins", "mnist:0", "--rotate=5"}), 2, "poolscope: --rotate: ");
    expectRefusal(run({"study", "ties", "mnist:0", "-o", "a.txt"}), 2, "poolscope: -o: 'a.txt' does not end in");
    EXPECT_TRUE(files().empty());
}

}  // namespace
}  // namespace poolscope::test
