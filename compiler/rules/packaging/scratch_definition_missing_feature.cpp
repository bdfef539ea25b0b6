#include "compiler/diagnostics/cases/scratch_definition_missing_feature.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "compiler/rules/engine/rule.h"
#include "compiler/support/edit_distance.h"

namespace ecac::scratch_definition_missing_feature {

constexpr std::string_view kSetting = "externalClientAppSettings.enableExternalClientApps";

static bool has_feature(const ScratchDefinition& definition, std::string_view name) {
  return std::any_of(
      definition.features.begin(), definition.features.end(),
      [&](const std::string& feature) { return equal_ignoring_case(feature, name); });
}

static std::vector<FixOperation> add_features(const ScratchDefinition& definition,
                                              const std::vector<std::string_view>& missing) {
  AddJsonItems add{{definition.place.file, "/features"}};
  for (const std::string_view name : missing) add.items.push_back({.text = std::string(name)});
  return {std::move(add)};
}

static void check(RuleContext& ctx) {
  const ProjectView& project = ctx.project();
  if (project.scratch_definitions().empty()) return;
  if (!ctx.has_any(types::ExternalClientApplication)) return;
  std::vector<std::string_view> needed;
  for (const TypeSchema& type : ctx.schema().types()) {
    if (!type.scratch_feature.empty() && ctx.has_any(type.id)) {
      needed.push_back(type.scratch_feature);
    }
  }
  const FieldSchema& setting =
      ctx.schema().field(fields::ExternalClientAppSettings::enableExternalClientApps);
  const bool needs_setting = setting.until == 0 || project.api_version() <= setting.until;
  for (const ScratchDefinition& definition : project.scratch_definitions()) {
    std::vector<std::string_view> missing;
    for (const std::string_view name : needed) {
      if (!has_feature(definition, name)) missing.push_back(name);
    }
    std::string wanted;
    for (const std::string_view name : missing) {
      wanted += fmt::format("{}`{}`", wanted.empty() ? "" : ", ", name);
    }
    if (!wanted.empty()) wanted.insert(0, missing.size() == 1 ? "feature " : "features ");
    if (needs_setting && !definition.enables_apps) {
      wanted += fmt::format("{}setting `{}`", wanted.empty() ? "" : ", ", kSetting);
    }
    if (wanted.empty()) continue;
    FindingBuilder finding = ctx.report(
        cases::PKG011_missing, definition.place,
        fmt::format("an org of this definition may not take the project's external client apps; "
                    "missing: {}",
                    wanted));
    finding.subject(wanted);
    if (!missing.empty()) {
      finding.fix("Add the features", Applicability::unsafe, add_features(definition, missing));
    }
  }
}

extern const Rule rule{.id = rules::PKG011, .unit = UnitKind::project, .check = check};

}  // namespace ecac::scratch_definition_missing_feature
