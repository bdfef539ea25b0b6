#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "compiler/resolve/view/project_view.h"

namespace ecac {

/// A settings or policies file of an app, and the use in it that names the app.
struct BundleMember {
  TypeId type = TypeId::none;
  UseSite site = {};
};

/// The settings and policies files that name one app, by type and then in the order of their
/// paths. Takes no memory of its own for an app of ordinary size.
class Bundle {
 public:
  Bundle(const ProjectView& project, SymbolId app);
  Bundle(const Bundle&) = delete;
  Bundle& operator=(const Bundle&) = delete;

  std::span<const BundleMember> members() const { return members_; }
  std::span<const BundleMember> members(TypeId type) const;
  bool has(TypeId type) const { return !members(type).empty(); }

 private:
  std::array<BundleMember, 24> few_ = {};
  std::vector<BundleMember> many_ = {};
  std::span<const BundleMember> members_ = {};
};

/// Whether files of the type belong to an app, which they name.
bool is_bundle_member(const TypeSchema& type);

}  // namespace ecac
