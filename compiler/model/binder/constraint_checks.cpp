#include "compiler/model/binder/constraint_checks.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdint>

#include "compiler/diagnostics/words.h"

namespace ecac {

namespace {

/// The facts that one constraint looks at.
class Presence {
 public:
  Presence(const Binding& binding, std::span<const FactIndex> present)
      : binding_(binding), present_(present) {}

  const FieldFact* fact(FieldId field) const {
    const FactIndex index = present_[static_cast<std::size_t>(field)];
    if (index == kNoFact || binding_.facts[index].state == ValueState::nil) return nullptr;
    return &binding_.facts[index];
  }
  bool filled(FieldId field) const {
    const FieldFact* found = fact(field);
    return found != nullptr && found->state == ValueState::set;
  }
  /// Nothing is known of a condition that a placeholder decides.
  bool holds(const Constraint& constraint) const {
    if (constraint.when == FieldId::none) return true;
    const FieldFact* found = fact(constraint.when);
    if (found == nullptr) return false;
    const bool any =
        std::find(constraint.is.begin(), constraint.is.end(), "*") != constraint.is.end();
    if (any) return found->state == ValueState::set;
    if (found->tainted) return false;
    return std::find(constraint.is.begin(), constraint.is.end(), binding_.value_of(*found)) !=
           constraint.is.end();
  }
  bool undecided(const Constraint& constraint) const {
    const FieldFact* found = constraint.when == FieldId::none ? nullptr : fact(constraint.when);
    return found != nullptr && found->tainted;
  }
  /// Where a condition is written: the value, or the start tag of a block.
  TextRange place(FieldId field) const {
    const FieldFact* found = fact(field);
    if (found == nullptr) return {};
    const bool block = binding_.schema.field(field).kind == FieldKind::complex;
    return block || found->value.empty() ? found->start_tag() : found->value;
  }

 private:
  const Binding& binding_;
  std::span<const FactIndex> present_;
};

std::string_view field_name(const Binding& binding, FieldId field) {
  return field == FieldId::none ? std::string_view() : binding.schema.field(field).name;
}

std::string message_of(const Binding& binding, const Constraint& constraint,
                       const Presence& presence, std::string_view field, std::string_view other,
                       std::string fallback) {
  if (constraint.message.empty()) return fallback;
  std::string_view value;
  if (constraint.when != FieldId::none && presence.fact(constraint.when) != nullptr) {
    value = binding.value_of(*presence.fact(constraint.when));
  }
  std::string text(constraint.message);
  const std::pair<std::string_view, std::string> variables[] = {
      {"{field}", std::string(field)}, {"{other}", std::string(other)}, {"{value}", shown(value)}};
  for (const auto& [variable, meaning] : variables) {
    for (std::size_t at = text.find(variable); at != std::string::npos;
         at = text.find(variable, at + meaning.size())) {
      text.replace(at, variable.size(), meaning);
    }
  }
  return text;
}

std::string names_of(const Binding& binding, const std::vector<FieldId>& fields) {
  std::string names;
  for (const FieldId field : fields) {
    if (!names.empty()) names += ", ";
    names += fmt::format("`{}`", field_name(binding, field));
  }
  return names;
}

LocalFinding& report(Binding& binding, const Constraint& constraint, TextRange place,
                     std::string message, std::string_view subject) {
  LocalFinding& finding = binding.report(constraint.rule_case, place, std::move(message));
  finding.diagnostic.subject = subject;
  return finding;
}

void offer_removal(const Binding& binding, const Constraint& constraint, LocalFinding& finding,
                   const FieldFact& fact, std::string_view name) {
  if (!constraint.offers_removal || fact.mended || fact.foreign) return;
  binding.fix(finding, fmt::format("Remove `{}`", name), Applicability::unsafe,
              whole_lines(binding.text, fact.element), "");
}

/// An element of text that is there without any. What an empty value of another kind means is
/// reported as such.
const FieldFact* empty_text(const Binding& binding, const Presence& presence, FieldId field) {
  const FieldFact* fact = presence.fact(field);
  if (fact == nullptr || fact->state != ValueState::empty || fact->mended || fact->foreign) {
    return nullptr;
  }
  return binding.schema.field(field).kind == FieldKind::string ? fact : nullptr;
}

void check_needs(Binding& binding, const Constraint& constraint, const Presence& presence,
                 TextRange tag) {
  if (tag.empty() || !presence.holds(constraint)) return;
  for (const FieldId field : constraint.fields) {
    const FieldFact* empty = empty_text(binding, presence, field);
    if (empty == nullptr && presence.fact(field) != nullptr) continue;
    const std::string_view name = field_name(binding, field);
    const std::string_view other = field_name(binding, constraint.when);
    // What an older API does not have cannot be missing there.
    report(binding, constraint,
           empty != nullptr                   ? empty->element
           : constraint.when == FieldId::none ? tag
                                              : presence.place(constraint.when),
           message_of(binding, constraint, presence, name, other,
                      fmt::format("`{}` needs `{}`", other, name)),
           name)
        .from = binding.schema.field(field).since;
  }
}

void check_excludes(Binding& binding, const Constraint& constraint, const Presence& presence) {
  if (!presence.holds(constraint)) return;
  for (const FieldId field : constraint.fields) {
    if (!presence.filled(field)) continue;
    const std::string_view name = field_name(binding, field);
    const std::string_view other = field_name(binding, constraint.when);
    LocalFinding& finding =
        report(binding, constraint, presence.place(field),
               message_of(binding, constraint, presence, name, other,
                          fmt::format("`{}` does not go with `{}`", name, other)),
               name);
    offer_removal(binding, constraint, finding, *presence.fact(field), name);
  }
}

void check_only_when(Binding& binding, const Constraint& constraint, const Presence& presence) {
  if (presence.holds(constraint) || presence.undecided(constraint)) return;
  for (const FieldId field : constraint.fields) {
    if (presence.fact(field) == nullptr) continue;
    const std::string_view name = field_name(binding, field);
    const std::string_view other = field_name(binding, constraint.when);
    LocalFinding& finding =
        report(binding, constraint, presence.place(field),
               message_of(binding, constraint, presence, name, other,
                          fmt::format("`{}` has no effect without `{}`", name, other)),
               name);
    offer_removal(binding, constraint, finding, *presence.fact(field), name);
  }
}

void check_positive(Binding& binding, const Constraint& constraint, const Presence& presence) {
  if (!presence.holds(constraint)) return;
  for (const FieldId field : constraint.fields) {
    const FieldFact* fact = presence.fact(field);
    if (fact == nullptr || fact->tainted || fact->mended || fact->foreign) continue;
    const std::string_view value = binding.value_of(*fact);
    std::int32_t number = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    // What is no number, or none of 32 bits, has a finding of its own.
    if (error != std::errc() || end != value.data() + value.size() || number > 0) continue;
    const std::string_view name = field_name(binding, field);
    const std::string_view other = field_name(binding, constraint.when);
    report(binding, constraint, fact->value,
           message_of(binding, constraint, presence, name, other,
                      fmt::format("`{}` is `{}`; expected a positive number with this `{}`", name,
                                  shown(value), other)),
           value);
  }
}

void check_one_of(Binding& binding, const Constraint& constraint, const Presence& presence,
                  TextRange tag) {
  std::vector<FieldId> found;
  for (const FieldId field : constraint.fields) {
    if (presence.fact(field) != nullptr) found.push_back(field);
  }
  if (found.size() == 1 || (found.empty() && tag.empty())) return;
  const std::string all = names_of(binding, constraint.fields);
  report(binding, constraint, found.empty() ? tag : presence.place(found[1]),
         found.empty()
             ? fmt::format("exactly one of {} is needed; there is none", all)
             : fmt::format("exactly one of {} is allowed; found {}", all, names_of(binding, found)),
         found.empty() ? "none" : "several");
}

void check_together(Binding& binding, const Constraint& constraint, const Presence& presence,
                    TextRange tag) {
  if (tag.empty()) return;
  FieldId there = FieldId::none;
  for (const FieldId field : constraint.fields) {
    if (presence.fact(field) != nullptr) there = field;
  }
  if (there == FieldId::none) return;
  for (const FieldId field : constraint.fields) {
    if (presence.fact(field) != nullptr) continue;
    const std::string_view name = field_name(binding, there);
    const std::string_view other = field_name(binding, field);
    report(binding, constraint, presence.place(there),
           message_of(binding, constraint, presence, name, other,
                      fmt::format("`{}` needs `{}`", name, other)),
           other);
  }
}

}  // namespace

void check_constraints(Binding& binding, const RecordSchema& record,
                       std::span<const FactIndex> present, TextRange tag) {
  const Presence presence(binding, present);
  for (const Constraint& constraint : record.constraints) {
    switch (constraint.kind) {
      case ConstraintKind::needs: check_needs(binding, constraint, presence, tag); break;
      case ConstraintKind::excludes: check_excludes(binding, constraint, presence); break;
      case ConstraintKind::one_of: check_one_of(binding, constraint, presence, tag); break;
      case ConstraintKind::together: check_together(binding, constraint, presence, tag); break;
      case ConstraintKind::positive: check_positive(binding, constraint, presence); break;
      case ConstraintKind::only_when: check_only_when(binding, constraint, presence); break;
    }
  }
}

}  // namespace ecac
