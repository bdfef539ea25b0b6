#include "compiler/resolve/org/bundle.h"

#include <algorithm>

namespace ecac {

bool is_bundle_member(const TypeSchema& type) {
  return type.role == "settings" || type.role == "policies";
}

Bundle::Bundle(const ProjectView& project, SymbolId app) {
  std::size_t count = 0;
  project.for_each_use(app, [&](UseSite site) {
    const TypeId type = project.file(site.file).type;
    if (!is_bundle_member(project.schema().type(type))) return;
    if (count < few_.size()) {
      few_[count] = {type, site};
    } else {
      if (count == few_.size()) many_.assign(few_.begin(), few_.end());
      many_.push_back({type, site});
    }
    ++count;
  });
  BundleMember* const begin = count > few_.size() ? many_.data() : few_.data();
  const auto before = [&](const BundleMember& a, const BundleMember& b) {
    if (a.type != b.type) return a.type < b.type;
    if (a.site.file == b.site.file) return a.site.use < b.site.use;
    return project.path_before(a.site.file, b.site.file);
  };
  std::sort(begin, begin + count, before);
  // A file that names the app twice is one member.
  BundleMember* const end = std::unique(
      begin, begin + count,
      [](const BundleMember& a, const BundleMember& b) { return a.site.file == b.site.file; });
  members_ = {begin, static_cast<std::size_t>(end - begin)};
}

std::span<const BundleMember> Bundle::members(TypeId type) const {
  const auto first = std::find_if(members_.begin(), members_.end(),
                                  [&](const BundleMember& member) { return member.type == type; });
  const auto last = std::find_if(first, members_.end(),
                                 [&](const BundleMember& member) { return member.type != type; });
  return {first, last};
}

}  // namespace ecac
