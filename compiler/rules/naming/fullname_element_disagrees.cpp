#include "compiler/diagnostics/cases/fullname_element_disagrees.h"

#include <fmt/format.h>

#include "compiler/diagnostics/words.h"
#include "compiler/rules/engine/rule.h"
#include "compiler/secrets/placeholder.h"

namespace ecac::fullname_element_disagrees {

static void check(RuleContext& ctx) {
  const std::string_view written = ctx.facts().full_name();
  if (written.empty()) return;
  const ProjectFile& file = ctx.file();
  const TypeSchema& type = ctx.schema().type(file.type);
  // What a manifest calls otherwise has a name that no file can show.
  if (type.role == "context" || !type.metadata_name.empty()) return;
  const std::string_view name = ctx.project().name_of(file.definition);
  if (ctx.project().canonical(written) == name || written == file.full_name) return;
  if (has_placeholder(written)) return;
  ctx.report(cases::NAM005_disagrees, ctx.facts().full_name_range(),
             fmt::format("`fullName` says `{}`, but the file is called `{}`, which is what counts",
                         shown(written), file.full_name))
      .subject(written)
      .fix("Remove the element", Applicability::safe,
           ctx.remove(ctx.file_id(), ctx.facts().full_name_element()));
}

extern const Rule rule{.id = rules::NAM005, .unit = UnitKind::file, .check = check};

}  // namespace ecac::fullname_element_disagrees
