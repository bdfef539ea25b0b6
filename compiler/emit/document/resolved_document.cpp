#include "compiler/emit/document/resolved_document.h"

#include <utility>

#include "compiler/emit/document/document_builder.h"
#include "compiler/resolve/project/project_visitor.h"
#include "compiler/secrets/shown_text.h"

namespace ecac {

static void cover_values(nlohmann::json& node, const SecretValues& secrets) {
  if (node.is_string()) {
    node = without_values(node.get_ref<const std::string&>(), secrets);
  } else if (node.is_structured()) {
    for (nlohmann::json& member : node) cover_values(member, secrets);
  }
}

std::string resolved_document(const ResolvedProject& project, const ToolInfo& tool) {
  DocumentBuilder builder(*project.schema, project.places);
  visit_project(project, builder);
  nlohmann::json document = std::move(builder).finish();
  document["formatVersion"] = kRuntimeConfigVersion;
  document["generator"] = {{"name", tool.name}, {"version", tool.version}};
  return document_text(std::move(document), project.secrets);
}

std::string document_text(nlohmann::json document, const SecretValues& secrets) {
  if (!secrets.empty()) cover_values(document, secrets);
  return document.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + '\n';
}

}  // namespace ecac
