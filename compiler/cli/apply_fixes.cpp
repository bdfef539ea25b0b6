#include "compiler/cli/apply_fixes.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>

#include "compiler/cli/output_file.h"
#include "compiler/edit/unified_diff.h"
#include "compiler/emit/redaction.h"
#include "compiler/schema/schema_set.h"
#include "compiler/support/path_text.h"

namespace ecac {

// Enough for any chain of fixes; a pair of fixes that undo each other must not run for ever.
static constexpr int kMostRounds = 10;
static constexpr std::size_t kLargestFile = std::size_t{64} << 20;

// Shown paths are cut at the folder that the user named; the finding's own file tells where.
static std::string whole_path(const std::string& shown, const ReportFinding& finding,
                              const SnippetSource& paths) {
  std::string own = paths.path_of(finding.place.file);
  if (!own.ends_with(finding.place.path)) return shown;
  own.resize(own.size() - finding.place.path.size());
  return absolute_path(own.empty() ? "/" : own, shown);
}

static Fix as_fix(const ReportFix& fix, const ReportFinding& finding, const SnippetSource& paths) {
  Fix result{.description = fix.description, .applicability = fix.applicability};
  for (const ReportOperation& operation : fix.operations) {
    std::string path = whole_path(operation.place.path, finding, paths);
    switch (operation.kind) {
      case ReportOperation::Kind::edit:
        result.operations.emplace_back(
            EditOperation{{operation.place.file, operation.place.range}, operation.text});
        break;
      case ReportOperation::Kind::create:
        result.operations.emplace_back(CreateOperation{path, operation.text});
        break;
      case ReportOperation::Kind::rename:
        result.operations.emplace_back(
            RenameOperation{path, whole_path(operation.new_path, finding, paths)});
        break;
      case ReportOperation::Kind::remove:
        result.operations.emplace_back(DeleteOperation{path});
        break;
    }
  }
  return result;
}

FixedProject::FixedProject(const FileTree& files, const std::string& current_directory,
                           const Check& check)
    : files_(files), current_directory_(current_directory) {
  OverlayFileTree overlay(files);
  for (int round = 0; round < kMostRounds; ++round) {
    CheckResult result = check(overlay);
    failures_ = std::move(result.failures);
    if (!failures_.empty()) return;
    const SnippetSource& paths = *result.snippets;
    ChangeSet set([&](FileId file) { return paths.path_of(file); });
    std::size_t taken = 0;
    for (const ReportFinding& finding : result.report.findings) {
      for (const ReportFix& fix : finding.fixes) {
        if (fix.applicability != Applicability::safe) continue;
        if (set.add(as_fix(fix, finding, paths))) ++taken;
        break;  // the others are other ways to mend the same
      }
    }
    if (set.empty()) break;
    fixes_ += taken;
    if (!apply(set, overlay)) break;
  }
  std::erase_if(changes_, [](const Change& change) {
    return change.old_path == change.new_path && change.before == change.after;
  });
  std::sort(changes_.begin(), changes_.end(), [](const Change& a, const Change& b) {
    return std::max(a.old_path, a.new_path) < std::max(b.old_path, b.new_path);
  });
}

// False when there is no use in another round.
bool FixedProject::apply(const ChangeSet& set, OverlayFileTree& overlay) {
  bool again = false;
  bool whole_files = false;
  for (const auto& entry : set.files()) {
    const std::string& path = entry.first;
    const ChangeSet::FileChange& file = entry.second;
    auto known = std::find_if(changes_.begin(), changes_.end(),
                              [&](const Change& change) { return change.new_path == path; });
    if (file.created) {
      if (files_.kind(path) != EntryKind::missing) {
        problems_.push_back("cannot create `" + path + "`: something stands there already");
        continue;
      }
      changes_.push_back({.new_path = path, .after = *file.created});
      overlay.set(path, *file.created);
      again = true;
      continue;
    }
    if (!file.whole_file() && file.edits.empty()) continue;  // where another file is moved to
    std::string text;
    if (Result<void> read = overlay.read(path, text, kLargestFile); !read) {
      problems_.push_back(read.error().message);
      continue;
    }
    if (known == changes_.end()) {
      changes_.push_back({.old_path = path, .new_path = path, .before = text, .after = text});
      known = std::prev(changes_.end());
    }
    if (file.removed) {
      known->new_path.clear();
      known->after.clear();
      whole_files = true;
    } else if (!file.renamed_to.empty()) {
      known->new_path = file.renamed_to;
      whole_files = true;
    } else if (std::optional<std::string> fixed = apply_edits(text, file.edits)) {
      again = again || *fixed != text;
      known->after = *fixed;
      overlay.set(path, std::move(*fixed));
    }
  }
  // The overlay cannot take a file away, so a further round would judge it once more.
  return again && !whole_files;
}

std::string FixedProject::diff() const {
  Redactor redactor(SchemaSet::embedded()->secret_names());
  auto covered = [&](const std::string& text) {
    std::vector<TextRange> secrets = redactor.find(text);
    return mask(text, {0, static_cast<std::uint32_t>(text.size())}, secrets);
  };
  auto shown = [&](const std::string& path) {
    bool below = !path.empty() && is_within(path, current_directory_);
    return below ? std::string(relative_path(path, current_directory_)) : path;
  };
  std::string out;
  for (const Change& change : changes_) {
    std::string shown_before = covered(change.before);
    std::string shown_after = covered(change.after);
    std::string old_path = shown(change.old_path);
    std::string new_path = shown(change.new_path);
    out += unified_diff({.old_path = old_path,
                         .new_path = new_path,
                         .before = change.before,
                         .after = change.after,
                         .shown_before = shown_before,
                         .shown_after = shown_after});
  }
  return out;
}

std::vector<std::string> FixedProject::write() const {
  std::vector<std::string> problems;
  auto note = [&](std::string problem) { problems.push_back(std::move(problem)); };
  auto failure = [](std::string_view doing, const std::string& path) {
    return "cannot " + std::string(doing) + " `" + path + "`: " + std::strerror(errno);
  };
  for (const Change& change : changes_) {
    std::string path = change.old_path;
    if (change.new_path.empty()) {
      if (std::remove(path.c_str()) != 0) note(failure("delete", path));
      continue;
    }
    if (change.before != change.after || change.old_path.empty()) {
      if (path.empty()) path = change.new_path;
      if (std::string problem = write_output_file(path, change.after); !problem.empty()) {
        note(std::move(problem));
        continue;
      }
    }
    if (path != change.new_path) {
      if (files_.kind(change.new_path) != EntryKind::missing) {
        note("cannot rename `" + path + "`: `" + change.new_path + "` stands there already");
      } else if (std::rename(path.c_str(), change.new_path.c_str()) != 0) {
        note(failure("rename", path));
      }
    }
  }
  return problems;
}

}  // namespace ecac
