// SPDX-License-Identifier: GPL-3.0-or-later
// Runs Python programs in a folder of their own.
#pragma once

#include <gtest/gtest.h>
#include <stdlib.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "core/io/array.h"

namespace poolscope::test {

// The system's Python: what tests/run installs for.
inline constexpr const char* kPython = "/usr/bin/python3";

inline bool pythonHas(const std::string& module) {
    return std::system((std::string(kPython) + " -c 'import " + module + "' >/dev/null 2>&1").c_str()) == 0;
}

class PythonFolder {
  public:
    PythonFolder() {
        std::string name = ::testing::TempDir() + "poolscope-XXXXXX";
        EXPECT_NE(::mkdtemp(name.data()), nullptr);
        folder_ = name;
    }
    ~PythonFolder() { std::filesystem::remove_all(folder_); }
    PythonFolder(const PythonFolder&) = delete;
    PythonFolder& operator=(const PythonFolder&) = delete;

    void write(const std::string& name, const std::string& text) const {
        std::ofstream(folder_ / name, std::ios::binary) << text;
    }
    template <class Value>
    void write(const std::string& name, std::span<const Value> values, const std::vector<std::int64_t>& shape) const {
        const Bytes bytes = writeNpy(values, shape);
        write(name, std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
    }
    void write(const std::string& name, const Tensor& t) const {
        write(name, std::span<const float>(t.values), {t.shape.n, t.shape.c, t.shape.h, t.shape.w});
    }
    std::string read(const std::string& name) const {
        std::ifstream file(folder_ / name, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }
    // What it printed, with its errors; `status` is 0 when it went well.
    std::string run(const std::string& name, int& status) const {
        const std::string call =
            "cd '" + folder_.string() + "' && " + kPython + " " + name + " >printed.txt 2>&1 </dev/null";
        status = std::system(call.c_str());
        return read("printed.txt");
    }

  private:
    std::filesystem::path folder_;
};

}  // namespace poolscope::test
