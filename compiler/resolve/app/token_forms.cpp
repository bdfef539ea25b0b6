#include "compiler/resolve/app/token_forms.h"

#include <algorithm>

#include "compiler/diagnostics/words.h"
#include "compiler/schema/values/OauthScope.h"

namespace ecac {

std::string RefusedTokens::names() const {
  std::vector<std::string_view> names;
  for (const ResolvedScope* scope : scopes) names.push_back(scope->token);
  return list_of_names(names, "and");
}

std::string_view RefusedTokens::verb() const {
  return scopes.size() == 1 ? "is" : "are";
}

std::vector<RefusedTokens> refused_tokens(const ProjectView& project, const AppValues& app,
                                          bool jwt) {
  std::vector<RefusedTokens> refused;
  const EnumSchema* scopes = project.schema().find_enum(values::OauthScope::kListName);
  if (scopes == nullptr) return refused;
  for (const EnumSchema::TokenForm& form : scopes->token_forms) {
    const bool over =
        form.before != 0 && (project.api_version() == 0 || project.api_version() >= form.before);
    if (form.jwt != jwt || over) continue;
    RefusedTokens found{&form};
    for (const ResolvedScope& scope : app.scopes) {
      if (std::find(form.values.begin(), form.values.end(), scope.token) != form.values.end()) {
        found.scopes.push_back(&scope);
      }
    }
    if (!found.scopes.empty()) refused.push_back(std::move(found));
  }
  return refused;
}

}  // namespace ecac
