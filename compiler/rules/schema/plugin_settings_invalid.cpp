#include "compiler/diagnostics/cases/plugin_settings_invalid.h"

#include <fmt/format.h>

#include "compiler/rules/engine/rule.h"
#include "compiler/schema/values/ScreenLockTimeout.h"

namespace ecac::plugin_settings_invalid {

static void check_canvas(RuleContext& ctx) {
  const FileFacts& facts = ctx.facts();
  const FieldId location = fields::ExtlClntAppCanvasSettings::canvasLocationOptions;
  const FieldSchema& field = ctx.schema().field(location);
  if (field.values == nullptr) return;
  for (const FieldFact& fact : facts.fields()) {
    if (fact.field != location || !fact.judgeable()) continue;
    const EnumValue* value = field.values->find(facts.text(fact));
    if (value == nullptr || !value->undocumented) continue;
    ctx.report(cases::SCH013_canvas_location, fact.value,
               fmt::format("the guide does not list `{}` as a location; an org may refuse it",
                           value->name))
        .subject(value->name)
        .note("an org is reported to answer: Organization is not configured to support location");
  }
}

static void check_mobile(RuleContext& ctx) {
  const auto settings = ctx.bundle().members(types::ExtlClntAppMobileSettings);
  if (settings.empty()) return;
  const auto policies = ctx.bundle().members(types::ExtlClntAppMobileConfigurablePolicies);
  const FieldId timeout = fields::ExtlClntAppMobileConfigurablePolicies::screenLockTimeout;
  for (const BundleMember& setting : settings) {
    const FileFacts& facts = ctx.project().file(setting.site.file).facts;
    const FieldFact* lock = facts.judgeable(fields::ExtlClntAppMobileSettings::isScreenLockEnabled);
    if (lock == nullptr || (facts.text(*lock) != "true" && facts.text(*lock) != "1")) continue;
    const Place demanded = {setting.site.file, lock->value};
    if (policies.empty()) {
      ctx.report(cases::SCH013_mobile_lock_missing, demanded,
                 fmt::format("the screen has to lock, but no `.{}` file of the app says after what "
                             "`{}`",
                             ctx.schema().type(types::ExtlClntAppMobileConfigurablePolicies).suffix,
                             ctx.schema().field(timeout).name))
          .subject(ctx.subject_name());
    }
    for (const BundleMember& policy : policies) {
      const FileFacts& policy_facts = ctx.project().file(policy.site.file).facts;
      const FieldFact* never = policy_facts.judgeable(timeout);
      if (never == nullptr || policy_facts.text(*never) != values::ScreenLockTimeout::Never) {
        continue;
      }
      ctx.report(cases::SCH013_mobile_lock, {policy.site.file, never->value},
                 "the mobile settings of the app demand a screen lock, and here it never locks")
          .subject(ctx.subject_name())
          .label(demanded, "demanded here");
    }
  }
}

static const Rule kMobile{.id = rules::SCH013, .unit = UnitKind::bundle, .check = check_mobile};

extern const Rule rule{.id = rules::SCH013,
                       .unit = UnitKind::file,
                       .types = {types::ExtlClntAppCanvasSettings},
                       .check = check_canvas,
                       .also = &kMobile};

}  // namespace ecac::plugin_settings_invalid
