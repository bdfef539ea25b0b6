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

  FlowBuilder& switched(Condition id, const Resolved<bool>& met) {
    return add(FlowCondition::Role::switched, id, met);
  }
  FlowBuilder& gate(Condition id, const Resolved<bool>& met) {
    return add(FlowCondition::Role::gate, id, met);
  }
  FlowBuilder& need(Condition id, const Resolved<bool>& met) {
    return add(FlowCondition::Role::need, id, met);
  }
  FlowBuilder& protection(Condition id, const Resolved<bool>& met) {
    return add(FlowCondition::Role::protection, id, met);
  }
  /// The finding that reports a condition here: one of those of its definition.
  FlowBuilder& told_by(Condition id, CaseId finding);
  /// Of the condition added last: the field that decides it, where that differs from flow to flow.
  FlowBuilder& decided_by(FieldId field) {
    flow_.conditions.back().field = field;
    return *this;
  }
  /// What was seen instead of the field's value.
  FlowBuilder& seen(std::string what) {
    flow_.conditions.back().seen = std::move(what);
    return *this;
  }

  /// Makes a condition that is not met an unknown one.
  FlowBuilder& doubt(Condition id, std::string_view until);
  bool lacks(Condition id) const;
  /// Whether a condition is known not to be met.
  bool lacks_something() const;

  /// Conditions that several flows share.
  FlowBuilder& add(std::span<const FlowCondition> shared) {
    flow_.conditions.insert(flow_.conditions.end(), shared.begin(), shared.end());
    return *this;
  }
  std::vector<FlowCondition> take_conditions() && { return std::move(flow_.conditions); }

  /// With its state decided.
  ResolvedFlow finish() &&;

 private:
  FlowBuilder& add(FlowCondition::Role role, Condition id, const Resolved<bool>& met);

  const ProjectContext& context_;
  ResolvedFlow flow_;
};

/// Who can change a field: its own owner, else its type's.
Owner owner_of(const SchemaSet& schema, FieldId field);

}  // namespace ecac
