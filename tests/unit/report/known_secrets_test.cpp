#include "compiler/report/known_secrets.h"

#include <gtest/gtest.h>

#include <string>

#include "compiler/analysis/analysed_project.h"
#include "compiler/support/memory_file_tree.h"
#include "tests/support/test_host.h"

namespace ecac {
namespace {

/// What is known as a secret in the settings of an app, whose elements these are.
std::vector<std::string> secrets_in_settings(std::string_view elements) {
  const std::string path = "/r/app/extlClntAppGlobalOauthSets/Harbor.ecaGlblOauth-meta.xml";
  const std::string text =
      "<ExtlClntAppGlobalOauthSettings xmlns=\"http://soap.sforce.com/2006/04/metadata\">\n" +
      std::string(elements) + "</ExtlClntAppGlobalOauthSettings>\n";
  MemoryFileTree tree;
  tree.add("/r/sfdx-project.json", R"({"packageDirectories": [{"path": "app"}]})");
  tree.add(path, text);
  const Host host = test::host_with(tree);
  WorkspaceRequest request;
  request.current_directory = "/r";
  const Workspace workspace(host, request);
  const AnalysedProject project = analyse_project(workspace, workspace.projects()[0]);
  std::vector<std::string> secrets;
  for (const TextRange range :
       KnownSecrets(project.analysis()).in(workspace.sources()->find(path))) {
    secrets.emplace_back(range.in(text));
  }
  return secrets;
}

TEST(KnownSecrets, AreWhereRulesThatMaskTheirPlaceSpeak) {
  EXPECT_EQ(secrets_in_settings("<consumerKey>3MVG9harborharbor</consumerKey>\n"),
            (std::vector<std::string>{"3MVG9harborharbor"}));
}

TEST(KnownSecrets, AreNotWhereARuleOnlyPointsNearOne) {
  EXPECT_EQ(secrets_in_settings("<!-- -----BEGIN RSA PRIVATE KEY-----\nMIIEowIBAAKCAQEA1234567890"
                                "\n-----END RSA PRIVATE KEY----- -->\n"),
            std::vector<std::string>());
}

}  // namespace
}  // namespace ecac
