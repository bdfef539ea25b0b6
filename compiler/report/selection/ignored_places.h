#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "compiler/diagnostics/rule_info.h"
#include "compiler/model/ignore_comment.h"
#include "compiler/source/text_range.h"

namespace ecac {

/// Where the comments of one file accept findings, and which of them have done so. A comment that
/// lacks something accepts nothing, and neither does a rule that nobody knows.
class IgnoredPlaces {
 public:
  /// One rule, or several, that one comment names.
  struct Entry {
    const IgnoreComment* comment = nullptr;
    const IgnoredRule* rule = nullptr;
    bool used = false;
  };

  /// Borrows the comments.
  explicit IgnoredPlaces(const std::vector<IgnoreComment>& comments);

  /// The innermost entry around the place that means the case; each selector that does counts as
  /// used there.
  std::optional<Entry> cover(CaseId rule_case, TextRange place);
  /// In the order of the text.
  const std::vector<Entry>& entries() const { return entries_; }

 private:
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  /// What the entries with one selector cover. Elements lie beside or inside each other.
  struct Interval {
    TextRange range = {};
    std::size_t entry = 0;
    std::size_t around = kNone;  ///< the interval that this one lies in
  };
  struct Group {
    std::vector<Interval> intervals = {};  ///< by their begins
    std::size_t whole_file = kNone;        ///< an entry
  };

  std::size_t find(const Group& group, TextRange place) const;
  const std::vector<const Group*>& groups_for(CaseId rule_case);

  std::vector<Entry> entries_ = {};
  std::map<std::string_view, Group> groups_ = {};                            ///< by selector
  std::unordered_map<std::size_t, std::vector<const Group*>> by_case_ = {};  ///< by position_of
};

}  // namespace ecac
