#pragma once

#include <iterator>
#include <memory>
#include <string_view>

#include "compiler/syntax/xml_scan.h"

namespace ecac {

/// pugixml's tree of one text, or of its repaired copy, paired element by element with the
/// scanner's records. Holds one document at a time; made once for each worker and used again.
class XmlTree {
 public:
  class Children;

  XmlTree();
  ~XmlTree();
  XmlTree(const XmlTree&) = delete;
  XmlTree& operator=(const XmlTree&) = delete;

  /// Parses a copy of the scanned text. Throws InternalError when tree and records differ in
  /// count, names or parents, which no input may cause.
  void build(const XmlScan& scan);

  /// Drops the document and keeps the memory.
  void clear();

  NodeId size() const;
  /// kNoNode when the text has no element.
  NodeId root() const { return size() == 0 ? kNoNode : 0; }
  std::string_view name(NodeId node) const;
  NodeId parent(NodeId node) const;
  NodeId first_child(NodeId node) const;
  NodeId next_sibling(NodeId node) const;
  /// For range-for, in document order.
  Children children(NodeId node) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// The child elements of one node.
class XmlTree::Children {
 public:
  class Iterator {
   public:
    Iterator(const XmlTree* tree, NodeId node) : tree_(tree), node_(node) {}
    NodeId operator*() const { return node_; }
    Iterator& operator++() {
      node_ = tree_->next_sibling(node_);
      return *this;
    }
    bool operator==(const Iterator& other) const { return node_ == other.node_; }

   private:
    const XmlTree* tree_;
    NodeId node_;
  };

  Children(const XmlTree* tree, NodeId first) : tree_(tree), first_(first) {}
  Iterator begin() const { return {tree_, first_}; }
  Iterator end() const { return {tree_, kNoNode}; }
  bool empty() const { return first_ == kNoNode; }

 private:
  const XmlTree* tree_;
  NodeId first_;
};

inline XmlTree::Children XmlTree::children(NodeId node) const {
  return {this, first_child(node)};
}

}  // namespace ecac
