#include "compiler/emit/plan/plan_json.h"

#include <map>
#include <string>
#include <utility>

#include "compiler/emit/document/document_builder.h"
#include "compiler/emit/document/resolved_document.h"
#include "compiler/emit/plan/plan_stages.h"
#include "compiler/resolve/project/deploy_visitor.h"
#include "compiler/secrets/shown_text.h"

namespace ecac {

namespace {

nlohmann::json stage_json(const PlanStage& stage, std::string_view folder) {
  nlohmann::json json = {{"stage", stage.id}, {"why", stage.why}, {"folder", stage.folder}};
  json["members"] = nlohmann::json::array();
  for (const PlanMember& member : stage.members) {
    nlohmann::json one = {{"type", member.type}, {"name", shown_text(member.name)}};
    if (!member.path.empty()) one["path"] = shown_text(member.path);
    if (!member.effect.empty()) one["effect"] = shown_text(member.effect);
    json["members"].push_back(std::move(one));
  }
  if (!folder.empty()) json["command"] = shown_text(stage_command(stage, folder));
  return json;
}

nlohmann::json effects_json(const ResolvedProject& project) {
  nlohmann::json effects = nlohmann::json::array();
  for (const CompiledApp& app : project.apps) {
    for (const DeployEffect& effect : app.posture.effects) {
      if (!is_shown(effect)) continue;
      nlohmann::json one = {
          {"app", shown_text(app.name)}, {"id", effect.id}, {"text", shown_text(effect.text)}};
      if (effect.change) one["change"] = *effect.change;
      effects.push_back(std::move(one));
    }
  }
  for (const Loss& loss : project.deploy.losses) {
    nlohmann::json one = {{"id", loss.id}, {"text", shown_text(loss.text)}, {"change", true}};
    one["subject"] = {{"type", manifest_name(project.schema->type(loss.type))},
                      {"name", shown_text(loss.name)}};
    effects.push_back(std::move(one));
  }
  return effects;
}

}  // namespace

nlohmann::json call_body(const ManualCall& call) {
  nlohmann::json body = nlohmann::json::object();
  for (const RequestParameter& member : call.members) body[member.name] = member.value;
  if (!call.stores()) return body;
  nlohmann::json& credentials = body["credentials"];
  credentials = call.as_list ? nlohmann::json::array() : nlohmann::json::object();
  for (const CallCredential& one : call.credentials) {
    if (call.as_list) {
      credentials.push_back({{"credentialName", one.name}, {"credentialValue", one.placeholder}});
    } else {
      credentials[one.name] = {{"value", one.placeholder}, {"encrypted", one.encrypted}};
    }
  }
  return body;
}

std::string plan_json(const ResolvedProject& project, std::string_view folder) {
  DocumentBuilder builder(*project.schema, project.places);
  ValueWalk walk(*project.schema, builder);
  const ValueNode root(walk);
  visit_deploy(root, project.deploy);
  visit_manual_steps(root, project.manual_steps);
  nlohmann::json whole = std::move(builder).finish();
  nlohmann::json plan = {{"formatVersion", kPlanVersion},
                         {"apiVersion", std::to_string(project.description.api_version) + ".0"}};
  for (const char* list : {"before", "deploy", "remove", "after"}) {
    plan[list] = nlohmann::json::array();
  }
  std::map<std::string, nlohmann::json> during;
  for (nlohmann::json& step : whole["manualSteps"]) {
    const std::string when = step["when"];
    nlohmann::json& list =
        plan.contains(when) ? plan[when] : during[step["beforeStage"].get<std::string>()];
    list.push_back(std::move(step));
  }
  for (const PlanStage& stage : plan_stages(project)) {
    nlohmann::json& list = plan[stage.removes ? "remove" : "deploy"];
    list.push_back(stage_json(stage, folder));
    const auto steps = during.find(std::string(stage.id));
    if (!stage.removes && steps != during.end()) list.back()["before"] = steps->second;
  }
  plan["leftOut"] = nlohmann::json::array();
  for (const DeployComponent& component : project.deploy.left_out) {
    plan["leftOut"].push_back({{"type", manifest_name(project.schema->type(component.type))},
                               {"name", shown_text(component.name)},
                               {"path", shown_text(component.path)}});
  }
  plan["effects"] = effects_json(project);
  for (const char* member :
       {"requiredPermissions", "environmentValues", "unresolvedPlaceholders"}) {
    plan[member] = std::move(whole["deploy"][member]);
  }
  return document_text(std::move(plan), project.secrets);
}

}  // namespace ecac
