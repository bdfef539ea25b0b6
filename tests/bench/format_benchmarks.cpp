#include <benchmark/benchmark.h>

#include <memory>
#include <string>

#include "compiler/format/formatter.h"
#include "compiler/schema/schema_set.h"

namespace ecac::bench {

namespace {

/// A permission set of about so many bytes, with its elements in the wrong order.
std::string large_file(std::size_t bytes) {
  std::string text =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<PermissionSet xmlns=\"http://soap.sforce.com/2006/04/metadata\">\n"
      "  <label>Large</label>\n";
  for (std::size_t i = 0; text.size() < bytes; ++i) {
    const std::string number = std::to_string(i);
    text += i % 2 == 0 ? "  <objectPermissions>\n    <object>Thing" + number +
                             "__c</object>\n    <allowRead>true</allowRead>\n"
                             "  </objectPermissions>\n"
                       : "  <externalCredentialPrincipalAccesses>\n"
                         "    <externalCredentialPrincipal>Bank-\"" +
                             number +
                             "\"</externalCredentialPrincipal>\n    <enabled>true</enabled>\n"
                             "  </externalCredentialPrincipalAccesses>\n";
  }
  return text + "</PermissionSet>\n";
}

void format_large_file(benchmark::State& state) {
  const auto& schema = SchemaSet::embedded();
  const TypeId type = schema->find_type("PermissionSet")->id;
  const std::string text = large_file(static_cast<std::size_t>(state.range(0)));
  Formatter formatter(*schema);
  for (auto _ : state) {
    const FormattedText result = formatter.format(text, type);
    if (result.refusal) state.SkipWithError(result.refusal->why.c_str());
    benchmark::DoNotOptimize(result.text.size());
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) *
                          static_cast<std::int64_t>(text.size()));
}
BENCHMARK(format_large_file)
    ->Arg(50'000)
    ->Arg(500'000)
    ->Arg(5'000'000)
    ->Unit(benchmark::kMillisecond);

}  // namespace

}  // namespace ecac::bench
