#include "compiler/emit/document/deploy_json.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace ecac {

namespace {

std::string_view word_for(EnvironmentKind kind) {
  switch (kind) {
    case EnvironmentKind::secret: return "secret";
    case EnvironmentKind::org_specific: return "orgSpecific";
    case EnvironmentKind::username: return "username";
    case EnvironmentKind::url: return "url";
    case EnvironmentKind::callback_url: return "callbackUrl";
  }
  return {};
}

class DeployWriter {
 public:
  DeployWriter(const Project& project, const DocumentNode& node) : project_(project), node_(node) {}

  void write(const DeployPlan& plan) const {
    node_.object();
    node_.because(Origin::derived_from({"/apps", "/credentials"}));
    node_.array("steps");
    for (const DeployStep& step : plan.steps) write_step(plan, step);
    node_.array("members");
    for (const auto& [type, names] : plan.members) {
      const DocumentNode member = node_.append("members");
      member.put("type", type);
      member.put("names", names);
    }
    write_versions(plan);
    node_.array("requiredPermissions");
    for (const PermissionDemand& demand : plan.permissions) {
      const DocumentNode permission = node_.append("requiredPermissions");
      permission.put("anyOf", demand.any_of);
      permission.put("types", demand.types);
    }
    node_.array("environmentValues");
    for (const EnvironmentValue& value : plan.environment_values) write_value(value);
    node_.array("unresolvedPlaceholders");
    for (const UnresolvedPlaceholder& placeholder : plan.placeholders) {
      write_placeholder(placeholder);
    }
    node_.array("digests");
    for (const ContentDigest& digest : plan.digests) {
      const DocumentNode node = node_.append("digests");
      node.put("type", project_.schema().type(digest.type).name);
      node.put("name", digest.name);
      if (digest.sha256.known()) {
        node.put("sha256", *digest.sha256.value);
      } else {
        node.put("sha256", digest.sha256);
      }
    }
  }

 private:
  void write_step(const DeployPlan& plan, const DeployStep& step) const {
    const DocumentNode node = node_.append("steps");
    node.put("stage", info(step.stage).id);
    node.put("why", info(step.stage).why);
    for (std::size_t i = step.begin; i < step.end; ++i) {
      const DocumentNode member = node.append("members");
      put_component(member, plan.components[i]);
      const TextRange start = project_.file(plan.components[i].file).facts.root_tag();
      member.put("path", node_.builder().shown({plan.components[i].file, start}).file);
    }
  }

  void write_versions(const DeployPlan& plan) const {
    if (plan.min_version) {
      write_version(node_["minApiVersion"], *plan.min_version);
    } else {
      node_.put("minApiVersion", nlohmann::json());
    }
    if (plan.unconfirmed_version) {
      write_version(node_["unconfirmedMinApiVersion"], *plan.unconfirmed_version);
    }
  }

  static void write_version(const DocumentNode& node, const VersionDemand& demand) {
    node.put("version", fmt::format("{}.0", demand.version));
    node.put("neededBy", demand.subject);
    node.because(demand.origin);
  }

  void put_component(const DocumentNode& node, const DeployComponent& component) const {
    node.put("type", project_.schema().type(component.type).name);
    node.put("name", component.name);
  }

  void write_value(const EnvironmentValue& value) const {
    const DocumentNode node = node_.append("environmentValues");
    put_component(node, value.component);
    node.put("field", field_name(project_.schema(), value.field));
    if (!value.parameter.empty()) node.put("parameter", value.parameter);
    node.put("kind", word_for(value.kind));
    if (!value.hosts.empty()) node.put("hosts", value.hosts);
    put_variables(node, value.variables, value.origin);
    node.because(value.origin);
  }

  void write_placeholder(const UnresolvedPlaceholder& placeholder) const {
    const DocumentNode node = node_.append("unresolvedPlaceholders");
    if (placeholder.text.empty()) {
      node.put("text", nlohmann::json());
    } else {
      node.put("text", placeholder.text);
    }
    put_component(node, placeholder.component);
    node.put("field", field_name(project_.schema(), placeholder.field));
    put_variables(node, placeholder.variables, placeholder.origin);
    node.because(placeholder.origin);
  }

  /// With the one that the place was filled from before the project was read.
  void put_variables(const DocumentNode& node, std::vector<std::string> variables,
                     const Origin& origin) const {
    const std::string put_in = node.builder().shown(origin.place).variable;
    if (!put_in.empty() &&
        std::find(variables.begin(), variables.end(), put_in) == variables.end()) {
      variables.push_back(put_in);
    }
    node.put("variables", std::move(variables));
    node.put_place("place", origin.place);
  }

  const Project& project_;
  const DocumentNode node_;
};

nlohmann::json body_of(const ManualCall& call) {
  nlohmann::json body = nlohmann::json::object();
  for (const RequestParameter& member : call.members) body[member.name] = member.value;
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

}  // namespace

void write_deploy(const Project& project, const DeployPlan& plan, const DocumentNode& root) {
  DeployWriter(project, root["deploy"]).write(plan);
}

void write_manual_steps(const Project& project, std::span<const ManualStep> steps,
                        const DocumentNode& root) {
  root.array("manualSteps");
  root["manualSteps"].because(Origin::derived_from({"/apps", "/credentials"}));
  for (const ManualStep& step : steps) {
    const DocumentNode node = root.append("manualSteps");
    node.put("kind", step.kind);
    node["subject"].put("type", project.schema().type(step.type).name);
    node["subject"].put("name", step.name);
    node.put("why", step.why);
    const DocumentNode how = node["how"];
    how.put("setup", step.setup);
    if (step.call) {
      how["call"].put("method", step.call->method);
      how["call"].put("path", step.call->path);
      how["call"].put("body", body_of(*step.call));
    }
    if (!step.permission.empty()) node.put("permission", step.permission);
    if (step.unconfirmed) node.put("unconfirmed", true);
    node.because(step.origin);
  }
}

}  // namespace ecac
