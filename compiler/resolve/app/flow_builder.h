#pragma once

#include <span>
#include <string>
#include <string_view>

#include "compiler/resolve/app/resolved_app.h"
#include "compiler/resolve/org/project_context.h"
#include "compiler/resolve/values/three_valued.h"

namespace ecac {

/// Puts the conditions of one flow together.
class FlowBuilder {
 public:
  /// Growing would move the conditions again and again, so the number is known roughly before.
  FlowBuilder(const ProjectContext& context, FlowKind kind, std::size_t conditions)
      : context_(context) {
    flow_.kind = kind;
    flow_.conditions.reserve(conditions);
  }

  FlowBuilder& switched(std::string_view id, std::string_view text, const Resolved<bool>& met,
                        FieldId field = FieldId::none) {
    return add(FlowCondition::Role::switched, id, text, met, field);
  }
  FlowBuilder& gate(std::string_view id, std::string_view text, const Resolved<bool>& met,
                    FieldId field = FieldId::none) {
    return add(FlowCondition::Role::gate, id, text, met, field);
  }
  FlowBuilder& need(std::string_view id, std::string_view text, const Resolved<bool>& met,
                    FieldId field = FieldId::none) {
    return add(FlowCondition::Role::need, id, text, met, field);
  }
  FlowBuilder& protection(std::string_view id, std::string_view text, const Resolved<bool>& met,
                          FieldId field = FieldId::none) {
    return add(FlowCondition::Role::protection, id, text, met, field);
  }
  /// Of the condition added last: what was seen instead of the field's value, and whose it is where
  /// no field tells.
  FlowBuilder& seen(std::string what) {
    flow_.conditions.back().seen = std::move(what);
    return *this;
  }
  /// It asks that the field says no.
  FlowBuilder& opposite() {
    flow_.conditions.back().opposite = true;
    return *this;
  }
  FlowBuilder& owned_by(Owner owner) {
    flow_.conditions.back().owner = owner;
    return *this;
  }

  /// Conditions that several flows share.
  FlowBuilder& add(std::span<const FlowCondition> shared) {
    flow_.conditions.insert(flow_.conditions.end(), shared.begin(), shared.end());
    return *this;
  }
  std::vector<FlowCondition> take_conditions() && { return std::move(flow_.conditions); }

  /// With its state decided.
  ResolvedFlow finish() &&;

 private:
  FlowBuilder& add(FlowCondition::Role role, std::string_view id, std::string_view text,
                   const Resolved<bool>& met, FieldId field);

  const ProjectContext& context_;
  ResolvedFlow flow_;
};

/// Who can change a field: its own owner, else its type's.
Owner owner_of(const SchemaSet& schema, FieldId field);

}  // namespace ecac
