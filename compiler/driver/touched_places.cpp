#include "compiler/driver/touched_places.h"

#include <algorithm>
#include <unordered_map>
#include <vector>

#include "compiler/edit/line_diff.h"
#include "compiler/support/limits.h"
#include "compiler/support/path_text.h"

namespace ecac {
namespace {

/// The lines that a change touches.
class TouchedLines {
 public:
  TouchedLines(const FileTree& before, const FileTree& now, std::string root)
      : before_(before), now_(now), root_(std::move(root)) {}

  bool has(const ReportPlace& place) {
    if (place.file == FileId::none) return false;
    const auto [entry, first] = files_.try_emplace(place.root_path);
    if (first) entry->second = read(absolute_path(root_, place.root_path));
    const std::vector<bool>& touched = entry->second;
    const std::size_t begin = std::min<std::size_t>(place.start.line - 1, touched.size());
    const std::size_t end = std::clamp<std::size_t>(place.end.line, begin, touched.size());
    const auto at = [&](std::size_t line) {
      return touched.begin() + static_cast<std::ptrdiff_t>(line);
    };
    return std::find(at(begin), at(end), true) != at(end);
  }

 private:
  std::vector<bool> read(const std::string& path) const {
    std::string after;
    std::string earlier;
    if (!now_.read(path, after, limits::kFile)) return {};
    // A file that is new is touched as a whole.
    if (before_.kind(path) != EntryKind::missing && !before_.read(path, earlier, limits::kFile)) {
      return {};
    }
    if (earlier == after) return {};
    std::vector<bool> lines = kept_lines(lines_of(earlier), lines_of(after)).new_lines;
    lines.flip();
    return lines;
  }

  const FileTree& before_;
  const FileTree& now_;
  std::string root_;
  std::unordered_map<std::string, std::vector<bool>> files_;
};

}  // namespace

void find_touched_places(const FileTree& before, const FileTree& now, const std::string& root,
                         Report& report) {
  TouchedLines lines(before, now, root);
  for (ReportFinding& finding : report.findings) {
    if (finding.state != FindingState::fresh || finding.related.empty()) continue;
    if (lines.has(finding.place)) continue;
    const auto touched =
        std::find_if(finding.related.begin(), finding.related.end(),
                     [&](const ReportLabel& label) { return lines.has(label.place); });
    if (touched == finding.related.end()) continue;
    finding.touched = static_cast<std::size_t>(touched - finding.related.begin()) + 1;
  }
}

}  // namespace ecac
