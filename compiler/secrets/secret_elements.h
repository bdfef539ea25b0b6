#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "compiler/source/text_range.h"

namespace ecac::secrets {

/// Which names of elements, attributes and members tell a secret: the ones it is made of (lower
/// case), slips of the pen of these, and what sounds like one. Remembers what it has judged,
/// because the same few hundred names stand in each file of a project. For one thread.
class SecretNames {
 public:
  explicit SecretNames(std::vector<std::string> names);

  bool has(std::string_view name);
  /// Sorted.
  const std::vector<std::string>& names() const { return names_; }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view name) const {
      return std::hash<std::string_view>()(name);
    }
  };

  std::vector<std::string> names_;
  std::unordered_map<std::string, bool, Hash, std::equal_to<>> judged_ = {};
};

/// Finds the values that stand under a secret name: elements (whole, unclosed or wrongly closed),
/// attributes, JSON members, query parameters. In prose, such as a message,
/// a tag in backticks is only spoken of.
void find_named(std::string_view text, SecretNames& names, bool prose,
                std::vector<TextRange>& found);

}  // namespace ecac::secrets
