#include "compiler/rules/reference_findings.h"

#include <fmt/format.h>

#include "compiler/model/binding.h"

namespace ecac {

std::string file_that_defines(const TypeSchema& type, std::string_view name) {
  const bool is_source_code = type.content_pair && type.read != ReadDepth::fields;
  return fmt::format("{}/{}.{}{}", type.directory, name, type.suffix,
                     is_source_code ? "" : "-meta.xml");
}

void help_to_define(FindingBuilder& finding, const TypeSchema& type, std::string_view name) {
  finding.help(fmt::format("add `{}`, or list `{}:{}` under `known` in `ecac.json`",
                           file_that_defines(type, name), type.name, name));
}

void offer_name(RuleContext& ctx, FindingBuilder& finding, const NameUse& use,
                std::string_view suggestion, Applicability applicability) {
  const FieldSchema& field = ctx.schema().field(use.field);
  for (const TypeId type : {field.reference_type, field.reference_also_type}) {
    if (type == TypeId::none) continue;
    const auto definitions = ctx.definitions(ctx.symbol(type, suggestion));
    if (definitions.empty()) continue;
    finding.label({definitions[0], ctx.project().file(definitions[0]).facts.root_tag()},
                  fmt::format("`{}` is defined here", suggestion));
    break;
  }
  finding.caret(fmt::format("did you mean `{}`?", suggestion));
  finding.fix(fmt::format("Write `{}`", suggestion), applicability,
              ctx.edit(ctx.file_id(), use.range, escape_xml(suggestion)));
}

}  // namespace ecac
