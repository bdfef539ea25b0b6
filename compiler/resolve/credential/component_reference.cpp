#include "compiler/resolve/credential/component_reference.h"

#include <fmt/format.h>

namespace ecac {

ResolvedReference reference_in(const ValueReader& reader, FieldId field, const FieldFact* inside) {
  ResolvedReference reference;
  reference.name = inside == nullptr ? reader.text(field) : reader.text(field, *inside);
  if (!reference.name.known() || reference.name.value->empty()) return reference;
  const FileFacts& facts = reader.facts();
  const FieldFact* fact = inside == nullptr ? facts.find(field) : facts.find(field, *inside);
  const std::size_t use = use_in(facts, *fact);
  if (use == kNoUse) return reference;
  ReferenceAnswer answer = ReferenceResolver(reader.project()).resolve(reader.file(), use);
  reference.state = answer.state;
  reference.symbol = answer.symbol;
  reference.suggestion = std::move(answer.suggestion);
  return reference;
}

std::string decided_by_target(const ResolvedReference& reference, std::string_view kind) {
  if (!reference.name.known()) return reference.name.origin.decided_by();
  if (reference.names_none()) return fmt::format("the name of its {}", kind);
  return fmt::format("the {} `{}`, which is not in this project", kind, *reference.name.value);
}

}  // namespace ecac
