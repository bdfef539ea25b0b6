#include "compiler/analysis/project_refresh.h"

#include <memory>
#include <unordered_set>
#include <utility>
#include <vector>

#include "compiler/analysis/project_tree_notes.h"

namespace ecac {

namespace {

constexpr std::string_view kDescriptionEnding = "-meta.xml";

/// One discovery against the project that is there.
class Refresh {
 public:
  Refresh(const DiscoveredProject& discovered, const LoadOptions& options,
          std::span<const std::string> changed, ProjectAnalysis& analysis)
      : sources_(analysis.project().shared_sources()),
        files_(options.files == nullptr ? static_cast<const FileTree&>(*sources_) : *options.files),
        markers_(declared_markers(discovered, options)),
        discovered_(discovered),
        options_(options),
        analysis_(analysis),
        lister_(*sources_, project().schema(), discovered, options) {
    for (const std::string& path : changed) changed_.insert(sources_->id_of(path));
  }

  std::size_t run(RunFacts run) {
    analysis_.use_files(files_);
    analysis_.note_tree(tree_notes_of(*sources_, project().schema(), discovered_, nullptr));
    Project empty =
        project_without_files(sources_, project().shared_schema(), discovered_, options_);
    if (!empty.says_the_same(project()) || !(run == analysis_.run_facts())) {
      restart(std::move(empty), std::move(run));
      return project().file_count();
    }
    analysis_.set_contents(empty.contents());
    std::vector<FileId> ids;  // in the order of the files
    ids.reserve(discovered_.files.size());
    for (const DiscoveredFile& found : discovered_.files) {
      ids.push_back(lister_.is_listed(found) ? lister_.id(found) : FileId::none);
    }
    const std::unordered_set<FileId> listed(ids.begin(), ids.end());
    const std::vector<FileId> before(project().files().begin(), project().files().end());
    for (const FileId file : before) {
      if (!listed.contains(file)) analysis_.remove_file(file);
    }
    for (std::size_t i = 0; i < ids.size(); ++i) {
      if (ids[i] != FileId::none) enter(ids[i], lister_.file(discovered_.files[i]));
    }
    return analysis_.update();
  }

 private:
  const Project& project() const { return analysis_.project(); }

  bool is_changed(FileId file) const { return changed_.contains(file); }
  /// What lies beside the file that describes it.
  bool is_content_changed(FileId file) const {
    const std::string path = sources_->path(file);
    if (!path.ends_with(kDescriptionEnding)) return false;
    return is_changed(sources_->find(path.substr(0, path.size() - kDescriptionEnding.size())));
  }

  static bool is_same(const ProjectFile& a, const ProjectFile& b) {
    return a.type == b.type && a.wrong_suffix == b.wrong_suffix && a.full_name == b.full_name &&
           a.source_format == b.source_format;
  }

  FileFacts read(FileId id, const ProjectFile& file) const {
    return read_file_facts(files_, *sources_, project().schema(), markers_, id, file);
  }

  void enter(FileId id, ProjectFile file) {
    if (project().has(id) && !is_same(project().file(id), file)) analysis_.remove_file(id);
    if (!project().has(id)) {
      file.facts = read(id, file);
      analysis_.add_file(id, std::move(file));
      return;
    }
    analysis_.set_standing(id, file);
    if (is_changed(id)) analysis_.replace(id, read(id, file));
    if (is_changed(id) || is_content_changed(id)) analysis_.content_changed(id);
  }

  void restart(Project fresh, RunFacts run) {
    // What the deploy replaces is among the facts of a file.
    const bool same_markers = run.replacements == analysis_.run_facts().replacements;
    for (const DiscoveredFile& found : discovered_.files) {
      if (!lister_.is_listed(found)) continue;
      const FileId id = lister_.id(found);
      ProjectFile file = lister_.file(found);
      const bool kept =
          same_markers && project().has(id) && !is_changed(id) && is_same(project().file(id), file);
      file.facts = kept ? analysis_.take_facts(id) : read(id, file);
      fresh.add_file(id, std::move(file));
    }
    analysis_.restart(std::move(fresh), std::move(run));
  }

  std::shared_ptr<SourceStore> sources_;
  const FileTree& files_;
  const DeclaredMarkers markers_;
  const DiscoveredProject& discovered_;
  const LoadOptions& options_;
  std::unordered_set<FileId> changed_;
  ProjectAnalysis& analysis_;
  ProjectLister lister_;
};

}  // namespace

std::size_t refresh(const DiscoveredProject& discovered, const LoadOptions& options, RunFacts run,
                    std::span<const std::string> changed, ProjectAnalysis& analysis) {
  return Refresh(discovered, options, changed, analysis).run(std::move(run));
}

}  // namespace ecac
