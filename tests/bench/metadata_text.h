#pragma once

#include <string>
#include <string_view>

namespace ecac::bench {

/// Builds the text of one metadata file the way a retrieve writes it: four blanks a level, one
/// element a line, values escaped.
class MetadataText {
 public:
  explicit MetadataText(std::string_view root);

  MetadataText& leaf(std::string_view name, std::string_view value);
  MetadataText& leaf(std::string_view name, bool value) {
    return leaf(name, std::string_view(value ? "true" : "false"));
  }
  MetadataText& leaf(std::string_view name, int value) {
    return leaf(name, std::string_view(std::to_string(value)));
  }
  MetadataText& leaf(std::string_view name, const char* value) {
    return leaf(name, std::string_view(value));
  }
  MetadataText& open(std::string_view name);
  MetadataText& close(std::string_view name);
  /// Closes the root element and gives the text away.
  std::string finish();

 private:
  void indent();

  std::string root_;
  std::string text_;
  std::size_t depth_ = 1;
};

}  // namespace ecac::bench
