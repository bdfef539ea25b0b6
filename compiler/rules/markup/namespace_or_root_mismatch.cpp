#include "compiler/diagnostics/cases/namespace_or_root_mismatch.h"

#include <fmt/format.h>

#include "compiler/diagnostics/words.h"
#include "compiler/rules/engine/rule.h"
#include "compiler/schema/root_element.h"

namespace ecac::namespace_or_root_mismatch {

static void report_root(RuleContext& ctx, const WrongRoot& root) {
  const TypeSchema& type = ctx.schema().type(ctx.file().type);
  FindingBuilder finding =
      ctx.report(cases::XML003_root, root.place,
                 fmt::format("root element `{}` does not match the suffix `.{}`, which is `{}`",
                             shown(root.written), type.suffix, root_element(type)));
  finding.subject(root.qualified);
  const TypeSchema* other = ctx.schema().find_type(root.written);
  if (other != nullptr && !other->suffix.empty()) {
    finding.help(fmt::format("a file of `{}` ends in `.{}-meta.xml`", other->name, other->suffix));
  }
}

static void report_namespace(RuleContext& ctx, const WrongRoot& root) {
  const std::string_view name = root_element(ctx.schema().type(ctx.file().type));
  ctx.report(cases::XML003_namespace, root.place,
             root.written.empty()
                 ? fmt::format("`{}` has no namespace; metadata needs xmlns=\"{}\"", name,
                               kMetadataNamespace)
                 : fmt::format("`{}` is not the namespace of metadata, `{}`", shown(root.written),
                               kMetadataNamespace))
      .subject(root.written);
}

static void check(RuleContext& ctx) {
  const auto& root = ctx.facts().notes().root;
  if (!root) return;
  if (root->name_space) {
    report_namespace(ctx, *root);
  } else {
    report_root(ctx, *root);
  }
}

extern const Rule rule{.id = rules::XML003, .unit = UnitKind::file, .check = check};

}  // namespace ecac::namespace_or_root_mismatch
