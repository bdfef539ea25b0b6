#include "compiler/query/code_actions.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <span>
#include <utility>

#include "compiler/diagnostics/cases/oauth_policies_without_oauth_settings.h"
#include "compiler/edit/change_set.h"
#include "compiler/edit/fix_session.h"
#include "compiler/edit/waiver_edit.h"
#include "compiler/model/well_known_files.h"
#include "compiler/query/creation/new_file.h"
#include "compiler/report/shown_fixes.h"
#include "compiler/report/waiver_review.h"
#include "compiler/resolve/values/reference_resolver.h"
#include "compiler/schema/field_ids.h"
#include "compiler/support/path_text.h"

namespace ecac {

namespace {

using ActionKind = CodeAction::Kind;

/// Findings that are offered something by themselves. Nobody reads a longer list, as it would be
/// for all of a text; to fix them all is offered for any number.
constexpr std::size_t kMostFindings = 50;

/// Also where they only touch, as a caret does that stands behind a word.
bool meet(TextRange a, TextRange b) {
  return a.begin <= b.end && b.begin <= a.end;
}

std::string code_of_rule(const ReportFinding& finding) {
  return std::string(rule_of(finding.rule_case).code);
}

/// Whether the bytes of a file are those that its findings are about.
bool is_as_judged(const Snapshot& snapshot, FileId file) {
  const auto text = snapshot.text(file);
  if (text == nullptr) return false;
  if (text->encoding() != TextEncoding::utf8 && text->encoding() != TextEncoding::utf8_bom) {
    return false;
  }
  if (!snapshot.project().has(file) || snapshot.analysed().replaced() != nullptr) return true;
  return snapshot.facts(file).content_hash() == text->hash();
}

bool can_make(const Snapshot& snapshot, const FileOperation& operation) {
  const SourceStore& files = snapshot.project().sources();
  if (const auto* edit = std::get_if<EditOperation>(&operation)) {
    const auto text = snapshot.text(edit->place.file);
    return is_as_judged(snapshot, edit->place.file) && can_replace(text->text(), edit->place.range);
  }
  if (const auto* create = std::get_if<CreateOperation>(&operation)) {
    return files.kind(create->path) == EntryKind::missing;
  }
  if (const auto* rename = std::get_if<RenameOperation>(&operation)) {
    return files.kind(rename->from) == EntryKind::file &&
           files.kind(rename->to) == EntryKind::missing;
  }
  return files.kind(std::get<DeleteOperation>(operation).path) == EntryKind::file;
}

bool can_make(const Snapshot& snapshot, std::span<const FileOperation> operations) {
  return std::ranges::all_of(
      operations, [&](const FileOperation& operation) { return can_make(snapshot, operation); });
}

/// What changes the same in two fixes.
std::string identity_of(const Snapshot& snapshot, const CodeAction& action) {
  std::string text = action.title;
  for (const FileOperation& operation : action.operations) {
    if (const auto* edit = std::get_if<EditOperation>(&operation)) {
      text += fmt::format("|{}:{}-{}:{}", snapshot.path(edit->place.file), edit->place.range.begin,
                          edit->place.range.end, edit->text);
    } else if (const auto* create = std::get_if<CreateOperation>(&operation)) {
      text += "|+" + create->path;
    } else if (const auto* rename = std::get_if<RenameOperation>(&operation)) {
      text += fmt::format("|{}>{}", rename->from, rename->to);
    } else {
      text += "|-" + std::get<DeleteOperation>(operation).path;
    }
  }
  return text;
}

/// What is offered for some findings of one file.
class Offers {
 public:
  Offers(const Snapshot& snapshot, FileId file) : snapshot_(snapshot), file_(file) {}

  void add_fixes(std::size_t index, const ReportFinding& finding) {
    for (const ReportFix& fix : finding.fixes) {
      OfferedFix offered = offered_fix(fix);
      if (offered.operations.empty() || !can_make(snapshot_, offered.operations)) continue;
      const bool safe = offered.applicability == Applicability::safe;
      CodeAction action{.kind = ActionKind::quick_fix};
      action.title = safe ? offered.description
                          : fmt::format("{} (an offer: look at what it does)", offered.description);
      action.operations = std::move(offered.operations);
      action.preferred = safe && finding.fixes.size() == 1;
      put(std::move(action), index);
    }
  }

  void add_creations(std::size_t index, const ReportFinding& finding) {
    if (!snapshot_.project().has(file_)) return;
    const FileFacts& facts = snapshot_.facts(file_);
    const ReferenceResolver references(snapshot_.project());
    for (std::size_t use = 0; use < facts.uses().size(); ++use) {
      const NameUse& name = facts.uses()[use];
      if (!meet(name.range, finding.place.range)) continue;
      const FieldSchema& field = snapshot_.schema().field(name.field);
      if (field.reference_format == ReferenceFormat::label) continue;
      const std::string_view written = facts.name(name);
      const SymbolId symbol = snapshot_.project().symbol(name.type, written);
      const ReferenceAnswer answer = references.resolve(field, written, symbol);
      if (answer.state != ReferenceState::outside) continue;
      add_creation(index, name.type, written);
    }
    if (finding.rule_case == cases::REF003_policies) {
      const std::string_view app = app_of(facts);
      if (!app.empty()) add_member(index, types::ExtlClntAppOauthSettings, app);
    }
    if (finding.rule_case == cases::REF003_bare_app) {
      const SymbolId app = snapshot_.project().file(file_).definition;
      if (app == SymbolId::none) return;
      const std::string_view name = snapshot_.project().symbols().name(app);
      add_member(index, types::ExtlClntAppOauthSettings, name);
      add_member(index, types::ExtlClntAppGlobalOauthSettings, name);
    }
  }

  void add_waiver(std::size_t index, const ReportFinding& finding) {
    if (finding.enforced || finding.fingerprint.empty()) return;
    if (is_about_waivers(finding.rule_case)) return;
    CodeAction action{.kind = ActionKind::waive};
    action.title = fmt::format("Waive this {} in {}; its reason is for you to write",
                               code_of_rule(finding), kConfigFileName);
    NewWaiver waiver{.fingerprint = finding.fingerprint, .rule = code_of_rule(finding)};
    const WaiverPolicy& policy = snapshot_.rules().waiver_policy;
    if (!policy.owner_required.empty()) waiver.owner = "";
    if (!policy.until_required.empty()) waiver.until = "";
    const DiscoveredProject& project = snapshot_.analysed().discovered();
    const Config& config = *project.config;
    const std::string path =
        config.path.empty() ? join_path(project.root, kConfigFileName) : config.path;
    SourceStore& files = snapshot_.project().sources();
    if (files.kind(path) == EntryKind::missing) {
      const TextEdits edits = waiver_edits(kEmptyConfiguration, "", waiver);
      std::map<TextRange, std::string> by_place;
      for (const TextEdit& edit : *edits) by_place.emplace(edit.range, edit.text);
      action.operations.emplace_back(
          CreateOperation{path, apply_edits(kEmptyConfiguration, by_place).value_or("")});
    } else {
      const FileId file = files.id_of(path);
      const auto text = snapshot_.text(file);
      if (text == nullptr || !is_as_judged(snapshot_, file)) return;
      const TextEdits edits = waiver_edits(text->text(), config.pointer, waiver);
      if (!edits) return;
      for (const TextEdit& edit : *edits) {
        action.operations.emplace_back(EditOperation{{file, edit.range}, edit.text});
      }
    }
    put(std::move(action), index);
  }

  void add_explanation(std::size_t index, const ReportFinding& finding) {
    const RuleInfo& rule = rule_of(finding.rule_case);
    CodeAction action{.kind = ActionKind::explain};
    action.title = fmt::format("Explain {} {}", rule.code, rule.name);
    action.rule = std::string(rule.code);
    put(std::move(action), index);
  }

  void add_fix_all(CodeAction action) {
    if (!action.operations.empty()) actions_.push_back(std::move(action));
  }

  std::vector<CodeAction> take() { return std::move(actions_); }

 private:
  void add_creation(std::size_t index, TypeId type_id, std::string_view name) {
    const TypeSchema& type = snapshot_.schema().type(type_id);
    const auto templates = templates_for(type);
    if (templates.empty()) return;
    const auto path = path_for_new(snapshot_, type, snapshot_.project().canonical(name), file_);
    if (!path) return;
    const Project& project = snapshot_.project();
    const TemplateNames names = names_for(project, type, project.canonical(name));
    for (const FileTemplate* one : templates) {
      CodeAction action{.kind = ActionKind::create};
      action.title = templates.size() == 1 ? fmt::format("Create {}", file_name(*path))
                                           : fmt::format("Create {}: {}", file_name(*path),
                                                         in_a_sentence(one->title));
      action.operations.emplace_back(CreateOperation{*path, filled_text_of(*one, names)});
      put(std::move(action), index);
    }
  }

  void add_member(std::size_t index, TypeId type, std::string_view app) {
    add_creation(index, type, fmt::format("{}{}", app, snapshot_.schema().type(type).name_ending));
  }

  static std::string in_a_sentence(std::string_view title) {
    std::string text(title);
    const bool word = text.size() > 1 && text[1] >= 'a' && text[1] <= 'z';
    if (word || text.starts_with("A ")) text[0] = static_cast<char>(text[0] | 0x20);
    return text;
  }

  static std::string_view app_of(const FileFacts& facts) {
    for (const NameUse& use : facts.uses()) {
      if (use.type == types::ExternalClientApplication) return facts.name(use);
    }
    return {};
  }

  /// Of equal ones the first is for the findings of all.
  void put(CodeAction action, std::size_t finding) {
    const std::string identity = identity_of(snapshot_, action);
    const bool alone = action.kind == ActionKind::waive;
    const auto known = seen_.find(identity);
    if (!alone && known != seen_.end()) {
      actions_[known->second].findings.push_back(finding);
      return;
    }
    action.findings.push_back(finding);
    seen_.emplace(identity, actions_.size());
    actions_.push_back(std::move(action));
  }

  const Snapshot& snapshot_;
  FileId file_;
  std::vector<CodeAction> actions_;
  std::map<std::string, std::size_t> seen_;
};

/// The findings of files, as those who fix see them.
FixableFindings fixable(const Snapshot& snapshot, std::span<const FileId> files, FileId only) {
  FixableFindings found;
  found.path_of = [&snapshot](FileId file) { return snapshot.path(file); };
  for (const FileId file : files) {
    for (const ReportFinding& finding : snapshot.findings(file)) {
      if (finding.fixes.empty() || !finding.counts()) continue;
      FixableFinding one = fixable_finding(finding);
      std::erase_if(one.fixes, [&](const OfferedFix& fix) {
        if (fix.operations.empty()) return true;
        return only != FileId::none &&
               !std::ranges::all_of(fix.operations, [&](const FileOperation& operation) {
                 const auto* edit = std::get_if<EditOperation>(&operation);
                 return edit != nullptr && edit->place.file == only;
               });
      });
      if (!one.fixes.empty()) found.findings.push_back(std::move(one));
    }
  }
  return found;
}

CodeAction composed(const Snapshot& snapshot, const FixableFindings& found, std::string title) {
  CodeAction action{.kind = ActionKind::fix_all, .title = std::move(title)};
  const std::string& root = snapshot.analysed().discovered().root;
  ChangeSet set(found.path_of);
  const auto may_make = [&](const ChosenFix& choice) {
    return can_make(snapshot, choice.fix->operations) &&
           std::ranges::all_of(choice.fix->operations, [&](const FileOperation& operation) {
             const auto* edit = std::get_if<EditOperation>(&operation);
             return edit == nullptr || is_within(snapshot.path(edit->place.file), root);
           });
  };
  choose_fixes(found, false, may_make, set);
  SourceStore& files = snapshot.project().sources();
  for (const auto& [path, change] : set.files()) {
    if (change.created) {
      action.operations.emplace_back(CreateOperation{path, *change.created});
    }
    for (const auto& [range, text] : change.edits) {
      action.operations.emplace_back(EditOperation{{files.id_of(path), range}, text});
    }
    if (!change.renamed_to.empty()) {
      action.operations.emplace_back(RenameOperation{path, change.renamed_to});
    }
    if (change.removed) action.operations.emplace_back(DeleteOperation{path});
  }
  return action;
}

}  // namespace

std::vector<CodeAction> code_actions(const Snapshot& snapshot, FileId file, TextRange range) {
  Offers offers(snapshot, file);
  const std::span<const ReportFinding> findings = snapshot.findings(file);
  std::vector<std::size_t> met;
  for (std::size_t index = 0; index < findings.size() && met.size() < kMostFindings; ++index) {
    if (meet(findings[index].place.range, range)) met.push_back(index);
  }
  for (const std::size_t index : met) offers.add_fixes(index, findings[index]);
  for (const std::size_t index : met) offers.add_creations(index, findings[index]);
  offers.add_fix_all(fix_all(snapshot, file));
  for (const std::size_t index : met) offers.add_waiver(index, findings[index]);
  for (const std::size_t index : met) offers.add_explanation(index, findings[index]);
  return offers.take();
}

CodeAction fix_all(const Snapshot& snapshot, FileId file) {
  return composed(snapshot, fixable(snapshot, std::span(&file, 1), file),
                  "Fix all that is safe in this file");
}

CodeAction fix_all(const Snapshot& snapshot) {
  const DiscoveredProject& discovered = snapshot.analysed().discovered();
  std::vector<FileId> files(snapshot.project().files().begin(), snapshot.project().files().end());
  for (const FileId other : {snapshot.project().settings().project_file, discovered.config->id}) {
    if (other != FileId::none && !snapshot.project().has(other)) files.push_back(other);
  }
  std::ranges::sort(files,
                    [&](FileId a, FileId b) { return snapshot.project().path_before(a, b); });
  return composed(snapshot, fixable(snapshot, files, FileId::none),
                  "Fix all that is safe in this project");
}

}  // namespace ecac
