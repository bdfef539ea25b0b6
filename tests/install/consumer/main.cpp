#include <cstdio>

#include "compiler/diagnostics/rule_info.h"
#include "compiler/schema/schema_set.h"

int main() {
  const ecac::RuleInfo* rule = ecac::find_rule("SCH001");
  const std::size_t types = ecac::SchemaSet::embedded()->types().size();
  if (rule == nullptr || types == 0) return 1;
  std::printf("%s, %zu types\n", rule->name.data(), types);
  return 0;
}
