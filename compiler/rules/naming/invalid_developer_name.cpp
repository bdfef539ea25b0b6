#include "compiler/diagnostics/cases/invalid_developer_name.h"

#include <fmt/format.h>

#include <string>

#include "compiler/resolve/credential/principal_names.h"
#include "compiler/resolve/values/component_name.h"
#include "compiler/rules/shared/reference_findings.h"
#include "compiler/secrets/placeholder.h"
#include "compiler/support/text/ascii.h"

namespace ecac::invalid_developer_name {

static std::string letters_and_digits(std::string_view text) {
  std::string kept;
  for (const char c : text) {
    if (ascii::is_letter_or_digit(c)) kept += ascii::to_lower(c);
  }
  return kept;
}

/// What an installed package calls its components, no label repeats.
static bool is_in_label(const RuleContext& ctx, std::string_view name) {
  const FieldSchema* field = ctx.schema().type(ctx.file().type).root.find("label");
  const FieldFact* label = field == nullptr ? nullptr : ctx.facts().find(field->id);
  return label != nullptr && label->judgeable() &&
         letters_and_digits(ctx.facts().text(*label)) == letters_and_digits(name);
}

/// Two underscores in a row that set nothing apart, most likely.
static void check_namespace(RuleContext& ctx, std::string_view name) {
  const std::string_view prefix = namespace_of(name);
  if (prefix.empty() || prefix == ctx.project().settings().name_space) return;
  if (!is_in_label(ctx, name)) return;
  ctx.report(cases::NAM001_namespace, ctx.facts().root_tag(),
             fmt::format("`{}` has two underscores in a row, so `{}` is taken for the namespace of "
                         "a package; the label has it as part of the name",
                         name, prefix))
      .subject(name)
      .help("write one underscore in the names of the file and of all references to it");
}

static void check_file_name(RuleContext& ctx) {
  const std::string_view name = ctx.file().full_name;
  const std::string_view problem = api_name_problem(name);
  if (has_placeholder(name)) return;
  if (problem.empty()) {
    check_namespace(ctx, name);
    return;
  }
  ctx.report(cases::NAM001_file_name, ctx.facts().root_tag(),
             fmt::format("`{}`, the name of the file, cannot be an API name: it {}", name, problem))
      .subject(name);
}

/// A grant that is none for want of a hyphen is CRD016's matter.
static bool is_malformed_grant(const RuleContext& ctx, const NameUse& use) {
  return ctx.schema().field(use.field).reference_format == ReferenceFormat::principal &&
         ctx.file().type != types::MutingPermissionSet &&
         principal_part(ctx.facts().text(ctx.facts().fields()[use.fact])).empty();
}

static void check_reference(RuleContext& ctx, std::size_t index) {
  const NameUse& use = ctx.facts().uses()[index];
  if (is_malformed_grant(ctx, use)) return;
  const std::string_view name = ctx.facts().name(use);
  const std::string_view problem = impossible_name(ctx.schema(), use, name);
  if (problem.empty()) return;
  const ReferenceAnswer answer = ctx.resolve(ctx.file_id(), index);
  switch (answer.state) {
    case ReferenceState::found:  // the file of that name has the finding
    case ReferenceState::elsewhere:
    case ReferenceState::removed:
    case ReferenceState::unknown: return;
    case ReferenceState::other_case:
    case ReferenceState::near_miss:
    case ReferenceState::outside: break;
  }
  FindingBuilder finding = ctx.report(
      cases::NAM001_reference, use.range,
      fmt::format("`{}` in `{}` cannot be the API name of a `{}`: it {}", name,
                  ctx.schema().field(use.field).name, ctx.schema().type(use.type).name, problem));
  finding.subject(name);
  if (!answer.suggestion.empty() && api_name_problem(answer.suggestion).empty()) {
    offer_name(ctx, finding, use, answer.suggestion, Applicability::unsafe);
  }
}

static void check(RuleContext& ctx) {
  const TypeSchema& type = ctx.schema().type(ctx.file().type);
  if (type.role == "context" || !ctx.facts().usable()) return;
  if (has_judged_api_name(type)) check_file_name(ctx);
  for (std::size_t i = 0; i < ctx.facts().uses().size(); ++i) check_reference(ctx, i);
}

extern const Rule rule{.id = rules::NAM001, .unit = UnitKind::file, .check = check};

}  // namespace ecac::invalid_developer_name
