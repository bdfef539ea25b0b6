#include "compiler/host/git/git_folders.h"

#include <algorithm>
#include <utility>

#include "compiler/host/disk_file_tree.h"
#include "compiler/support/path_text.h"

namespace ecac {

bool GitObjects::has_promised_packs(const std::string& git_folder) {
  const DiskFileTree disk;
  DirectoryListing packs;
  if (!disk.list(join_path(git_folder, "objects/pack"), packs)) return false;
  return std::ranges::any_of(packs.entries(), [&](const DirectoryListing::Entry& entry) {
    return packs.name(entry).ends_with(".promisor");
  });
}

// Objects can be made by hand, with names that no checkout would write.
static bool is_usable_name(std::string_view name) {
  return !name.empty() && name != "." && name != ".." && name.find('/') == std::string_view::npos;
}

GitFolder git_folder(std::vector<GitEntry> entries) {
  std::erase_if(entries, [](const GitEntry& entry) { return !is_usable_name(entry.name); });
  std::ranges::stable_sort(entries, {}, &GitEntry::name);
  const auto same_name = [](const GitEntry& a, const GitEntry& b) { return a.name == b.name; };
  entries.erase(std::unique(entries.begin(), entries.end(), same_name), entries.end());
  return entries;
}

const GitEntry* find_entry(const GitFolder& folder, std::string_view name) {
  const auto found = std::ranges::lower_bound(folder, name, {}, &GitEntry::name);
  return found == folder.end() || found->name != name ? nullptr : &*found;
}

/// The path of the folder around one, without the root: "" is the root.
static std::string folder_around(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? std::string() : path.substr(0, slash);
}

std::map<GitId, GitFolder> folders_of_index(std::vector<GitEntry> entries) {
  std::map<GitId, GitFolder> folders;
  folders.try_emplace(":");
  for (GitEntry& entry : entries) {
    std::string folder = folder_around(entry.name);
    entry.name = std::string(file_name(entry.name));
    folders[":" + folder].push_back(std::move(entry));
    // Each folder stands in the one around it, once.
    while (!folder.empty()) {
      std::string around = folder_around(folder);
      GitFolder& parent = folders[":" + around];
      const bool is_known = !parent.empty() && parent.back().id == ":" + folder;
      if (is_known) break;
      parent.push_back({std::string(file_name(folder)), GitEntry::Kind::folder, ":" + folder});
      folder = std::move(around);
    }
  }
  for (auto& [path, folder] : folders) folder = git_folder(std::move(folder));
  return folders;
}

}  // namespace ecac
