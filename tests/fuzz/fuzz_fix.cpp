#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "compiler/driver/fix.h"
#include "compiler/edit/change_set.h"
#include "compiler/report/covered_diff.h"
#include "compiler/support/files/memory_file_tree.h"
#include "compiler/syntax/xml_scanner.h"
#include "tests/fuzz/promises.h"
#include "tests/support/test_host.h"

namespace {

using namespace ecac;
using fuzz::demand;

// As many rounds as `--fix` makes.
constexpr int kMostRounds = 10;

CheckRequest request() {
  CheckRequest request;
  request.current_directory = fuzz::kRoot;
  request.isolated = true;
  return request;
}

struct FoundFix {
  std::string description = {};
  std::vector<FileOperation> operations = {};
};

/// The edits of a safe fix in the file itself; none if it does more than that.
std::optional<FoundFix> edits_of(const ReportFinding& finding) {
  for (const ReportFix& fix : finding.fixes) {
    if (fix.applicability != Applicability::safe) continue;
    FoundFix result{.description = fix.description};
    for (const ReportOperation& operation : fix.operations) {
      if (operation.kind != ReportOperation::Kind::edit) return std::nullopt;
      result.operations.push_back(
          EditOperation{{operation.place.file, operation.place.range}, operation.text});
    }
    return result;
  }
  return std::nullopt;
}

bool is_well_formed(std::string_view bytes) {
  XmlScan scan;
  std::string buffer;
  const DecodedText decoded = decode_text(bytes, buffer);
  if (decoded.encoding == TextEncoding::unsupported) return false;
  scan_xml(decoded.text, scan);
  return scan.breaks().empty();
}

std::string edited(const std::string& text, const ChangeSet& set, const std::string& path) {
  const auto change = set.files().find(path);
  demand(change != set.files().end(), "a fix edits another file");
  const std::optional<std::string> result = apply_edits(text, change->second.edits);
  demand(result.has_value(), "a safe fix that cannot be applied");
  demand(!is_well_formed(text) || is_well_formed(*result), "a fix breaks the file");
  return *result;
}

/// One round: each fix for itself, then all of them together. False when there is none.
bool fix_once(std::string& text, const std::string& path) {
  MemoryFileTree tree;
  tree.add(path, text);
  const CheckResult result = run_check(test::host_with(tree), request());
  fuzz::demand_places(result, tree);
  const auto path_of = [&](FileId file) { return result.snippets->path_of(file); };
  ChangeSet all(path_of);
  for (const ReportFinding& finding : result.report.findings) {
    const std::optional<FoundFix> fix = edits_of(finding);
    if (!fix) continue;
    ChangeSet alone(path_of);
    demand(alone.add(fix->operations), "the steps of a fix overlap: " + fix->description);
    demand(edited(text, alone, path) != text, "a fix changes nothing: " + fix->description);
    all.add(fix->operations);
  }
  if (all.empty()) return false;
  text = edited(text, all, path);
  return true;
}

}  // namespace

// Safe fixes of any file can be applied, one by one and together; they keep a well-formed file
// well-formed, and after a few rounds there is none left.
// NOLINTNEXTLINE(readability-identifier-naming): the name is libFuzzer's
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto files = fuzz::read_input_files({reinterpret_cast<const char*>(data), size});
  if (files.size() != 1) return 0;
  const std::string& path = files.front().path;
  std::string text = files.front().text;

  MemoryFileTree tree;
  tree.add(path, text);
  const FixOutcome fixed = run_fix(test::host_with(tree), {.check = request()});
  const std::string diff =
      covered_diff(fixed.changes, std::string(fuzz::kRoot), *SchemaSet::embedded());
  demand(diff.empty() == fixed.changes.empty(), "changes and diff disagree");

  bool changed = true;
  for (int round = 0; changed && round < kMostRounds; ++round) changed = fix_once(text, path);
  demand(!changed, "fixes that never come to an end");
  return 0;
}
