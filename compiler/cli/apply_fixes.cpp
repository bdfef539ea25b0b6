#include "compiler/cli/apply_fixes.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "compiler/diagnostics/rule_info.h"
#include "compiler/emit/text/display_text.h"
#include "compiler/schema/schema_set.h"
#include "compiler/support/hash/sha256.h"
#include "compiler/support/limits.h"
#include "compiler/support/path_text.h"
#include "compiler/support/utf8.h"

namespace ecac {
namespace fixes {

/// The fix of a finding that is made: a safe one if there is one.
static const ReportFix* chosen_fix(const ReportFinding& finding) {
  const auto safe =
      std::find_if(finding.fixes.begin(), finding.fixes.end(),
                   [](const ReportFix& fix) { return fix.applicability == Applicability::safe; });
  if (safe != finding.fixes.end()) return &*safe;
  return finding.fixes.empty() ? nullptr : &finding.fixes.front();
}

static std::vector<FileOperation> operations_of(const ReportFix& fix) {
  std::vector<FileOperation> result;
  for (const ReportOperation& operation : fix.operations) {
    switch (operation.kind) {
      case ReportOperation::Kind::edit:
        result.emplace_back(
            EditOperation{{operation.place.file, operation.place.range}, operation.text});
        break;
      case ReportOperation::Kind::create:
        result.emplace_back(CreateOperation{operation.file, operation.text});
        break;
      case ReportOperation::Kind::rename:
        result.emplace_back(RenameOperation{operation.file, operation.new_file});
        break;
      case ReportOperation::Kind::remove:
        result.emplace_back(DeleteOperation{operation.file});
        break;
    }
  }
  return result;
}

static std::string line_of(const ReportFinding& finding, const ReportFix& fix) {
  const RuleInfo& rule = rule_of(finding.rule_case);
  std::string where = printable(finding.place.path);
  if (finding.place.file != FileId::none) {
    where += fmt::format(":{}:{}", finding.place.start.line, finding.place.start.column);
  }
  return fmt::format("{}: {} {}: {} ({})", where, rule.code, rule.name, printable(fix.description),
                     fix.applicability == Applicability::safe ? "safe" : "unsafe");
}

/// The path that an operation needs to be there; empty for one that only makes something.
static std::string needed_path(const FileOperation& operation, const SnippetSource& paths) {
  if (const auto* edit = std::get_if<EditOperation>(&operation)) {
    return paths.path_of(edit->place.file);
  }
  if (const auto* rename = std::get_if<RenameOperation>(&operation)) return rename->from;
  if (const auto* removal = std::get_if<DeleteOperation>(&operation)) return removal->path;
  return {};
}

/// The path at which an operation makes a file; empty if it makes none.
static std::string made_path(const FileOperation& operation) {
  if (const auto* create = std::get_if<CreateOperation>(&operation)) return create->path;
  if (const auto* rename = std::get_if<RenameOperation>(&operation)) return rename->to;
  return {};
}

static void add_piece(Sha256& hash, std::string_view piece) {
  hash.update(fmt::format("{}:", piece.size()));
  hash.update(piece);
}

}  // namespace fixes

std::vector<std::string> paths_after(const std::vector<std::string>& paths,
                                     const std::string& current_directory,
                                     const MovedFiles& moved) {
  std::vector<std::string> result;
  for (const std::string& path : paths) {
    const auto found = moved.find(absolute_path(current_directory, path));
    if (found == moved.end()) {
      result.push_back(path);
    } else if (!found->second.empty()) {
      const bool below = is_within(found->second, current_directory);
      result.push_back(below ? std::string(relative_path(found->second, current_directory))
                             : found->second);
    }
  }
  return result;
}

FixedProject::FixedProject(const FileTree& files, FixOptions options, const Check& check)
    : files_(files), options_(std::move(options)), overlay_(files) {
  if (options_.schema == nullptr) options_.schema = SchemaSet::embedded();
  // The number of fixes that led to each state.
  std::map<std::string, std::size_t> seen = {{state(), 0}};
  for (int round = 0; run_round(check); ++round) {
    const auto [before, first_time] = seen.try_emplace(state(), fixes_.size());
    if (!first_time) {
      leave_out_from(before->second);
      break;
    }
    if (round == limits::kFixRounds) {
      refuse(fmt::format("there may be more to fix; ecac stopped after {} rounds", round));
      break;
    }
  }
  collect_changes();
}

/// False when nothing was left to do.
bool FixedProject::run_round(const Check& check) {
  const std::vector<std::string> paths =
      paths_after(options_.paths, options_.current_directory, moved_);
  if (paths.empty() && !options_.paths.empty()) return false;
  editable_.clear();
  CheckResult result = check(overlay_, paths);
  failures_ = std::move(result.failures);
  if (!failures_.empty()) return false;
  const SnippetSource& snippets = *result.snippets;
  ChangeSet set([&](FileId file) { return snippets.path_of(file); });
  for (const Applicability wanted : {Applicability::safe, Applicability::unsafe}) {
    if (wanted == Applicability::unsafe && !options_.unsafe) break;
    for (const ReportFinding& finding : result.report.findings) {
      const ReportFix* fix = fixes::chosen_fix(finding);
      if (fix == nullptr || fix->applicability != wanted) continue;
      const std::vector<FileOperation> whole = fixes::operations_of(*fix);
      if (std::string why = refusal(whole, fix->project, snippets); !why.empty()) {
        refuse(fmt::format("{}: not fixed, because {}", printable(finding.place.path), why));
        continue;
      }
      if (set.add(whole)) fixes_.push_back(fixes::line_of(finding, *fix));
    }
  }
  if (set.empty()) return false;
  apply(set);
  return true;
}

/// Why a fix is not made, as a clause; empty if it can be.
std::string FixedProject::refusal(const std::vector<FileOperation>& fix, const std::string& project,
                                  const SnippetSource& paths) {
  for (const FileOperation& operation : fix) {
    const std::string needed = fixes::needed_path(operation, paths);
    const std::string made = fixes::made_path(operation);
    for (const std::string& path : {needed, made}) {
      if (!path.empty() && !is_inside(path, project)) {
        return fmt::format("`{}` is outside the project", path);
      }
    }
    if (!made.empty() && overlay_.kind(made) != EntryKind::missing) {
      return fmt::format("something stands at `{}` already", made);
    }
    if (std::holds_alternative<CreateOperation>(operation)) continue;
    if (overlay_.kind(needed) != EntryKind::file) {
      return fmt::format("`{}` is no file", needed);
    }
    if (std::holds_alternative<EditOperation>(operation) && !is_editable(needed)) {
      return fmt::format("`{}` is no UTF-8 text", needed);
    }
  }
  return {};
}

/// In the project's folder, and not through a link that leads out of it.
bool FixedProject::is_inside(const std::string& path, const std::string& project) const {
  std::string existing = absolute_path("/", path);
  if (project.empty() || !is_within(existing, project)) return false;
  while (existing != project && !files_.resolve(existing)) {
    existing = std::string(parent_path(existing));
  }
  const std::optional<std::string> real = files_.resolve(existing);
  const std::optional<std::string> real_project = files_.resolve(project);
  return !real || !real_project || is_within(*real, *real_project);
}

bool FixedProject::is_editable(const std::string& path) {
  const auto [known, added] = editable_.try_emplace(path, false);
  if (!added) return known->second;
  std::string text;
  known->second = static_cast<bool>(overlay_.read(path, text, limits::kFile)) &&
                  text.find('\0') == std::string::npos && is_valid_utf8(text);
  return known->second;
}

void FixedProject::apply(const ChangeSet& set) {
  for (const auto& [path, file] : set.files()) {
    if (file.created) {
      overlay_.set(path, *file.created);
    } else if (file.removed) {
      remember(path);
      overlay_.hide(path);
      origins_.erase(path);
    } else if (!file.renamed_to.empty()) {
      move_file(path, file.renamed_to);
    } else if (!file.edits.empty()) {
      remember(path);
      std::string text;
      if (!overlay_.read(path, text, limits::kFile)) continue;
      if (std::optional<std::string> fixed = apply_edits(text, file.edits)) {
        overlay_.set(path, std::move(*fixed));
      }
    }
  }
  moved_.clear();
  for (const std::string& path : overlay_.removed()) moved_.emplace(path, "");
  for (const auto& [to, from] : origins_) {
    if (const auto gone = moved_.find(from); gone != moved_.end()) gone->second = to;
  }
}

void FixedProject::move_file(const std::string& from, const std::string& to) {
  remember(from);
  std::string text;
  if (!overlay_.read(from, text, limits::kFile)) return;
  overlay_.hide(from);
  overlay_.set(to, std::move(text));
  const auto origin = origins_.find(from);
  const std::string first = origin == origins_.end() ? from : origin->second;
  origins_.erase(from);
  if (first != to) origins_[to] = first;
}

/// Keeps what a file of the disk holds before anything happens to it.
void FixedProject::remember(const std::string& path) {
  if (originals_.contains(path) || files_.kind(path) != EntryKind::file) return;
  std::string text;
  if (files_.read(path, text, limits::kFile)) originals_.emplace(path, std::move(text));
}

void FixedProject::refuse(std::string why) {
  if (std::find(refusals_.begin(), refusals_.end(), why) == refusals_.end()) {
    refusals_.push_back(std::move(why));
  }
}

/// The fixes from this one on led back to where they began.
void FixedProject::leave_out_from(std::size_t first) {
  for (std::size_t i = first; i < fixes_.size(); ++i) {
    refuse(fmt::format("{}: left out, because another fix undoes it", fixes_[i]));
  }
  fixes_.resize(first);
}

/// Tells one state of all files from another.
std::string FixedProject::state() const {
  Sha256 hash;
  for (const auto& paths : {overlay_.added(), overlay_.changed()}) {
    for (const std::string& path : paths) {
      std::string text;
      if (!overlay_.read(path, text, limits::kFile)) continue;
      const auto original = originals_.find(path);
      if (original != originals_.end() && original->second == text) continue;
      fixes::add_piece(hash, path);
      fixes::add_piece(hash, text);
    }
  }
  hash.update("gone");
  for (const std::string& path : overlay_.removed()) fixes::add_piece(hash, path);
  return hash.hex_digest();
}

void FixedProject::collect_changes() {
  std::set<std::string> renamed;
  const std::vector<std::string> removed = overlay_.removed();
  for (const auto& paths : {overlay_.added(), overlay_.changed()}) {
    for (const std::string& path : paths) {
      FileChange change{.new_path = path};
      if (!overlay_.read(path, change.after, limits::kFile)) continue;
      const auto origin = origins_.find(path);
      if (originals_.contains(path)) {
        change.old_path = path;
      } else if (origin != origins_.end() &&
                 std::binary_search(removed.begin(), removed.end(), origin->second)) {
        change.old_path = origin->second;
        renamed.insert(origin->second);
      }
      if (!change.old_path.empty()) change.before = originals_[change.old_path];
      if (change.old_path == path && change.before == change.after) continue;
      changes_.push_back(std::move(change));
    }
  }
  for (const std::string& path : removed) {
    if (!renamed.contains(path)) changes_.push_back({.old_path = path, .before = originals_[path]});
  }
  const auto place = [](const FileChange& change) -> const std::string& {
    return change.new_path.empty() ? change.old_path : change.new_path;
  };
  std::sort(changes_.begin(), changes_.end(),
            [&](const FileChange& a, const FileChange& b) { return place(a) < place(b); });
}

std::string FixedProject::diff() const {
  return diff_of(changes_, options_.current_directory, *options_.schema);
}

}  // namespace ecac
