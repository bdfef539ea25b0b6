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

/// Object permissions in their place among the elements of the permission set.
static std::vector<FixOperation> add_access(RuleContext& ctx, const Entry& entry,
                                            TokenStoreNeed need) {
  namespace ids = fields::PermissionSet;
  const bool all = need == TokenStoreNeed::all_records;
  const auto name_of = [&](FieldId field) { return std::string(ctx.schema().field(field).name); };
  NewElement permissions{.name = name_of(ids::objectPermissions)};
  const auto add = [&](FieldId field, std::string_view value) {
    permissions.children.push_back({.name = name_of(field), .value = std::string(value)});
  };
  const auto add_switch = [&](FieldId field, bool on) { add(field, on ? "true" : "false"); };
  add_switch(ids::objectPermissions_allowCreate, !all);
  add_switch(ids::objectPermissions_allowDelete, true);
  add_switch(ids::objectPermissions_allowEdit, true);
  add_switch(ids::objectPermissions_allowRead, true);
  add_switch(ids::objectPermissions_modifyAllRecords, all);
  add(ids::objectPermissions_object, kTokenStore);
  add_switch(ids::objectPermissions_viewAllRecords, all);
  const TextRange root = ctx.project().file(entry.file).facts.root();
  return {InsertElements{ElementPosition::in({entry.file, root}), {std::move(permissions)}}};
}

/// Whether the set that grants the principal has an entry of its own, which then gives too little.
static bool says_something(RuleContext& ctx, const PrincipalGrant& grant) {
  const Entry entry = find_entry(ctx, grant);
  return entry.fact != nullptr && mentions_store(ctx.project().file(entry.file).facts);
}

/// Whether any permission set of the project may give what the principal needs.
static bool is_open_elsewhere(const RuleContext& ctx, TokenStoreNeed need) {
  // Which of the split permission sets do, nobody has asked.
  if (ctx.has_any(types::PermissionSetObjectSettings)) return true;
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

extern const Rule rule{.id = rules::CRD026, .unit = UnitKind::stack, .check = check};

}  // namespace ecac::token_store_access_missing
