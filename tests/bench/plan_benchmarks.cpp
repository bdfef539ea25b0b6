#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <cstdint>
#include <functional>
#include <stdexcept>
#include <string>

#include "compiler/driver/compile.h"
#include "compiler/emit/plan/plan_text.h"
#include "tests/bench/hashed_file_tree.h"
#include "tests/support/test_host.h"

namespace ecac::bench {

namespace {

/// Of what one file holds thousands.
enum class Many : std::int64_t { callbacks, principals, entries };

std::string metadata(const char* type, const std::string& elements) {
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<{0} xmlns=\"http://soap.sforce.com/2006/04/metadata\">{1}<label>Harbor</label></{0}>\n",
      type, elements);
}

std::string times(std::int64_t count, const std::function<std::string(std::int64_t)>& part) {
  std::string text;
  for (std::int64_t i = 0; i < count; ++i) text += part(i);
  return text;
}

void add_app(HashedFileTree& tree, const std::string& callbacks, const std::string& entries) {
  const std::string app = "<externalClientApplication>Harbor</externalClientApplication>";
  tree.add("/project/app/externalClientApps/Harbor.eca-meta.xml",
           metadata("ExternalClientApplication", "<distributionState>Local</distributionState>"));
  tree.add("/project/app/extlClntAppOauthSettings/Harbor_o.ecaOauth-meta.xml",
           metadata("ExtlClntAppOauthSettings",
                    "<commaSeparatedOauthScopes>Api</commaSeparatedOauthScopes>" + app));
  tree.add("/project/app/extlClntAppGlobalOauthSets/Harbor_g.ecaGlblOauth-meta.xml",
           metadata("ExtlClntAppGlobalOauthSettings",
                    "<callbackUrl>" + callbacks + "</callbackUrl>" + app));
  tree.add(
      "/project/app/extlClntAppOauthPolicies/Harbor_p.ecaOauthPlcy-meta.xml",
      metadata("ExtlClntAppOauthConfigurablePolicies",
               "<commaSeparatedPermissionSet>" + entries + "</commaSeparatedPermissionSet>" + app +
                   "<permittedUsersPolicyType>AdminApprovedPreAuthorized"
                   "</permittedUsersPolicyType>"));
}

void add_credential(HashedFileTree& tree, std::int64_t principals) {
  tree.add("/project/app/externalCredentials/Harbor.externalCredential-meta.xml",
           metadata("ExternalCredential",
                    "<authenticationProtocol>Custom</authenticationProtocol>" +
                        times(principals, [](std::int64_t i) {
                          return fmt::format(
                              "<externalCredentialParameters><parameterName>P{}</parameterName>"
                              "<parameterType>NamedPrincipal</parameterType>"
                              "</externalCredentialParameters>",
                              i);
                        })));
  tree.add("/project/app/permissionsets/Crew.permissionset-meta.xml",
           metadata("PermissionSet", times(principals, [](std::int64_t i) {
                      return fmt::format(
                          "<externalCredentialPrincipalAccesses><enabled>true</enabled>"
                          "<externalCredentialPrincipal>Harbor-P{}</externalCredentialPrincipal>"
                          "</externalCredentialPrincipalAccesses>",
                          i);
                    })));
}

/// The plan of an app or a credential with thousands of one thing. `per_byte` must not depend on
/// the second argument.
void plan_of_many(benchmark::State& state) {
  const auto kind = static_cast<Many>(state.range(0));
  const std::int64_t count = state.range(1);
  HashedFileTree tree("/project");
  tree.add("/project/sfdx-project.json", R"({"packageDirectories":[{"path":"app"}]})");
  if (kind == Many::principals) {
    add_credential(tree, count);
  } else {
    const bool callbacks = kind == Many::callbacks;
    add_app(tree,
            times(callbacks ? count : 1,
                  [](std::int64_t i) { return fmt::format("https://a{}.example.com/\n", i); }),
            times(callbacks ? 1 : count, [](std::int64_t i) { return fmt::format("P{},", i); }));
  }
  CompileRequest request;
  request.check.current_directory = tree.root();
  std::size_t shown = 0;
  for (auto _ : state) {
    const CompileResult result = compile(test::host_with(tree), request);
    if (!result.project) throw std::logic_error("a plan was expected");
    shown = plan_text(*result.project, PlanFormat::text, {}).size();
  }
  state.counters["shown_bytes"] = static_cast<double>(shown);
  state.counters["per_byte"] = benchmark::Counter(
      static_cast<double>(tree.bytes()),
      benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}
BENCHMARK(plan_of_many)
    ->ArgNames({"kind", "count"})
    ->ArgsProduct({{0, 1, 2}, {1000, 4000, 16000}})
    ->Unit(benchmark::kMillisecond);

}  // namespace

}  // namespace ecac::bench
