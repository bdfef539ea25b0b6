#include "compiler/syntax/xml_tree.h"

#include <cstring>
#include <pugixml.hpp>
#include <string>
#include <vector>

#include "compiler/support/check.h"
#include "compiler/syntax/xml_scanner.h"

namespace ecac {
namespace {

/// `node` or the first element after it among its siblings.
pugi::xml_node this_or_next_element(pugi::xml_node node) {
  while (node && node.type() != pugi::node_element) node = node.next_sibling();
  return node;
}

}  // namespace

struct XmlTree::Impl {
  struct Node {
    const char* name = nullptr;
    std::uint32_t name_size = 0;
    NodeId parent = kNoNode;
    NodeId first_child = kNoNode;
    NodeId next_sibling = kNoNode;
  };

  pugi::xml_document document;
  std::string buffer;  ///< pugixml parses it in place and its names point into it
  std::vector<Node> nodes;

  void pair(const XmlScan& scan);
};

/// Walks the tree in document order without recursion and holds every node against its record.
void XmlTree::Impl::pair(const XmlScan& scan) {
  const std::span<const XmlElement> records = scan.elements();
  const std::string_view text = scan.text();
  nodes.resize(records.size());
  pugi::xml_node node = this_or_next_element(document.first_child());
  NodeId next = 0;
  NodeId parent = kNoNode;
  while (node) {
    ECAC_CHECK(next < records.size());
    const NodeId id = next++;
    const XmlElement& record = records[id];
    const std::string_view name = record.name.in(text);
    const char* const tree_name = node.name();
    ECAC_CHECK(std::strlen(tree_name) == name.size());
    ECAC_CHECK(std::memcmp(tree_name, name.data(), name.size()) == 0);
    ECAC_CHECK(record.parent == parent);
    nodes[id] = {.name = tree_name, .name_size = record.name.size(), .parent = parent};
    if (pugi::xml_node child = this_or_next_element(node.first_child())) {
      nodes[id].first_child = next;
      parent = id;
      node = child;
      continue;
    }
    NodeId last = id;
    pugi::xml_node sibling = this_or_next_element(node.next_sibling());
    while (!sibling && parent != kNoNode) {
      node = node.parent();
      last = parent;
      parent = nodes[last].parent;
      sibling = this_or_next_element(node.next_sibling());
    }
    if (sibling) nodes[last].next_sibling = next;
    node = sibling;
  }
  ECAC_CHECK(next == records.size());
}

XmlTree::XmlTree() : impl_(std::make_unique<Impl>()) {}
XmlTree::~XmlTree() = default;

void XmlTree::build(const XmlScan& scan) {
  clear();
  if (scan.elements().empty()) return;
  if (scan.well_formed()) {
    impl_->buffer.assign(scan.text());
  } else {
    repaired_copy(scan, impl_->buffer);
  }
  constexpr unsigned kOptions = pugi::parse_default | pugi::parse_ws_pcdata_single;
  const pugi::xml_parse_result parsed = impl_->document.load_buffer_inplace(
      impl_->buffer.data(), impl_->buffer.size(), kOptions, pugi::encoding_utf8);
  ECAC_CHECK(parsed.status == pugi::status_ok);
  impl_->pair(scan);
}

void XmlTree::clear() {
  impl_->nodes.clear();
  impl_->document.reset();
}

NodeId XmlTree::size() const {
  return static_cast<NodeId>(impl_->nodes.size());
}

std::string_view XmlTree::name(NodeId node) const {
  return {impl_->nodes[node].name, impl_->nodes[node].name_size};
}

NodeId XmlTree::parent(NodeId node) const {
  return impl_->nodes[node].parent;
}

NodeId XmlTree::first_child(NodeId node) const {
  return impl_->nodes[node].first_child;
}

NodeId XmlTree::next_sibling(NodeId node) const {
  return impl_->nodes[node].next_sibling;
}

}  // namespace ecac
