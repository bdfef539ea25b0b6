#include "compiler/rules/shared/packaged_app.h"

#include "compiler/resolve/values/record_id.h"
#include "compiler/schema/values/OrganizationIdPrefix.h"

namespace ecac {

std::optional<AppHeader> header_of(RuleContext& ctx) {
  const auto files = ctx.definitions(ctx.subject());
  if (files.size() != 1) return std::nullopt;
  AppHeader header{.file = files.front()};
  const FileFacts& facts = ctx.project().file(header.file).facts;
  header.state = facts.judgeable(fields::ExternalClientApplication::distributionState);
  if (header.state != nullptr) header.distribution = facts.text(*header.state);
  return header;
}

std::optional<OrgScopedId> parse_org_scoped_id(const SchemaSet& schema, std::string_view value) {
  const std::size_t colon = value.find(':');
  if (colon == std::string_view::npos ||
      !is_record_id(schema, values::OrganizationIdPrefix::kListName, value.substr(0, colon))) {
    return std::nullopt;
  }
  return OrgScopedId{value.substr(0, colon), value.substr(colon + 1)};
}

}  // namespace ecac
