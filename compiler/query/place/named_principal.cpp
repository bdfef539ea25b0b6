#include "compiler/query/place/named_principal.h"

#include "compiler/resolve/credential/principal_names.h"
#include "compiler/resolve/values/parameter_list.h"
#include "compiler/schema/field_ids.h"

namespace ecac {

namespace {

/// The name of the principal that a parameter defines; null if it defines none.
const FieldFact* name_of_principal(const FileFacts& facts, const FieldFact& parameter) {
  const ParameterFields fields = parameter_fields(types::ExternalCredential);
  if (parameter.field != fields.list) return nullptr;
  const FieldFact* type = facts.judgeable(fields.type, parameter);
  if (type == nullptr || !facts.text(*type).ends_with("Principal")) return nullptr;
  return facts.judgeable(fields.name, parameter);
}

}  // namespace

std::optional<NamedPrincipal> principal_at(const Snapshot& snapshot, FileId file,
                                           const StandingHere& here) {
  if (here.fact == nullptr || here.kind == StandingHere::Kind::component) return std::nullopt;
  const FileFacts& facts = snapshot.facts(file);
  const FieldFact& fact = *here.fact;
  if (here.kind == StandingHere::Kind::principal) {
    return NamedPrincipal{here.symbol, std::string(principal_part(facts.text(fact))), here.range};
  }
  if (here.kind != StandingHere::Kind::value || fact.parent == kNoFact) return std::nullopt;
  if (name_of_principal(facts, facts.fields()[fact.parent]) != &fact) return std::nullopt;
  return NamedPrincipal{snapshot.project().file(file).definition, std::string(facts.text(fact)),
                        fact.value};
}

std::vector<PrincipalDefinition> definitions_of(const Snapshot& snapshot,
                                                const NamedPrincipal& principal) {
  std::vector<PrincipalDefinition> found;
  if (principal.credential == SymbolId::none) return found;
  for (const FileId file : snapshot.project().definitions(principal.credential)) {
    const FileFacts& facts = snapshot.facts(file);
    for (const FieldFact& fact : facts.fields()) {
      if (fact.parent != kNoFact) continue;
      const FieldFact* name = name_of_principal(facts, fact);
      if (name == nullptr || facts.text(*name) != principal.name) continue;
      found.push_back({file, fact.element, name->value});
    }
  }
  return found;
}

std::optional<TextRange> principal_in_use(const Snapshot& snapshot, FileId file, const NameUse& use,
                                          std::string_view name) {
  const FieldSchema& field = snapshot.schema().field(use.field);
  if (field.reference_format != ReferenceFormat::principal) return std::nullopt;
  const FileFacts& facts = snapshot.facts(file);
  const FieldFact& fact = facts.fields()[use.fact];
  const std::string_view text = facts.text(fact);
  const std::string_view part = principal_part(text);
  if (part.empty() || part != name) return std::nullopt;
  return facts.range_in_value(fact, text.size() - part.size(), text.size());
}

}  // namespace ecac
