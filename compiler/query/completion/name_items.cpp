#include "compiler/query/completion/name_items.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "compiler/resolve/values/parameter_list.h"
#include "compiler/schema/field_ids.h"
#include "compiler/schema/values/ExternalCredentialParamType.h"
#include "compiler/support/edit_distance.h"

namespace ecac {

namespace {

bool begins_with(std::string_view name, std::string_view letters) {
  return name.size() >= letters.size() &&
         equal_ignoring_case(name.substr(0, letters.size()), letters);
}

/// Keeps the first of many, in order.
void keep_first(OfferedNames& offered) {
  const auto before = [](const OfferedName& a, const OfferedName& b) { return a.name < b.name; };
  if (offered.names.size() > kMostNames) {
    offered.more = true;
    std::ranges::nth_element(
        offered.names, offered.names.begin() + static_cast<std::ptrdiff_t>(kMostNames), before);
    offered.names.resize(kMostNames);
  }
  std::ranges::sort(offered.names, before);
}

/// Adds names to others without a second of any.
void join(OfferedNames& into, OfferedNames more) {
  into.more = into.more || more.more;
  std::set<std::string_view> known;
  for (const OfferedName& one : into.names) known.insert(one.name);
  std::vector<OfferedName> fresh;
  for (OfferedName& one : more.names) {
    if (!known.contains(one.name)) fresh.push_back(std::move(one));
  }
  for (OfferedName& one : fresh) into.names.push_back(std::move(one));
}

/// `Credential-Principal` of the external credentials that begin with the letters.
OfferedNames principals(const Snapshot& snapshot, TypeId type, std::string_view letters) {
  namespace ids = fields::ExternalCredential;
  namespace kinds = values::ExternalCredentialParamType;
  const Project& project = snapshot.project();
  const std::string_view credential = letters.substr(0, letters.find('-'));
  OfferedNames offered;
  OfferedNames credentials = names_of_type(snapshot, type, credential);
  offered.more = credentials.more;
  for (const OfferedName& one : credentials.names) {
    const FileId file = project.first_definition(project.symbol(type, one.name));
    if (file == FileId::none) continue;
    const FileFacts& facts = project.file(file).facts;
    for (const FieldFact& fact : facts.fields()) {
      if (fact.field != ids::externalCredentialParameters) continue;
      const FieldFact* kind =
          facts.judgeable(ids::externalCredentialParameters_parameterType, fact);
      const FieldFact* name =
          facts.judgeable(ids::externalCredentialParameters_parameterName, fact);
      if (kind == nullptr || name == nullptr) continue;
      const std::string_view text = facts.text(*kind);
      const bool principal = text == kinds::NamedPrincipal || text == kinds::PerUserPrincipal ||
                             text == kinds::AwsStsPrincipal;
      if (!principal) continue;
      OfferedName& full = offered.names.emplace_back(one);
      full.name = fmt::format("{}-{}", one.name, facts.text(*name));
      full.remark = std::string(text);
      if (!begins_with(full.name, letters)) offered.names.pop_back();
    }
  }
  keep_first(offered);
  return offered;
}

OfferedNames standard_profiles(const Snapshot& snapshot, std::string_view letters) {
  OfferedNames offered;
  for (const StandardProfile& profile : snapshot.schema().standard_profiles()) {
    if (!begins_with(profile.label, letters)) continue;
    offered.names.push_back({std::string(profile.label), types::Profile, "in every org", false});
  }
  keep_first(offered);
  return offered;
}

/// Classes that are known to extend another one than they have to are none; what is known to extend
/// the right one comes first.
void judge_classes(const Snapshot& snapshot, const FieldSchema& field, OfferedNames& offered) {
  const Project& project = snapshot.project();
  std::erase_if(offered.names, [&](OfferedName& one) {
    const FileId file = project.first_definition(project.symbol(one.type, one.name));
    if (file == FileId::none) return false;
    const ReferredContent& content = project.file(file).referred_content();
    if (!content.text_read) return false;
    one.preferred = equal_ignoring_case(content.base_class, field.reference_base);
    return !one.preferred && content.base_class.empty();
  });
}

}  // namespace

OfferedNames names_of_type(const Snapshot& snapshot, TypeId type, std::string_view letters) {
  const Project& project = snapshot.project();
  const SymbolIndex& symbols = project.symbols();
  OfferedNames offered;
  if (type == TypeId::none) return offered;
  std::vector<std::string_view> found;
  for (const FileId file : project.files_of(type)) {
    const SymbolId symbol = project.file(file).definition;
    if (symbol == SymbolId::none) continue;
    const std::string_view name = symbols.name(symbol);
    if (begins_with(name, letters)) found.push_back(name);
  }
  // Of a name that several files define, one.
  constexpr std::size_t kEnough = 2 * kMostNames;
  if (found.size() > kEnough) {
    offered.more = true;
    std::ranges::nth_element(found, found.begin() + static_cast<std::ptrdiff_t>(kEnough));
    found.resize(kEnough);
  }
  std::ranges::sort(found);
  found.erase(std::unique(found.begin(), found.end()), found.end());
  if (found.size() > kMostNames) {
    offered.more = true;
    found.resize(kMostNames);
  }
  for (const std::string_view name : found) {
    offered.names.push_back({.name = std::string(name), .type = type});
  }
  return offered;
}

OfferedNames names_for_field(const Snapshot& snapshot, const FieldSchema& field,
                             std::string_view letters) {
  switch (field.reference_format) {
    case ReferenceFormat::username: return {};
    case ReferenceFormat::principal: return principals(snapshot, field.reference_type, letters);
    case ReferenceFormat::name:
    case ReferenceFormat::name_or_id:
    case ReferenceFormat::label: break;
  }
  OfferedNames offered = names_of_type(snapshot, field.reference_type, letters);
  if (field.reference_also_type != TypeId::none) {
    join(offered, names_of_type(snapshot, field.reference_also_type, letters));
  }
  if (field.reference_type == types::Profile) join(offered, standard_profiles(snapshot, letters));
  if (!field.reference_base.empty()) judge_classes(snapshot, field, offered);
  keep_first(offered);
  return offered;
}

}  // namespace ecac
