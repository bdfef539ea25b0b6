#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/report/report.h"
#include "compiler/secrets/redaction.h"
#include "compiler/source/line_hashes.h"
#include "compiler/source/line_index.h"

namespace ecac {

/// Files in memory, as a report's findings point into them.
class ReportFixture : public SnippetSource {
 public:
  FileId add(std::string path, std::string text) {
    files_.push_back({std::move(path), std::move(text)});
    return static_cast<FileId>(files_.size() - 1);
  }

  /// The first occurrence of `part` behind the first occurrence of `after`.
  ReportPlace place(FileId file, std::string_view part, std::string_view after = {}) const {
    const File& f = files_[static_cast<std::size_t>(file)];
    std::size_t begin = f.text.find(part, f.text.find(after));
    return place_at(file, begin, begin + part.size());
  }

  ReportPlace place_at(FileId file, std::size_t begin, std::size_t end) const {
    const File& f = files_[static_cast<std::size_t>(file)];
    LineIndex lines(f.text);
    auto position = [&](std::size_t offset) {
      LineColumn at = lines.position(static_cast<std::uint32_t>(offset));
      return Position{at.line, at.column, static_cast<std::uint32_t>(offset)};
    };
    ReportPlace result;
    result.path = f.path;
    result.root_path = f.path;
    result.file = file;
    result.range = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    result.start = position(begin);
    result.end = position(end);
    return result;
  }

  bool line(FileId file, LineColumn place, LineExcerpt& excerpt) override {
    auto index = static_cast<std::size_t>(file);
    if (index >= files_.size()) return false;
    return RedactedFile(files_[index].text, LineIndex(files_[index].text), {}).line(place, excerpt);
  }

  bool columns(FileId file, LineColumn place, UnitColumns& columns) override {
    auto index = static_cast<std::size_t>(file);
    if (index >= files_.size()) return false;
    columns = LineIndex(files_[index].text).columns(place);
    return true;
  }

  std::string line_hash(FileId file, std::uint32_t line) override {
    auto index = static_cast<std::size_t>(file);
    return index < files_.size() ? LineHashes(files_[index].text, {}).of(line) : std::string();
  }

 private:
  struct File {
    std::string path;
    std::string text;
  };
  std::vector<File> files_;
};

}  // namespace ecac
