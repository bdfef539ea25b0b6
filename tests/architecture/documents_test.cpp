// What people read is complete, leads somewhere, and says nothing about the machine it was written
// on.

#include <gtest/gtest.h>
#include <re2/re2.h>

#include <cstdlib>
#include <filesystem>

#include "compiler/cli/command.h"
#include "tests/architecture/source_tree.h"

namespace ecac::architecture {
namespace {

TEST(Documents, EveryOptionOfEveryCommandIsInTheManual) {
  const SourceFile* manual = find_file("docs/cli.md");
  ASSERT_NE(manual, nullptr);
  Complaints complaints;
  for (const Command* command : all_commands()) {
    if (manual->text.find("ecac " + std::string(command->name)) == std::string::npos) {
      complaints.add("docs/cli.md does not mention `ecac " + std::string(command->name) + '`');
    }
    for (const OptionSpec& option : command->options) {
      const RE2 written("--" + RE2::QuoteMeta(std::string(option.name)) + "[^a-z-]");
      if (!RE2::PartialMatch(manual->text, written)) {
        complaints.add("docs/cli.md does not mention --" + std::string(option.name));
      }
    }
  }
  EXPECT_EQ(complaints.text(), "");
}

TEST(Documents, LinksLeadToFiles) {
  static const RE2 kFence("(?s)```.*?```");
  static const RE2 kLink(R"(\]\(([^)#\s]+)[^)\s]*\))");
  Complaints complaints;
  for (const SourceFile* file : files_in("", ".md")) {
    std::string prose = file->text;
    RE2::GlobalReplace(&prose, kFence, "");
    re2::StringPiece rest(prose);
    std::string target;
    while (RE2::FindAndConsume(&rest, kLink, &target)) {
      if (target.find("://") != std::string::npos) continue;
      const std::filesystem::path from = std::filesystem::path(ECAC_SOURCE_DIR) / file->path;
      if (!std::filesystem::exists(from.parent_path() / target)) {
        complaints.add(file->path + " links to " + target);
      }
    }
  }
  EXPECT_EQ(complaints.text(), "");
}

TEST(Documents, NothingIsLeftOver) {
  // Written so that this file does not find itself.
  static const RE2 kMark(R"(\b(T[O]DO|F[I]XME|X[X]X|H[A]CK|T[B]D)\b|(?m:^<<<<<<[<] |^>>>>>>[>] ))");
  Complaints complaints;
  for (const SourceFile& file : source_tree()) {
    std::string mark;
    if (file.path != "LICENSE" && RE2::PartialMatch(file.text, kMark, &mark)) {
      complaints.add(file.path + " contains " + mark);
    }
  }
  EXPECT_EQ(complaints.text(), "");
}

TEST(Documents, NothingTellsOfTheMachine) {
  static const RE2 kHost(
      R"((?i)\b((?:registry|mirrors?|artifactory|nexus|deb|security|ftp)\.[a-z0-9-]+\.[a-z]{2,}))");
  static const RE2 kFolder(R"((?:^|[\s"'`(=])(/(?:r[o]ot|w[o]rk/(?:main|shared))/))");
  const std::string here = ECAC_SOURCE_DIR;
  const char* const home = std::getenv("HOME");
  Complaints complaints;
  for (const SourceFile& file : source_tree()) {
    std::string found;
    // A settings file is no host.
    const bool host = RE2::PartialMatch(file.text, kHost, &found);
    if (host && !found.ends_with("example.com") && !found.ends_with("-meta.xml")) {
      complaints.add(file.path + " names the host " + found);
    }
    if (RE2::PartialMatch(file.text, kFolder, &found)) {
      complaints.add(file.path + " names the folder " + found);
    }
    for (const std::string& folder : {here, std::string(home == nullptr ? "" : home)}) {
      if (folder.size() > 4 && file.text.find(folder + '/') != std::string::npos) {
        complaints.add(file.path + " names the folder " + folder);
      }
    }
  }
  EXPECT_EQ(complaints.text(), "");
}

}  // namespace
}  // namespace ecac::architecture
