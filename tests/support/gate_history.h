#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/support/git_repository.h"
#include "tests/support/golden.h"
#include "tests/support/json_schema.h"
#include "tests/support/project_builder.h"
#include "tests/support/rule_page.h"

namespace ecac::test {

inline constexpr const char* kSource = "force-app/main/default/";
inline constexpr const char* kSet =
    "force-app/main/default/permissionsets/Crew.permissionset-meta.xml";

/// Codes of findings and where they are: "REF008 Harbor_p.ecaOauthPlcy-meta.xml".
inline std::vector<std::string> in_state(const nlohmann::json& report, const std::string& state) {
  std::vector<std::string> found;
  for (const nlohmann::json& finding : report["diagnostics"]) {
    if (finding["state"] != state) continue;
    found.push_back(finding["code"].get<std::string>() + " " +
                    std::filesystem::path(finding["path"].get<std::string>()).filename().string());
  }
  return found;
}

/// A repository with the faults of a sample, all of them committed.
class Gate : public testing::Test {
 protected:
  Gate() {
    for (const auto& [path, text] : texts_of_folder("samples/headless-public-broken")) {
      repository_.write(path, text);
    }
    repository_.commit("as it was");
    repository_.git("tag before");
  }

  ProgramResult run(const std::string& arguments, const std::string& folder = "") const {
    return run_program(arguments, folder.empty() ? repository_.path() : repository_.at(folder));
  }
  nlohmann::json report(const std::string& arguments = "", const std::string& folder = "") const {
    const ProgramResult result =
        run("check --since before --output-format json " + arguments, folder);
    EXPECT_NE(result.exit_code, 2) << result.errors;
    nlohmann::json report = nlohmann::json::parse(result.output, nullptr, false);
    static JsonSchema schema("check-report.schema.json");
    EXPECT_THAT(schema.problems(report), testing::IsEmpty());
    return report;
  }
  std::string text(const std::string& path) const { return read_text_file(repository_.at(path)); }
  void edit(const std::string& path, const std::string& from, const std::string& to) const {
    std::string changed = text(path);
    const std::size_t at = changed.find(from);
    ASSERT_NE(at, std::string::npos) << path << " has no " << from;
    repository_.write(path, changed.replace(at, from.size(), to));
  }
  std::vector<std::string> files() const {
    std::vector<std::string> paths;
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(repository_.at("force-app"))) {
      if (!entry.is_regular_file()) continue;
      paths.push_back(std::filesystem::relative(entry.path(), repository_.path()).string());
    }
    return paths;
  }
  /// Nothing is new and nothing is gone.
  void expect_as_before(const std::string& arguments = "", const std::string& folder = "") const {
    const nlohmann::json seen = report(arguments, folder);
    EXPECT_THAT(in_state(seen, "new"), testing::IsEmpty());
    EXPECT_EQ(seen["summary"]["new"], 0);
    EXPECT_EQ(seen["summary"]["gone"], 0);
    EXPECT_GT(seen["summary"]["known"], 15);
    EXPECT_EQ(run("check --since before " + arguments, folder).exit_code, 0);
  }

  GitRepository repository_;
};

/// An app whose policies name a permission set, with nothing to complain about.
class GateOfCrew : public Gate {
 protected:
  GateOfCrew() {
    for (const std::string name : {"force-app", "ecac.json", "manifest"}) {
      std::filesystem::remove_all(repository_.at(name));
    }
    ProjectFiles files;
    files.package("force-app")
        .file(kSource + std::string("externalClientApps/Harbor.eca-meta.xml"), app_text("Harbor"))
        .file(kSource + std::string("extlClntAppOauthSettings/Harbor_o.ecaOauth-meta.xml"),
              oauth_text("Harbor_o", "Harbor"))
        .file(
            kSource + std::string("extlClntAppOauthPolicies/Harbor_p.ecaOauthPlcy-meta.xml"),
            oauth_policies_text(
                "Harbor_p", "Harbor",
                "<commaSeparatedPermissionSet>Crew</commaSeparatedPermissionSet>"
                "<permittedUsersPolicyType>AdminApprovedPreAuthorized</permittedUsersPolicyType>"))
        .file(kSet, metadata_text("PermissionSet", "<label>Crew</label>"));
    files.write_to(repository_);
    repository_.commit("crew");
    repository_.git("tag --force before");
  }
};

}  // namespace ecac::test
