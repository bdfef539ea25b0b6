#include "tests/unit/rules/project_text.h"

#include <fmt/format.h>

namespace ecac::test {

namespace {

std::string metadata(std::string_view type, std::string_view inside) {
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<{0} xmlns=\"http://soap.sforce.com/2006/04/metadata\">\n{1}</{0}>\n",
      type, inside);
}

std::string words_for(const ReportOperation& operation) {
  switch (operation.kind) {
    case ReportOperation::Kind::edit:
      return fmt::format("edit {}:{}:{}-{}:{} `{}`", operation.place.path,
                         operation.place.start.line, operation.place.start.column,
                         operation.place.end.line, operation.place.end.column, operation.text);
    case ReportOperation::Kind::create:
      return fmt::format("create {} `{}`", operation.place.path, operation.text);
    case ReportOperation::Kind::rename:
      return fmt::format("rename {} to {}", operation.place.path, operation.new_path);
    case ReportOperation::Kind::remove: return fmt::format("remove {}", operation.place.path);
  }
  return {};
}

}  // namespace

ProjectText& ProjectText::file(std::string path, std::string text) {
  for (PageFile& known : section_.files) {
    if (known.path == path) {
      known.text = std::move(text);
      return *this;
    }
  }
  PageFile file;
  file.path = std::move(path);
  file.text = std::move(text);
  section_.files.push_back(std::move(file));
  return *this;
}

ProjectText& ProjectText::app(const std::string& name) {
  return file("externalClientApps/" + name + ".eca-meta.xml",
              metadata("ExternalClientApplication",
                       fmt::format("    <contactEmail>team@example.com</contactEmail>\n"
                                   "    <distributionState>Local</distributionState>\n"
                                   "    <label>{}</label>\n",
                                   name)));
}

ProjectText& ProjectText::oauth(const std::string& stem, const std::string& app) {
  return file(
      "extlClntAppOauthSettings/" + stem + ".ecaOauth-meta.xml",
      metadata("ExtlClntAppOauthSettings",
               fmt::format("    <commaSeparatedOauthScopes>Api</commaSeparatedOauthScopes>\n"
                           "    <externalClientApplication>{}</externalClientApplication>\n"
                           "    <label>{}</label>\n",
                           app, stem)));
}

ProjectText& ProjectText::global_oauth(const std::string& stem, const std::string& app) {
  return file(
      "extlClntAppGlobalOauthSets/" + stem + ".ecaGlblOauth-meta.xml",
      metadata("ExtlClntAppGlobalOauthSettings",
               fmt::format("    <callbackUrl>https://harbor.example.com/callback</callbackUrl>\n"
                           "    <externalClientApplication>{}</externalClientApplication>\n"
                           "    <label>{}</label>\n",
                           app, stem)));
}

ProjectText& ProjectText::oauth_policies(const std::string& stem, const std::string& app,
                                         const std::string& more) {
  return file("extlClntAppOauthPolicies/" + stem + ".ecaOauthPlcy-meta.xml",
              metadata("ExtlClntAppOauthConfigurablePolicies",
                       fmt::format("{}    <externalClientApplication>{}"
                                   "</externalClientApplication>\n    <label>{}</label>\n",
                                   more, app, stem)));
}

ProjectText& ProjectText::options(std::vector<std::string> options) {
  section_.options = std::move(options);
  return *this;
}

std::vector<std::string> ProjectText::findings() const {
  std::vector<std::string> lines;
  for (const SeenFinding& seen : run_section(section_)) {
    lines.push_back(fmt::format("{}:{} {}[{}/{}] {}", seen.path, seen.line, seen.severity,
                                seen.rule, seen.case_id, seen.covered));
  }
  return lines;
}

std::vector<std::string> ProjectText::fixes(std::string_view code) const {
  std::vector<std::string> lines;
  for (const ReportFinding& finding : check_section(section_).report.findings) {
    if (rule_of(finding.rule_case).code != code) continue;
    for (const ReportFix& fix : finding.fixes) {
      std::string line = fix.applicability == Applicability::safe ? "safe:" : "unsafe:";
      for (const ReportOperation& operation : fix.operations) line += " " + words_for(operation);
      lines.push_back(std::move(line));
    }
  }
  return lines;
}

}  // namespace ecac::test
