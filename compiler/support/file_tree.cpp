#include "compiler/support/file_tree.h"

namespace ecac {

void DirectoryListing::clear() {
  names_.clear();
  entries_.clear();
  identity.reset();
}

void DirectoryListing::add(std::string_view name, EntryKind kind, bool link) {
  entries_.push_back({static_cast<std::uint32_t>(names_.size()),
                      static_cast<std::uint32_t>(name.size()), kind, link});
  names_ += name;
}

}  // namespace ecac
