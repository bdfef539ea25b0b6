#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "compiler/workspace/discovery/discovery.h"
#include "compiler/workspace/discovery/discovery_project.h"

namespace ecac {

/// The .gitignore files that hold for a folder, innermost first.
struct GitScope {
  std::shared_ptr<const GitScope> outer = {};
  IgnoreScope rules;
};

/// Which folders below a folder belong to the walk.
enum class Descent : std::uint8_t { all, type_directories, none };

/// A folder still to be looked at, with what it inherits from the folders above.
struct WalkTask {
  std::string path = {};
  std::shared_ptr<const OpenedProject> project = {};
  std::shared_ptr<const GitScope> git = {};
  std::shared_ptr<const IgnoreScope> force = {};
  std::uint32_t depth = 0;
  Descent descent = Descent::all;
  bool force_ignored = false;
  bool requested = false;  ///< at or below a given path
  bool is_path = false;    ///< itself a given path
  /// Why nothing in it belongs to the walk; what is there of ours is only counted.
  std::optional<SkipReason> left_out = {};
};

/// A file met on a walk, with what its name says.
struct WalkedFile {
  std::uint32_t name_begin = 0;  ///< in the names of the folder
  std::uint32_t name_size = 0;
  std::uint32_t full_name_begin = 0;
  std::uint32_t full_name_size = 0;
  TypeId type = TypeId::none;
  std::uint16_t key_form = 0;
  FileKind kind = FileKind::none;
  FileFormat format = FileFormat::source;
  bool force_ignored = false;
  bool link = false;
  bool named = false;
};

/// What one folder held.
struct WalkedDirectory {
  std::string path = {};
  std::shared_ptr<const OpenedProject> project = {};
  std::optional<FileIdentity> identity = {};
  bool requested = false;
  std::string names = {};
  std::vector<WalkedFile> files = {};
  std::vector<UnreadPath> unread = {};
  std::optional<Error> error = {};  ///< a given path that cannot be listed
  std::array<std::size_t, kSkipReasonCount> skipped = {};
  std::array<std::size_t, kSkipReasonCount> skipped_files = {};
};

/// Walks folders, those of one depth at once. The set of results does not depend on the executor.
class Walker {
 public:
  Walker(const FileTree& tree, const TypeMatcher& matcher, ProjectOpener& projects)
      : tree_(tree), matcher_(matcher), projects_(projects) {}

  /// The walk stops where another start begins. Must come before `run`.
  void add_start(WalkTask task);
  /// A file that is taken even if it is ignored by git. Must come before `run`.
  void add_named_file(std::string path) { named_files_.insert(std::move(path)); }
  /// Takes one more file after `run`, unless the walk came by it.
  void add_file(const std::string& path, const std::shared_ptr<const OpenedProject>& project);

  void run(Executor& executor);

  std::vector<WalkedDirectory> take() { return std::move(directories_); }

  /// What a path inherits inside its project if the walk begins there.
  WalkTask start_at(std::string path, std::shared_ptr<const OpenedProject> project,
                    bool is_directory) const;

 private:
  struct Worker;

  void visit(WalkTask task, Worker& worker) const;
  void visit_directory(const WalkTask& task, const DirectoryListing::Entry& entry,
                       std::string_view name, WalkedDirectory& result, Worker& worker) const;
  void visit_file(const WalkTask& task, const DirectoryListing::Entry& entry, std::string_view name,
                  WalkedDirectory& result, Worker& worker) const;
  Descent descent_into(const WalkTask& task, const std::string& path, std::string_view name,
                       SkipReason reason) const;
  void count_left_out(const WalkTask& task, WalkedDirectory& result, Worker& worker) const;
  bool is_stage_of_another(const std::string& path) const;
  void read_ignore_files(WalkTask& task, bool git, bool force, WalkedDirectory& result) const;
  void follow_links(std::vector<WalkTask> links);
  bool may_follow(const WalkTask& link) const;
  static WalkedDirectory left_out(const WalkTask& link);
  /// The path of a folder as TypeMatcher wants it; part of that path.
  std::string_view below_source(const WalkTask& task) const;
  void keep(Worker& worker);

  const FileTree& tree_;
  const TypeMatcher& matcher_;
  ProjectOpener& projects_;
  std::vector<WalkTask> starts_;
  std::unordered_set<std::string> start_paths_;
  std::unordered_set<std::string> named_files_;
  std::set<FileIdentity> seen_;  ///< filled after the first walk: only links lead anywhere twice
  std::vector<WalkedDirectory> directories_;
  std::unordered_map<std::string, std::size_t> walked_;  ///< path to index
};

}  // namespace ecac
