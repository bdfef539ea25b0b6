#include "compiler/workspace/discovery/discovery.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/host/disk_file_tree.h"
#include "compiler/host/threads.h"
#include "compiler/support/files/memory_file_tree.h"
#include "compiler/support/files/overlay_file_tree.h"
#include "tests/unit/support/temporary_directory.h"

namespace ecac::discovery_test {
namespace {

constexpr std::string_view kProject = R"({"packageDirectories": [{"path": "force-app"}]})";

/// Knows `eca` (type 0) and `settings` (type 1); `.ecaa` is a near miss.
class SmallMatcher final : public TypeMatcher {
 public:
  MatchedFolder folder(std::string_view path) const override {
    MatchedFolder folder;
    folder.path = path;
    return folder;
  }
  TypeMatch match(std::string_view name, const MatchedFolder&) const override {
    TypeMatch match;
    match.format = FileFormat::metadata;
    if (name.ends_with("-meta.xml")) {
      match.format = FileFormat::source;
      name.remove_suffix(9);
    }
    const std::size_t dot = name.rfind('.');
    if (dot == std::string_view::npos) return {};
    const std::string_view suffix = name.substr(dot + 1);
    match.full_name = name.substr(0, dot);
    match.kind = FileKind::component;
    match.type = TypeId{suffix == "settings" ? std::uint16_t{1} : std::uint16_t{0}};
    if (suffix == "ecaa") match.kind = FileKind::wrong_suffix;
    if (suffix != "eca" && suffix != "settings" && suffix != "ecaa") return {};
    return match;
  }
  bool is_type_directory(std::string_view name) const override {
    return name == "externalClientApps" || name == "settings";
  }
};

DiscoveryOptions options_for(std::vector<std::string> paths, std::string current = "/p") {
  DiscoveryOptions options;
  options.current_directory = std::move(current);
  options.paths = std::move(paths);
  return options;
}

/// One line for each project: `root: file file?reason ...`; `?` marks context, `!` a wrong
/// suffix.
std::string dump(const Discovery& discovery) {
  std::string text;
  for (const DiscoveredProject& project : discovery.projects) {
    text += project.root + (project.has_project_file ? ":" : " (bare):");
    std::string previous;
    for (const DiscoveredFile& file : project.files) {
      const std::string path = project.path_of(file);
      EXPECT_LT(previous, path) << "not in order";
      EXPECT_EQ(project.find(path), &file) << path;
      previous = path;
      text += " " + path.substr(project.root.size());
      if (file.kind == FileKind::wrong_suffix) text += "!";
      if (!file.checked()) {
        constexpr const char* kReasons[] = {"", "forceignore", "outside", "not-requested"};
        text += std::string("?") + kReasons[static_cast<int>(file.reason)];
      }
    }
    if (project.outside != nullptr) {
      text += " |";
      for (const DiscoveredFile& file : project.outside->files) {
        text += " " + project.outside->path_of(file).substr(project.root.size());
      }
    }
    if (!project.own_manifest.empty()) text += " by " + project.own_manifest;
    text += "\n";
    constexpr const char* kReasons[] = {"file", "directory", "not-a-file", "linked-out"};
    for (const UnreadPath& unread : project.tree.unread) {
      text += "  unread " + std::string(kReasons[static_cast<std::size_t>(unread.reason)]) + " " +
              unread.path + "\n";
    }
    constexpr const char* kFaults[] = {"syntax", "structure", "value", "missing-directory"};
    for (const ProjectFileFault& fault : project.tree.project_file) {
      text += "  fault " + std::string(kFaults[static_cast<std::size_t>(fault.kind)]) + " " +
              fault.path + "\n";
    }
  }
  for (const PathError& error : discovery.path_errors) {
    text += "error " + error.path + ": " + error.message + "\n";
  }
  for (const ConfigError& error : discovery.config_errors) {
    text += "error " + error.path + ": " + error.message + "\n";
  }
  return text;
}

class DiscoveryTest : public testing::Test {
 protected:
  std::string run(std::vector<std::string> paths, std::string current = "/p") {
    return run_with(options_for(std::move(paths), std::move(current)));
  }
  /// The answer must not depend on the number of threads.
  std::string run_with(const DiscoveryOptions& options) {
    sources = std::make_unique<SourceStore>(tree);
    result = discover(*sources, SmallMatcher(), options);
    const std::string one = dump(result);
    const std::unique_ptr<Executor> executor = make_executor(4);
    SourceStore others(tree);
    EXPECT_EQ(dump(discover(others, SmallMatcher(), options, *executor)), one);
    return one;
  }
  std::size_t skipped(SkipReason reason, std::size_t project = 0) const {
    return result.projects.at(project).skipped[static_cast<std::size_t>(reason)];
  }
  std::size_t skipped_files(SkipReason reason) const {
    return result.projects.at(0).skipped_files[static_cast<std::size_t>(reason)];
  }

  MemoryFileTree tree;
  std::unique_ptr<SourceStore> sources;
  Discovery result;
};

TEST_F(DiscoveryTest, ChecksPackageDirectoriesAndTakesTheRestAsContext) {
  tree.add("/p/sfdx-project.json",
           R"({"packageDirectories": [{"path": "force-app", "default": true}, {"path": "b/c"}]})");
  tree.add("/p/force-app/main/A.eca-meta.xml", "");
  tree.add("/p/force-app/main/A.cls", "");
  tree.add("/p/force-app/main/Wrong.ecaa-meta.xml", "");
  tree.add("/p/b/c/B.eca", "");
  tree.add("/p/b/X.eca", "");
  tree.add("/p/manifest/package.xml", "");
  tree.add("/p/config/project-scratch-def.json", "");
  EXPECT_EQ(run({}),
            "/p: /b/c/B.eca /config/project-scratch-def.json?outside "
            "/force-app/main/A.eca-meta.xml /force-app/main/Wrong.ecaa-meta.xml! "
            "/manifest/package.xml?outside | /b/X.eca\n");
  const DiscoveredProject& project = result.projects.at(0);
  const DiscoveredFile* file = project.find("/p/b/c/B.eca");
  EXPECT_EQ(file->full_name, "B");
  EXPECT_EQ(file->format, FileFormat::metadata);
  EXPECT_EQ(project.directories[file->directory].package_directory, 1);
  EXPECT_EQ(project.find("/p/config/project-scratch-def.json")->kind, FileKind::scratch_definition);
  EXPECT_EQ(project.find("/p/manifest/package.xml")->kind, FileKind::manifest);
  EXPECT_EQ(project.find("/p/b/c"), nullptr);
  EXPECT_EQ(project.find("/p/b/c/B.ecaX"), nullptr);
  EXPECT_EQ(project.find(""), nullptr);
}

TEST_F(DiscoveryTest, WalksUpToTheProject) {
  tree.add("/p/sfdx-project.json", std::string(kProject));
  tree.add("/p/force-app/a/A.eca", "");
  tree.add("/p/force-app/b/B.eca", "");
  const std::string all = "/p: /force-app/a/A.eca /force-app/b/B.eca\n";
  EXPECT_EQ(run({}, "/p/force-app/a"), all);
  EXPECT_EQ(run({"."}, "/p"), all);
  EXPECT_EQ(run({"/p", "force-app/a"}, "/p"), all);
  EXPECT_EQ(run({"."}, "/p/force-app/a"),
            "/p: /force-app/a/A.eca /force-app/b/B.eca?not-requested\n");
}

TEST_F(DiscoveryTest, JudgesOneFileInsideItsProject) {
  tree.add("/p/sfdx-project.json", R"({"packageDirectories": [{"path": "nowhere"}]})");
  tree.add("/p/force-app/A.eca", "");
  tree.add("/p/force-app/B.eca", "");
  EXPECT_EQ(run({"force-app/B.eca"}), "/p: /force-app/A.eca?not-requested /force-app/B.eca\n");
  EXPECT_TRUE(result.projects.at(0).find("/p/force-app/B.eca")->named);
  EXPECT_EQ(result.projects.at(0).project_file.faults.size(), 1u);
  EXPECT_EQ(run({"sfdx-project.json"}), "/p: | /force-app/A.eca /force-app/B.eca\n");
}

TEST_F(DiscoveryTest, TakesABareFolderAsItIs) {
  tree.add("/p/src/externalClientApps/A.eca", "");
  tree.add("/p/src/package.xml", "");
  tree.add("/p/src/settings/OauthOidc.settings", "");
  tree.add("/p/src/destructiveChangesPost.xml", "");
  EXPECT_EQ(run({"src"}),
            "/p/src (bare): /destructiveChangesPost.xml /externalClientApps/A.eca /package.xml "
            "/settings/OauthOidc.settings by /p/src/package.xml\n");
  EXPECT_EQ(run({"src", "src/settings"}), run({"src"}));
  EXPECT_EQ(run({"src/settings", "src/externalClientApps"}),
            "/p/src/externalClientApps (bare): /A.eca\n"
            "/p/src/settings (bare): /OauthOidc.settings\n");
}

TEST_F(DiscoveryTest, LooksOnlyBesideAFileWithoutAProject) {
  tree.add("/home/externalClientApps/A.eca", "");
  tree.add("/home/externalClientApps/B.eca", "");
  tree.add("/home/settings/OauthOidc.settings", "");
  tree.add("/home/package.xml", "");
  tree.add("/home/photos/C.eca", "");
  tree.add("/home/D.eca", "");
  EXPECT_EQ(run({"/home/externalClientApps/A.eca"}),
            "/home (bare): /D.eca?not-requested /externalClientApps/A.eca "
            "/externalClientApps/B.eca?not-requested /package.xml?not-requested "
            "/settings/OauthOidc.settings?not-requested by /home/package.xml\n");
  EXPECT_EQ(run({"/home/photos/C.eca"}), "/home/photos (bare): /C.eca\n");
  EXPECT_EQ(run({"/home/D.eca"}), "/home (bare): /D.eca /package.xml?not-requested\n");
}

TEST_F(DiscoveryTest, JudgesNestedProjectsOnTheirOwn) {
  tree.add("/p/sfdx-project.json", std::string(kProject));
  tree.add("/p/force-app/A.eca", "");
  tree.add("/p/force-app/inner/sfdx-project.json", std::string(kProject));
  tree.add("/p/force-app/inner/force-app/B.eca", "");
  tree.add("/p/force-app/inner/other/C.eca", "");
  const std::string inner = "/p/force-app/inner: /force-app/B.eca | /other/C.eca\n";
  EXPECT_EQ(run({}), "/p: /force-app/A.eca\n" + inner);
  EXPECT_EQ(run({"force-app/A.eca"}), "/p: /force-app/A.eca\n");
  EXPECT_EQ(run({"force-app/inner"}), inner);
  EXPECT_EQ(run({".", "force-app/inner"}), "/p: /force-app/A.eca\n" + inner);
  tree.add("/E.eca", "");
  EXPECT_EQ(run({"/"}), "/ (bare): E.eca\n/p: /force-app/A.eca\n" + inner);
}

TEST_F(DiscoveryTest, TakesForceIgnoredFilesAsContext) {
  tree.add("/p/sfdx-project.json", std::string(kProject));
  tree.add("/p/.forceignore", "**/ignored/**\n*.SETTINGS-meta.xml\nforce-app/A.eca\n");
  tree.add("/p/force-app/A.eca", "");
  tree.add("/p/force-app/B.eca", "");
  tree.add("/p/force-app/ignored/deep/C.eca", "");
  tree.add("/p/force-app/X.settings-meta.xml", "");
  tree.add("/p/force-app/own/.forceignore", "nothing");
  tree.add("/p/force-app/own/Y.settings-meta.xml", "");
  tree.add("/p/force-app/old.dup/D.eca", "");
  EXPECT_EQ(run({}),
            "/p: /force-app/A.eca?forceignore /force-app/B.eca "
            "/force-app/X.settings-meta.xml?forceignore "
            "/force-app/ignored/deep/C.eca?forceignore /force-app/old.dup/D.eca?forceignore "
            "/force-app/own/Y.settings-meta.xml\n");
  EXPECT_EQ(run({"force-app/ignored"}),
            "/p: /force-app/A.eca?forceignore /force-app/B.eca?not-requested "
            "/force-app/X.settings-meta.xml?forceignore "
            "/force-app/ignored/deep/C.eca?forceignore /force-app/old.dup/D.eca?forceignore "
            "/force-app/own/Y.settings-meta.xml?not-requested\n");
}

TEST_F(DiscoveryTest, SkipsWhatGitIgnores) {
  tree.add("/p/.gitignore", "dist/\n*.eca\n");
  tree.add("/p/sub/.gitignore", "!B.eca\n");
  tree.add("/p/A.eca", "");
  tree.add("/p/sub/B.eca", "");
  tree.add("/p/sub/C.eca", "");
  tree.add("/p/dist/D.settings", "");
  tree.add("/p/node_modules/x/E.settings", "");
  tree.add("/p/.cache/F.settings", "");
  tree.add("/p/.G.settings", "");
  EXPECT_EQ(run({}), "/p (bare): /sub/B.eca\n");
  EXPECT_EQ(skipped(SkipReason::git_ignored), 1u);
  EXPECT_EQ(skipped(SkipReason::node_modules), 1u);
  EXPECT_EQ(skipped(SkipReason::hidden), 1u);
  EXPECT_EQ(skipped_files(SkipReason::git_ignored), 3u) << "with what lies in the folder";
  EXPECT_EQ(skipped_files(SkipReason::hidden), 1u);
}

TEST_F(DiscoveryTest, TakesIgnoredPathsWhenTheyAreNamed) {
  tree.add("/p/sfdx-project.json", std::string(kProject));
  tree.add("/p/.gitignore", "dist/\nA.eca\n");
  tree.add("/p/force-app/A.eca", "");
  tree.add("/p/dist/D.eca", "");
  tree.add("/p/dist/A.eca", "");
  tree.add("/p/.hidden/node_modules/E.eca", "");
  EXPECT_EQ(run({"dist"}), "/p: /dist/D.eca\n");
  EXPECT_EQ(run({"force-app/A.eca"}), "/p: /force-app/A.eca\n");
  EXPECT_EQ(run({"dist/A.eca"}), "/p: /dist/A.eca\n");
  EXPECT_EQ(run({".hidden/node_modules/E.eca"}), "/p: /.hidden/node_modules/E.eca\n");
  EXPECT_EQ(run({".", "dist/D.eca"}), "/p: /dist/D.eca\n");
}

TEST_F(DiscoveryTest, LeavesOutWhatIsExcluded) {
  tree.add("/p/ecac.json", R"({"exclude": ["vendor/", "*.settings"]})");
  tree.add("/p/sub/A.eca", "");
  tree.add("/p/sub/vendor/B.eca", "");
  tree.add("/p/sub/C.settings", "");
  tree.add("/p/sub/D.eca", "");
  DiscoveryOptions options = options_for({"sub"});
  options.exclude = {"/sub/D.*"};
  EXPECT_EQ(run_with(options), "/p/sub (bare): /A.eca\n");
  EXPECT_EQ(skipped(SkipReason::excluded), 1u);
  EXPECT_EQ(skipped_files(SkipReason::excluded), 3u) << "with what lies in the folder";
  EXPECT_EQ(result.projects.at(0).config->path, "/p/ecac.json");
  options.isolated = true;
  EXPECT_EQ(run_with(options), "/p/sub (bare): /A.eca /C.settings /vendor/B.eca\n");
  EXPECT_EQ(result.projects.at(0).config->path, "");
}

TEST_F(DiscoveryTest, ReportsABrokenConfigurationOnce) {
  tree.add("/p/ecac.json", R"({"rulez": {}})");
  tree.add("/p/a/sfdx-project.json", std::string(kProject));
  tree.add("/p/b/sfdx-project.json", std::string(kProject));
  tree.add_directory("/p/a/force-app");
  tree.add_directory("/p/b/force-app");
  EXPECT_EQ(run({}),
            "/p (bare):\n/p/a:\n/p/b:\n"
            "error /p/ecac.json: unknown key `rulez`; did you mean `rules`?\n");
  DiscoveryOptions options = options_for({});
  options.config_path = "missing.json";
  EXPECT_EQ(run_with(options),
            "/p (bare):\n/p/a:\n/p/b:\nerror missing.json: cannot read the configuration: no such "
            "file or folder\n");
}

TEST_F(DiscoveryTest, ChecksEverythingWhenTheProjectFileIsBroken) {
  tree.add("/p/sfdx-project.json", "{");
  tree.add("/p/somewhere/A.eca", "");
  EXPECT_EQ(run({}), "/p: /somewhere/A.eca\n  fault syntax /p/sfdx-project.json\n");
  tree.deny("/p/sfdx-project.json");
  EXPECT_EQ(run({}), "/p: /somewhere/A.eca\n  unread file /p/sfdx-project.json\n");
}

TEST_F(DiscoveryTest, GoesOnAfterWhatCannotBeRead) {
  tree.add("/p/a/A.eca", "");
  tree.deny("/p/a");
  tree.add("/p/b/B.eca", "");
  tree.add_link("/p/b/C.eca", "nowhere");
  tree.add("/p/b/D.eca/E.eca", "");
  tree.add("/p/b/.gitignore", "");
  tree.deny("/p/b/.gitignore");
  EXPECT_EQ(run({}),
            "/p (bare): /b/B.eca /b/D.eca/E.eca\n"
            "  unread directory /p/a\n"
            "  unread file /p/b/.gitignore\n"
            "  unread file /p/b/C.eca\n"
            "  unread not-a-file /p/b/D.eca\n");
}

TEST_F(DiscoveryTest, TellsWhichPathCannotBeUsed) {
  tree.add("/p/A.eca", "");
  tree.add_directory("/p/locked");
  tree.deny("/p/locked");
  tree.add_link("/p/loop", "loop");
  EXPECT_EQ(run({"missing", "A.eca", "loop", "", "locked"}),
            "/p (bare): /A.eca\n"
            "error : the path is empty\n"
            "error locked: permission denied\n"
            "error loop: no such file or folder\n"
            "error missing: no such file or folder\n");
}

TEST_F(DiscoveryTest, FollowsLinksOnce) {
  tree.add("/p/a/real/A.eca", "");
  tree.add_link("/p/a/real/up", "..");
  tree.add_link("/p/a/real/self", ".");
  tree.add_link("/p/a/again", "real");
  tree.add_link("/p/a/disk", "/");
  tree.add_link("/p/a/outside", "/p/ext/one");
  tree.add_link("/p/a/outside2", "/p/ext");
  tree.add("/p/ext/one/B.eca", "");
  tree.add_link("/p/ext/one/back", "/p/a/real");
  tree.add("/p/ext/two/C.eca", "");
  tree.add_link("/p/a/real/D.eca", "/p/ext/two/C.eca");
  tree.add_link("/p/a/linked/A.eca", "../real/A.eca");
  tree.add_link("/p/a/linked/Copy.eca", "../real/A.eca");
  tree.add("/p/.git/HEAD", "");
  EXPECT_EQ(run({"a"}),
            "/p/a (bare): /linked/Copy.eca /outside/B.eca /outside2/two/C.eca /real/A.eca "
            "/real/D.eca\n");
  EXPECT_EQ(skipped(SkipReason::linked_again), 5u);
  EXPECT_EQ(skipped_files(SkipReason::linked_again), 1u);
}

TEST_F(DiscoveryTest, FollowsNoLinkOutOfTheRepository) {
  tree.add("/p/A.eca", "");
  tree.add("/p/.git/B.eca", "");
  tree.add("/ext/C.eca", "");
  tree.add_link("/p/folder", "/ext");
  tree.add_link("/p/D.eca", "/ext/C.eca");
  tree.add_link("/p/E.eca", "/p/.git/B.eca");
  tree.add_link("/p/F.eca", "A.eca");
  EXPECT_EQ(
      run({}),
      "/p (bare): /A.eca /F.eca\n  unread linked-out /p/D.eca\n  unread linked-out /p/E.eca\n");
  EXPECT_EQ(skipped(SkipReason::linked_out), 1u);
  EXPECT_EQ(skipped_files(SkipReason::linked_out), 2u);
}

TEST_F(DiscoveryTest, EndsInFoldersWithoutEnd) {
  std::string path = "/p";
  for (int i = 0; i < 300; ++i) path += "/d";
  tree.add(path + "/A.eca", "");
  EXPECT_EQ(run({}), "/p (bare):\n");
  EXPECT_EQ(skipped(SkipReason::too_deep), 1u);
}

TEST_F(DiscoveryTest, KnowsTextFromStandardInputByItsName) {
  tree.add("/p/sfdx-project.json", std::string(kProject));
  tree.add("/p/force-app/A.eca", "");
  OverlayFileTree overlay(tree);
  overlay.set("/p/force-app/new/N.eca", "text");
  SourceStore texts(overlay);
  EXPECT_EQ(dump(discover(texts, SmallMatcher(), options_for({"force-app/new/N.eca"}))),
            "/p: /force-app/A.eca?not-requested /force-app/new/N.eca\n");
}

TEST_F(DiscoveryTest, SortsByWholePath) {
  for (const char* name : {"a.eca", "a/x.eca", "a-b/x.eca", "a-b.eca", "a/y/z.eca", "a/y.eca",
                           "\xC3\xA9.eca", "a\xC3\xA9/b.eca", "b.eca"}) {
    tree.add(std::string("/p/") + name, "");
  }
  EXPECT_EQ(run({}),
            "/p (bare): /a-b.eca /a-b/x.eca /a.eca /a/x.eca /a/y.eca /a/y/z.eca "
            "/a\xC3\xA9/b.eca /b.eca /\xC3\xA9.eca\n");
}

TEST(DiscoveryOnDisk, GivesTheSameForAnyNumberOfThreads) {
  TemporaryDirectory disk;
  disk.write("sfdx-project.json", kProject);
  for (int folder = 0; folder < 60; ++folder) {
    const std::string name = "force-app/f" + std::to_string(folder);
    for (int file = 0; file < 5; ++file) {
      disk.write(name + "/App" + std::to_string(file) + ".eca-meta.xml", "x");
    }
    ASSERT_EQ(::symlink("../f0", disk.at(name + "/link").c_str()), 0);
  }
  const DiscoveryOptions options = options_for({"."}, disk.path());
  const DiskFileTree files;
  SourceStore texts(files);
  const std::string one = dump(discover(texts, SmallMatcher(), options));
  EXPECT_EQ(std::ranges::count(one, ' '), 300);
  for (unsigned threads = 2; threads < 9; ++threads) {
    const std::unique_ptr<Executor> executor = make_executor(threads);
    SourceStore again(files);
    EXPECT_EQ(dump(discover(again, SmallMatcher(), options, *executor)), one);
  }
}

TEST_F(DiscoveryTest, TakesAMissingPackageDirectoryForAnEmptyOne) {
  tree.add("/p/sfdx-project.json", std::string(kProject));
  tree.add("/p/templates/externalClientApps/A.eca", "");
  EXPECT_EQ(run({}),
            "/p: | /templates/externalClientApps/A.eca\n"
            "  fault missing-directory /p/sfdx-project.json\n");
}

TEST_F(DiscoveryTest, PassesOverARootThatHoldsNothing) {
  tree.add("/p/README.md", "");
  tree.add("/p/app/sfdx-project.json", std::string(kProject));
  tree.add("/p/app/force-app/A.eca", "");
  EXPECT_EQ(run({"/p"}), "/p/app: /force-app/A.eca\n");
  tree.add("/q/README.md", "");
  EXPECT_EQ(run({"/q"}, "/q"), "/q (bare):\n");
}

TEST_F(DiscoveryTest, BeginsADeployWhereAManifestStandsBesideFoldersOfTypes) {
  tree.add("/p/one/src/package.xml", "");
  tree.add("/p/one/src/settings/A.settings", "");
  tree.add("/p/two/package.xml", "");
  tree.add("/p/two/externalClientApps/B.eca", "");
  tree.add("/p/three/package.xml", "");
  tree.add("/p/three/deeper/still/C.eca", "");
  EXPECT_EQ(run({}),
            "/p (bare): /three/deeper/still/C.eca /three/package.xml\n"
            "/p/one/src (bare): /package.xml /settings/A.settings by /p/one/src/package.xml\n"
            "/p/two (bare): /externalClientApps/B.eca /package.xml by /p/two/package.xml\n");
  EXPECT_EQ(run({"two"}),
            "/p/two (bare): /externalClientApps/B.eca /package.xml by /p/two/package.xml\n");
}

TEST_F(DiscoveryTest, SeesNoDeployInAManifestInsideAProject) {
  tree.add("/p/sfdx-project.json", std::string(kProject));
  tree.add("/p/force-app/package.xml", "");
  tree.add("/p/force-app/externalClientApps/A.eca", "");
  tree.add("/p/backup/package.xml", "");
  tree.add("/p/backup/externalClientApps/A.eca", "");
  EXPECT_EQ(run({}),
            "/p: /backup/package.xml?outside /force-app/externalClientApps/A.eca "
            "/force-app/package.xml | /backup/externalClientApps/A.eca\n");
}

TEST_F(DiscoveryTest, BeginsADeployAtTheRootOfARepository) {
  tree.add("/p/one/.git/HEAD", "");
  tree.add("/p/one/A.eca", "");
  tree.add("/p/two/.git", "gitdir: elsewhere");
  tree.add("/p/two/B.eca", "");
  tree.add("/p/C.eca", "");
  EXPECT_EQ(run({}),
            "/p (bare): /C.eca\n"
            "/p/one (bare): /A.eca\n"
            "/p/two (bare): /B.eca\n");
}

TEST_F(DiscoveryTest, LeavesARepositoryInsideAPackageDirectoryInIt) {
  tree.add("/p/sfdx-project.json", std::string(kProject));
  tree.add("/p/force-app/shared/.git", "gitdir: elsewhere");
  tree.add("/p/force-app/shared/A.eca", "");
  EXPECT_EQ(run({}), "/p: /force-app/shared/A.eca\n");
}

}  // namespace
}  // namespace ecac::discovery_test
