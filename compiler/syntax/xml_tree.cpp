#include "compiler/syntax/xml_tree.h"

#include <cstring>
#include <pugixml.hpp>
#include <string>
#include <vector>

#include "compiler/support/check.h"
#include "compiler/syntax/xml_scanner.h"

namespace ecac {
namespace {

/// Moves on to the first element among `node` and its later siblings; false if there is none.
bool to_element(pugi::xml_node& node) {
  for (;;) {
    const pugi::xml_node_type type = node.type();
    if (type == pugi::node_element) return true;
    if (type == pugi::node_null) return false;
    node = node.next_sibling();
  }
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
  pugi::xml_node node = document.first_child();
  bool more = to_element(node);
  NodeId next = 0;
  NodeId parent = kNoNode;
  while (more) {
    ECAC_CHECK(next < records.size());
    const NodeId id = next++;
    const XmlElement& record = records[id];
    const std::uint32_t size = record.name.size();
    const char* const name = node.name();
    ECAC_CHECK(std::strncmp(name, text.data() + record.name.begin, size) == 0 && name[size] == 0);
    ECAC_CHECK(record.parent == parent);
    Node& entry = nodes[id];
    entry = {.name = name, .name_size = size, .parent = parent};
    pugi::xml_node child = node.first_child();
    if (to_element(child)) {
      entry.first_child = next;
      parent = id;
      node = child;
      continue;
    }
    NodeId last = id;
    for (;;) {
      pugi::xml_node sibling = node.next_sibling();
      more = to_element(sibling);
      if (more) {
        nodes[last].next_sibling = next;
        node = sibling;
        break;
      }
      if (parent == kNoNode) break;
      node = node.parent();
      last = parent;
      parent = nodes[last].parent;
    }
  }
  ECAC_CHECK(next == records.size());
}

XmlTree::XmlTree() : impl_(std::make_unique<Impl>()) {}
XmlTree::~XmlTree() = default;

void XmlTree::build(const XmlScan& scan) {
  impl_->nodes.clear();
  if (scan.elements().empty()) return impl_->document.reset();
  if (scan.well_formed()) {
    impl_->buffer.assign(scan.text());
  } else {
    repaired_copy(scan, impl_->buffer);
  }
  // Values are decoded from the records, so that of text nodes none is wanted.
  constexpr unsigned kOptions = pugi::parse_minimal | pugi::parse_embed_pcdata;
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
