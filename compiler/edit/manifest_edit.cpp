#include "compiler/edit/manifest_edit.h"

#include <algorithm>

namespace ecac {
namespace manifests {

constexpr std::string_view kTypes = "types";
constexpr std::string_view kName = "name";
constexpr std::string_view kMembers = "members";

static NewElement element(std::string_view name, std::string_view value) {
  return {.name = std::string(name), .value = std::string(value)};
}

}  // namespace manifests

ManifestEditor::ManifestEditor(std::string text) : elements_(std::move(text)) {
  const auto root = elements_.root();
  if (!root) return;
  std::string last_type;
  for (const std::uint32_t types : elements_.children(*root, manifests::kTypes)) {
    const auto names = elements_.children(types, manifests::kName);
    if (names.empty()) continue;
    Block block{.element = types};
    std::string last_member;
    for (const std::uint32_t member : elements_.children(types, manifests::kMembers)) {
      std::string name = elements_.value(member);
      block.sorted = block.sorted && last_member <= name;
      last_member = name;
      block.members.emplace(std::move(name), member);
    }
    std::string type = elements_.value(names.front());
    sorted_ = sorted_ && last_type <= type;
    last_type = type;
    types_[std::move(type)].push_back(blocks_.size());
    blocks_.push_back(std::move(block));
  }
}

std::vector<const ManifestEditor::Block*> ManifestEditor::blocks_of(std::string_view type) const {
  std::vector<const Block*> blocks;
  const auto found = types_.find(type);
  if (found == types_.end()) return blocks;
  for (const std::size_t index : found->second) blocks.push_back(&blocks_[index]);
  return blocks;
}

const ManifestEditor::Block* ManifestEditor::block_with(std::string_view type,
                                                        std::string_view member) const {
  const std::vector<const Block*> blocks = blocks_of(type);
  const auto found = std::find_if(blocks.begin(), blocks.end(), [&](const Block* block) {
    return block->members.contains(member);
  });
  return found == blocks.end() ? nullptr : *found;
}

TextEdits ManifestEditor::add(std::string_view type, std::string_view member) const {
  const auto root = elements_.root();
  if (!root) return std::nullopt;
  const NewElement item = manifests::element(manifests::kMembers, member);
  if (block_with(type, member) != nullptr || block_with(type, "*") != nullptr) return std::nullopt;
  if (const std::vector<const Block*> blocks = blocks_of(type); !blocks.empty()) {
    const Block& block = *blocks.front();
    const auto next = block.members.upper_bound(member);
    if (block.sorted && next != block.members.end()) {
      return elements_.insert(ElementPosition::Kind::before, next->second, {&item, 1});
    }
    return elements_.insert(ElementPosition::Kind::in_order, block.element, {&item, 1});
  }
  NewElement block{.name = std::string(manifests::kTypes)};
  block.children = {item, manifests::element(manifests::kName, type)};
  const auto next = types_.upper_bound(type);
  if (sorted_ && next != types_.end()) {
    const Block& behind = blocks_[next->second.front()];
    return elements_.insert(ElementPosition::Kind::before, behind.element, {&block, 1});
  }
  return elements_.insert(ElementPosition::Kind::in_order, *root, {&block, 1});
}

TextEdits ManifestEditor::remove(std::string_view type, std::string_view member) const {
  const Block* block = block_with(type, member);
  if (block == nullptr) return std::nullopt;
  return elements_.remove(block->members.size() == 1 ? block->element
                                                     : block->members.find(member)->second);
}

TextEdits ManifestEditor::rename(std::string_view type, std::string_view member,
                                 std::string_view name) const {
  const Block* block = block_with(type, member);
  if (block == nullptr || block_with(type, name) != nullptr) return std::nullopt;
  return elements_.set(block->members.find(member)->second, name);
}

}  // namespace ecac
