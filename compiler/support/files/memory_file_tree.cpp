#include "compiler/support/files/memory_file_tree.h"

#include <fmt/format.h>

#include <utility>

#include "compiler/support/limits.h"
#include "compiler/support/path_text.h"

namespace ecac {
namespace {

// As many as Linux follows in one path.

Error not_found() {
  return {"no such file or folder", ErrorKind::not_found};
}
Error denied() {
  return {"permission denied", ErrorKind::permission};
}

/// Takes the first part off a path.
std::string_view next_part(std::string_view& path) {
  const std::size_t begin = path.find_first_not_of('/');
  if (begin == std::string_view::npos) return path = {};
  path.remove_prefix(begin);
  const std::string_view part = path.substr(0, path.find('/'));
  path.remove_prefix(part.size());
  return part;
}

}  // namespace

MemoryFileTree::MemoryFileTree() {
  root_.number = next_number_++;
}

MemoryFileTree::Node& MemoryFileTree::make(const std::string& path) {
  Node* node = &root_;
  std::string_view rest = path;
  for (std::string_view part = next_part(rest); !part.empty(); part = next_part(rest)) {
    const auto [child, added] = node->children.try_emplace(std::string(part));
    node = &child->second;
    if (added) node->number = next_number_++;
  }
  return *node;
}

void MemoryFileTree::add(const std::string& path, std::string text) {
  Node& node = make(path);
  node.kind = EntryKind::file;
  node.link = false;
  node.text = std::move(text);
}

void MemoryFileTree::add_directory(const std::string& path) {
  make(path);
}

void MemoryFileTree::add_link(const std::string& path, std::string target) {
  Node& node = make(path);
  node.kind = EntryKind::other;
  node.link = true;
  node.text = std::move(target);
}

void MemoryFileTree::deny(const std::string& path) {
  make(path).denied = true;
}

void MemoryFileTree::remove(const std::string& path) {
  Node* node = &root_;
  std::string_view rest = path;
  for (std::string_view part = next_part(rest); !part.empty();) {
    const std::string_view next = next_part(rest);
    const auto child = node->children.find(part);
    if (child == node->children.end()) return;
    if (next.empty()) {
      node->children.erase(child);
      return;
    }
    node = &child->second;
    part = next;
  }
}

const MemoryFileTree::Node* MemoryFileTree::find(std::string_view path,
                                                 std::string& resolved) const {
  std::string rest(path);
  for (int links = 0; links <= limits::kLinks; ++links) {
    const Node* node = &root_;
    std::string_view remaining = rest;
    std::string followed;
    resolved.clear();
    for (std::string_view part = next_part(remaining); !part.empty(); part = next_part(remaining)) {
      const auto child = node->children.find(part);
      if (child == node->children.end()) return nullptr;
      if (child->second.link) {
        followed = absolute_path(resolved.empty() ? "/" : resolved, child->second.text);
        followed += remaining;
        break;
      }
      node = &child->second;
      resolved += '/';
      resolved += part;
    }
    if (followed.empty()) {
      if (resolved.empty()) resolved += '/';
      return node;
    }
    rest = std::move(followed);
  }
  return nullptr;
}

Result<void> MemoryFileTree::list(const std::string& directory, DirectoryListing& listing) const {
  listing.clear();
  std::string resolved;
  const Node* node = find(directory, resolved);
  if (node == nullptr) return not_found();
  if (node->denied) return denied();
  if (node->kind != EntryKind::directory) return Error{"not a folder", ErrorKind::not_directory};
  listing.identity = FileIdentity{0, node->number};
  for (const auto& [name, child] : node->children) {
    listing.add(name, child.link ? kind(join_path(directory, name)) : child.kind, child.link);
  }
  return {};
}

Result<void> MemoryFileTree::read(const std::string& path, std::string& buffer,
                                  std::size_t limit) const {
  buffer.clear();
  std::string resolved;
  const Node* node = find(path, resolved);
  if (node == nullptr) return not_found();
  if (node->denied) return denied();
  if (node->kind != EntryKind::file) return Error{"is a folder", ErrorKind::is_directory};
  if (node->text.size() > limit) {
    return Error{fmt::format("{} bytes, more than the limit of {}", node->text.size(), limit),
                 ErrorKind::too_large};
  }
  buffer = node->text;
  return {};
}

EntryKind MemoryFileTree::kind(const std::string& path) const {
  std::string resolved;
  const Node* node = find(path, resolved);
  return node == nullptr ? EntryKind::missing : node->kind;
}

std::optional<FileIdentity> MemoryFileTree::identity(const std::string& path) const {
  std::string resolved;
  const Node* node = find(path, resolved);
  if (node == nullptr) return std::nullopt;
  return FileIdentity{0, node->number};
}

std::optional<std::string> MemoryFileTree::resolve(const std::string& path) const {
  std::string resolved;
  if (find(path, resolved) == nullptr) return std::nullopt;
  return resolved;
}

bool MemoryFileTree::is_link(const std::string& path) const {
  std::string resolved;
  const Node* folder = find(parent_path(path), resolved);
  if (folder == nullptr) return false;
  const auto child = folder->children.find(file_name(path));
  return child != folder->children.end() && child->second.link;
}

}  // namespace ecac
