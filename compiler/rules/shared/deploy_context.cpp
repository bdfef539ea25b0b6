#include "compiler/rules/shared/deploy_context.h"

#include <fmt/format.h>

#include <algorithm>

namespace ecac {

static bool depends_on(const RunFacts& run, const PackageFolder& package,
                       const PackageFolder& other) {
  std::vector<std::string_view> reached = {package.package};
  for (std::size_t next = 0; next < reached.size(); ++next) {
    if (reached[next] == other.package) return true;
    for (const PackageFolder& folder : run.packages) {
      if (folder.package != reached[next]) continue;
      for (const std::string& name : folder.dependencies) {
        if (std::find(reached.begin(), reached.end(), name) == reached.end()) {
          reached.push_back(name);
        }
      }
    }
  }
  return false;
}

const PackageFolder* package_of(const RuleContext& ctx, FileId file) {
  const PackageFolder* folder = ctx.run().package_of(ctx.project().path(file));
  return folder == nullptr || folder->package.empty() ? nullptr : folder;
}

bool travels_with(const RuleContext& ctx, const PackageFolder& package, FileId file) {
  const PackageFolder* other = package_of(ctx, file);
  return other != nullptr && depends_on(ctx.run(), package, *other);
}

std::string shown_package(const PackageFolder& package) {
  return fmt::format("package `{}`", package.package);
}

bool is_new(const RuleContext& ctx, FileId file) {
  if (ctx.earlier() == nullptr) return false;
  const ProjectFile& component = ctx.project().file(file);
  if (component.definition == SymbolId::none) return false;
  const ProjectView& earlier = *ctx.earlier();
  const std::string_view name = ctx.project().name_of(component.definition);
  return !earlier.is_defined(earlier.symbol(component.type, name));
}

}  // namespace ecac
