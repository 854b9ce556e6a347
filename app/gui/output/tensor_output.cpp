// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/output/tensor_output.h"

#include <QAction>
#include <QFile>
#include <QFileInfo>
#include <QMenu>
#include <numeric>

#include "app/file/save_file.h"
#include "app/gui/action/actions.h"
#include "app/gui/action/notices.h"
#include "app/gui/board/panel_board.h"
#include "app/gui/output/copier.h"
#include "app/gui/output/tensor_dialog.h"
#include "app/gui/session/qt_text.h"
#include "app/gui/session/session.h"
#include "app/gui/session/settings.h"
#include "app/gui/session/worker.h"
#include "core/figure/caption.h"

namespace poolscope {
namespace {

constexpr std::int64_t kMostCopied = std::int64_t{1} << 20;  // numbers; spreadsheets take no more rows

QByteArray toQt(const Bytes& bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size())};
}

std::string captionOf(const Rendered& rendered) {
    return figureCaption(*rendered.source, rendered.evaluation.experiment);
}

Result<QString> arrayText(const Evaluation& e, PoolArray array, ArrayFile file) {
    const ArrayRequest request{array, file, IndexKind::Plane, true};
    if (const Result<void> ok = checkPoolArray(e, request); !ok) return tl::unexpected(ok.error());
    const std::vector<std::int64_t> shape = poolArrayShape(e, request);
    const std::int64_t count = std::accumulate(shape.begin(), shape.end(), std::int64_t{1}, std::multiplies<>());
    if (count > kMostCopied) {
        return fail("clipboard", std::to_string(count) + " numbers are more than the " + std::to_string(kMostCopied) +
                                     " that are copied: export them as a file");
    }
    const auto bytes = encodePoolArray(e, request);
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
        const auto bytes = encodePoolArray(e, {.array = array});
        if (!bytes) return tl::unexpected(bytes.error());
        files.push_back({encoded(path), toQt(*bytes)});
    }
    return files;
}

Result<std::vector<FileToSave>> filesFor(const Rendered& rendered, const TensorChoice& choice) {
    if (isProgram(choice.format)) return programAndData(rendered, choice);
    const auto bytes = encodePoolArray(rendered.evaluation, arrayRequestOf(choice.array, choice.format));
    if (!bytes) return tl::unexpected(bytes.error());
    return std::vector<FileToSave>{{encoded(choice.path), toQt(*bytes)}};
}

}  // namespace

TensorOutput::TensorOutput(const Frame& frame, PanelBoard& board, Copier& copier)
    : QObject(&frame.window), frame_(frame), copier_(copier) {
    for (const PanelCanvas* canvas : board.canvases()) {
        connect(canvas, &PanelCanvas::menuRequested, this,
                [this, kind = canvas->kind()](const QPoint& where) { showPanelMenu(kind, where); });
    }
}

void TensorOutput::addCopyActions() {
    const QLatin1String edit = Actions::kEdit;
    std::vector<QAction*> made;
    const auto as = [&](const char* name, const QString& text, const QString& tip, const std::function<void()>& run) {
        made.push_back(frame_.actions.addIn(tr("Copy &as"), {id(name), text, tip, {}, edit}, this, run));
    };
    as("edit.copy.numbers", tr("&Numbers"), tr("The numbers of the focused panel, for a spreadsheet"),
       [this] { copyArray(focusedArray(), ArrayFile::Tabs); });
    as("edit.copy.bmatrix", tr("LaTeX &bmatrix"), tr("The numbers of the focused panel, for math mode"),
       [this] { copyArray(focusedArray(), ArrayFile::Bmatrix); });
    as("edit.copy.tabular", tr("LaTeX &tabular"), tr("The numbers of the focused panel, as a table"),
       [this] { copyArray(focusedArray(), ArrayFile::Tabular); });
    as("edit.copy.numpy", tr("Num&Py program"), tr("A program that computes the same numbers"),
       [this] { copySnippet(SnippetKind::Numpy); });
    as("edit.copy.torch", tr("P&yTorch program"), tr("A program that computes the same numbers"),
       [this] { copySnippet(SnippetKind::Torch); });
    for (QAction* action : made) {
        action->setEnabled(false);
        connect(&frame_.session, &Session::evaluated, action, [action] { action->setEnabled(true); });
    }
}

void TensorOutput::addExportAction() {
    QAction* action = frame_.actions.add({id("file.exportTensor"),
                                          tr("Export &tensor…"),
                                          tr("Write X, X_col, Y, dX or a program as NPY, CSV, LaTeX or Python"),
                                          {},
                                          Actions::kFile},
                                         this, [this] { choose(focusedArray()); });
    action->setEnabled(false);
    connect(&frame_.session, &Session::evaluated, action, [action] { action->setEnabled(true); });
}

// Of the panel that has the keyboard, else the output.
PoolArray TensorOutput::focusedArray() const {
    const auto* canvas = qobject_cast<const PanelCanvas*>(frame_.window.focusWidget());
    return canvas ? panelRow(canvas->kind()).array : PoolArray::Output;
}

void TensorOutput::showPanelMenu(PanelKind kind, const QPoint& where) {
    if (!frame_.session.rendered()) return;
    const PoolArray array = panelRow(kind).array;
    auto* menu = new QMenu(&frame_.window);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(QStringLiteral("panelMenu"));
    const auto add = [&](const QString& text, const std::function<void()>& run) {
        connect(menu->addAction(text), &QAction::triggered, this, run);
    };
    add(tr("Copy &numbers"), [this, array] { copyArray(array, ArrayFile::Tabs); });
    add(tr("Copy as LaTeX &bmatrix"), [this, array] { copyArray(array, ArrayFile::Bmatrix); });
    add(tr("Copy as LaTeX &tabular"), [this, array] { copyArray(array, ArrayFile::Tabular); });
    menu->addSeparator();
    add(tr("&Export %1…", "name of an array").arg(arrayName(array)), [this, array] { choose(array); });
    menu->popup(where);
}

void TensorOutput::copyArray(PoolArray array, ArrayFile file) {
    const auto rendered = frame_.session.rendered();
    if (!rendered) return;
    const auto make = [rendered, array, file](const RunControl&) -> Result<ClipboardContent> {
        const auto text = arrayText(rendered->evaluation, array, file);
        if (!text) return tl::unexpected(text.error());
        return ClipboardContent{{}, {}, {}, *text};
    };
    copier_.copy(make, tr("Copied %1.").arg(arrayName(array)));
}

void TensorOutput::copySnippet(SnippetKind kind) {
    const auto rendered = frame_.session.rendered();
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
    const auto make = [rendered, kind, options](const RunControl&) -> Result<ClipboardContent> {
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
    copier_.copy(make, done);
}

void TensorOutput::choose(PoolArray array) {
    if (!frame_.session.rendered()) return;
    TensorDialog dialog(frame_.session.rendered(), array, frame_.settings.outputFolder(), &frame_.window);
    if (dialog.exec() == QDialog::Accepted) exportTo(dialog.choice());
}

void TensorOutput::exportTo(const TensorChoice& choice) {
    const auto rendered = frame_.session.rendered();
    if (!rendered) return;
    frame_.notices.say(tr("Writing %1…").arg(choice.path));
    frame_.exporting.run<void>(
        encoded(choice.path),
        [rendered, choice](const RunControl&) -> Result<void> {
            const auto files = filesFor(*rendered, choice);
            if (!files) return tl::unexpected(files.error());
            return saveFiles(*files);
        },
        [this, path = choice.path](const Result<void>& done) {
            if (done) {
                frame_.notices.wrote({path});
            } else {
                frame_.notices.refuse(tr("Not written: %1.").arg(QString::fromStdString(done.error().message)));
            }
            Q_EMIT exported(done.has_value());
        });
}

}  // namespace poolscope
