#include "tests/unit/syntax/libxml2_opinion.h"

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>

#include <algorithm>

namespace ecac::test {
namespace {

std::string libxml2_string(const xmlChar* text) {
  return text == nullptr ? std::string() : std::string(reinterpret_cast<const char*>(text));
}

std::string qualified_name(const xmlNode* node) {
  const std::string local = libxml2_string(node->name);
  if (node->ns == nullptr || node->ns->prefix == nullptr) return local;
  return libxml2_string(node->ns->prefix) + ":" + local;
}

struct Complaints {
  bool broken = false;
  std::string first;
};

void note_complaint(void* data, xmlErrorPtr error) {
  auto* complaints = static_cast<Complaints*>(data);
  // These are advice on namespace names and attribute values, not on form.
  if (error->code == XML_WAR_NS_URI || error->code == XML_WAR_NS_URI_RELATIVE ||
      error->code == XML_WAR_SPACE_VALUE || error->code == XML_WAR_LANG_VALUE ||
      error->code == XML_DTD_XMLID_VALUE || error->level == XML_ERR_WARNING) {
    return;
  }
  if (!complaints->broken) {
    complaints->first =
        std::to_string(error->code) + ": " + (error->message == nullptr ? "" : error->message);
  }
  complaints->broken = true;
}

Libxml2Element element_of(const xmlNode* node) {
  Libxml2Element element;
  element.name = qualified_name(node);
  if (node->ns != nullptr) element.namespace_uri = libxml2_string(node->ns->href);
  for (const xmlNode* child = node->children; child != nullptr; child = child->next) {
    if (child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE) {
      element.text += libxml2_string(child->content);
    }
  }
  for (const xmlAttr* attribute = node->properties; attribute != nullptr;
       attribute = attribute->next) {
    std::string value;
    for (const xmlNode* part = attribute->children; part != nullptr; part = part->next) {
      value += libxml2_string(part->content);
    }
    const std::string uri =
        attribute->ns == nullptr ? std::string() : libxml2_string(attribute->ns->href);
    element.attributes.push_back("{" + uri + "}" + libxml2_string(attribute->name) + "=" + value);
  }
  std::sort(element.attributes.begin(), element.attributes.end());
  return element;
}

}  // namespace

Libxml2Opinion ask_libxml2(std::string_view text) {
  Libxml2Opinion opinion;
  Complaints complaints;
  xmlParserCtxtPtr context = xmlNewParserCtxt();
  xmlSetStructuredErrorFunc(&complaints, note_complaint);
  xmlDocPtr document =
      xmlCtxtReadMemory(context, text.data(), static_cast<int>(text.size()), nullptr, nullptr,
                        XML_PARSE_NONET | XML_PARSE_HUGE | XML_PARSE_NOENT);
  opinion.well_formed = document != nullptr && context->wellFormed != 0 && !complaints.broken;
  opinion.complaint = complaints.first;
  if (document != nullptr) {
    const xmlNode* const root = xmlDocGetRootElement(document);
    const xmlNode* node = root;
    while (node != nullptr) {
      if (node->type == XML_ELEMENT_NODE) {
        opinion.elements.push_back(element_of(node));
        if (node->children != nullptr) {
          node = node->children;
          continue;
        }
      }
      while (node != root && node->next == nullptr) node = node->parent;
      node = node == root ? nullptr : node->next;
    }
    xmlFreeDoc(document);
  }
  xmlSetStructuredErrorFunc(nullptr, nullptr);
  xmlFreeParserCtxt(context);
  return opinion;
}

}  // namespace ecac::test
