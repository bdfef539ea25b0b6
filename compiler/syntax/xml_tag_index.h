#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace ecac {

/// Answers, for a broken text, which of two names is closed first from some place on, where what
/// opens again in between does not count. Built once in linear time from the first place asked for;
/// places must be asked for in ascending order.
class XmlTagIndex {
 public:
  void build(std::string_view text, std::size_t from);

  /// Whether an end tag of `own` follows `from` before one of `parent`. An empty `parent` means
  /// that there is none.
  bool own_end_comes_first(std::size_t from, std::string_view own, std::string_view parent);

 private:
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;
  struct Tag {
    std::uint32_t offset = 0;
    std::uint32_t name = 0;
    std::uint32_t next_of_name = kNone;
    std::uint32_t unmatched_end =
        kNone;  ///< first end tag from here on that opens nowhere after it
    bool is_end = false;
  };
  std::uint32_t unmatched_end_offset(std::size_t from, std::string_view name);

  std::vector<Tag> tags_;
  std::unordered_map<std::string_view, std::uint32_t> names_;
  std::vector<std::uint32_t> cursors_;  ///< by name: its first tag at or after the last place
};

}  // namespace ecac
