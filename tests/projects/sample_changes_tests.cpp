#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "compiler/driver/compile.h"
#include "compiler/emit/document/resolved_document.h"
#include "compiler/support/files/memory_file_tree.h"
#include "tests/support/project_builder.h"
#include "tests/support/rule_page.h"
#include "tests/support/test_host.h"

namespace ecac::test {
namespace {

constexpr char kSampleRoot[] = "/sample";

/// A change of a sample: a text put in place of another in one file, a file removed, or a file
/// added.
struct Change {
  enum class Kind { edit, remove, add } kind = Kind::edit;
  std::string file = {};  ///< the end of its path
  std::string from = {};
  std::string to = {};
};

struct Row {
  std::string name = {};
  std::string sample = {};
  std::vector<std::string> written = {};  ///< its lines up to `expect`, to write it again
  std::vector<Change> changes = {};
  std::vector<std::string> expected = {};
};

/// `tests/projects/sample_changes.txt`; its head describes the form.
std::vector<Row> read_rows(const std::string& text, std::string& head) {
  std::vector<Row> rows;
  std::istringstream lines(text);
  bool expecting = false;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("== ")) {
      rows.push_back({.name = line.substr(3)});
      expecting = false;
      continue;
    }
    if (rows.empty()) {
      head += line + '\n';
      continue;
    }
    Row& row = rows.back();
    if (expecting) {
      if (line.starts_with("  ")) row.expected.push_back(line.substr(2));
      continue;
    }
    row.written.push_back(line);
    const auto after = [&](std::string_view word) { return line.substr(word.size()); };
    if (line == "expect") {
      expecting = true;
    } else if (line.starts_with("sample ")) {
      row.sample = after("sample ");
    } else if (line.starts_with("remove ")) {
      row.changes.push_back({Change::Kind::remove, after("remove "), "", ""});
    } else {
      const bool add = line.starts_with("add ");
      const std::string rest = line.substr(add ? 4 : 5);
      const std::size_t colon = rest.find(": ");
      const std::string file = rest.substr(0, colon);
      const std::string what = rest.substr(colon + 2);
      if (add) {
        row.changes.push_back({Change::Kind::add, file, "", what});
      } else {
        const std::size_t arrow = what.find(" -> ");
        row.changes.push_back(
            {Change::Kind::edit, file, what.substr(0, arrow), what.substr(arrow + 4)});
      }
    }
  }
  return rows;
}

/// Applies a change; false if the sample has no such file or text.
bool apply(const Change& change, ProjectTexts& files) {
  if (change.kind == Change::Kind::add) {
    files[change.file] = change.to;
    return true;
  }
  const auto file = std::find_if(files.begin(), files.end(), [&](const auto& entry) {
    return ("/" + entry.first).ends_with("/" + change.file);
  });
  if (file == files.end()) return false;
  if (change.kind == Change::Kind::remove) {
    files.erase(file);
    return true;
  }
  const std::size_t at = file->second.find(change.from);
  if (at == std::string::npos) return false;
  file->second.replace(at, change.from.size(), change.to);
  return true;
}

nlohmann::json resolved(const ProjectTexts& files) {
  MemoryFileTree tree;
  add_texts(tree, kSampleRoot, files);
  CompileRequest request;
  request.check.current_directory = kSampleRoot;
  const CompileResult result = compile(test::host_with(tree), request);
  EXPECT_TRUE(result.project);
  if (!result.project) return {};
  return nlohmann::json::parse(resolved_document(*result.project, {}));
}

/// The states and values of all apps, without the reasons, requests and effects behind them.
std::map<std::string, std::string> values_of(const nlohmann::json& document) {
  std::map<std::string, std::string> values;
  if (!document.contains("apps")) return values;
  for (const auto& app : document["apps"]) {
    const std::string name = app["name"];
    for (const char* part :
         {"access", "client", "pkce", "tokens", "plugins", "scopes", "callbacks"}) {
      const nlohmann::json flat = app[part].flatten();
      for (const auto& [pointer, value] : flat.items()) {
        if (pointer.find("/steps/") != std::string::npos) continue;
        values[name + "/" + part + pointer] = value.dump();
      }
    }
    for (const auto& [flow, answer] : app["flows"].items()) {
      values[name + "/" + flow] =
          std::string(answer["state"]) +
          (answer.contains("offBy") ? " by " + std::string(answer["offBy"]) : "");
    }
  }
  return values;
}

std::vector<std::string> differences(const std::map<std::string, std::string>& before,
                                     const std::map<std::string, std::string>& after) {
  std::vector<std::string> lines;
  std::map<std::string, std::string> all = before;
  all.insert(after.begin(), after.end());
  for (const auto& [key, unused] : all) {
    const auto old_value = before.find(key);
    const auto new_value = after.find(key);
    const std::string was = old_value == before.end() ? "nothing" : old_value->second;
    const std::string is = new_value == after.end() ? "nothing" : new_value->second;
    if (was != is) lines.push_back(key + ": " + was + " -> " + is);
  }
  return lines;
}

TEST(SampleChanges, ChangeExactlyWhatTheyShould) {
  const std::string path = std::string(ECAC_SOURCE_DIR) + "/tests/projects/sample_changes.txt";
  std::string head;
  const std::vector<Row> rows = read_rows(read_text_file(path), head);
  EXPECT_GE(rows.size(), 40U);
  std::map<std::string, std::map<std::string, std::string>> originals;
  std::string again = head;
  for (const Row& row : rows) {
    SCOPED_TRACE(row.name);
    if (!originals.contains(row.sample)) {
      originals[row.sample] = values_of(resolved(texts_of_folder("samples/" + row.sample)));
    }
    auto files = texts_of_folder("samples/" + row.sample);
    for (const Change& change : row.changes) {
      EXPECT_TRUE(apply(change, files)) << change.file << ": " << change.from;
    }
    const auto found = differences(originals[row.sample], values_of(resolved(files)));
    EXPECT_FALSE(found.empty());
    again += "== " + row.name + '\n';
    for (const std::string& line : row.written) again += line + '\n';
    for (const std::string& line : found) again += "  " + line + '\n';
    again += '\n';
    if (std::getenv("ECAC_UPDATE_GOLDEN") == nullptr) {
      EXPECT_EQ(found, row.expected);
    }
  }
  if (std::getenv("ECAC_UPDATE_GOLDEN") != nullptr) std::ofstream(path) << again;
}

}  // namespace
}  // namespace ecac::test
