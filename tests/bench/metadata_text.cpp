#include "tests/bench/metadata_text.h"

#include <utility>

namespace ecac::bench {

MetadataText::MetadataText(std::string_view root) : root_(root) {
  text_ = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<" + root_ +
          " xmlns=\"http://soap.sforce.com/2006/04/metadata\">\n";
}

void MetadataText::indent() {
  text_.append(depth_ * 4, ' ');
}

MetadataText& MetadataText::leaf(std::string_view name, std::string_view value) {
  indent();
  text_.append("<").append(name).append(">");
  for (const char c : value) {
    switch (c) {
      case '&': text_ += "&amp;"; break;
      case '<': text_ += "&lt;"; break;
      case '>': text_ += "&gt;"; break;
      default: text_ += c;
    }
  }
  text_.append("</").append(name).append(">\n");
  return *this;
}

MetadataText& MetadataText::open(std::string_view name) {
  indent();
  text_.append("<").append(name).append(">\n");
  ++depth_;
  return *this;
}

MetadataText& MetadataText::close(std::string_view name) {
  --depth_;
  indent();
  text_.append("</").append(name).append(">\n");
  return *this;
}

std::string MetadataText::finish() {
  text_.append("</").append(root_).append(">\n");
  return std::move(text_);
}

}  // namespace ecac::bench
