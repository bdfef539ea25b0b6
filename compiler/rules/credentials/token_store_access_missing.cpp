#include "compiler/diagnostics/cases/token_store_access_missing.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/resolve/credential/principal_names.h"
#include "compiler/resolve/org/permission_set.h"
#include "compiler/rules/shared/credential_parameters.h"

namespace ecac::token_store_access_missing {

/// Where the permission set names the principal.
struct Entry {
  FileId file = FileId::none;
  const FieldFact* fact = nullptr;
};

static Entry find_entry(RuleContext& ctx, const PrincipalGrant& grant) {
  for (const UseSite& site : ctx.uses(ctx.subject())) {
    const ProjectFile& file = ctx.project().file(site.file);
    const FieldFact& fact = file.facts.fields()[ctx.project().use(site).fact];
    if (principal_part(file.facts.text(fact)) != grant.principal) continue;
    const bool whole = file.type == types::PermissionSet &&
                       file.definition == ctx.symbol(types::PermissionSet, grant.holder);
    const bool part = file.type == types::ExternalCredentialPrincipalAccess &&
                      owner_of_part(ctx.project(), site.file) == grant.holder;
    if (whole || part) return {site.file, &fact};
  }
  return {};
}

static bool mentions_store(const FileFacts& facts) {
  for (const FieldFact& fact : facts.fields()) {
    if (fact.field == fields::PermissionSet::objectPermissions_object &&
        facts.text(fact) == kTokenStore) {
      return true;
    }
  }
  return false;
}

/// Object permissions behind the grants, where they separate nothing.
static std::vector<FixOperation> add_access(RuleContext& ctx, const Entry& entry,
                                            TokenStoreNeed need) {
  const FileFacts& facts = ctx.project().file(entry.file).facts;
  const FieldFact* last = nullptr;
  for (const FieldFact& fact : facts.fields()) {
    if (fact.parent != kNoFact) continue;
    const bool own = fact.field == fields::PermissionSet::objectPermissions;
    const bool grants = fact.field == fields::PermissionSet::externalCredentialPrincipalAccesses;
    const bool better = last == nullptr || own || last->field == fact.field;
    if ((own || grants) && better) last = &fact;
  }
  if (last == nullptr || !last->own_lines || last->mended) return {};
  const bool all = need == TokenStoreNeed::all_records;
  constexpr std::string_view kBlock =
      "\n    <objectPermissions>\n        <allowCreate>{0}</allowCreate>\n"
      "        <allowDelete>true</allowDelete>\n        <allowEdit>true</allowEdit>\n"
      "        <allowRead>true</allowRead>\n        <modifyAllRecords>{1}</modifyAllRecords>\n"
      "        <object>{2}</object>\n        <viewAllRecords>{1}</viewAllRecords>\n"
      "    </objectPermissions>";
  const std::uint32_t at = last->element.end;
  return ctx.edit(entry.file, {at, at}, fmt::format(kBlock, !all, all, kTokenStore));
}

/// Whether the set that grants the principal has an entry of its own, which then gives too little.
static bool says_something(RuleContext& ctx, const PrincipalGrant& grant) {
  const Entry entry = find_entry(ctx, grant);
  return entry.fact != nullptr && mentions_store(ctx.project().file(entry.file).facts);
}

/// Whether any permission set of the project gives what the principal needs.
static bool is_open_elsewhere(const RuleContext& ctx, TokenStoreNeed need) {
  const StoreOpening opening = ctx.org().token_store_opening();
  return opening == StoreOpening::all_records ||
         (opening == StoreOpening::own_records && need == TokenStoreNeed::own_records);
}

static void report(RuleContext& ctx, const PrincipalGrant& grant, TokenStoreNeed need) {
  const Entry entry = find_entry(ctx, grant);
  if (entry.fact == nullptr) return;
  const ProjectFile& file = ctx.project().file(entry.file);
  const bool some = mentions_store(file.facts);
  FindingBuilder finding = ctx.report(
      some ? cases::CRD026_too_little : cases::CRD026_missing, {entry.file, entry.fact->value},
      fmt::format("users of `{}` also need {} on `{}`, where tokens are kept, for principal `{}`",
                  grant.holder, to_string(need), kTokenStore, grant.principal));
  finding.subject(grant.principal).note("their profile or another permission set may give it");
  if (!some && file.type == types::PermissionSet) {
    finding.fix("Insert the object permissions", Applicability::unsafe,
                add_access(ctx, entry, need));
  }
}

static void check(RuleContext& ctx) {
  const auto credentials = ctx.credentials();
  if (credentials.empty()) return;
  const ResolvedCredential& credential = *credentials.front();
  for (const ResolvedPrincipal& principal : credential.principals) {
    if (!principal.needs.known() || principal.needs.is(TokenStoreNeed::nothing)) continue;
    const auto& grants = credential.grants;
    const auto of_principal = [&](const PrincipalGrant& grant) {
      return principal.name.is(grant.principal);
    };
    // One that gives it may be meant to be held together with the others.
    const bool given = std::any_of(grants.begin(), grants.end(), [&](const PrincipalGrant& grant) {
      return of_principal(grant) && !grant.token_store_access.is(false);
    });
    if (given) continue;
    for (const PrincipalGrant& grant : grants) {
      if (!of_principal(grant) || grant.kind != HolderKind::permission_set) continue;
      if (!grant.principal_access.is(true)) continue;
      // Any set of the project may be the one that is held beside this one.
      const bool own = says_something(ctx, grant);
      if (own || !is_open_elsewhere(ctx, *principal.needs.value))
        report(ctx, grant, *principal.needs.value);
    }
  }
}

extern const Rule rule{.code = "CRD026", .unit = UnitKind::stack, .check = check};

}  // namespace ecac::token_store_access_missing
