#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

#include "tests/unit/support/temporary_directory.h"

namespace ecac {

/// A folder with a git repository, made with the git program. No setting of the user takes part.
class GitRepository : public TemporaryDirectory {
 public:
  GitRepository() { git("init --quiet --initial-branch=main ."); }

  /// Runs git in the repository.
  void git(const std::string& arguments) const {
    const std::string command =
        "cd '" + path() +
        "' && env -u GIT_DIR -u GIT_INDEX_FILE -u GIT_WORK_TREE GIT_CONFIG_GLOBAL=/dev/null"
        " GIT_CONFIG_SYSTEM=/dev/null git -c user.name=Harbor -c user.email=harbor@example.com"
        " -c protocol.file.allow=always " +
        arguments + " >/dev/null 2>&1";
    EXPECT_EQ(std::system(command.c_str()), 0) << arguments;
  }
  /// Commits whatever the folder holds now.
  void commit(const std::string& message) const {
    git("add --all");
    git("commit --quiet --allow-empty --message='" + message + "'");
  }
};

}  // namespace ecac
