#include "compiler/report/paths/report_root.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "compiler/support/files/memory_file_tree.h"

namespace ecac {
namespace {

MemoryFileTree machine() {
  MemoryFileTree tree;
  tree.add_directory("/home/work/.git");
  tree.add("/home/work/a/x.eca", "");
  tree.add("/home/work/b/y.eca", "");
  tree.add("/home/other/.git", "gitdir: /srv/git/17\n");
  tree.add("/home/other/z.eca", "");
  tree.add("/loose/one/v.eca", "");
  tree.add("/loose/two/w.eca", "");
  tree.add_link("/link", "/home/work/a");
  return tree;
}

struct Where {
  std::string here = {};
  std::vector<std::string> given = {};
  std::string asked = {};
};

std::string shown(const Where& where, const std::string& path) {
  const MemoryFileTree tree = machine();
  return ReportRoot(tree, where.here, where.given, where.asked)(path);
}

TEST(ReportRoot, IsTheWorkTreeWhereverTheRunStarts) {
  for (const Where& where :
       {Where{"/home/work"}, Where{"/home/work/a"}, Where{"/loose", {"/home/work/a/x.eca"}},
        Where{"/home/work", {"b", "a"}}, Where{"/", {"/link"}}, Where{"/home/work", {"absent"}}}) {
    EXPECT_EQ(shown(where, "/home/work/a/x.eca"), "a/x.eca") << where.here;
    EXPECT_EQ(shown(where, "/home/work"), ".") << where.here;
  }
}

TEST(ReportRoot, IsTheCurrentFolderWithoutARepository) {
  EXPECT_EQ(shown({"/loose"}, "/loose/one/v.eca"), "one/v.eca");
  EXPECT_EQ(shown({"/loose", {"one"}}, "/loose/one/v.eca"), "one/v.eca");
  EXPECT_EQ(shown({"/home", {"/loose/one"}}, "/loose/one/v.eca"), "v.eca");
}

TEST(ReportRoot, IsWideEnoughForAllThatIsNamed) {
  const Where both = {"/", {"/home/work/a", "/home/other"}};
  EXPECT_EQ(shown(both, "/home/work/a/x.eca"), "work/a/x.eca");
  EXPECT_EQ(shown(both, "/home/other/z.eca"), "other/z.eca");
  const Where loose = {"/home", {"/loose/one", "/loose/two"}};
  EXPECT_EQ(shown(loose, "/loose/two/w.eca"), "two/w.eca");
}

TEST(ReportRoot, CanBeAskedFor) {
  EXPECT_EQ(shown({"/home/work/a", {}, ".."}, "/home/work/a/x.eca"), "a/x.eca");
  EXPECT_EQ(shown({"/home/work", {}, "a"}, "/home/work/a/x.eca"), "x.eca");
  EXPECT_EQ(shown({"/home/work", {}, "a"}, "/home/work/b/y.eca"), "../b/y.eca");
}

TEST(ReportRoot, SeesThroughLinks) {
  EXPECT_EQ(shown({"/home/work"}, "/link/x.eca"), "a/x.eca");
  EXPECT_EQ(shown({"/home/work"}, "/link"), "a");
}

}  // namespace
}  // namespace ecac
