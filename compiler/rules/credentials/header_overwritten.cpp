#include "compiler/diagnostics/cases/header_overwritten.h"

#include <fmt/format.h>

#include <map>
#include <string>
#include <vector>

#include "compiler/resolve/credential/credential_chain.h"
#include "compiler/rules/shared/credential_parameters.h"
#include "compiler/schema/values/NamedCredentialParamType.h"
#include "compiler/support/text/ascii.h"

namespace ecac::header_overwritten {

static void check(RuleContext& ctx) {
  if (ctx.file().definition == SymbolId::none) return;
  const CredentialParameters parameters(ctx);
  const auto headers = parameters.all(values::NamedCredentialParamType::HttpHeader);
  if (headers.empty()) return;
  const std::vector<CredentialSetting> behind =
      headers_behind(ctx.project(), ctx.file().definition);
  std::map<std::string, const CredentialSetting*> lost;  // names in small letters
  for (const CredentialSetting& header : behind) {
    if (header.overwritten) lost.emplace(ascii::in_small_letters(*header.name.value), &header);
  }
  for (const Parameter* header : headers) {
    if (!header->name.known()) continue;
    const auto found = lost.find(ascii::in_small_letters(*header->name.value));
    if (found == lost.end()) continue;
    ctx.report(cases::CRD031_overwritten, parameters.name_range(*header),
               fmt::format("the header `{}` takes the place of the one that the external "
                           "credential sets, which is not sent",
                           *header->name.value))
        .subject(*header->name.value)
        .label(found->second->name.origin.place, "not sent through this named credential");
    lost.erase(found);
  }
}

extern const Rule rule{
    .id = rules::CRD031, .unit = UnitKind::file, .types = {types::NamedCredential}, .check = check};

}  // namespace ecac::header_overwritten
