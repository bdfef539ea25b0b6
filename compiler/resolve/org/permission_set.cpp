#include "compiler/resolve/org/permission_set.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/resolve/values/value_reader.h"
#include "compiler/schema/field_ids.h"

namespace ecac {

namespace {

/// The same fields in the three types that have them.
struct SetFields {
  FieldId principal_access = FieldId::none;
  FieldId principal = FieldId::none;
  FieldId enabled = FieldId::none;
  FieldId permissions = FieldId::none;
  FieldId object = FieldId::none;
  std::array<FieldId, kStorePermissionCount> store = {};  ///< in the order of StorePermission
  FieldId activation = FieldId::none;
};

SetFields fields_of_set() {
  namespace ids = fields::PermissionSet;
  return {ids::externalCredentialPrincipalAccesses,
          ids::externalCredentialPrincipalAccesses_externalCredentialPrincipal,
          ids::externalCredentialPrincipalAccesses_enabled,
          ids::objectPermissions,
          ids::objectPermissions_object,
          {ids::objectPermissions_allowCreate, ids::objectPermissions_allowRead,
           ids::objectPermissions_allowEdit, ids::objectPermissions_allowDelete,
           ids::objectPermissions_modifyAllRecords},
          ids::hasActivationRequired};
}

SetFields fields_of_muting_set() {
  namespace ids = fields::MutingPermissionSet;
  return {ids::externalCredentialPrincipalAccesses,
          ids::externalCredentialPrincipalAccesses_externalCredentialPrincipal,
          ids::externalCredentialPrincipalAccesses_enabled,
          ids::objectPermissions,
          ids::objectPermissions_object,
          {ids::objectPermissions_allowCreate, ids::objectPermissions_allowRead,
           ids::objectPermissions_allowEdit, ids::objectPermissions_allowDelete,
           ids::objectPermissions_modifyAllRecords},
          ids::hasActivationRequired};
}

SetFields fields_of_part() {
  namespace ids = fields::ExternalCredentialPrincipalAccess;
  return {ids::externalCredentialPrincipalAccesses,
          ids::externalCredentialPrincipalAccesses_externalCredentialPrincipal,
          ids::externalCredentialPrincipalAccesses_enabled};
}

SetFields fields_of_object_part() {
  namespace ids = fields::PermissionSetObjectSettings;
  SetFields fields = {};
  fields.permissions = ids::objectPermissions;
  fields.object = ids::objectPermissions_object;
  fields.store = {ids::objectPermissions_allowCreate, ids::objectPermissions_allowRead,
                  ids::objectPermissions_allowEdit, ids::objectPermissions_allowDelete,
                  ids::objectPermissions_modifyAllRecords};
  return fields;
}

void add_entry(PermissionSetView& view, std::string principal, Resolved<bool> enabled) {
  const auto [known, is_new] = view.by_principal.try_emplace(principal, view.principals.size());
  if (is_new) {
    view.principals.push_back({std::move(principal), std::move(enabled)});
    return;
  }
  PrincipalEntry& entry = view.principals[known->second];
  if (entry.enabled.value != enabled.value) {
    entry.enabled =
        Resolved<bool>::unknown(fmt::format("which of the entries for `{}` holds", principal));
  }
}

void read_principals(const ValueReader& reader, const SetFields& ids, SymbolId credential,
                     PermissionSetView& view) {
  for (const FieldFact* access : reader.all(ids.principal_access)) {
    const FieldFact* fact = reader.facts().find(ids.principal, *access);
    if (fact == nullptr) continue;
    const std::size_t use = use_in(reader.facts(), *fact);
    if (use == kNoUse || reader.project().use_symbol(reader.file(), use) != credential) continue;
    const std::string_view text = reader.facts().text(*fact);
    const std::size_t hyphen = text.find('-');
    if (hyphen == std::string_view::npos) continue;
    add_entry(view, std::string(text.substr(hyphen + 1)), reader.boolean(ids.enabled, *access));
  }
}

/// The entry for the token store; null and what would decide it if there is not one alone.
const FieldFact* find_token_store(const ValueReader& reader, const SetFields& ids,
                                  std::string& decided_by) {
  const FieldFact* found = nullptr;
  std::size_t count = 0;
  for (const FieldFact* permissions : reader.all(ids.permissions)) {
    const Resolved<std::string_view> object = reader.view(ids.object, *permissions);
    if (object.is(kTokenStore)) {
      found = permissions;
      ++count;
    } else if (!object.known() && decided_by.empty()) {
      decided_by = object.origin.decided_by();
    }
  }
  if (count < 2) return found;
  decided_by = fmt::format("which of its {} entries for `{}` holds", count, kTokenStore);
  return nullptr;
}

void read_token_store(const ValueReader& reader, const SetFields& ids, bool split,
                      PermissionSetView& view) {
  std::string decided_by = reader.decided_by();
  const FieldFact* found = find_token_store(reader, ids, decided_by);
  if (found != nullptr) {
    for (std::size_t i = 0; i < kStorePermissionCount; ++i) {
      view.store[i] = reader.boolean(ids.store[i], *found);
    }
    return;
  }
  if (decided_by.empty() && split) {
    decided_by =
        fmt::format("the object permissions of `{}`, which stand in files of their own", view.name);
  }
  if (decided_by.empty()) {
    view.store.fill({false, reader.origin()});
  } else {
    view.store.fill(Resolved<bool>::unknown(std::move(decided_by), ids.permissions));
  }
}

}  // namespace

Resolved<bool> PermissionSetView::grants(const std::string& principal) const {
  const auto known = by_principal.find(principal);
  if (known != by_principal.end()) return principals[known->second].enabled;
  if (origin.kind == OriginKind::unknown) return {std::nullopt, origin};
  return {false, origin};
}

std::string_view owner_of_parts_in(std::string_view folder) {
  constexpr std::string_view kFolder = "permissionsets/";
  const std::size_t at = folder.rfind(kFolder);
  const bool whole = at == 0 || (at != std::string_view::npos && folder[at - 1] == '/');
  if (!whole) return {};
  const std::string_view below = folder.substr(at + kFolder.size());
  return below.substr(0, below.find('/'));
}

std::string owner_of_part(const ProjectView& project, FileId part) {
  const std::string_view owner = owner_of_parts_in(project.directory_of(part));
  return std::string(owner.empty() ? project.full_name_of(part) : owner);
}

StoreOpening token_store_opening(const FileFacts& facts) {
  namespace ids = fields::PermissionSet;
  StoreOpening opening = StoreOpening::closed;
  for (const FieldFact& fact : facts.fields()) {
    if (fact.field != ids::objectPermissions) continue;
    const auto says = [&](FieldId field, std::string_view value) {
      const FieldFact* found = facts.find(field, fact);
      return found != nullptr && facts.text(*found) == value;
    };
    if (!says(ids::objectPermissions_object, kTokenStore)) continue;
    if (says(ids::objectPermissions_modifyAllRecords, "true")) return StoreOpening::all_records;
    if (says(ids::objectPermissions_allowCreate, "true")) opening = StoreOpening::own_records;
  }
  return opening;
}

std::string_view to_string(StoreOpening opening) {
  switch (opening) {
    case StoreOpening::closed: return "closed";
    case StoreOpening::own_records: return "own records";
    case StoreOpening::all_records: return "all records";
  }
  return {};
}

PermissionSetView read_permission_set(const ProjectView& project, const PermissionSetFiles& files,
                                      SymbolId credential) {
  PermissionSetView view;
  view.name = files.name;
  const SetFields ids = files.muting ? fields_of_muting_set() : fields_of_set();
  const ValueReader reader(project, files.symbol);
  view.origin = reader.origin();
  if (reader.readable()) {
    read_principals(reader, ids, credential, view);
    read_token_store(reader, ids, !files.parts.empty(), view);
    view.activation_required = reader.boolean(ids.activation);
    if (!reader.complete()) view.origin = Origin::unknown_until(reader.decided_by());
  } else {
    view.store.fill({std::nullopt, view.origin});
    view.activation_required = {std::nullopt, view.origin};
  }
  // The file of the set itself holds no object permissions where they have files of their own.
  if (files.store != FileId::none) {
    read_token_store(ValueReader(project, files.store), fields_of_object_part(), false, view);
  }
  for (const FileId part : files.parts) {
    const ValueReader part_reader(project, part);
    if (part_reader.readable()) read_principals(part_reader, fields_of_part(), credential, view);
  }
  return view;
}

}  // namespace ecac
