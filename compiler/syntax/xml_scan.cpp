#include "compiler/syntax/xml_scan.h"

#include <cstdlib>

#include "compiler/syntax/xml_scanner_impl.h"

namespace ecac {

XmlScan::XmlScan() : namespaces_(2), workspace_(std::make_unique<XmlScanWorkspace>()) {}
XmlScan::~XmlScan() = default;
XmlScan::XmlScan(XmlScan&&) noexcept = default;
XmlScan& XmlScan::operator=(XmlScan&&) noexcept = default;

std::string_view XmlScan::local_name(NodeId node) const {
  const std::string_view whole = name(node);
  return whole.substr(whole.find(':') + 1);
}

std::string_view XmlScan::uri(std::uint32_t namespace_id) const {
  if (namespace_id == 0) return {};
  if (namespace_id == 1) return kXmlNamespace;
  const Namespace& entry = namespaces_[namespace_id];
  const std::string_view store = entry.decoded ? std::string_view(namespace_text_) : text_;
  return store.substr(entry.begin, entry.size);
}

const XmlAttribute* XmlScan::find_attribute(NodeId node, std::string_view namespace_uri,
                                            std::string_view local_name) const {
  for (const XmlAttribute& attribute : attributes(node)) {
    const std::string_view name = attribute.name.in(text_);
    const std::string_view local =
        attribute.namespace_id == 0 ? name : name.substr(name.find(':') + 1);
    if (local == local_name && uri(attribute.namespace_id) == namespace_uri) return &attribute;
  }
  return nullptr;
}

std::string_view to_string(XmlLimit limit) {
  switch (limit) {
    case XmlLimit::none: return "none";
    case XmlLimit::bytes: return "bytes";
    case XmlLimit::elements: return "elements";
    case XmlLimit::depth: return "depth";
    case XmlLimit::attributes: return "attributes";
    case XmlLimit::pieces: return "pieces";
    case XmlLimit::repairs: return "repairs";
  }
  std::abort();  // not an XmlLimit
}

}  // namespace ecac
