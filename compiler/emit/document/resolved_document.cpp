#include "compiler/emit/document/resolved_document.h"

#include <utility>

#include "compiler/emit/document/document_builder.h"
#include "compiler/resolve/project/project_visitor.h"

namespace ecac {

std::string resolved_document(const ResolvedProject& project, const ToolInfo& tool) {
  DocumentBuilder builder(*project.schema, project.places);
  visit_project(project, builder);
  nlohmann::json document = std::move(builder).finish();
  document["formatVersion"] = kRuntimeConfigVersion;
  document["generator"] = {{"name", tool.name}, {"version", tool.version}};
  return document_text(document);
}

std::string document_text(const nlohmann::json& document) {
  return document.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + '\n';
}

}  // namespace ecac
