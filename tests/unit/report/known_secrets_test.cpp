#include "compiler/report/secrets/known_secrets.h"

#include <gtest/gtest.h>

#include <string>

#include "compiler/analysis/analysed_project.h"
#include "compiler/support/files/memory_file_tree.h"
#include "tests/support/test_host.h"

namespace ecac {
namespace {

/// What is known as a secret in a credential with this description.
std::vector<std::string> secrets_of(std::string_view description) {
  const std::string path = "/r/app/namedCredentials/Harbor_Api.namedCredential-meta.xml";
  const std::string text =
      "<NamedCredential xmlns=\"http://soap.sforce.com/2006/04/metadata\">\n    <description>" +
      std::string(description) +
      "</description>\n    <label>Harbor API</label>\n</NamedCredential>\n";
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
  const std::string token =
      "eyJhbGciOiJub25lIn0.eyJzdWIiOiJtYWRlLXVwIn0.TWFkZVVwU2lnbmF0dXJlT25seQ";
  EXPECT_EQ(secrets_of("as " + token), std::vector<std::string>{token});
}

TEST(KnownSecrets, AreNotWhereARuleOnlyPointsNearOne) {
  EXPECT_EQ(secrets_of("-----BEGIN PRIVATE KEY-----\n"
                       "MadeUpKeyMaterialMadeUpKeyMaterialMadeUpKeyMaterialMadeUpKeyMat\n"
                       "-----END PRIVATE KEY-----"),
            std::vector<std::string>());
}

}  // namespace
}  // namespace ecac
