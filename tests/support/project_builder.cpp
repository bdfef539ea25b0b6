#include "tests/support/project_builder.h"

#include <fmt/format.h>

#include <filesystem>
#include <stdexcept>

#include "compiler/schema/schema_set.h"
#include "tests/support/rule_page.h"

namespace ecac::test {

std::string metadata_text(std::string_view type, std::string_view elements) {
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<{0} xmlns=\"http://soap.sforce.com/2006/04/metadata\">\n{1}{2}</{0}>\n",
      type, elements, elements.ends_with('\n') ? "" : "\n");
}

std::string_view root_element_of(std::string_view path) {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  const std::string_view suffix = name.substr(name.find('.') + 1);
  const SchemaSet& schema = *SchemaSet::embedded();
  const TypeSchema* type =
      schema.find_by_suffix(suffix.substr(0, suffix.find('-')), name.substr(0, name.find('.')));
  if (type == nullptr) throw std::invalid_argument(fmt::format("no type for {}", path));
  const bool is_part = schema.find_type(type->metadata_name) != nullptr;
  return is_part ? type->metadata_name : type->name;
}

ProjectTexts texts_of_folder(const std::string& path_in_source) {
  const std::filesystem::path root = std::filesystem::path(ECAC_SOURCE_DIR) / path_in_source;
  ProjectTexts texts;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
    if (!entry.is_regular_file()) continue;
    texts[std::filesystem::relative(entry.path(), root).generic_string()] =
        read_text_file(entry.path().string());
  }
  return texts;
}

void edit_text(ProjectTexts& texts, const std::string& path, std::string_view from,
               std::string_view to) {
  for (auto& [known, text] : texts) {
    const std::size_t at = known.ends_with(path) ? text.find(from) : std::string::npos;
    if (at == std::string::npos) continue;
    text.replace(at, from.size(), to);
    return;
  }
  throw std::invalid_argument(fmt::format("`{}` is not in {}", from, path));
}

void add_texts(MemoryFileTree& tree, const std::string& folder, const ProjectTexts& texts) {
  for (const auto& [path, text] : texts) tree.add(folder + '/' + path, text);
}

std::string app_text(std::string_view name) {
  return metadata_text("ExternalClientApplication",
                       fmt::format("    <contactEmail>team@example.com</contactEmail>\n"
                                   "    <distributionState>Local</distributionState>\n"
                                   "    <label>{}</label>\n",
                                   name));
}

std::string oauth_text(std::string_view stem, std::string_view app) {
  return metadata_text(
      "ExtlClntAppOauthSettings",
      fmt::format("    <commaSeparatedOauthScopes>Api</commaSeparatedOauthScopes>\n"
                  "    <externalClientApplication>{}</externalClientApplication>\n"
                  "    <label>{}</label>\n",
                  app, stem));
}

std::string global_oauth_text(std::string_view stem, std::string_view app) {
  return metadata_text(
      "ExtlClntAppGlobalOauthSettings",
      fmt::format("    <callbackUrl>https://harbor.example.com/callback</callbackUrl>\n"
                  "    <externalClientApplication>{}</externalClientApplication>\n"
                  "    <label>{}</label>\n",
                  app, stem));
}

std::string oauth_policies_text(std::string_view stem, std::string_view app,
                                std::string_view more) {
  return metadata_text("ExtlClntAppOauthConfigurablePolicies",
                       fmt::format("{}    <externalClientApplication>{}"
                                   "</externalClientApplication>\n    <label>{}</label>\n",
                                   more, app, stem));
}

}  // namespace ecac::test
