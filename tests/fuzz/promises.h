#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/driver/check.h"
#include "compiler/source/decode.h"
#include "compiler/support/path_text.h"

namespace ecac::fuzz {

inline void demand(bool holds, const std::string& promise) {
  if (holds) return;
  std::fprintf(stderr, "broken promise: %s\n", promise.c_str());
  std::abort();
}

struct InputFile {
  std::string path = {};  ///< absolute, below kRoot
  std::string text = {};
};

inline constexpr std::string_view kRoot = "/p";

/// Reads `=== path` lines, each with the text of that file behind it. Paths that leave the project
/// or lie below one of the files are left out.
inline std::vector<InputFile> read_input_files(std::string_view input) {
  constexpr std::string_view kMark = "=== ";
  std::vector<InputFile> files;
  while (input.starts_with(kMark)) {
    const std::size_t line = input.find('\n');
    const std::string path = absolute_path(kRoot, input.substr(kMark.size(), line - kMark.size()));
    input.remove_prefix(line == std::string_view::npos ? input.size() : line + 1);
    const std::size_t next = input.find("\n=== ");
    const std::string_view text = input.substr(0, next);
    input.remove_prefix(next == std::string_view::npos ? input.size() : next + 1);
    bool usable = path != kRoot && is_within(path, kRoot);
    for (const InputFile& file : files) {
      usable = usable && !is_within(path, file.path) && !is_within(file.path, path);
    }
    if (usable) files.push_back({path, std::string(text)});
  }
  return files;
}

/// What must hold of every finding: its places lie in the texts that they name.
inline void demand_places(const CheckResult& result, const FileTree& tree) {
  demand(result.snippets != nullptr, "a result without snippets");
  for (const ReportFailure& failure : result.report.failures) {
    demand(failure.kind != FailureKind::internal, "an internal error");
  }
  std::string known_path;
  std::string bytes;
  std::string buffer;
  std::size_t size = 0;
  const auto demand_place = [&](const ReportPlace& place) {
    demand(place.range.begin <= place.range.end, "a range ends before it begins");
    demand(place.start.line >= 1 && place.start.column >= 1, "a place before the first");
    if (place.file == FileId::none) return;
    const std::string path = result.snippets->path_of(place.file);
    if (path != known_path) {
      known_path = path;
      if (!tree.read(path, bytes, std::size_t{1} << 30)) bytes.clear();
      const DecodedText decoded = decode_text(bytes, buffer);
      // What cannot be decoded is pointed at in the bytes.
      size = decoded.encoding == TextEncoding::unsupported ? bytes.size() : decoded.text.size();
    }
    demand(place.range.end <= size, "a place behind the end of " + path);
  };
  for (const ReportFinding& finding : result.report.findings) {
    demand_place(finding.place);
    demand(!finding.message.empty(), "a finding without words");
    for (const ReportLabel& label : finding.related) demand_place(label.place);
  }
}

}  // namespace ecac::fuzz
