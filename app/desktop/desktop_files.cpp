// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/desktop_files.h"

#include <algorithm>
#include <array>
#include <sstream>
#include <vector>

#include "app/file/stored_file.h"
#include "core/base/xml_text.h"

namespace poolscope {
namespace {

constexpr std::string_view kSummary = "See what max pooling does, forward and backward";

// A type of files that desktops do not know.
struct OwnType {
    std::string_view media;
    std::string_view patterns;
    std::string_view says;
    std::string_view parent;
};

std::array<OwnType, 5> ownTypes() {
    return {{{"application/x-poolscope-session", "*.poolscope", "Poolscope session", "application/json"},
             {"text/x-poolscope-lesson", "*.lesson", "Poolscope lesson", "text/plain"},
             {kNpyFormat.media, kNpyFormat.patterns, "NumPy array", "application/octet-stream"},
             {kNpzFormat.media, kNpzFormat.patterns, "NumPy arrays", "application/zip"},
             {kIdxFormat.media, kIdxFormat.patterns, "IDX images or labels", "application/octet-stream"}}};
}

std::vector<std::string> parts(std::string_view text) {
    std::istringstream stream{std::string(text)};
    std::vector<std::string> words;
    for (std::string word; stream >> word;) words.push_back(word);
    return words;
}

// All that the program opens: what it defines, then what it reads.
std::vector<std::string> mediaTypes() {
    std::vector<std::string> types;
    for (const OwnType& type : ownTypes()) types.emplace_back(type.media);
    for (const InputFormat* format : inputFormats()) {
        for (const std::string& media : parts(format->media)) {
            if (std::find(types.begin(), types.end(), media) == types.end()) types.push_back(media);
        }
    }
    return types;
}

std::string element(const std::string& indent, const std::string& name, std::string_view text) {
    return indent + "<" + name + ">" + xmlText(text) + "</" + name + ">\n";
}

}  // namespace

std::string desktopEntry() {
    std::string types;
    for (const std::string& type : mediaTypes()) types += type + ";";
    return "[Desktop Entry]\n"
           "Type=Application\n"
           "Version=1.4\n"
           "Name=Poolscope\n"
           "GenericName=Max Pooling Viewer\n"
           "Comment=" +
           std::string(kSummary) +
           "\n"
           "Exec=poolscope %F\n"
           "Icon=" POOLSCOPE_ID
           "\n"
           "Terminal=false\n"
           "StartupNotify=true\n"
           "StartupWMClass=poolscope\n"
           "Categories=Education;ComputerScience;\n"
           "Keywords=pooling;convolution;im2col;gradient;network;lesson;\n"
           "MimeType=" +
           types + "\n";
}

std::string mimeTypes() {
    std::string text =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<mime-info xmlns=\"http://www.freedesktop.org/standards/shared-mime-info\">\n";
    for (const OwnType& type : ownTypes()) {
        text += "  <mime-type type=\"" + std::string(type.media) + "\">\n" + element("    ", "comment", type.says) +
                "    <sub-class-of type=\"" + std::string(type.parent) + "\"/>\n";
        for (const std::string& pattern : parts(type.patterns)) {
            text += "    <glob pattern=\"" + xmlText(pattern) + "\"/>\n";
        }
        text += "  </mime-type>\n";
    }
    return text + "</mime-info>\n";
}

std::string metainfo() {
    std::string types;
    for (const std::string& type : mediaTypes()) types += element("    ", "mediatype", type);
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
           "<component type=\"desktop-application\">\n"
           "  <id>" POOLSCOPE_ID
           "</id>\n"
           "  <metadata_license>FSFAP</metadata_license>\n"
           "  <project_license>GPL-3.0-or-later</project_license>\n"
           "  <name>Poolscope</name>\n" +
           element("  ", "summary", kSummary) +
           "  <developer_name>The Poolscope authors</developer_name>\n"
           "  <description>\n"
           "    <p>The input, the im2col patches, the pooled output and the gradient side by side, on real data, live "
           "while you move a slider. Point at any cell and its relatives light up everywhere: the window, its column, "
           "the output it makes, the pixel that won and where the gradient goes.</p>\n"
           "    <p>It plays the algorithm window by window, teaches it in short lessons, measures what pooling does to "
           "a data set, and writes figures and animations for papers and slides, from the window or the command "
           "line.</p>\n"
           "  </description>\n"
           "  <launchable type=\"desktop-id\">" POOLSCOPE_ID
           ".desktop</launchable>\n"
           "  <provides>\n"
           "    <binary>poolscope</binary>\n" +
           types +
           "  </provides>\n"
           "  <content_rating type=\"oars-1.1\"/>\n"
           "  <releases>\n"
           "    <release version=\"" POOLSCOPE_VERSION "\" date=\"" POOLSCOPE_DATE
           "\"/>\n"
           "  </releases>\n"
           "</component>\n";
}

}  // namespace poolscope
