#include "compiler/live/live_workspace.h"

#include <algorithm>
#include <set>
#include <utility>

#include "compiler/live/live_state.h"
#include "compiler/live/lone_document.h"

namespace ecac {

class LiveWorkspace::Implementation {
 public:
  Implementation(const Host& host, LiveRequest request)
      : host_(host), request_(std::move(request)), texts_(host.files) {}

  Load make_load() const {
    return [host = host_, request = request_, documents = documents_](const Progress& progress) {
      return std::make_shared<Loaded>(host, request, documents, progress);
    };
  }

  void install(std::shared_ptr<Loaded> loaded) {
    for (const auto& [path, version] : std::map(loaded->versions())) {
      if (!documents_.contains(path)) loaded->release(path);
    }
    for (const auto& [path, document] : documents_) {
      const auto known = loaded->versions().find(path);
      const bool same = known != loaded->versions().end() && known->second == document.version;
      if (!same) loaded->pin(path, document);
    }
    for (const std::string& path : changed_while_loading_) loaded->note_changed(path);
    changed_while_loading_.clear();
    // Whoever was told of findings of another state is told what became of them.
    if (loaded_ != nullptr) {
      for (const auto& [path, findings] : loaded_->findings()) told_.push_back(path);
    }
    for (const auto& [path, findings] : lone_) told_.push_back(path);
    lone_.clear();
    stale_.clear();
    loaded_ = std::move(loaded);
    for (const auto& [path, findings] : loaded_->findings()) told_.push_back(path);
  }

  void pin(const std::string& path, std::string text, std::int64_t version) {
    LiveDocument& document = documents_[path];
    document = {std::move(text), version};
    if (loaded_ != nullptr) {
      loaded_->pin(path, document);
    } else {
      texts_.pin(path, document.text, version);
      stale_.insert(path);
    }
  }

  void save(const std::string& path) {
    if (loaded_ != nullptr) loaded_->settle(path);
  }

  void close(const std::string& path) {
    documents_.erase(path);
    texts_.release(path);
    if (loaded_ != nullptr) {
      loaded_->release(path);
    } else if (lone_.erase(path) != 0) {
      told_.push_back(path);
    }
  }

  void files_changed(std::span<const std::string> paths) {
    for (const std::string& path : paths) {
      texts_.forget(path);
      if (loaded_ != nullptr) {
        loaded_->note_changed(path);
      } else {
        changed_while_loading_.push_back(path);
      }
    }
  }

  std::vector<std::string> update() {
    std::vector<std::string> paths = loaded_ == nullptr ? update_lone() : loaded_->update();
    paths.insert(paths.end(), told_.begin(), told_.end());
    told_.clear();
    std::ranges::sort(paths);
    paths.erase(std::unique(paths.begin(), paths.end()), paths.end());
    std::stable_partition(paths.begin(), paths.end(),
                          [&](const std::string& path) { return documents_.contains(path); });
    return paths;
  }

  const Loaded* loaded() const { return loaded_.get(); }
  const FindingsByPath& findings() const {
    return loaded_ == nullptr ? lone_ : loaded_->findings();
  }
  bool is_open(const std::string& path) const { return documents_.contains(path); }

  std::shared_ptr<const SourceText> text(const std::string& path) const {
    SourceStore& sources = loaded_ == nullptr ? texts_ : loaded_->sources();
    return sources.get(sources.id_of(path));
  }

 private:
  /// Of documents whose projects are not read yet.
  std::vector<std::string> update_lone() {
    std::vector<std::string> paths;
    for (const std::string& path : std::exchange(stale_, {})) {
      const auto document = documents_.find(path);
      if (document == documents_.end()) continue;
      std::vector<ReportFinding> found =
          findings_of_lone(host_, request_, path, document->second.text);
      const auto known = lone_.find(path);
      if (known == lone_.end() ? found.empty() : known->second == found) continue;
      lone_[path] = std::move(found);
      paths.push_back(path);
    }
    return paths;
  }

  Host host_;
  LiveRequest request_;
  mutable SourceStore texts_;  ///< before anything is loaded
  LiveDocuments documents_ = {};
  std::shared_ptr<Loaded> loaded_ = {};
  std::vector<std::string> changed_while_loading_ = {};
  std::set<std::string> stale_ = {};  ///< documents, before anything is loaded
  FindingsByPath lone_ = {};
  std::vector<std::string> told_ = {};  ///< paths that the next update tells of
};

LiveWorkspace::LiveWorkspace(const Host& host, LiveRequest request)
    : implementation_(std::make_unique<Implementation>(host, std::move(request))) {}
LiveWorkspace::~LiveWorkspace() = default;

LiveWorkspace::Load LiveWorkspace::make_load() const {
  return implementation_->make_load();
}

void LiveWorkspace::install(std::shared_ptr<Loaded> loaded) {
  implementation_->install(std::move(loaded));
}

void LiveWorkspace::load() {
  install(make_load()({}));
}

bool LiveWorkspace::is_loaded() const {
  return implementation_->loaded() != nullptr;
}

void LiveWorkspace::open(const std::string& path, std::string text, std::int64_t version) {
  implementation_->pin(path, std::move(text), version);
}

void LiveWorkspace::change(const std::string& path, std::string text, std::int64_t version) {
  implementation_->pin(path, std::move(text), version);
}

void LiveWorkspace::save(const std::string& path) {
  implementation_->save(path);
}

void LiveWorkspace::close(const std::string& path) {
  implementation_->close(path);
}

bool LiveWorkspace::is_open(const std::string& path) const {
  return implementation_->is_open(path);
}

void LiveWorkspace::files_changed(std::span<const std::string> paths) {
  implementation_->files_changed(paths);
}

std::vector<std::string> LiveWorkspace::update() {
  return implementation_->update();
}

std::span<const ReportFinding> LiveWorkspace::findings(const std::string& path) const {
  const FindingsByPath& findings = implementation_->findings();
  const auto found = findings.find(path);
  if (found == findings.end()) return {};
  return found->second;
}

std::vector<std::string> LiveWorkspace::paths_with_findings() const {
  std::vector<std::string> paths;
  for (const auto& [path, findings] : implementation_->findings()) {
    if (!findings.empty()) paths.push_back(path);
  }
  std::ranges::sort(paths);
  return paths;
}

std::span<const ReportFailure> LiveWorkspace::failures() const {
  const Loaded* loaded = implementation_->loaded();
  if (loaded == nullptr) return {};
  return loaded->failures();
}

std::optional<Snapshot> LiveWorkspace::snapshot(const std::string& path) const {
  const Loaded* loaded = implementation_->loaded();
  const LiveProject* project = loaded == nullptr ? nullptr : loaded->project_of(path);
  if (project == nullptr) return std::nullopt;
  return Snapshot(*project);
}

std::vector<Snapshot> LiveWorkspace::snapshots() const {
  std::vector<Snapshot> snapshots;
  if (const Loaded* loaded = implementation_->loaded()) {
    for (const auto& project : loaded->projects()) snapshots.emplace_back(*project);
  }
  return snapshots;
}

std::shared_ptr<const SourceText> LiveWorkspace::text(const std::string& path) const {
  return implementation_->text(path);
}

}  // namespace ecac
