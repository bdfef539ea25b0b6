#include "compiler/model/binder/constraint_checks.h"

#include <algorithm>
#include <charconv>
#include <cstdint>

namespace ecac {

namespace {

/// The facts that one constraint looks at.
class Presence {
 public:
  Presence(const Binding& binding, std::span<const FactIndex> present)
      : binding_(binding), present_(present) {}

  const FieldFact* fact(FieldId field) const {
    const FactIndex found = index(field);
    return found == kNoFact ? nullptr : &binding_.facts[found];
  }
  FactIndex index(FieldId field) const {
    const FactIndex index = present_[static_cast<std::size_t>(field)];
    return index == kNoFact || binding_.facts[index].state == ValueState::nil ? kNoFact : index;
  }
  bool filled(FieldId field) const {
    const FieldFact* found = fact(field);
    return found != nullptr && found->state == ValueState::set;
  }
  /// Nothing is known of a condition that a placeholder decides.
  bool holds(const Constraint& constraint) const {
    if (constraint.when == FieldId::none) return true;
    const FieldFact* found = fact(constraint.when);
    return found != nullptr && says_one_of(*found, constraint.is) && holds_also(constraint);
  }
  /// The further conditions.
  bool holds_also(const Constraint& constraint) const {
    return std::all_of(constraint.also.begin(), constraint.also.end(),
                       [&](const Constraint::Condition& also) {
                         const FieldFact* found = fact(also.when);
                         if (found != nullptr) return says_one_of(*found, also.is);
                         const auto& absent = binding_.schema.field(also.when).default_value;
                         return absent && contains(also.is, *absent);
                       });
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
  static bool contains(const std::vector<std::string_view>& values, std::string_view value) {
    return std::find(values.begin(), values.end(), value) != values.end();
  }
  bool says_one_of(const FieldFact& fact, const std::vector<std::string_view>& values) const {
    if (contains(values, "*")) return fact.state == ValueState::set;
    return !fact.tainted && contains(values, binding_.value_of(fact));
  }

  const Binding& binding_;
  std::span<const FactIndex> present_;
};

/// An element of text that is there without any. What an empty value of another kind means is
/// noted as such.
bool is_empty_text(const Binding& binding, const FieldFact& fact) {
  return fact.state == ValueState::empty && fact.intact() &&
         binding.schema.field(fact.field).kind == FieldKind::string;
}

/// Judges one record.
class ConstraintJudge {
 public:
  ConstraintJudge(Binding& binding, std::span<const FactIndex> present, const MeantFields& meant,
                  TextRange tag)
      : binding_(binding), presence_(binding, present), meant_(meant), tag_(tag) {}

  void judge(const Constraint& constraint) {
    switch (constraint.kind) {
      case ConstraintKind::needs: check_needs(constraint); break;
      case ConstraintKind::excludes: check_excludes(constraint); break;
      case ConstraintKind::one_of: check_one_of(constraint); break;
      case ConstraintKind::together: check_together(constraint); break;
      case ConstraintKind::positive: check_positive(constraint); break;
      case ConstraintKind::only_when: check_only_when(constraint); break;
      case ConstraintKind::matches: check_matches(constraint); break;
    }
  }

 private:
  BrokenConstraint& note(const Constraint& constraint, TextRange place, FieldId field) {
    BrokenConstraint& note = binding_.notes.constraints.emplace_back();
    note.constraint = &constraint;
    note.place = place;
    note.field = field;
    note.other = constraint.when;
    if (constraint.when != FieldId::none) note.when = presence_.index(constraint.when);
    return note;
  }

  /// What stands there under another name has a finding of its own.
  bool is_absent(FieldId field) const {
    return presence_.fact(field) == nullptr && !meant_.contains(field);
  }

  void check_needs(const Constraint& constraint) {
    if (tag_.empty() || !presence_.holds(constraint)) return;
    for (const FieldId field : constraint.fields) {
      const FieldFact* fact = presence_.fact(field);
      const bool empty = fact != nullptr && is_empty_text(binding_, *fact);
      if (!empty && !is_absent(field)) continue;
      note(constraint,
           empty                              ? fact->element
           : constraint.when == FieldId::none ? tag_
                                              : presence_.place(constraint.when),
           field);
    }
  }

  void check_excludes(const Constraint& constraint) {
    if (!presence_.holds(constraint)) return;
    for (const FieldId field : constraint.fields) {
      if (!presence_.filled(field)) continue;
      note(constraint, presence_.place(field), field).fact = presence_.index(field);
    }
  }

  void check_only_when(const Constraint& constraint) {
    if (presence_.holds(constraint) || presence_.undecided(constraint)) return;
    if (!presence_.holds_also(constraint)) return;
    for (const FieldId field : constraint.fields) {
      if (presence_.fact(field) == nullptr) continue;
      note(constraint, presence_.place(field), field).fact = presence_.index(field);
    }
  }

  void check_positive(const Constraint& constraint) {
    if (!presence_.holds(constraint)) return;
    for (const FieldId field : constraint.fields) {
      const FieldFact* fact = presence_.fact(field);
      if (fact == nullptr || !fact->intact() || fact->tainted) continue;
      const std::string_view value = binding_.value_of(*fact);
      std::int32_t number = 0;
      const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
      // What is no number, or none of 32 bits, is noted as such.
      if (error != std::errc() || end != value.data() + value.size() || number > 0) continue;
      note(constraint, fact->value, field).fact = presence_.index(field);
    }
  }

  void check_matches(const Constraint& constraint) {
    if (!presence_.holds(constraint)) return;
    for (const FieldId field : constraint.fields) {
      const FieldFact* fact = presence_.fact(field);
      if (fact == nullptr || !fact->judgeable()) continue;
      const std::string_view value = binding_.value_of(*fact);
      if (is_formula(value) || binding_.schema.matches(constraint.pattern, value)) continue;
      note(constraint, fact->value, field).fact = presence_.index(field);
    }
  }

  /// What it will say is decided when it is used.
  static bool is_formula(std::string_view value) {
    return value.find("{!") != std::string_view::npos;
  }

  void check_one_of(const Constraint& constraint) {
    std::vector<FieldId> found;
    bool meant = false;
    for (const FieldId field : constraint.fields) {
      if (presence_.fact(field) != nullptr) found.push_back(field);
      meant = meant || meant_.contains(field);
    }
    if (found.size() == 1 || (found.empty() && (tag_.empty() || meant))) return;
    const TextRange place = found.empty() ? tag_ : presence_.place(found[1]);
    note(constraint, place, FieldId::none).found = std::move(found);
  }

  void check_together(const Constraint& constraint) {
    if (tag_.empty()) return;
    FieldId there = FieldId::none;
    for (const FieldId field : constraint.fields) {
      if (presence_.fact(field) != nullptr) there = field;
    }
    if (there == FieldId::none) return;
    for (const FieldId field : constraint.fields) {
      if (is_absent(field)) note(constraint, presence_.place(there), there).other = field;
    }
  }

  Binding& binding_;
  Presence presence_;
  const MeantFields& meant_;
  TextRange tag_;
};

}  // namespace

void check_constraints(Binding& binding, const RecordSchema& record,
                       std::span<const FactIndex> present, const MeantFields& meant,
                       TextRange tag) {
  ConstraintJudge judge(binding, present, meant, tag);
  for (const Constraint& constraint : record.constraints) judge.judge(constraint);
}

}  // namespace ecac
