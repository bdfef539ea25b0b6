#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <typeindex>
#include <vector>

#include "compiler/diagnostics/diagnostic.h"
#include "compiler/model/tree_notes.h"
#include "compiler/resolve/app/resolved_app.h"
#include "compiler/resolve/credential/mcp_connection.h"
#include "compiler/resolve/credential/resolved_credential.h"
#include "compiler/resolve/org/bundle.h"
#include "compiler/resolve/org/project_context.h"
#include "compiler/resolve/org/run_facts.h"
#include "compiler/resolve/values/parameter_list.h"
#include "compiler/resolve/values/reference_resolver.h"
#include "compiler/resolve/view/project_view.h"
#include "compiler/schema/field_ids.h"

namespace ecac {

class DeclaredSources;

/// What an answer stands or falls with: one file; the files of one app; one external credential
/// with what leads to it; the whole project; what has no facts: folders, project file, keys.
enum class UnitKind : std::uint8_t { file, bundle, stack, project, tree };

/// One answer: a kind, and which file, app or credential it is about.
struct Unit {
  UnitKind kind = UnitKind::project;
  /// FileId, or SymbolId of the app or credential; of the project, which of its rules.
  std::uint32_t index = 0;
  friend auto operator<=>(const Unit&, const Unit&) = default;
};

/// What all units of a project share. Borrowed; nothing of it changes while rules run.
struct RuleInputs {
  ProjectView project;
  const OrgAnswers& org;
  const RunFacts& run;
  const DeclaredSources& replacements;
  const TreeNotes& tree;
  std::optional<ProjectView> earlier = {};  ///< an earlier state to compare with, if one was given
};

/// Adds parts to a finding just reported. Good until the next one is reported.
class FindingBuilder {
 public:
  explicit FindingBuilder(Diagnostic& diagnostic) : diagnostic_(diagnostic) {}

  FindingBuilder& caret(std::string text);
  FindingBuilder& label(Place place, std::string text);
  FindingBuilder& help(std::string text);
  FindingBuilder& note(std::string text);
  /// The value or name judged, for the fingerprint; never a secret.
  FindingBuilder& subject(std::string_view text);
  /// Is about the file as a whole, of which nothing can be shown.
  FindingBuilder& of_whole_file();
  FindingBuilder& fix(std::string description, Applicability applicability,
                      std::vector<FixOperation> operations);

 private:
  Diagnostic& diagnostic_;
};

/// Answers that several rules of one unit ask for. There are few of them, so they are looked for
/// one by one; each stays where it is.
template <class Key, class Answer>
class Answers {
 public:
  template <class Compute>
  const Answer& get(const Key& key, Compute&& compute) {
    for (const auto& entry : entries_) {
      if (entry->key == key) return entry->answer;
    }
    entries_.push_back(std::make_unique<Entry>(key, compute()));
    return entries_.back()->answer;
  }

 private:
  struct Entry {
    Entry(const Key& asked, Answer&& found) : key(asked), answer(std::move(found)) {}
    Key key;
    Answer answer;
  };
  std::vector<std::unique_ptr<Entry>> entries_ = {};
};

/// All that a rule sees: the facts of its unit and what it asks the project for. There is no other
/// way to the project, and the view records each question where answers are renewed after an edit.
class RuleContext {
 public:
  /// `bundle` is the app's, where the unit is one.
  RuleContext(const RuleInputs& inputs, const ProjectView& project, Unit unit,
              std::vector<Diagnostic>& sink, const Bundle* bundle = nullptr);

  const ProjectView& project() const { return org_.project(); }
  const SchemaSet& schema() const { return project().schema(); }
  /// What the command line, ecac.json and sfdx-project.json say. No rule reads a mode: a case has a
  /// severity for each.
  const RunFacts& run() const { return inputs_.run; }
  /// What the `replacements` of the project put into its files.
  const DeclaredSources& replacements() const { return inputs_.replacements; }
  /// What is to be said of the files that have no facts.
  const TreeNotes& tree() const { return inputs_.tree; }
  /// The org's settings, its sites and session times.
  const ProjectContext& org() const { return org_; }
  /// The earlier state of the project; null unless `--against` names one.
  const ProjectView* earlier() const { return inputs_.earlier ? &*inputs_.earlier : nullptr; }
  /// The facts that a component had then; null if there was none, or no state to compare with.
  const FileFacts* earlier_facts(TypeId type, std::string_view full_name) const;

  /// Of a file unit.
  FileId file_id() const { return FileId{unit_.index}; }
  const ProjectFile& file() const { return project().file(file_id()); }
  const FileFacts& facts() const { return file().facts; }
  /// Of a bundle or stack unit: the app or the external credential.
  SymbolId subject() const { return SymbolId{unit_.index}; }
  std::string_view subject_name() const { return project().name_of(subject()); }
  /// Of a bundle unit: the settings and policies of the app.
  const Bundle& bundle() const { return *bundle_; }
  /// Of a bundle unit: all that the project decides about the app. Null if the unit's name is only
  /// another name of a packaged app, which is a unit of its own, or if nothing of it is here.
  const ResolvedApp* app();
  /// Of a bundle unit whose app is here: the app as a `View(const RuleContext&, const
  /// ResolvedApp&)` sees it, made once for all rules of the unit.
  template <class View>
  const View& app_view() {
    const std::shared_ptr<const void>& view = app_views_.get(std::type_index(typeid(View)), [&] {
      return std::shared_ptr<const void>(std::make_shared<const View>(*this, *app()));
    });
    return *static_cast<const View*>(view.get());
  }
  /// Of a stack unit: the named credentials that use the external credential, by name, each with
  /// all that stands behind it; without any, the external credential alone.
  std::span<const ResolvedCredential* const> credentials();
  /// One credential, in any unit. What is asked for is computed once for all rules of the unit;
  /// that holds for the next three as well.
  const ResolvedCredential& credential(SymbolId credential);
  /// Who gets tokens through an identity provider, in any unit.
  const std::vector<CredentialComponents>& users_of_provider(SymbolId provider);
  /// Whether callouts through the components go to an MCP server.
  const McpConnection& mcp(const CredentialComponents& components);
  /// The parameters of a credential or identity provider.
  const ParameterList& parameters(FileId file);

  /// How a use in a file's facts is met.
  ReferenceAnswer resolve(FileId file, std::size_t use) const {
    return resolver_.resolve(file, use);
  }
  /// Files that define a name, and places that use it, in the order of their paths.
  std::vector<FileId> definitions(SymbolId symbol) const { return project().definitions(symbol); }
  std::vector<UseSite> uses(SymbolId symbol) const { return project().uses(symbol); }
  bool is_defined(SymbolId symbol) const { return project().is_defined(symbol); }
  /// Files that carry a consumer key, in the order of their paths.
  std::vector<FileId> carriers_of(std::string_view consumer_key) const {
    return project().carriers_of(consumer_key);
  }
  bool has_any(TypeId type) const { return project().has_any(type); }
  /// The same as `definitions`, in no order and without a list.
  template <class Visit>
  void for_each_definition(SymbolId symbol, Visit&& visit) const {
    project().for_each_definition(symbol, visit);
  }
  /// A defined name that is this one or differs in letter case only, of a type that other names
  /// may clash with.
  SymbolId same_ignoring_case(TypeId type, std::string_view name) const;
  SymbolId symbol(TypeId type, std::string_view name) const { return project().symbol(type, name); }

  /// Of a bundle unit: whether a file of the type, by its name one of the app's, belongs to no app
  /// that exists, because it could not be read or names none. That is reported there, and what the
  /// app lacks therefore is not.
  bool has_lost_member(TypeId type) const;

  FindingBuilder report(CaseId rule_case, Place place, std::string message);
  /// In the file of a file unit.
  FindingBuilder report(CaseId rule_case, TextRange range, std::string message) {
    return report(rule_case, Place{file_id(), range}, std::move(message));
  }
  /// In a file that has no facts, by its absolute path.
  FindingBuilder report_at(CaseId rule_case, std::string_view path, TextRange range,
                           std::string message);
  /// A text in place of part of a value, and the removal of an element; none when the file cannot
  /// be edited. Other operations are written by themselves and dropped where they cannot be done.
  std::vector<FixOperation> set_text(FileId file, TextRange range, std::string_view text) const;
  std::vector<FixOperation> remove(FileId file, TextRange element) const;

 private:
  std::vector<FixOperation> if_editable(FileId file, FixOperation operation) const;
  bool is_lost_member(FileId file) const;

  const RuleInputs& inputs_;
  ProjectContext org_;
  Unit unit_;
  std::vector<Diagnostic>& sink_;
  ReferenceResolver resolver_;
  const Bundle* bundle_;
  bool app_known_ = false;
  std::optional<ResolvedApp> app_ = {};
  Answers<std::type_index, std::shared_ptr<const void>> app_views_ = {};
  bool credentials_known_ = false;
  std::vector<const ResolvedCredential*> credentials_ = {};
  Answers<SymbolId, ResolvedCredential> resolved_ = {};
  Answers<SymbolId, std::vector<CredentialComponents>> users_ = {};
  Answers<CredentialComponents, McpConnection> connections_ = {};
  Answers<FileId, ParameterList> parameters_ = {};
};

/// The types that a rule on files looks at; an empty list is all types.
class TypeList {
 public:
  constexpr TypeList() = default;
  template <class... Ids>
  constexpr TypeList(TypeId first, Ids... more)  // NOLINT: a list is written without its type
      : ids_{first, more...}, size_(1 + sizeof...(more)) {}
  constexpr std::span<const TypeId> ids() const { return {ids_.data(), size_}; }

 private:
  std::array<TypeId, 24> ids_ = {};
  std::size_t size_ = 0;
};

/// One check as data. Its name, summary and severities are on its page.
struct Rule {
  RuleId id = {};  ///< of its page; none for what looks on behalf of many
  UnitKind unit;
  TypeList types = {};
  void (*check)(RuleContext&);
  bool misnamed = false;       ///< looks at files with a wrong suffix too, which are not read
  bool seeks_secrets = false;  ///< looks at files too that no deploy has but the repository
  bool sees_what_stays =
      false;                   ///< looks at files too that the manifest leaves as the org has them
  const Rule* also = nullptr;  ///< the rest of the rule, which needs another kind of unit
};

/// The generated list of rules, in the order of their files' names.
std::span<const Rule* const> all_rule_checks();

/// How many rules look at the whole project. Each is a unit, since they ask for much that has
/// nothing in common.
std::uint32_t project_unit_count();

/// Runs the rules of one unit. What a rule throws becomes PRJ005 and the others go on. Returns
/// false if that happened.
bool run_rules(const RuleInputs& inputs, Unit unit, AskLog* log, std::vector<Diagnostic>& findings);

/// What is found in a file by rules that ask for nothing but the file: it holds whatever else the
/// project has.
std::vector<Diagnostic> run_rules_alone(const RuleInputs& inputs, FileId file);

}  // namespace ecac
