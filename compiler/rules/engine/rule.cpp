#include "compiler/rules/engine/rule.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <exception>
#include <optional>
#include <unordered_map>

#include "compiler/diagnostics/cases/internal_error.h"
#include "compiler/resolve/app/app_resolver.h"
#include "compiler/resolve/credential/credential_chain.h"
#include "compiler/rules/engine/constraint_findings.h"

namespace ecac {

namespace {

/// Which rules look at which units, in the order of the list: most units concern few of them.
class RuleTable {
 public:
  RuleTable() {
    add(constraint_rule);
    for (const Rule* listed : all_rule_checks()) {
      for (const Rule* rule = listed; rule != nullptr; rule = rule->also) add(*rule);
    }
  }

  std::span<const Rule* const> of_unit(UnitKind kind) const {
    return by_unit_[static_cast<std::size_t>(kind)];
  }
  std::span<const Rule* const> of_file(TypeId type) const {
    const auto found = by_type_.find(type);
    return found == by_type_.end() ? any_type_ : found->second;
  }

 private:
  void add(const Rule& rule) {
    if (rule.unit != UnitKind::file) {
      by_unit_[static_cast<std::size_t>(rule.unit)].push_back(&rule);
      return;
    }
    if (rule.types.ids().empty()) {
      any_type_.push_back(&rule);
      for (auto& [type, rules] : by_type_) rules.push_back(&rule);
      return;
    }
    for (const TypeId type : rule.types.ids()) {
      by_type_.try_emplace(type, any_type_).first->second.push_back(&rule);
    }
  }

  std::array<std::vector<const Rule*>, 5> by_unit_ = {};
  std::unordered_map<TypeId, std::vector<const Rule*>> by_type_ = {};
  std::vector<const Rule*> any_type_ = {};  ///< of types that no rule names
};

const RuleTable& rule_table() {
  static const RuleTable table;
  return table;
}

Place place_of(const ProjectView& project, Unit unit) {
  switch (unit.kind) {
    case UnitKind::file: return {FileId{unit.index}, {}};
    case UnitKind::bundle:
    case UnitKind::stack: {
      const SymbolId subject{unit.index};
      const auto definitions = project.definitions(subject);
      if (!definitions.empty()) return {definitions[0], {}};
      const auto uses = project.uses(subject);
      return {uses.empty() ? FileId::none : uses[0].file, {}};
    }
    case UnitKind::project:
    case UnitKind::tree: return {};
  }
  return {};
}

}  // namespace

FindingBuilder& FindingBuilder::caret(std::string text) {
  diagnostic_.caret = std::move(text);
  return *this;
}
FindingBuilder& FindingBuilder::label(Place place, std::string text) {
  diagnostic_.labels.push_back({place, std::move(text)});
  return *this;
}
FindingBuilder& FindingBuilder::help(std::string text) {
  diagnostic_.helps.push_back(std::move(text));
  return *this;
}
FindingBuilder& FindingBuilder::note(std::string text) {
  diagnostic_.notes.push_back(std::move(text));
  return *this;
}
FindingBuilder& FindingBuilder::subject(std::string_view text) {
  diagnostic_.subject = text;
  return *this;
}
FindingBuilder& FindingBuilder::of_whole_file() {
  diagnostic_.shows_text = false;
  return *this;
}
FindingBuilder& FindingBuilder::fix(std::string description, Applicability applicability,
                                    std::vector<FixOperation> operations) {
  if (!operations.empty()) {
    diagnostic_.fixes.push_back({std::move(description), applicability, std::move(operations)});
  }
  return *this;
}

RuleContext::RuleContext(const RuleInputs& inputs, const ProjectView& project, Unit unit,
                         std::vector<Diagnostic>& sink, const Bundle* bundle)
    : inputs_(inputs),
      org_(project, inputs.org),
      unit_(unit),
      sink_(sink),
      resolver_(project),
      bundle_(bundle) {}

const FileFacts* RuleContext::earlier_facts(TypeId type, std::string_view full_name) const {
  if (earlier() == nullptr) return nullptr;
  const SymbolId symbol = earlier()->symbol(type, full_name);
  if (!earlier()->is_defined(symbol)) return nullptr;
  return &earlier()->file(earlier()->first_definition(symbol)).facts;
}

const ResolvedApp* RuleContext::app() {
  if (app_known_) return app_ ? &*app_ : nullptr;
  app_known_ = true;
  const AppName name = org_.app(subject());
  if (name.symbol == SymbolId::none) return nullptr;
  app_ = resolve_app(org_, name);
  return &*app_;
}

std::span<const ResolvedCredential* const> RuleContext::credentials() {
  if (credentials_known_) return credentials_;
  credentials_known_ = true;
  std::vector<SymbolId> users;
  for (const UseSite& site : uses(subject())) {
    if (project().type_of(site.file) == types::NamedCredential) {
      users.push_back(project().definition_of(site.file));
    }
  }
  if (users.empty()) users.push_back(subject());
  std::sort(users.begin(), users.end(),
            [&](SymbolId a, SymbolId b) { return project().name_of(a) < project().name_of(b); });
  users.erase(std::unique(users.begin(), users.end()), users.end());
  for (const SymbolId user : users) credentials_.push_back(&credential(user));
  return credentials_;
}

const ResolvedCredential& RuleContext::credential(SymbolId credential) {
  return resolved_.get(credential, [&] { return resolve_credential(project(), credential); });
}

const std::vector<CredentialComponents>& RuleContext::users_of_provider(SymbolId provider) {
  return users_.get(provider, [&] { return ecac::users_of_provider(project(), provider); });
}

const McpConnection& RuleContext::mcp(const CredentialComponents& components) {
  return connections_.get(components, [&] { return mcp_connection(project(), run(), components); });
}

const ParameterList& RuleContext::parameters(FileId file) {
  return parameters_.get(file, [&] {
    return ParameterList(ValueReader(project(), file), parameter_fields(project().file(file).type));
  });
}

SymbolId RuleContext::same_ignoring_case(TypeId type, std::string_view name) const {
  const SymbolId same = symbol(type, name);
  if (is_defined(same)) return same;
  const std::string_view other = project().other_case_definition(type, name);
  return other.empty() ? SymbolId::none : symbol(type, other);
}

bool RuleContext::is_lost_member(FileId id) const {
  const ProjectFile& file = project().file(id);
  const auto uses = file.facts.uses();
  for (std::size_t i = 0; i < uses.size(); ++i) {
    if (uses[i].type != project().type_of(subject())) continue;
    const SymbolId app = file.use_symbols[i];
    if (is_defined(app)) return false;
    return !project().is_known(uses[i].type, file.facts.name(uses[i]));
  }
  return true;
}

bool RuleContext::has_lost_member(TypeId type) const {
  const std::string_view ending = schema().type(type).name_ending;
  std::string name(subject_name());
  for (const std::string_view more : {std::string_view(), ending}) {
    name += more;
    const SymbolId named_so = symbol(type, name);
    bool lost = false;
    for_each_definition(named_so, [&](FileId file) { lost = lost || is_lost_member(file); });
    if (lost) return true;
  }
  return false;
}

FindingBuilder RuleContext::report(CaseId rule_case, Place place, std::string message) {
  Diagnostic& finding = sink_.emplace_back();
  finding.rule_case = rule_case;
  finding.place = place;
  finding.message = std::move(message);
  return FindingBuilder(finding);
}

FindingBuilder RuleContext::report_at(CaseId rule_case, std::string_view path, TextRange range,
                                      std::string message) {
  return report(rule_case, Place{project().id_of(path), range}, std::move(message));
}

std::vector<FixOperation> RuleContext::set_text(FileId file, TextRange range,
                                                std::string_view text) const {
  return if_editable(file, SetText{{file, range}, std::string(text)});
}

std::vector<FixOperation> RuleContext::remove(FileId file, TextRange element) const {
  return if_editable(file, RemoveElement{{file, element}});
}

std::vector<FixOperation> RuleContext::if_editable(FileId file, FixOperation operation) const {
  std::vector<FixOperation> operations;
  if (project().file(file).facts.editable()) operations.push_back(std::move(operation));
  return operations;
}

std::uint32_t project_unit_count() {
  return static_cast<std::uint32_t>(rule_table().of_unit(UnitKind::project).size());
}

bool run_rules(const RuleInputs& inputs, Unit unit, AskLog* log,
               std::vector<Diagnostic>& findings) {
  const ProjectView project = inputs.project.recorded_in(log);
  std::optional<Bundle> bundle;
  if (unit.kind == UnitKind::bundle) bundle.emplace(project, SymbolId{unit.index});
  std::span<const Rule* const> rules = rule_table().of_unit(unit.kind);
  if (unit.kind == UnitKind::project) rules = rules.subspan(unit.index, 1);
  bool misnamed = false;
  bool for_secrets = false;
  bool stays = false;
  bool bereft = false;
  if (unit.kind == UnitKind::file) {
    const ProjectFile& file = project.file(FileId{unit.index});
    // What nobody asked for may miss what the change took away.
    bereft = !file.checked && !file.searched;
    if (bereft && !project.change_removes()) return true;
    rules = rule_table().of_file(file.type);
    misnamed = file.wrong_suffix;
    for_secrets = !file.checked || project.is_foreign(FileId{unit.index});
    stays = bereft || file.exclusion == Exclusion::not_in_manifest;
  }
  RuleContext context(inputs, project, unit, findings, bundle ? &*bundle : nullptr);
  bool sound = true;
  for (const Rule* rule : rules) {
    if (misnamed && !rule->misnamed) continue;
    if (bereft && !rule->sees_what_stays) continue;
    if (for_secrets && !rule->seeks_secrets && !(stays && rule->sees_what_stays)) continue;
    const std::size_t before = findings.size();
    try {
      rule->check(context);
    } catch (const std::exception& error) {
      findings.resize(before);
      const std::string_view name =
          rule->id == RuleId{} ? std::string_view() : rule_of(rule->id).name;
      context.report(cases::PRJ005_rule, place_of(project, unit),
                     fmt::format("internal error in rule {}: {}", name, error.what()));
      sound = false;
    }
  }
  return sound;
}

std::vector<Diagnostic> run_rules_alone(const RuleInputs& inputs, FileId id) {
  std::vector<Diagnostic> findings;
  const ProjectFile& file = inputs.project.file(id);
  if (!file.checked || inputs.project.is_foreign(id)) return findings;
  const Unit unit{UnitKind::file, static_cast<std::uint32_t>(id)};
  for (const Rule* rule : rule_table().of_file(file.type)) {
    if (file.wrong_suffix && !rule->misnamed) continue;
    AskLog log;
    const std::size_t before = findings.size();
    // Of its own, since what one rule has asked the next one is told without asking.
    RuleContext context(inputs, inputs.project.recorded_in(&log), unit, findings);
    bool is_whole = true;
    try {
      rule->check(context);
    } catch (const std::exception&) {
      is_whole = false;  // told once the project is there
    }
    const bool alone = log.symbols.empty() && log.missed.empty() && log.questions.empty() &&
                       std::ranges::all_of(log.files, [&](FileId asked) { return asked == id; });
    if (!is_whole || !alone) findings.resize(before);
  }
  return findings;
}

}  // namespace ecac
