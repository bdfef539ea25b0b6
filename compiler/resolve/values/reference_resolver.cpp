#include "compiler/resolve/values/reference_resolver.h"

#include <algorithm>

#include "compiler/resolve/values/record_id.h"
#include "compiler/schema/values/AssignmentIdPrefix.h"
#include "compiler/support/edit_distance.h"

namespace ecac {

bool is_standard_profile(const SchemaSet& schema, std::string_view name) {
  const auto profiles = schema.standard_profiles();
  return std::any_of(profiles.begin(), profiles.end(), [&](const StandardProfile& profile) {
    return equal_ignoring_case(profile.name, name) || equal_ignoring_case(profile.label, name);
  });
}

ReferenceAnswer ReferenceResolver::resolve(FileId file, std::size_t use) const {
  const NameUse& name_use = project_.use({file, static_cast<std::uint32_t>(use)});
  return resolve(project_.schema().field(name_use.field), project_.file(file).facts.name(name_use),
                 project_.use_symbol(file, use));
}

bool ReferenceResolver::exists(TypeId type, std::string_view name, SymbolId symbol,
                               ReferenceAnswer& answer) const {
  const bool defined = project_.is_defined(symbol);
  if (!defined && !project_.is_known(type, name)) return false;
  answer = {defined ? ReferenceState::found : ReferenceState::elsewhere, symbol, {}};
  return true;
}

ReferenceAnswer ReferenceResolver::resolve(const FieldSchema& field, std::string_view name,
                                           SymbolId symbol) const {
  const TypeId type = field.reference_type;
  const TypeId also = field.reference_also_type;
  const ReferenceFormat format = field.reference_format;
  ReferenceAnswer answer;
  if (exists(type, name, symbol, answer)) return answer;
  ReferenceAnswer unknown = {ReferenceState::unknown, symbol, {}};
  if (format == ReferenceFormat::name_or_id || format == ReferenceFormat::label) {
    if (is_record_id(project_.schema(), values::AssignmentIdPrefix::kListName, name)) {
      return unknown;
    }
  }
  if (format == ReferenceFormat::label && is_standard_profile(project_.schema(), name)) {
    return {ReferenceState::elsewhere, symbol, {}};
  }
  if (also != TypeId::none && exists(also, name, project_.symbol(also, name), answer)) {
    return answer;
  }
  if (project_.is_removed(type, name) ||
      (also != TypeId::none && project_.is_removed(also, name))) {
    return {ReferenceState::removed, symbol, {}};
  }
  if (project_.is_managed(name)) return unknown;
  NearNames::Match near = project_.nearest_definition(type, name);
  if (near.name.empty() && also != TypeId::none) near = project_.nearest_definition(also, name);
  if (near.name.empty()) return {ReferenceState::outside, symbol, {}};
  if (near.distance != 0) return {ReferenceState::near_miss, symbol, std::move(near.name)};
  const SymbolId meant = project_.symbol(type, near.name);
  if (project_.schema().type(type).name_ignores_case) return {ReferenceState::found, meant, {}};
  return {ReferenceState::other_case, meant, std::move(near.name)};
}

std::string_view to_string(ReferenceState state) {
  switch (state) {
    case ReferenceState::found: return "found";
    case ReferenceState::elsewhere: return "known";
    case ReferenceState::other_case:
    case ReferenceState::near_miss:
    case ReferenceState::removed: return "missing";
    case ReferenceState::outside: return "outside";
    case ReferenceState::unknown: return "unknown";
  }
  return "";
}

}  // namespace ecac
