#include "compiler/diagnostics/cases/permission_set_principal_malformed.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/diagnostics/cases/unknown_element.h"
#include "compiler/diagnostics/words.h"
#include "compiler/resolve/credential/principal_names.h"
#include "compiler/resolve/values/component_name.h"
#include "compiler/rules/shared/credential_parameters.h"
#include "compiler/rules/shared/notes/markup_findings.h"
#include "compiler/support/text/ascii.h"
#include "compiler/syntax/xml_value.h"

namespace ecac::permission_set_principal_malformed {

static bool is_principal_field(FieldId field) {
  return field == fields::PermissionSet::
                      externalCredentialPrincipalAccesses_externalCredentialPrincipal ||
         field == fields::ExternalCredentialPrincipalAccess::
                      externalCredentialPrincipalAccesses_externalCredentialPrincipal;
}

/// A grant in several elements, where one says it all.
static void check_shape(RuleContext& ctx) {
  const FileFacts& facts = ctx.facts();
  for (const SplitGrant& note : facts.notes().split_grants) {
    FindingBuilder finding = ctx.report(
        unless_newer(ctx, cases::CRD016_shape, cases::SCH001_newer_api), note.name_range,
        fmt::format("`{}` is no part of a grant; credential and principal stand in one "
                    "`externalCredentialPrincipal`, joined by a hyphen, beside `enabled`",
                    note.part));
    finding.subject(note.part);
    if (note.run.empty() || !facts.editable()) continue;
    const std::string whole = fmt::format("{}-{}", note.credential, note.principal);
    finding.fix(
        fmt::format("Write `{}`", whole), Applicability::unsafe,
        {ReplaceElements{{ctx.file_id(), note.run},
                         {{"enabled", note.enabled}, {"externalCredentialPrincipal", whole}}}});
  }
}

/// The grant that `Credential.Principal` is meant for, or another mark between the two; "" if the
/// project has no such credential and principal.
static std::string meant_grant(const RuleContext& ctx, std::string_view text,
                               KnownPrincipals& known) {
  const auto mark = std::find_if_not(
      text.begin(), text.end(), [](char c) { return ascii::is_letter_or_digit(c) || c == '_'; });
  if (mark == text.end()) return {};
  const std::string_view credential(text.begin(), mark);
  const std::string_view principal(mark + 1, text.end());
  const SymbolId symbol = ctx.symbol(types::ExternalCredential, credential);
  if (symbol == SymbolId::none || !ctx.is_defined(symbol)) return {};
  if (!known.of(symbol).sorted.contains(principal)) return {};
  return fmt::format("{}-{}", credential, principal);
}

static void check_names(RuleContext& ctx) {
  const FileFacts& facts = ctx.facts();
  const auto uses = facts.uses();
  KnownPrincipals known(ctx.project());
  for (std::size_t i = 0; i < uses.size(); ++i) {
    if (!is_principal_field(uses[i].field)) continue;
    const FieldFact& fact = facts.fields()[uses[i].fact];
    const std::string_view text = facts.text(fact);
    const std::string_view credential = facts.name(uses[i]);
    if (fact.tainted || !principal_part(text).empty()) continue;
    if (const std::string meant = meant_grant(ctx, text, known); !meant.empty()) {
      ctx.report(cases::CRD016_no_hyphen, fact.value,
                 fmt::format("`{}` names no principal; credential and principal are joined by a "
                             "hyphen",
                             shown(text)))
          .subject(text)
          .caret(fmt::format("did you mean `{}`?", meant))
          .fix(fmt::format("Write `{}`", meant), Applicability::unsafe,
               ctx.set_text(ctx.file_id(), fact.value, meant));
      continue;
    }
    FindingBuilder finding = ctx.report(
        cases::CRD016_no_hyphen, fact.value,
        fmt::format("`{}` names no principal; a grant is written `{}-<principal>`", shown(text),
                    api_name_problem(credential).empty() ? credential : "Credential"));
    finding.subject(text);
    const ReferenceAnswer answer = ctx.resolve(ctx.file_id(), i);
    if (answer.state != ReferenceState::found) continue;
    const PrincipalNames& principals = known.of(answer.symbol).principals;
    if (principals.names.size() == 1 && principals.complete) {
      const std::string whole = fmt::format("{}-{}", credential, principals.names.front());
      finding.fix(fmt::format("Write `{}`, its only principal", whole), Applicability::unsafe,
                  ctx.set_text(ctx.file_id(), fact.value, whole));
    } else if (!principals.names.empty()) {
      finding.help(fmt::format("`{}` has {}", credential, list_of_names(principals.names)));
    }
  }
}

/// Once, however many there are: they move together.
static void check_profile(RuleContext& ctx) {
  namespace ids = fields::Profile;
  const FileFacts& facts = ctx.facts();
  const FieldFact* fact = facts.find(ids::externalCredentialPrincipalAccesses);
  if (fact == nullptr) return;
  const std::string_view name = ctx.schema().field(fact->field).name;
  ctx.report(cases::CRD016_profile, facts.name_range(*fact, name),
             fmt::format("a profile has no `{}`; principals are granted in permission sets", name))
      .subject(name)
      .help("move the grants to a permission set, and assign that to the users of the profile");
}

static void check(RuleContext& ctx) {
  if (ctx.file().type == types::Profile) return check_profile(ctx);
  check_shape(ctx);
  check_names(ctx);
}

extern const Rule rule{
    .id = rules::CRD016,
    .unit = UnitKind::file,
    .types = {types::PermissionSet, types::ExternalCredentialPrincipalAccess, types::Profile},
    .check = check};

}  // namespace ecac::permission_set_principal_malformed
