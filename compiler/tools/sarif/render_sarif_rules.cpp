// Writes what SARIF says of each rule as a source file, because no run changes it and every run
// writes it.

#include <fmt/format.h>

#include <cstdio>
#include <exception>
#include <iterator>
#include <string>

#include "compiler/diagnostics/rule_info.h"
#include "compiler/emit/report/sarif/sarif_rule_text.h"
#include "compiler/tools/text_files.h"

namespace ecac::tools {
namespace {

std::string rules_source() {
  std::string out =
      "// Generated from docs/rules.\n#include \"compiler/emit/report/sarif/sarif_rules.h\"\n\n"
      "namespace ecac {\n\nusing namespace std::string_view_literals;\n\n"
      "static constexpr RenderedSarifRule kRules[] = {\n";
  for (const RuleInfo& rule : all_rules()) {
    const SarifRuleText text = sarif_rule_text(rule);
    fmt::format_to(std::back_inserter(out), "    {{{}sv, {}sv, {}sv}},\n",
                   raw_literal(text.before_link), raw_literal(text.link),
                   raw_literal(text.behind_link));
  }
  return out +
         "};\n\nstd::span<const RenderedSarifRule> rendered_sarif_rules() { return kRules; }\n\n"
         "}  // namespace ecac\n";
}

}  // namespace
}  // namespace ecac::tools

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("usage: ecac_render_sarif_rules OUT-FILE\n", stderr);
    return 2;
  }
  try {
    ecac::tools::write_if_changed(argv[1], ecac::tools::rules_source());
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
}
