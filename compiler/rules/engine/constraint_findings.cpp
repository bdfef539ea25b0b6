#include "compiler/rules/engine/constraint_findings.h"

#include <fmt/format.h>

#include <utility>

#include "compiler/diagnostics/words.h"

namespace ecac {

namespace {

/// One broken relation, put into words.
class ConstraintReport {
 public:
  ConstraintReport(RuleContext& ctx, const BrokenConstraint& note)
      : ctx_(ctx), note_(note), name_(name_of(note.field)), other_(name_of(note.other)) {}

  void report() {
    switch (note_.constraint->kind) {
      case ConstraintKind::needs:
        // What an older API does not have cannot be missing there.
        if (ctx_.schema().field(note_.field).since > ctx_.project().api_version()) return;
        report(fmt::format("`{}` needs `{}`", other_, name_)).subject(name_);
        return;
      case ConstraintKind::together:
        report(fmt::format("`{}` needs `{}`", name_, other_)).subject(other_);
        return;
      case ConstraintKind::excludes: {
        FindingBuilder finding = report(fmt::format("`{}` does not go with `{}`", name_, other_));
        offer_removal(finding.subject(name_));
        return;
      }
      case ConstraintKind::only_when: {
        FindingBuilder finding =
            report(fmt::format("`{}` has no effect without `{}`", name_, other_));
        offer_removal(finding.subject(name_));
        return;
      }
      case ConstraintKind::positive: {
        const std::string_view value = ctx_.facts().text(ctx_.facts().fields()[note_.fact]);
        report(fmt::format("`{}` is `{}`; expected a positive number with this `{}`", name_,
                           shown(value), other_))
            .subject(value);
        return;
      }
      case ConstraintKind::matches: {
        const std::string_view text = ctx_.facts().text(ctx_.facts().fields()[note_.fact]);
        report(fmt::format("`{}` is `{}`, which this `{}` cannot be", name_, shown(text), other_))
            .subject(text);
        return;
      }
      case ConstraintKind::one_of: report_one_of(); return;
    }
  }

 private:
  std::string_view name_of(FieldId field) const {
    return field == FieldId::none ? std::string_view() : ctx_.schema().field(field).name;
  }

  /// In the schema's own words, if it has some.
  FindingBuilder report(std::string otherwise) {
    const Constraint& constraint = *note_.constraint;
    std::string text(constraint.message);
    if (text.empty()) return ctx_.report(constraint.rule_case, note_.place, std::move(otherwise));
    std::string_view value;
    if (note_.when != kNoFact) value = ctx_.facts().text(ctx_.facts().fields()[note_.when]);
    std::string_view written;
    if (note_.fact != kNoFact) written = ctx_.facts().text(ctx_.facts().fields()[note_.fact]);
    const std::pair<std::string_view, std::string> variables[] = {{"{field}", std::string(name_)},
                                                                  {"{other}", std::string(other_)},
                                                                  {"{value}", shown(value)},
                                                                  {"{text}", shown(written)}};
    for (const auto& [variable, meaning] : variables) {
      for (std::size_t at = text.find(variable); at != std::string::npos;
           at = text.find(variable, at + meaning.size())) {
        text.replace(at, variable.size(), meaning);
      }
    }
    return ctx_.report(constraint.rule_case, note_.place, std::move(text));
  }

  void report_one_of() {
    const std::string all = names_of(note_.constraint->fields);
    const bool none = note_.found.empty();
    ctx_.report(note_.constraint->rule_case, note_.place,
                none ? fmt::format("exactly one of {} is needed; there is none", all)
                     : fmt::format("exactly one of {} is allowed; found {}", all,
                                   names_of(note_.found)))
        .subject(none ? "none" : "several");
  }

  std::string names_of(const std::vector<FieldId>& fields) const {
    std::string names;
    for (const FieldId field : fields) {
      if (!names.empty()) names += ", ";
      names += fmt::format("`{}`", name_of(field));
    }
    return names;
  }

  void offer_removal(FindingBuilder& finding) {
    const FieldFact& fact = ctx_.facts().fields()[note_.fact];
    const bool whole = fact.intact() && ctx_.facts().editable();
    if (!note_.constraint->offers_removal || !whole) return;
    finding.fix(fmt::format("Remove `{}`", name_), Applicability::unsafe,
                {RemoveElement{{ctx_.file_id(), fact.element}}});
  }

  RuleContext& ctx_;
  const BrokenConstraint& note_;
  std::string_view name_;
  std::string_view other_;
};

void check_constraints(RuleContext& ctx) {
  for (const BrokenConstraint& note : ctx.facts().notes().constraints) {
    ConstraintReport(ctx, note).report();
  }
}

}  // namespace

const Rule constraint_rule{.unit = UnitKind::file, .check = check_constraints};

}  // namespace ecac
