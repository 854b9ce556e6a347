// SPDX-License-Identifier: GPL-3.0-or-later
// What goes out of the window but figures in files: the clipboard, arrays and programs.
#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QFileInfo>
#include <QMenu>
#include <QMimeData>
#include <QStatusBar>
#include <numeric>

#include "app/file/save_file.h"
#include "app/gui/action/actions.h"
#include "app/gui/board/panel_board.h"
#include "app/gui/output/tensor_dialog.h"
#include "app/gui/session/export_choice.h"
#include "app/gui/session/loader.h"
#include "app/gui/session/settings.h"
#include "app/gui/window/main_window.h"
#include "core/figure/caption.h"

namespace poolscope {
namespace {

constexpr std::int64_t kMostCopied = std::int64_t{1} << 20;  // numbers; spreadsheets take no more rows

QString id(const char* text) {
    return QString::fromLatin1(text);
}

QByteArray toQt(const Bytes& bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size())};
}

std::string encoded(const QString& path) {
    return QFile::encodeName(path).toStdString();
}

std::string captionOf(const Rendered& rendered) {
    return figureCaption(*rendered.source, rendered.evaluation.experiment);
}

Result<QString> arrayText(const Evaluation& e, PoolArray array, ArrayFile file) {
    const ArrayRequest request{array, file, IndexKind::Plane, true};
    if (const Result<void> ok = checkArray(e, request); !ok) return tl::unexpected(ok.error());
    const std::vector<std::int64_t> shape = shapeOf(e, request);
    const std::int64_t count = std::accumulate(shape.begin(), shape.end(), std::int64_t{1}, std::multiplies<>());
    if (count > kMostCopied) {
        return fail("clipboard", std::to_string(count) + " numbers are more than the " + std::to_string(kMostCopied) +
                                     " that are copied: export them as a file");
    }
    const auto bytes = encodeArray(e, request);
    if (!bytes) return tl::unexpected(bytes.error());
    return QString::fromUtf8(toQt(*bytes));
}

// The program, and what it loads.
Result<std::vector<FileToSave>> programAndData(const Rendered& rendered, const TensorChoice& choice) {
    const Evaluation& e = rendered.evaluation;
    const ProgramFiles beside = programFiles(e, choice.path);
    const auto loaded = [](const QString& path) {
        if (path.isEmpty()) return SnippetFile{};
        return SnippetFile{encoded(QFileInfo(path).fileName()), "run it where this file is"};
    };
    const SnippetKind kind = choice.format == TensorFormat::Numpy ? SnippetKind::Numpy : SnippetKind::Torch;
    const auto text = writeSnippet(kind, e, {captionOf(rendered), loaded(beside.images), loaded(beside.upstream)});
    if (!text) return tl::unexpected(text.error());
    std::vector<FileToSave> files{{encoded(choice.path), QByteArray::fromStdString(*text)}};
    for (const auto& [path, array] :
         {std::pair{beside.images, PoolArray::Images}, {beside.upstream, PoolArray::Upstream}}) {
        if (path.isEmpty()) continue;
        const auto bytes = encodeArray(e, {.array = array});
        if (!bytes) return tl::unexpected(bytes.error());
        files.push_back({encoded(path), toQt(*bytes)});
    }
    return files;
}

Result<std::vector<FileToSave>> filesFor(const Rendered& rendered, const TensorChoice& choice) {
    if (isProgram(choice.format)) return programAndData(rendered, choice);
    const auto bytes = encodeArray(rendered.evaluation, requestOf(choice.array, choice.format));
    if (!bytes) return tl::unexpected(bytes.error());
    return std::vector<FileToSave>{{encoded(choice.path), toQt(*bytes)}};
}

}  // namespace

struct MainWindow::ClipboardContent {
    QByteArray png;
    QByteArray svg;
    QImage image;  // of the PNG
    QString text;

    QMimeData* mime() const {
        auto* data = new QMimeData;
        if (!text.isEmpty()) data->setText(text);
        if (!svg.isEmpty()) data->setData(QStringLiteral("image/svg+xml"), svg);
        if (!image.isNull()) data->setImageData(image);
        if (!png.isEmpty()) data->setData(QStringLiteral("image/png"), png);
        return data;
    }
};

void MainWindow::addCopyActions() {
    const QLatin1String edit = Actions::kEdit;
    std::vector<QAction*> made;
    made.push_back(actions_->add({id("edit.copy"), tr("&Copy picture"), tr("What is in view as PNG, SVG and words"),
                                  standardKeys(QKeySequence::Copy, Qt::CTRL | Qt::Key_C), edit},
                                 this, [this] { copyPicture(); }));
    const auto as = [&](const char* name, const QString& text, const QString& tip, const std::function<void()>& run) {
        made.push_back(actions_->addIn(tr("Copy &as"), {id(name), text, tip, {}, edit}, this, run));
    };
    as("edit.copy.numbers", tr("&Numbers"), tr("The numbers of the focused panel, for a spreadsheet"),
       [this] { copyArray(focusedArray(), ArrayFile::Tabs); });
    as("edit.copy.bmatrix", tr("LaTeX &bmatrix"), tr("The numbers of the focused panel, for math mode"),
       [this] { copyArray(focusedArray(), ArrayFile::Bmatrix); });
    as("edit.copy.tabular", tr("LaTeX &tabular"), tr("The numbers of the focused panel, as a table"),
       [this] { copyArray(focusedArray(), ArrayFile::Tabular); });
    as("edit.copy.numpy", tr("Num&Py program"), tr("A program that computes the same numbers"),
       [this] { copySnippet(SnippetKind::Numpy); });
    as("edit.copy.torch", tr("Py&Torch program"), tr("A program that computes the same numbers"),
       [this] { copySnippet(SnippetKind::Torch); });
    for (QAction* action : made) {
        action->setEnabled(false);
        connect(session_.get(), &Session::evaluated, action, [action] { action->setEnabled(true); });
    }
    for (const PanelCanvas* canvas : board_->canvases()) {
        connect(canvas, &PanelCanvas::menuRequested, this,
                [this, kind = canvas->kind()](const QPoint& where) { showPanelMenu(kind, where); });
    }
}

void MainWindow::addTensorExport() {
    QAction* action = actions_->add({id("file.exportTensor"),
                                     tr("Export &tensor…"),
                                     tr("Write X, X_col, Y, dX or a program as NPY, CSV, LaTeX or Python"),
                                     {},
                                     Actions::kFile},
                                    this, [this] { chooseTensor(focusedArray()); });
    action->setEnabled(false);
    connect(session_.get(), &Session::evaluated, action, [action] { action->setEnabled(true); });
}

// Of the panel that has the keyboard, else the output.
PoolArray MainWindow::focusedArray() const {
    const auto* canvas = qobject_cast<const PanelCanvas*>(focusWidget());
    return canvas ? panelRow(canvas->kind()).array : PoolArray::Output;
}

void MainWindow::showPanelMenu(PanelKind kind, const QPoint& where) {
    if (!session_->rendered()) return;
    const PoolArray array = panelRow(kind).array;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(QStringLiteral("panelMenu"));
    const auto add = [&](const QString& text, const std::function<void()>& run) {
        connect(menu->addAction(text), &QAction::triggered, this, run);
    };
    add(tr("Copy &numbers"), [this, array] { copyArray(array, ArrayFile::Tabs); });
    add(tr("Copy as LaTeX &bmatrix"), [this, array] { copyArray(array, ArrayFile::Bmatrix); });
    add(tr("Copy as LaTeX &tabular"), [this, array] { copyArray(array, ArrayFile::Tabular); });
    menu->addSeparator();
    add(tr("&Export %1…", "name of an array").arg(arrayName(array)), [this, array] { chooseTensor(array); });
    menu->popup(where);
}

void MainWindow::copyInBackground(const std::function<Result<ClipboardContent>()>& make, const QString& done) {
    statusBar()->showMessage(tr("Copying…"));
    runInBackground<ClipboardContent>(
        this, "clipboard", make, [this, done, number = ++copies_](const Result<ClipboardContent>& content) {
            if (number != copies_) return;  // something else was copied meanwhile
            statusBar()->clearMessage();
            if (content) {
                QApplication::clipboard()->setMimeData(content->mime());
                statusBar()->showMessage(done, 8000);
            } else {
                tell(tr("Not copied: %1.").arg(QString::fromStdString(content.error().message)));
            }
            Q_EMIT copied(content.has_value());
        });
}

void MainWindow::copyPicture() {
    if (const auto draft = currentPage().figureDraft()) return copyFigure(*draft, settings_->exportChoice());
    tell(tr("There is nothing to copy yet."));
    Q_EMIT copied(false);
}

void MainWindow::copyFigure(const FigureDraft& draft, const ExportChoice& choice) {
    const auto make = [draft, choice]() -> Result<ClipboardContent> {
        const auto drawn = draft.draw(choice.viewFor(draft), choice.optionsFor(draft), {});
        if (!drawn) return tl::unexpected(drawn.error());
        const auto png = renderFigure(*drawn, FigureFormat::Png);
        if (!png) return tl::unexpected(png.error());
        const auto svg = renderFigure(*drawn, FigureFormat::Svg);
        if (!svg) return tl::unexpected(svg.error());
        return ClipboardContent{*png, *svg, QImage::fromData(*png, "PNG"), QString::fromStdString(drawn->description)};
    };
    copyInBackground(make, tr("Copied the picture as PNG and SVG, and its parameters as text."));
}

void MainWindow::copyArray(PoolArray array, ArrayFile file) {
    const auto rendered = session_->rendered();
    if (!rendered) return;
    const auto make = [rendered, array, file]() -> Result<ClipboardContent> {
        const auto text = arrayText(rendered->evaluation, array, file);
        if (!text) return tl::unexpected(text.error());
        return ClipboardContent{{}, {}, {}, *text};
    };
    copyInBackground(make, tr("Copied %1.").arg(arrayName(array)));
}

void MainWindow::copySnippet(SnippetKind kind) {
    const auto rendered = session_->rendered();
    if (!rendered) return;
    // Text cannot take a file along: it names one that Export tensor writes by that name.
    const Evaluation& e = rendered->evaluation;
    const ProgramFiles large = programFiles(e, QStringLiteral("pool.py"));
    const auto loaded = [](bool isLarge, const char* file, const char* what) {
        if (!isLarge) return SnippetFile{};
        std::string place = "from Poolscope: File, Export tensor, ";
        place += what;
        return SnippetFile{file, place};
    };
    const SnippetOptions options{captionOf(*rendered),
                                 e.filter ? loaded(!large.images.isEmpty(), "images.npy", "Images before the filters")
                                          : loaded(!large.images.isEmpty(), "X.npy", "Input X"),
                                 loaded(!large.upstream.isEmpty(), "dout.npy", "Upstream gradient dout")};
    const auto make = [rendered, kind, options]() -> Result<ClipboardContent> {
        const auto text = writeSnippet(kind, rendered->evaluation, options);
        if (!text) return tl::unexpected(text.error());
        return ClipboardContent{{}, {}, {}, QString::fromStdString(*text)};
    };
    QString done = kind == SnippetKind::Numpy ? tr("Copied the NumPy program.") : tr("Copied the PyTorch program.");
    QStringList files;
    for (const SnippetFile& file : {options.images, options.upstream}) {
        if (!file.path.empty()) files << QString::fromStdString(file.path);
    }
    if (!files.isEmpty()) {
        done += QLatin1Char(' ') + tr("It loads %1, which Export tensor writes.").arg(files.join(QStringLiteral(", ")));
    }
    copyInBackground(make, done);
}

void MainWindow::chooseTensor(PoolArray array) {
    if (!session_->rendered()) return;
    TensorDialog dialog(session_->rendered(), array, this);
    if (dialog.exec() == QDialog::Accepted) exportTensor(dialog.choice());
}

void MainWindow::exportTensor(const TensorChoice& choice) {
    const auto rendered = session_->rendered();
    if (!rendered) return;
    statusBar()->showMessage(tr("Writing %1…").arg(choice.path));
    runInBackground<bool>(
        this, encoded(choice.path),
        [rendered, choice]() -> Result<bool> {
            const auto files = filesFor(*rendered, choice);
            if (!files) return tl::unexpected(files.error());
            if (auto saved = saveFiles(*files); !saved) return tl::unexpected(saved.error());
            return true;
        },
        [this, path = choice.path](const Result<bool>& done) {
            statusBar()->clearMessage();
            if (done) {
                statusBar()->showMessage(tr("Wrote %1").arg(path), 5000);
            } else {
                tell(tr("Not written: %1.").arg(QString::fromStdString(done.error().message)));
            }
            Q_EMIT exported(done.has_value());
        });
}

}  // namespace poolscope
