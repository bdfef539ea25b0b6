#include "compiler/syntax/xml_tree.h"

#include <gtest/gtest.h>

#include <vector>

#include "compiler/syntax/xml_scanner.h"

namespace ecac {
namespace {

TEST(XmlTree, WalksByNodeId) {
  XmlScan scan;
  scan_xml("<a> <b><c/>text<d/></b> <!-- --> <e>x</e><f/></a>", scan);
  XmlTree tree;
  tree.build(scan);
  ASSERT_EQ(tree.size(), 6u);
  EXPECT_EQ(tree.root(), 0u);
  EXPECT_EQ(tree.name(0), "a");
  EXPECT_EQ(tree.parent(0), kNoNode);
  std::vector<NodeId> children;
  for (NodeId child : tree.children(0)) children.push_back(child);
  EXPECT_EQ(children, (std::vector<NodeId>{1, 4, 5}));
  EXPECT_EQ(tree.first_child(1), 2u);
  EXPECT_EQ(tree.next_sibling(2), 3u);
  EXPECT_EQ(tree.next_sibling(3), kNoNode);
  EXPECT_EQ(tree.parent(3), 1u);
  EXPECT_TRUE(tree.children(5).empty());
}

TEST(XmlTree, IsEmptyWithoutAnElement) {
  XmlScan scan;
  XmlTree tree;
  scan_xml("<a/>", scan);
  tree.build(scan);
  scan_xml("no element", scan);
  tree.build(scan);
  EXPECT_EQ(tree.size(), 0u);
  EXPECT_EQ(tree.root(), kNoNode);
}

TEST(XmlTree, HoldsTheDeepestAllowedNesting) {
  constexpr std::size_t kDepth = 512;
  std::string text;
  for (std::size_t i = 0; i < kDepth; ++i) text += "<a>";
  for (std::size_t i = 0; i < kDepth; ++i) text += "</a>";
  XmlScan scan;
  scan_xml(text, scan);
  XmlTree tree;
  tree.build(scan);
  EXPECT_EQ(tree.size(), kDepth);
  EXPECT_EQ(tree.parent(kDepth - 1), kDepth - 2);
}

}  // namespace
}  // namespace ecac
