#include "compiler/edit/fix_session.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <optional>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include "compiler/diagnostics/rule_info.h"
#include "compiler/support/files/overlay_file_tree.h"
#include "compiler/support/hash/sha256.h"
#include "compiler/support/limits.h"
#include "compiler/support/path_text.h"
#include "compiler/support/utf8.h"

namespace ecac {
namespace {

using Reason = LeftOutFix::Reason;

/// Why a fix is not made, and at which path.
struct Obstacle {
  Reason reason = Reason::outside_project;
  std::string path = {};
};

ShownFix shown(const FixableFinding& finding, const OfferedFix& fix) {
  return {.rule_case = finding.rule_case,
          .path = finding.path,
          .position = finding.position,
          .description = fix.description,
          .applicability = fix.applicability};
}

/// The path that an operation needs to be there; empty for one that only makes something.
std::string needed_path(const FileOperation& operation, const ChangeSet::PathOf& path_of) {
  if (const auto* edit = std::get_if<EditOperation>(&operation)) return path_of(edit->place.file);
  if (const auto* rename = std::get_if<RenameOperation>(&operation)) return rename->from;
  if (const auto* removal = std::get_if<DeleteOperation>(&operation)) return removal->path;
  return {};
}

/// The path at which an operation makes a file; empty if it makes none.
std::string made_path(const FileOperation& operation) {
  if (const auto* create = std::get_if<CreateOperation>(&operation)) return create->path;
  if (const auto* rename = std::get_if<RenameOperation>(&operation)) return rename->to;
  return {};
}

void add_piece(Sha256& hash, std::string_view piece) {
  hash.update(fmt::format("{}:", piece.size()));
  hash.update(piece);
}

/// The files on their way from one check to the next.
class FixSession {
 public:
  FixSession(const FileTree& files, const FixSessionOptions& options, const FixCheck& check)
      : files_(files),
        options_(options),
        named_(options.named.begin(), options.named.end()),
        check_(check),
        overlay_(files) {}

  FixOutcome run();

 private:
  /// What a file holds in this round.
  struct OpenText {
    std::string bytes = {};
    bool is_text = false;
    std::optional<bool> as_checked = {};  ///< asked once, for it takes all bytes
  };

  bool run_round();
  std::optional<Obstacle> obstacle(const OfferedFix& fix, const std::string& project,
                                   const FixableFindings& found);
  bool is_named(const std::string& path) const;
  OpenText& open(const std::string& path);
  void apply(const ChangeSet& set);
  void move_file(const std::string& from, const std::string& to);
  bool is_untouched(const std::string& path) const;
  void remember(const std::string& path);
  void leave_out(ShownFix fix, Obstacle obstacle);
  void leave_out_from(std::size_t first);
  void collect_changes();
  std::string state() const;

  const FileTree& files_;
  const FixSessionOptions& options_;
  std::set<std::string, std::less<>> named_;
  const FixCheck& check_;
  OverlayFileTree overlay_;
  std::map<std::string, OpenText, std::less<>> open_;
  std::map<std::string, std::string, std::less<>> origins_;    ///< of renamed files
  std::map<std::string, std::string, std::less<>> originals_;  ///< texts before any fix
  /// What is said of fixes that are left out: the same one may be offered in every round.
  std::set<std::tuple<std::string, std::string, std::string, Reason>> left_out_;
  FixOutcome outcome_;
};

FixOutcome FixSession::run() {
  // The number of fixes that led to each state.
  std::map<std::string, std::size_t> seen = {{state(), 0}};
  for (int round = 0; run_round(); ++round) {
    const auto [before, first_time] = seen.try_emplace(state(), outcome_.made.size());
    if (!first_time) {
      leave_out_from(before->second);
      break;
    }
    if (round == limits::kFixRounds) {
      outcome_.unfinished = true;
      break;
    }
  }
  collect_changes();
  return std::move(outcome_);
}

/// False when nothing was left to do.
bool FixSession::run_round() {
  open_.clear();
  FixableFindings found = check_(overlay_, outcome_.moved);
  outcome_.failures = std::move(found.failures);
  if (!outcome_.failures.empty()) return false;
  ChangeSet set(found.path_of);
  const auto may_make = [&](const ChosenFix& choice) {
    auto in_the_way = obstacle(*choice.fix, choice.finding->project, found);
    if (!in_the_way) return true;
    leave_out(shown(*choice.finding, *choice.fix), std::move(*in_the_way));
    return false;
  };
  for (const ChosenFix& choice : choose_fixes(found, options_.unsafe, may_make, set)) {
    outcome_.made.push_back(shown(*choice.finding, *choice.fix));
  }
  if (set.empty()) return false;
  apply(set);
  return true;
}

std::optional<Obstacle> FixSession::obstacle(const OfferedFix& fix, const std::string& project,
                                             const FixableFindings& found) {
  for (const FileOperation& operation : fix.operations) {
    const std::string needed = needed_path(operation, found.path_of);
    const std::string made = made_path(operation);
    for (const std::string& path : {needed, made}) {
      if (!path.empty() && !stays_within(files_, path, project)) {
        return Obstacle{Reason::outside_project, path};
      }
    }
    // A file that gets another name stays the one that was named.
    const std::string& changed = needed.empty() ? made : needed;
    if (!is_named(changed)) return Obstacle{Reason::not_named, changed};
    if (!made.empty() && overlay_.kind(made) != EntryKind::missing) {
      return Obstacle{Reason::occupied, made};
    }
    if (std::holds_alternative<CreateOperation>(operation)) continue;
    if (overlay_.kind(needed) != EntryKind::file) return Obstacle{Reason::no_file, needed};
    const auto* edit = std::get_if<EditOperation>(&operation);
    if (edit == nullptr) continue;
    OpenText& text = open(needed);
    if (!text.is_text) return Obstacle{Reason::no_text, needed};
    if (!text.as_checked) {
      text.as_checked = !found.is_as_checked || found.is_as_checked(edit->place.file, text.bytes);
    }
    if (!can_replace(text.bytes, edit->place.range) || !*text.as_checked) {
      return Obstacle{Reason::changed, needed};
    }
  }
  return std::nullopt;
}

bool FixSession::is_named(const std::string& path) const {
  if (options_.named.empty()) return true;
  const auto origin = origins_.find(path);
  const std::string& first = origin == origins_.end() ? path : origin->second;
  std::string_view folder = first;
  while (!named_.contains(folder)) {
    const std::string_view around = parent_path(folder);
    if (around.size() >= folder.size()) return false;
    folder = around;
  }
  return true;
}

FixSession::OpenText& FixSession::open(const std::string& path) {
  const auto [known, added] = open_.try_emplace(path);
  OpenText& text = known->second;
  if (added) {
    text.is_text = static_cast<bool>(overlay_.read(path, text.bytes, limits::kFile)) &&
                   text.bytes.find('\0') == std::string::npos && is_valid_utf8(text.bytes);
  }
  return text;
}

void FixSession::apply(const ChangeSet& set) {
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
      const std::string& text = open(path).bytes;
      if (is_untouched(path)) originals_.emplace(path, text);
      if (auto fixed = apply_edits(text, file.edits)) overlay_.set(path, std::move(*fixed));
    }
  }
  outcome_.moved.clear();
  for (const std::string& path : overlay_.removed()) outcome_.moved.emplace(path, "");
  for (const auto& [to, from] : origins_) {
    if (const auto gone = outcome_.moved.find(from); gone != outcome_.moved.end()) {
      gone->second = to;
    }
  }
}

void FixSession::move_file(const std::string& from, const std::string& to) {
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

/// Whether the path is a file of the tree to which nothing has happened yet.
bool FixSession::is_untouched(const std::string& path) const {
  return !originals_.contains(path) && files_.kind(path) == EntryKind::file;
}

/// Keeps what a file of the tree holds before anything happens to it.
void FixSession::remember(const std::string& path) {
  if (!is_untouched(path)) return;
  std::string text;
  if (files_.read(path, text, limits::kFile)) originals_.emplace(path, std::move(text));
}

void FixSession::leave_out(ShownFix fix, Obstacle obstacle) {
  if (!left_out_.emplace(fix.path, fix.description, obstacle.path, obstacle.reason).second) return;
  outcome_.left_out.push_back({std::move(fix), obstacle.reason, std::move(obstacle.path)});
}

/// The fixes from this one on led back to where they began.
void FixSession::leave_out_from(std::size_t first) {
  const auto begin = outcome_.made.begin() + static_cast<std::ptrdiff_t>(first);
  for (auto fix = begin; fix != outcome_.made.end(); ++fix) {
    outcome_.left_out.push_back({std::move(*fix), Reason::undone, {}});
  }
  outcome_.made.erase(begin, outcome_.made.end());
}

/// Tells one state of all files from another.
std::string FixSession::state() const {
  Sha256 hash;
  for (const auto& paths : {overlay_.added(), overlay_.changed()}) {
    for (const std::string& path : paths) {
      std::string text;
      if (!overlay_.read(path, text, limits::kFile)) continue;
      const auto original = originals_.find(path);
      if (original != originals_.end() && original->second == text) continue;
      add_piece(hash, path);
      add_piece(hash, text);
    }
  }
  hash.update("gone");
  for (const std::string& path : overlay_.removed()) add_piece(hash, path);
  return hash.hex_digest();
}

void FixSession::collect_changes() {
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
      outcome_.changes.push_back(std::move(change));
    }
  }
  for (const std::string& path : removed) {
    if (!renamed.contains(path))
      outcome_.changes.push_back({.old_path = path, .before = originals_[path]});
  }
  const auto place = [](const FileChange& change) -> const std::string& {
    return change.new_path.empty() ? change.old_path : change.new_path;
  };
  std::sort(outcome_.changes.begin(), outcome_.changes.end(),
            [&](const FileChange& a, const FileChange& b) { return place(a) < place(b); });
}

}  // namespace

const OfferedFix* chosen_fix(const FixableFinding& finding) {
  const auto safe =
      std::find_if(finding.fixes.begin(), finding.fixes.end(),
                   [](const OfferedFix& fix) { return fix.applicability == Applicability::safe; });
  if (safe != finding.fixes.end()) return &*safe;
  return finding.fixes.empty() ? nullptr : &finding.fixes.front();
}

std::vector<ChosenFix> choose_fixes(const FixableFindings& found, bool unsafe,
                                    const std::function<bool(const ChosenFix&)>& may_make,
                                    ChangeSet& set) {
  std::vector<ChosenFix> made;
  // Two rules each promise something of the file as it is now, not of what the other makes of it.
  std::map<std::string, RuleId> changing;
  const auto is_alone = [&](const ChosenFix& choice) {
    const RuleId rule = rule_id_of(choice.finding->rule_case);
    return std::ranges::all_of(choice.fix->operations, [&](const FileOperation& operation) {
      const std::string needed = needed_path(operation, found.path_of);
      const auto [known, first] =
          changing.try_emplace(needed.empty() ? made_path(operation) : needed, rule);
      return known->second == rule;
    });
  };
  for (const Applicability wanted : {Applicability::safe, Applicability::unsafe}) {
    if (wanted == Applicability::unsafe && !unsafe) break;
    for (const FixableFinding& finding : found.findings) {
      const ChosenFix choice = {&finding, chosen_fix(finding)};
      if (choice.fix == nullptr || choice.fix->applicability != wanted) continue;
      if (!may_make(choice)) continue;
      // One that another rule's fix has to go before, is offered again by the next check.
      if (wanted == Applicability::unsafe && !is_alone(choice)) continue;
      if (set.add(choice.fix->operations)) made.push_back(choice);
    }
  }
  return made;
}

FixOutcome run_fix_session(const FileTree& files, const FixSessionOptions& options,
                           const FixCheck& check) {
  return FixSession(files, options, check).run();
}

}  // namespace ecac
