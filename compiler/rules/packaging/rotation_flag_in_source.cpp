#include "compiler/diagnostics/cases/rotation_flag_in_source.h"

#include <fmt/format.h>

#include "compiler/rules/shared/packaged_app.h"

namespace ecac::rotation_flag_in_source {

static void check_flag(RuleContext& ctx, FieldId flag, std::string_view what) {
  const FileFacts& facts = ctx.facts();
  const FieldFact* fact = facts.judgeable(flag);
  if (fact == nullptr || (facts.text(*fact) != "true" && facts.text(*fact) != "1")) return;
  const std::string_view name = ctx.schema().field(flag).name;
  ctx.report(cases::PKG007_rotates, fact->value,
             fmt::format("`{}` is on; every deploy of this file gives the app a new {} and cuts "
                         "off the clients that have the old one",
                         name, what))
      .subject(name)
      .note("the deploy is only accepted with --ignore-warnings")
      .fix("Write `false`", Applicability::unsafe,
           ctx.set_text(ctx.file_id(), fact->value, "false"));
}

static void check(RuleContext& ctx) {
  using namespace fields::ExtlClntAppGlobalOauthSettings;
  check_flag(ctx, shouldRotateConsumerKey, "consumer key");
  check_flag(ctx, shouldRotateConsumerSecret, "consumer secret");
}

extern const Rule rule{.id = rules::PKG007,
                       .unit = UnitKind::file,
                       .types = {types::ExtlClntAppGlobalOauthSettings},
                       .check = check};

}  // namespace ecac::rotation_flag_in_source
