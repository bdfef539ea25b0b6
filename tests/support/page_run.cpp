#include "tests/support/page_run.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "compiler/source/decode.h"
#include "compiler/support/files/memory_file_tree.h"
#include "tests/support/test_host.h"

namespace ecac::test {

namespace {

constexpr char kRoot[] = "/page";

/// The files as they are now, or those of the earlier revision.
MemoryFileTree tree_of(const PageSection& section, bool before = false) {
  MemoryFileTree tree;
  tree.add_directory(kRoot);
  for (const PageFile& file : section.files) {
    if (file.before != before) continue;
    std::string path = std::string(kRoot) + "/" + file.path;
    const bool folder = path.back() == '/';
    if (folder) path.pop_back();
    if (folder) {
      tree.add_directory(path);
    } else {
      tree.add(path, file.text);
    }
    if (file.form == PageFile::Form::denied) tree.deny(path);
  }
  return tree;
}

Environment environment_of(const PageSection& section, const std::string& path) {
  for (const PageFile& file : section.files) {
    if (file.path != path) continue;
    const Result<Environment> environment = parse_env_file(file.text);
    if (environment) return *environment;
    ADD_FAILURE() << path << ": " << environment.error().message;
  }
  ADD_FAILURE() << "the section has no file " << path;
  return {};
}

CheckRequest request_of(const PageSection& section, const std::vector<std::string>& options) {
  CheckRequest request;
  request.current_directory = kRoot;
  request.list_files = true;
  for (std::size_t i = 0; i < options.size(); ++i) {
    const std::string& option = options[i];
    if (option.rfind("--", 0) != 0) {
      request.paths.push_back(option);
      continue;
    }
    if (option == "--isolated") {
      request.isolated = true;
      continue;
    }
    if (i + 1 == options.size()) {
      ADD_FAILURE() << option << " needs a value";
      break;
    }
    const std::string& value = options[++i];
    if (option == "--mode") {
      request.mode = parse_mode(value).value();
    } else if (option == "--api-version") {
      request.api_version = static_cast<ApiVersion>(std::stoi(value));
    } else if (option == "--now") {
      request.today = value;
    } else if (option == "--env-file") {
      request.environment = environment_of(section, value);
    } else if (option == "--known") {
      request.known.push_back(value);
    } else if (option == "--destructive") {
      request.destructive.push_back(value);
    } else if (option == "--manifest") {
      request.manifest = value;
    } else if (option == "--exclude") {
      request.exclude.push_back(value);
    } else if (option == "--select") {
      request.select.push_back(value);
    } else if (option == "--since") {
      request.since.emplace(EarlierState{.name = value});  // its files are given later
    } else if (option == "--ignore") {
      request.ignore.push_back(value);
    } else {
      ADD_FAILURE() << "a page cannot use " << option;
    }
  }
  return request;
}

bool agrees(const Expectation& expected, const SeenFinding& seen) {
  return expected.path == seen.path && expected.line == seen.line &&
         expected.severity == seen.severity && expected.rule == seen.rule &&
         (expected.rule_case.empty() || expected.rule_case == seen.case_id) &&
         (expected.on.empty() || expected.on == seen.covered) &&
         (expected.says.empty() || seen.message.find(expected.says) != std::string::npos);
}

CheckResult check(const MemoryFileTree& tree, const PageSection& section,
                  const std::vector<std::string>& more_options) {
  std::vector<std::string> options = section.options;
  options.insert(options.end(), more_options.begin(), more_options.end());
  CheckRequest request = request_of(section, options);
  const MemoryFileTree earlier = tree_of(section, true);
  const bool compares = std::any_of(section.files.begin(), section.files.end(),
                                    [](const PageFile& file) { return file.before; });
  if (request.since) {
    request.since->files = &earlier;
    request.since->paths = request.paths;
  } else if (compares) {
    request.earlier = {
        .files = &earlier, .paths = request.paths, .base = kRoot, .earlier_base = kRoot};
  }
  CheckResult result = run_check(test::host_with(tree), request);
  for (const ReportFailure& failure : result.report.failures) ADD_FAILURE() << failure.sentence();
  return result;
}

}  // namespace

CheckResult check_section(const PageSection& section,
                          const std::vector<std::string>& more_options) {
  CheckResult result = check(tree_of(section), section, more_options);
  result.snippets.reset();  // it reads from the tree, which ends here
  return result;
}

std::vector<SeenFinding> run_section(const PageSection& section,
                                     const std::vector<std::string>& more_options) {
  const MemoryFileTree tree = tree_of(section);
  const CheckResult result = check(tree, section, more_options);
  std::vector<SeenFinding> seen;
  for (const ReportFinding& finding : result.report.findings) {
    const RuleInfo& rule = rule_of(finding.rule_case);
    std::string bytes;
    std::string buffer;
    std::string covered;
    if (tree.read(std::string(kRoot) + "/" + finding.place.path, bytes, std::size_t{1} << 30)) {
      const DecodedText text = decode_text(bytes, buffer);
      const std::string_view all = text.encoding == TextEncoding::unsupported ? bytes : text.text;
      if (finding.place.range.end <= all.size()) covered = finding.place.range.in(all);
    }
    seen.push_back({finding.place.path, finding.place.start.line,
                    std::string(to_string(finding.severity)), std::string(rule.name), covered,
                    finding.message, std::string(case_of(finding.rule_case).id)});
  }
  return seen;
}

std::vector<std::string> disagreements(const std::vector<Expectation>& expected,
                                       const std::vector<SeenFinding>& seen) {
  std::vector<bool> used(seen.size(), false);
  std::vector<std::string> lines;
  for (const Expectation& expectation : expected) {
    bool found = false;
    for (std::size_t i = 0; i < seen.size() && !found; ++i) {
      if (used[i] || !agrees(expectation, seen[i])) continue;
      used[i] = true;
      found = true;
    }
    if (!found) {
      lines.push_back(fmt::format("expected, not seen: {}:{}: {}", expectation.path,
                                  expectation.line, expectation.written));
    }
  }
  for (std::size_t i = 0; i < seen.size(); ++i) {
    if (used[i]) continue;
    lines.push_back(fmt::format("seen, not expected: {}:{}: {}[{}/{}] on \"{}\": {}", seen[i].path,
                                seen[i].line, seen[i].severity, seen[i].rule, seen[i].case_id,
                                seen[i].covered, seen[i].message));
  }
  return lines;
}

}  // namespace ecac::test
