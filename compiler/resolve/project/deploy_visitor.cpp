#include "compiler/resolve/project/deploy_visitor.h"

#include <fmt/format.h>

#include <string>
#include <string_view>
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

template <class Texts>
std::vector<std::string> texts(const Texts& views) {
  return {views.begin(), views.end()};
}

std::string name_of(const ValueNode& node, TypeId type, std::string_view name) {
  return fmt::format("{}.{}", node.schema().type(type).name, name);
}

std::string name_of(const ValueNode& node, const DeployComponent& component) {
  return name_of(node, component.type, component.name);
}

void put_component(const ValueNode& node, const DeployComponent& component) {
  node.put("type", node.schema().type(component.type).name);
  node.put("name", component.name);
}

void visit_step(const ValueNode& deploy, const DeployPlan& plan, const DeployStep& step) {
  const DeployStageInfo stage = info(deploy.schema(), step.stage);
  const ValueNode node = deploy.append("steps", stage.id);
  node.put("stage", stage.id);
  node.put("why", stage.why);
  for (std::size_t i = step.begin; i < step.end; ++i) {
    const DeployComponent& component = plan.components[i];
    const ValueNode member = node.append("members", name_of(node, component));
    member.put("type", manifest_name(node.schema().type(component.type)));
    member.put("name", component.name);
    member.put("path", component.path);
  }
}

void visit_removals(const ValueNode& deploy, const DeployPlan& plan) {
  if (!plan.removals) return;
  deploy.list("removals");
  for (const RemovalStep& step : *plan.removals) {
    const std::string_view stage = info(deploy.schema(), step.stage).id;
    const ValueNode node = deploy.append("removals", stage);
    node.put("stage", stage);
    for (const RemovedComponent& component : step.components) {
      const ValueNode member =
          node.append("members", name_of(node, component.type, component.name));
      member.put("type", manifest_name(node.schema().type(component.type)));
      member.put("name", component.name);
      if (!component.effect.empty()) member.put("effect", component.effect);
    }
  }
}

void visit_losses(const ValueNode& deploy, const DeployPlan& plan) {
  if (!plan.removals) return;
  deploy.list("losses");
  for (const Loss& loss : plan.losses) {
    const ValueNode node = deploy.append(
        "losses", fmt::format("{} {}", name_of(deploy, loss.type, loss.name), loss.text));
    node.put("id", loss.id);
    node.put("type", manifest_name(node.schema().type(loss.type)));
    node.put("name", loss.name);
    node.put("text", loss.text);
  }
}

void visit_version(const ValueNode& node, const VersionDemand& demand) {
  node.put("version", fmt::format("{}.0", demand.version));
  node.put("neededBy", demand.subject);
  node.because(demand.origin);
}

void visit_versions(const ValueNode& deploy, const DeployPlan& plan) {
  if (plan.min_version) {
    visit_version(deploy["minApiVersion"], *plan.min_version);
  } else {
    deploy.put("minApiVersion", ShownValue());
  }
  if (plan.unconfirmed_version) {
    visit_version(deploy["unconfirmedMinApiVersion"], *plan.unconfirmed_version);
  }
}

void visit_environment_value(const ValueNode& deploy, const EnvironmentValue& value) {
  const std::string field = field_name(deploy.schema(), value.field);
  const ValueNode node = deploy.append(
      "environmentValues",
      fmt::format("{} {} {}", name_of(deploy, value.component), field, value.parameter));
  put_component(node, value.component);
  node.put("field", field);
  if (!value.parameter.empty()) node.put("parameter", value.parameter);
  node.put("kind", word_for(value.kind));
  if (!value.hosts.empty()) node.put("hosts", value.hosts);
  node.put("variables", value.variables);
  node.put_place("place", value.origin.place);
  node.because(value.origin);
}

void visit_placeholder(const ValueNode& deploy, const UnresolvedPlaceholder& placeholder) {
  const std::string field = field_name(deploy.schema(), placeholder.field);
  const ValueNode node =
      deploy.append("unresolvedPlaceholders",
                    fmt::format("{} {}", name_of(deploy, placeholder.component), field));
  node.put("text", placeholder.text.empty() ? ShownValue() : ShownValue(placeholder.text));
  put_component(node, placeholder.component);
  node.put("field", field);
  node.put("variables", placeholder.variables);
  node.put_place("place", placeholder.origin.place);
  node.because(placeholder.origin);
}

void visit_digest(const ValueNode& deploy, const ContentDigest& digest) {
  const ValueNode node = deploy.append("digests", name_of(deploy, digest.type, digest.name));
  node.put("type", node.schema().type(digest.type).name);
  node.put("name", digest.name);
  if (digest.sha256.known()) {
    node.put("sha256", *digest.sha256.value);
  } else {
    node.put("sha256", digest.sha256);
  }
}

/// The JSON that is sent.
void visit_body(const ValueNode& body, const ManualCall& call) {
  body.object();
  for (const RequestParameter& member : call.members) body.put(member.name, member.value);
  if (!call.stores()) return;
  if (call.as_list) {
    body.list("credentials");
    for (const CallCredential& one : call.credentials) {
      const ValueNode item = body.append("credentials", one.name);
      item.put("credentialName", one.name);
      item.put("credentialValue", one.placeholder);
    }
    return;
  }
  const ValueNode credentials = body["credentials"];
  credentials.object();
  for (const CallCredential& one : call.credentials) {
    const ValueNode credential = credentials[one.name];
    credential.object();
    credential.put("value", one.placeholder);
    credential.put("encrypted", one.encrypted);
  }
}

void visit_manual_step(const ValueNode& root, const ManualStep& step) {
  const ValueNode node = root.append(
      "manualSteps", fmt::format("{} {}", step.kind, name_of(root, step.type, step.name)));
  node.put("kind", step.kind);
  node["subject"].put("type", node.schema().type(step.type).name);
  node["subject"].put("name", step.name);
  node.put("when", step.before ? "before" : step.before_stage ? "during" : "after");
  if (step.before_stage) node.put("beforeStage", info(node.schema(), *step.before_stage).id);
  node.put("why", step.why);
  const ValueNode how = node["how"];
  how.put("setup", step.setup);
  if (!step.command.empty()) how.put("command", step.command);
  if (step.call) {
    const ValueNode call = how["call"];
    call.put("method", step.call->method);
    if (!step.call->replace_method.empty()) call.put("methodIfStored", step.call->replace_method);
    call.put("path", step.call->path);
    if (step.call->has_body()) visit_body(call["body"], *step.call);
  }
  if (!step.any_permission.empty()) {
    node.put("permission", fmt::format("{}", fmt::join(step.any_permission, " or ")));
  }
  if (step.unconfirmed) node.put("unconfirmed", true);
  node.because(step.origin);
}

}  // namespace

void visit_deploy(const ValueNode& root, const DeployPlan& plan) {
  const ValueNode deploy = root["deploy"];
  deploy.object();
  deploy.because(Origin::derived_from({"/apps", "/credentials"}));
  deploy.list("steps");
  for (const DeployStep& step : plan.steps) visit_step(deploy, plan, step);
  visit_removals(deploy, plan);
  visit_losses(deploy, plan);
  deploy.list("members");
  for (const auto& [type, names] : plan.members) {
    const ValueNode member = deploy.append("members", type);
    member.put("type", type);
    member.put("names", texts(names));
  }
  visit_versions(deploy, plan);
  deploy.list("requiredPermissions");
  for (const PermissionDemand& demand : plan.permissions) {
    const ValueNode permission =
        deploy.append("requiredPermissions", fmt::format("{}", fmt::join(demand.any_of, " ")));
    permission.list("anyOf");
    for (const std::string_view name : demand.any_of) {
      const ValueNode one = permission.append("anyOf", name);
      one.put("name", name);
      one.put("label", permission_label(deploy.schema(), name));
    }
    permission.put("types", texts(demand.types));
    permission.put("sources", texts(demand.sources));
  }
  deploy.list("environmentValues");
  for (const EnvironmentValue& value : plan.environment_values) {
    visit_environment_value(deploy, value);
  }
  deploy.list("unresolvedPlaceholders");
  for (const UnresolvedPlaceholder& placeholder : plan.placeholders) {
    visit_placeholder(deploy, placeholder);
  }
  deploy.list("digests");
  for (const ContentDigest& digest : plan.digests) visit_digest(deploy, digest);
}

void visit_manual_steps(const ValueNode& root, std::span<const ManualStep> steps) {
  root.list("manualSteps");
  root["manualSteps"].because(Origin::derived_from({"/apps", "/credentials"}));
  for (const ManualStep& step : steps) visit_manual_step(root, step);
}

}  // namespace ecac
