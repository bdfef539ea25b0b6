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
    types_.emplace(std::move(type), blocks_.size());
    blocks_.push_back(std::move(block));
  }
}

const ManifestEditor::Block* ManifestEditor::find(std::string_view type) const {
  const auto found = types_.find(type);
  return found == types_.end() ? nullptr : &blocks_[found->second];
}

TextEdits ManifestEditor::add(std::string_view type, std::string_view member) const {
  const auto root = elements_.root();
  if (!root) return std::nullopt;
  const NewElement item = manifests::element(manifests::kMembers, member);
  if (const Block* block = find(type)) {
    if (block->members.contains(member) || block->members.contains("*")) return std::nullopt;
    const auto next = block->members.upper_bound(member);
    if (block->sorted && next != block->members.end()) {
      return elements_.insert(ElementPosition::Kind::before, next->second, {&item, 1});
    }
    return elements_.insert(ElementPosition::Kind::in_order, block->element, {&item, 1});
  }
  NewElement block{.name = std::string(manifests::kTypes)};
  block.children = {item, manifests::element(manifests::kName, type)};
  const auto next = types_.upper_bound(type);
  if (sorted_ && next != types_.end()) {
    return elements_.insert(ElementPosition::Kind::before, blocks_[next->second].element,
                            {&block, 1});
  }
  return elements_.insert(ElementPosition::Kind::in_order, *root, {&block, 1});
}

TextEdits ManifestEditor::remove(std::string_view type, std::string_view member) const {
  const Block* block = find(type);
  if (block == nullptr) return std::nullopt;
  const auto found = block->members.find(member);
  if (found == block->members.end()) return std::nullopt;
  return elements_.remove(block->members.size() == 1 ? block->element : found->second);
}

TextEdits ManifestEditor::rename(std::string_view type, std::string_view member,
                                 std::string_view name) const {
  const Block* block = find(type);
  if (block == nullptr || block->members.contains(name)) return std::nullopt;
  const auto found = block->members.find(member);
  if (found == block->members.end()) return std::nullopt;
  return elements_.set(found->second, name);
}

}  // namespace ecac
