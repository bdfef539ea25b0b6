#include "compiler/diagnostics/cases/permission_set_principal_unresolved.h"

#include <fmt/format.h>

#include "compiler/diagnostics/words.h"
#include "compiler/resolve/credential/principal_names.h"
#include "compiler/resolve/values/component_name.h"
#include "compiler/rules/shared/credential_parameters.h"
#include "compiler/rules/shared/reference_findings.h"
#include "compiler/support/edit_distance.h"
#include "compiler/syntax/xml_value.h"

namespace ecac::permission_set_principal_unresolved {

static constexpr std::string_view kAnswer =
    "the org is reported to answer: The <principal> parameter value doesn't exist or you may not "
    "have permission to access it";

static bool is_principal_field(FieldId field) {
  return field == fields::PermissionSet::
                      externalCredentialPrincipalAccesses_externalCredentialPrincipal ||
         field == fields::ExternalCredentialPrincipalAccess::
                      externalCredentialPrincipalAccesses_externalCredentialPrincipal;
}

/// Nobody has so many principals, and comparing each wrong name with each would take long.
static constexpr std::size_t kMostCompared = 200;

static std::string nearest(std::string_view name, const std::vector<std::string>& names) {
  if (names.size() > kMostCompared) return {};
  const std::vector<std::string_view> words(names.begin(), names.end());
  return std::string(nearest_word(name, words));
}

/// Whether the text begins with an external credential of the project whose name has a hyphen in
/// it. That is reported there, and where its name ends nobody can tell.
static bool begins_with_misnamed(const RuleContext& ctx, std::string_view text) {
  constexpr std::size_t kLongestName = 80;
  text = text.substr(0, kLongestName + 1);
  for (std::size_t at = text.find('-'); at != std::string_view::npos; at = text.find('-', at + 1)) {
    const std::string_view name = text.substr(0, at);
    if (name.find('-') == std::string_view::npos) continue;
    if (ctx.is_defined(ctx.symbol(types::ExternalCredential, name))) return true;
  }
  return false;
}

static void check_principal(RuleContext& ctx, const NameUse& use, SymbolId credential,
                            KnownPrincipals& known) {
  const FileFacts& facts = ctx.facts();
  const FieldFact& fact = facts.fields()[use.fact];
  const std::string_view text = facts.text(fact);
  const std::string_view name = principal_part(text);
  const auto& [principals, sorted] = known.of(credential);
  if (!principals.complete || sorted.contains(name) || begins_with_misnamed(ctx, text)) return;
  const TextRange range = facts.range_in_value(fact, text.size() - name.size(), text.size());
  const std::string meant = nearest(name, principals.names);
  FindingBuilder finding =
      ctx.report(meant.empty() ? cases::CRD017_principal : cases::CRD017_near_miss, range,
                 fmt::format("`{}` has no principal `{}`; it has {}", facts.name(use), shown(name),
                             principals.names.empty() ? "none" : list_of_names(principals.names)));
  const auto definitions = ctx.definitions(credential);
  finding.subject(text)
      .label({definitions[0], ctx.project().file(definitions[0]).facts.root_tag()},
             "the external credential")
      .note(std::string(kAnswer));
  const std::string_view offered = principals.names.size() == 1 ? principals.names.front() : meant;
  if (!meant.empty()) finding.caret(fmt::format("did you mean `{}`?", meant));
  if (!offered.empty()) {
    finding.fix(fmt::format("Write `{}`", offered), Applicability::unsafe,
                ctx.set_text(ctx.file_id(), range, offered));
  }
}

static void check_use(RuleContext& ctx, std::size_t index, KnownPrincipals& known) {
  const NameUse& use = ctx.facts().uses()[index];
  const FieldFact& fact = ctx.facts().fields()[use.fact];
  if (fact.tainted || principal_part(ctx.facts().text(fact)).empty()) return;
  const std::string_view name = ctx.facts().name(use);
  const ReferenceAnswer answer = ctx.resolve(ctx.file_id(), index);
  switch (answer.state) {
    case ReferenceState::found: check_principal(ctx, use, answer.symbol, known); return;
    case ReferenceState::elsewhere:
    case ReferenceState::removed:
    case ReferenceState::unknown: return;
    case ReferenceState::other_case:
    case ReferenceState::near_miss:
    case ReferenceState::outside: break;
  }
  if (!impossible_name(ctx.schema(), use, name).empty()) return;
  if (begins_with_misnamed(ctx, ctx.facts().text(fact))) return;
  if (answer.state == ReferenceState::outside) {
    FindingBuilder finding = ctx.report(
        cases::CRD017_credential, use.range,
        fmt::format("`{}` grants a principal of `{}`, which is no external credential of this "
                    "project",
                    ctx.file().full_name, name));
    finding.subject(name).note(std::string(kAnswer));
    help_to_define(finding, ctx.schema().type(use.type), name);
    return;
  }
  FindingBuilder finding =
      ctx.report(cases::CRD017_near_miss, use.range,
                 fmt::format("`{}` is no external credential of this project; `{}` is", name,
                             answer.suggestion));
  finding.subject(name);
  offer_name(ctx, finding, use, answer.suggestion, Applicability::unsafe);
}

static void check(RuleContext& ctx) {
  const auto uses = ctx.facts().uses();
  KnownPrincipals known(ctx.project());
  for (std::size_t i = 0; i < uses.size(); ++i) {
    if (is_principal_field(uses[i].field)) check_use(ctx, i, known);
  }
}

extern const Rule rule{.id = rules::CRD017,
                       .unit = UnitKind::file,
                       .types = {types::PermissionSet, types::ExternalCredentialPrincipalAccess},
                       .check = check};

}  // namespace ecac::permission_set_principal_unresolved
