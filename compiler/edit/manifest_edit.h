#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/edit/element_edit.h"
#include "compiler/edit/text_edit.h"

namespace ecac {

/// A manifest (package.xml, destructiveChanges.xml): a `types` block for each type, with its
/// `members` and the `name` of the type. Where names stand in their order, new ones do as well.
class ManifestEditor {
 public:
  explicit ManifestEditor(std::string text);

  /// Nothing if the member is there, or `*` is.
  TextEdits add(std::string_view type, std::string_view member) const;
  /// Takes the block along with its last member. Nothing if there is no such member.
  TextEdits remove(std::string_view type, std::string_view member) const;
  /// The member stays at its place.
  TextEdits rename(std::string_view type, std::string_view member, std::string_view name) const;

 private:
  using Names = std::map<std::string, std::uint32_t, std::less<>>;  ///< to their elements
  /// What a manifest says of a type.
  struct Block {
    std::uint32_t element = 0;
    Names members = {};
    bool sorted = true;
  };
  /// All blocks of a type: one in most manifests.
  std::vector<const Block*> blocks_of(std::string_view type) const;
  /// The block that has the member; null if none has.
  const Block* block_with(std::string_view type, std::string_view member) const;

  ElementEditor elements_;
  std::vector<Block> blocks_;
  std::map<std::string, std::vector<std::size_t>, std::less<>> types_;  ///< to their blocks
  bool sorted_ = true;                                                  ///< the blocks, by type
};

}  // namespace ecac
