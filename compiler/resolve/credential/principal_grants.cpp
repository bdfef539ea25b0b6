#include "compiler/resolve/credential/principal_grants.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string_view>

#include "compiler/resolve/org/permission_set.h"
#include "compiler/resolve/values/parameter_list.h"
#include "compiler/resolve/values/value_reader.h"
#include "compiler/schema/field_ids.h"

namespace ecac {

namespace {

/// What several permission sets give together, or several muting sets take away.
struct Together {
  Resolved<bool> access = {};
  TokenStoreAccess store = {};
  std::vector<std::string> names = {};  ///< of those that have a part in the access

  /// `rest` is what is not read: known to be false, or unknown.
  explicit Together(const Resolved<bool>& rest) : access(rest) { store.fill(rest); }

  void add(const PermissionSetView& set, const std::string& principal) {
    const Resolved<bool> own = set.grants(principal);
    if (!own.is(false)) names.push_back(set.name);
    access = either(own, access);
    for (std::size_t i = 0; i < store.size(); ++i) store[i] = either(set.store[i], store[i]);
  }
};

/// The sets that a group names in one of its fields.
struct NamedSets {
  std::vector<PermissionSetView> sets = {};
  Resolved<bool> rest = {};  ///< false; unknown where a name cannot be read
};

/// Finds the holders of one external credential.
class GrantFinder {
 public:
  GrantFinder(const ProjectView& project, SymbolId credential,
              const std::vector<ResolvedPrincipal>& principals, bool principals_known)
      : project_(project), credential_(credential), principals_known_(principals_known) {
    for (const ResolvedPrincipal& principal : principals) {
      if (principal.name.known()) by_name_.try_emplace(*principal.name.value, &principal);
    }
  }

  std::vector<PrincipalGrant> take() {
    find_sets();
    find_store_parts();
    for (const auto& [name, files] : sets_) add_set(view(files));
    add_older_grants();
    for (const SymbolId group : groups()) add_group(group);
    std::sort(grants_.begin(), grants_.end(), [](const PrincipalGrant& a, const PrincipalGrant& b) {
      if (a.kind != b.kind) return a.kind < b.kind;
      return a.holder != b.holder ? a.holder < b.holder : a.principal < b.principal;
    });
    return std::move(grants_);
  }

 private:
  void find_sets() {
    std::set<FileId> seen;
    for (const UseSite& site : project_.uses(credential_)) {
      const ProjectFile& file = project_.file(site.file);
      if (file.type == types::PermissionSet && file.definition != SymbolId::none) {
        files_of(std::string(project_.name_of(file.definition)));
      } else if (file.type == types::ExternalCredentialPrincipalAccess) {
        std::vector<FileId>& parts = files_of(owner_of_part(project_, site.file)).parts;
        if (seen.insert(site.file).second) parts.push_back(site.file);
      }
    }
  }

  /// The parts with object permissions, which do not name the credential.
  void find_store_parts() {
    const SymbolId store = project_.symbol(types::PermissionSetObjectSettings, kTokenStore);
    for (const FileId part : project_.definitions(store)) {
      const auto set = sets_.find(owner_of_part(project_, part));
      if (set != sets_.end()) set->second.store = part;
    }
  }

  PermissionSetFiles& files_of(const std::string& name) {
    PermissionSetFiles& files = sets_[name];
    files.name = name;
    files.symbol = project_.symbol(types::PermissionSet, name);
    return files;
  }

  PermissionSetView view(const PermissionSetFiles& files) {
    return read_permission_set(project_, files, credential_);
  }

  const ResolvedPrincipal* find_principal(const std::string& name) const {
    const auto found = by_name_.find(name);
    return found == by_name_.end() ? nullptr : found->second;
  }

  static Resolved<bool> enough(const TokenStoreAccess& store, const ResolvedPrincipal* principal) {
    if (principal == nullptr) return Resolved<bool>::unknown("the kind of the principal");
    if (!principal->needs.known()) return {std::nullopt, principal->needs.origin};
    switch (*principal->needs.value) {
      case TokenStoreNeed::nothing: return {true, principal->needs.origin};
      case TokenStoreNeed::all_records: return access_to(store, StorePermission::modify_all);
      case TokenStoreNeed::own_records:
        return both(both(access_to(store, StorePermission::create),
                         access_to(store, StorePermission::read)),
                    both(access_to(store, StorePermission::edit),
                         access_to(store, StorePermission::remove)));
    }
    return {};
  }

  void add(PrincipalGrant grant, const TokenStoreAccess& store) {
    const ResolvedPrincipal* principal = find_principal(grant.principal);
    const bool missing = principal == nullptr && principals_known_;
    if (missing) {
      grant.notes.push_back(
          fmt::format("The external credential has no principal `{}`.", grant.principal));
    }
    grant.token_store_access = enough(store, principal);
    if (missing) {
      grant.complete = {false, grant.origin};
    } else if (!grant.principal_access.is(true)) {
      grant.complete = grant.principal_access;
    } else if (principal == nullptr) {
      grant.complete = Resolved<bool>::unknown("the principals of the external credential");
    } else if (grant.token_store_access.is(true) || !principal->needs.known()) {
      grant.complete = grant.token_store_access;
    } else {
      // Most standard profiles give it.
      grant.complete = Resolved<bool>::unknown(
          "what the users' profiles and other permission sets give on `UserExternalCredential`");
    }
    grants_.push_back(std::move(grant));
  }

  static void note_activation(const Resolved<bool>& required, PrincipalGrant& grant) {
    if (!required.is(true)) return;
    grant.notes.emplace_back("It holds only in sessions in which it is activated.");
  }

  void add_set(const PermissionSetView& set) {
    for (const PrincipalEntry& entry : set.principals) {
      PrincipalGrant grant;
      grant.holder = set.name;
      grant.principal = entry.principal;
      grant.principal_access = entry.enabled;
      grant.origin = set.origin;
      note_activation(set.activation_required, grant);
      add(std::move(grant), set.store);
    }
  }

  /// In older API versions the credential itself names the permission set of each principal.
  void add_older_grants() {
    namespace ids = fields::ExternalCredential;
    const FieldId field = ids::externalCredentialParameters_principal;
    const ApiVersion version = project_.api_version();
    if (version == 0 || version > project_.schema().field(field).until) return;
    const ValueReader reader(project_, credential_);
    if (!reader.readable()) return;
    const ParameterList parameters(reader, parameter_fields(types::ExternalCredential));
    for (const Parameter& parameter : parameters.all()) {
      const Resolved<std::string> holder = reader.text(field, *parameter.fact);
      if (!holder.known() || holder.value->empty() || !parameter.name.known()) continue;
      const PermissionSetView set = view(files_of(*holder.value));
      PrincipalGrant grant;
      grant.holder = *holder.value;
      grant.principal = *parameter.name.value;
      grant.principal_access = {true, holder.origin};
      grant.origin = holder.origin;
      note_activation(set.activation_required, grant);
      add(std::move(grant), set.store);
    }
  }

  /// The groups that name one of the sets.
  std::vector<SymbolId> groups() {
    std::vector<SymbolId> found;
    std::set<SymbolId> seen;
    for (const auto& [name, files] : sets_) {
      for (const UseSite& site : project_.uses(files.symbol)) {
        const ProjectFile& file = project_.file(site.file);
        if (file.type != types::PermissionSetGroup || file.definition == SymbolId::none) continue;
        if (seen.insert(file.definition).second) found.push_back(file.definition);
      }
    }
    return found;
  }

  NamedSets named_in(const ValueReader& reader, FieldId field, bool muting) {
    NamedSets named;
    named.rest = reader.complete() ? Resolved<bool>{false, reader.origin()}
                                   : Resolved<bool>::unknown(reader.decided_by());
    for (const FieldFact* fact : reader.all(field)) {
      const std::size_t use = use_in(reader.facts(), *fact);
      if (use == kNoUse) {
        if (!fact->tainted) continue;
        named.rest = Resolved<bool>::unknown(value_of_placeholders(reader.facts().text(*fact)));
        continue;
      }
      const SymbolId symbol = project_.use_symbol(reader.file(), use);
      PermissionSetFiles files;
      files.name = project_.name_of(symbol);
      files.symbol = symbol;
      files.muting = muting;
      const auto known = sets_.find(files.name);
      if (!muting && known != sets_.end()) files = known->second;
      named.sets.push_back(view(files));
    }
    return named;
  }

  void add_group(SymbolId symbol) {
    const ValueReader reader(project_, symbol);
    if (!reader.readable()) return;
    namespace ids = fields::PermissionSetGroup;
    const NamedSets members = named_in(reader, ids::permissionSets, false);
    const NamedSets muting = named_in(reader, ids::mutingPermissionSets, true);
    std::vector<std::string> principals;
    for (const PermissionSetView& member : members.sets) {
      for (const PrincipalEntry& entry : member.principals) principals.push_back(entry.principal);
    }
    std::sort(principals.begin(), principals.end());
    principals.erase(std::unique(principals.begin(), principals.end()), principals.end());
    for (const std::string& principal : principals) {
      Together given(members.rest);
      for (const PermissionSetView& member : members.sets) given.add(member, principal);
      Together taken(muting.rest);
      for (const PermissionSetView& set : muting.sets) taken.add(set, principal);
      for (std::size_t i = 0; i < given.store.size(); ++i) {
        given.store[i] = unless(given.store[i], taken.store[i]);
      }
      PrincipalGrant grant;
      grant.holder = project_.name_of(symbol);
      grant.kind = HolderKind::permission_set_group;
      grant.principal = principal;
      grant.origin = reader.origin();
      grant.principal_access = unless(given.access, taken.access);
      grant.members = std::move(given.names);
      grant.muted_by = std::move(taken.names);
      note_activation(reader.boolean(ids::hasActivationRequired), grant);
      add(std::move(grant), given.store);
    }
  }

  ProjectView project_;
  SymbolId credential_;
  std::map<std::string_view, const ResolvedPrincipal*> by_name_ = {};
  bool principals_known_;
  std::map<std::string, PermissionSetFiles> sets_ = {};
  std::vector<PrincipalGrant> grants_ = {};
};

}  // namespace

std::vector<PrincipalGrant> resolve_grants(const ProjectView& project, SymbolId external_credential,
                                           const std::vector<ResolvedPrincipal>& principals,
                                           bool principals_known) {
  return GrantFinder(project, external_credential, principals, principals_known).take();
}

}  // namespace ecac
