// SPDX-License-Identifier: GPL-3.0-or-later
// Asks which array of the picture in view goes into which file, or which program that computes it.
#pragma once

#include <QDialog>
#include <QMap>
#include <array>
#include <memory>
#include <optional>

#include "app/gui/session/evaluator.h"
#include "core/experiment/pool_arrays.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace poolscope {

enum class TensorFormat { Npy, Csv, Bmatrix, Tabular, Numpy, Torch };

struct TensorFormatRow {
    TensorFormat format = TensorFormat::Npy;
    const char* title = "";
    const char* ending = "";          // without its point
    std::optional<ArrayFile> file{};  // none: a program that computes every array
};

inline constexpr std::array<TensorFormatRow, countOf<TensorFormat>()> kTensorFormats{{
    {TensorFormat::Npy, TRANSLATABLE("core", "NPY, for NumPy: every plane"), "npy", ArrayFile::Npy},
    {TensorFormat::Csv, TRANSLATABLE("core", "CSV: the plane in view"), "csv", ArrayFile::Csv},
    {TensorFormat::Bmatrix, TRANSLATABLE("core", "LaTeX bmatrix: the plane in view"), "tex", ArrayFile::Bmatrix},
    {TensorFormat::Tabular, TRANSLATABLE("core", "LaTeX tabular: the plane in view"), "tex", ArrayFile::Tabular},
    {TensorFormat::Numpy, TRANSLATABLE("core", "NumPy program that computes all of them"), "py"},
    {TensorFormat::Torch, TRANSLATABLE("core", "PyTorch program that computes all of them"), "py"},
}};
static_assert(hasRowForEach(kTensorFormats, &TensorFormatRow::format));

constexpr const TensorFormatRow& tensorFormatRow(TensorFormat format) {
    return kTensorFormats[static_cast<std::size_t>(format)];
}

inline bool isProgram(TensorFormat format) {
    return !tensorFormatRow(format).file;
}
// Of a format that is no program. Text holds one plane: the one in view.
inline ArrayRequest arrayRequestOf(PoolArray array, TensorFormat format) {
    return {array, *tensorFormatRow(format).file, IndexKind::Plane, format != TensorFormat::Npy};
}

struct TensorChoice {
    PoolArray array = PoolArray::Output;
    TensorFormat format = TensorFormat::Npy;
    QString path;
};

// "Output Y"
QString arrayName(PoolArray array);

// What a program has to load, as files beside it; empty names where the values stand in it.
struct ProgramFiles {
    QString images;
    QString upstream;
};
ProgramFiles programFiles(const Evaluation& evaluation, const QString& path);

class TensorDialog : public QDialog {
    Q_OBJECT

  public:
    // Proposes a file in that folder.
    TensorDialog(std::shared_ptr<const Rendered> rendered, PoolArray array, const QString& folder,
                 QWidget* parent = nullptr);

    TensorChoice choice() const;
    void accept() override;

  private:
    QLayout* makeFields();
    void fillArrays(PoolArray array);
    void fillFormats();
    void showChoice();
    void chooseFile();
    // Why this cannot be written; empty when it can.
    QString problem() const;
    QString description() const;
    QString suffix() const;
    bool mayOverwrite();

    std::shared_ptr<const Rendered> rendered_;
    QComboBox* array_ = nullptr;
    QComboBox* format_ = nullptr;
    QLineEdit* path_ = nullptr;
    QLabel* words_ = nullptr;
    QLabel* problem_ = nullptr;
    QPushButton* write_ = nullptr;
    QString confirmed_;  // the file dialog has asked whether to overwrite it
};

}  // namespace poolscope
