// A walk of edits by chance through all samples at once: wherever it stops, a live workspace tells
// what a check of the same texts tells, and at its end what it told at its begin.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "compiler/driver/check.h"
#include "compiler/live/live_workspace.h"
#include "compiler/support/files/memory_file_tree.h"
#include "compiler/support/files/overlay_file_tree.h"
#include "compiler/support/path_text.h"
#include "tests/live/told_findings.h"
#include "tests/support/mutated_text.h"
#include "tests/support/project_builder.h"
#include "tests/support/test_host.h"

namespace ecac::test {
namespace {

constexpr char kRoot[] = "/w";

class Walk {
 public:
  explicit Walk(ProjectTexts texts) : random_(20261130) {
    for (auto& [path, text] : texts) originals_[join_path(kRoot, path)] = text;
    for (const auto& [path, text] : originals_) {
      tree_.add(path, text);
      now_[path] = path;
      paths_.push_back(path);
    }
    LiveRequest request;
    request.current_directory = kRoot;
    request.paths = {kRoot};
    live_ = std::make_unique<LiveWorkspace>(host_, request);
    live_->load();
    live_->update();
  }

  Told told() const { return told_by(*live_); }

  /// None where the configuration cannot be used.
  std::optional<Told> checked() const {
    OverlayFileTree files(tree_);
    for (const auto& [path, text] : open_) files.set(path, text);
    CheckRequest request;
    request.current_directory = kRoot;
    request.paths = {kRoot};
    const CheckResult result = run_check(host_.with(files), request);
    if (!result.report.failures.empty()) return std::nullopt;
    return told_in(result.report, kRoot, files);
  }

  void step() {
    const std::string& path = paths_[random_() % paths_.size()];
    std::string& place = now_[path];
    const std::string& text = originals_.at(path);
    const auto kind = random_() % 10;
    if (place.empty()) {
      place = path;
      write(place, text);
    } else if (kind == 0) {
      close(place);
      tree_.remove(place);
      change(place);
      place.clear();
    } else if (kind == 1 && path.ends_with(".xml")) {
      std::string other = join_path(parent_path(path), "X" + std::string(file_name(path)));
      if (place == other) other = path;
      std::string bytes;
      ASSERT_TRUE(tree_.read(place, bytes, 1 << 24));
      close(place);
      tree_.remove(place);
      change(place);
      write(other, bytes);
      place = other;
    } else if (kind == 2 && random_() % 8 == 0) {
      take_folder(std::string(parent_path(place)));
    } else if (kind == 2) {
      close(place);
    } else if (kind < 6) {
      write(place, kind == 3 ? text : mutated(text, random_));
    } else {
      edit(place, kind == 6 ? text : mutated(text, random_));
    }
  }

  /// What is still being written counts.
  void settle() {
    for (const auto& [path, text] : open_) live_->save(path);
    live_->update();
  }

  /// Where a configuration cannot be used no check tells anything.
  void mend_settings() {
    for (auto& [path, place] : now_) {
      if (path.ends_with(".xml")) continue;
      close(path);
      place = path;
      write(path, originals_.at(path));
    }
    live_->update();
  }

  void restore() {
    for (auto& [path, place] : now_) {
      if (!place.empty()) close(place);
      if (!place.empty() && place != path) {
        tree_.remove(place);
        change(place);
      }
      place = path;
      write(path, originals_.at(path));
    }
    live_->update();
  }

  LiveWorkspace& live() { return *live_; }
  std::size_t pick(std::size_t size) { return random_() % size; }

 private:
  /// A folder goes, of which alone the editor is told.
  void take_folder(const std::string& folder) {
    for (auto& [path, place] : now_) {
      if (!is_within(place, folder)) continue;
      close(place);
      place.clear();
    }
    tree_.remove(folder);
    change(folder);
  }

  void change(const std::string& path) { live_->files_changed(std::vector<std::string>{path}); }
  void write(const std::string& path, const std::string& text) {
    tree_.add(path, text);
    change(path);
  }
  void close(const std::string& path) {
    if (open_.erase(path) != 0) live_->close(path);
  }
  void edit(const std::string& path, const std::string& text) {
    if (open_.contains(path)) {
      live_->change(path, text, ++version_);
    } else {
      live_->open(path, text, ++version_);
    }
    open_[path] = text;
  }

  std::mt19937 random_;
  MemoryFileTree tree_;
  Host host_ = host_with(tree_);
  std::map<std::string, std::string> originals_;
  std::map<std::string, std::string> now_;  ///< where a file lies; "" if it is gone
  std::map<std::string, std::string> open_;
  std::vector<std::string> paths_;
  std::int64_t version_ = 0;
  std::unique_ptr<LiveWorkspace> live_;
};

/// With an entry of each kind that accepts findings, comments that do, and a project of two
/// deploys.
ProjectTexts samples_to_edit() {
  ProjectTexts texts = texts_of_folder("samples");
  for (auto& [path, text] : texts) {
    const std::size_t label = text.find("    <label>");
    if (label == std::string::npos) continue;
    text.insert(label, "    <!-- ecac-ignore SCH001, SEC, NAM: made up -->\n");
  }
  const std::vector<std::string> configurations = {
      R"({"waivers": [{"rule": "SEC", "reason": "made up"}, {"rule": "REF", "reason": "made up",
          "component": "ExternalClientApplication:Portal"}],
          "apps": {"Portal": {"suppress": {"FLW": "made up"}}}})",
      R"({"environments": {"one": ["force-app"], "two": ["force-app", "extra"]}})"};
  std::size_t project = 0;
  for (auto& [path, text] : ProjectTexts(texts)) {
    if (!path.ends_with("sfdx-project.json") || project == configurations.size()) continue;
    const std::string folder(parent_path(path));
    texts.insert_or_assign(join_path(folder, "ecac.json"), configurations[project++]);
    texts.insert_or_assign(join_path(folder, "extra/externalClientApps/Pier.eca-meta.xml"),
                           "<ExternalClientApplication "
                           "xmlns=\"http://soap.sforce.com/2006/04/metadata\">\n"
                           "    <lable>Pier</lable>\n</ExternalClientApplication>\n");
  }
  return texts;
}

int steps() {
  const char* asked = std::getenv("ECAC_WALK_STEPS");
  return asked == nullptr ? 400 : std::atoi(asked);
}

TEST(LiveWalk, TellsWhatAFreshCheckTells) {
  Walk walk(samples_to_edit());
  const std::optional<Told> at_first = walk.checked();
  ASSERT_TRUE(at_first);
  ASSERT_EQ(walk.told(), *at_first);
  ASSERT_GT(at_first->size(), 20U);
  const int count = steps();
  // Of the long walk 200 stops, and enough of the short one.
  const std::size_t stops = count < 1000 ? 60 : 200;
  std::size_t compared = 0;
  for (int i = 0; i < count; ++i) {
    walk.step();
    if (HasFatalFailure()) return;
    walk.live().update();
    if (walk.pick(static_cast<std::size_t>(count)) >= stops) continue;
    walk.settle();
    std::optional<Told> expected = walk.checked();
    if (!expected) {
      walk.mend_settings();
      expected = walk.checked();
    }
    ASSERT_TRUE(expected);
    ++compared;
    ASSERT_EQ(walk.told(), *expected) << "after step " << i;
  }
  EXPECT_GT(compared, 20U);
  walk.restore();
  EXPECT_EQ(walk.told(), *at_first);
}

}  // namespace
}  // namespace ecac::test
