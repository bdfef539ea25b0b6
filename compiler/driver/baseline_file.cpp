#include "compiler/driver/baseline_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "compiler/source/line_index.h"
#include "compiler/syntax/json_document.h"

namespace ecac {

namespace {

struct Member {
  std::string_view name;
  std::string BaselineEntry::*value;
  bool is_needed;
};

constexpr std::array kMembers = {Member{"project", &BaselineEntry::project, true},
                                 Member{"component", &BaselineEntry::component, false},
                                 Member{"code", &BaselineEntry::code, true},
                                 Member{"element", &BaselineEntry::element, false},
                                 Member{"case", &BaselineEntry::case_id, true},
                                 Member{"fingerprint", &BaselineEntry::fingerprint, true},
                                 Member{"message", &BaselineEntry::message, false},
                                 Member{"reason", &BaselineEntry::reason, false}};

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  Result<FindingBaseline> read() {
    JsonValue root;
    JsonBreak broken;
    constexpr std::string_view kConflict = "\n<<<<<<< ";
    if (const std::size_t conflict = text_.find(kConflict); conflict != std::string_view::npos) {
      const auto begin = static_cast<std::uint32_t>(conflict) + 1;
      return at({begin, begin}, "this is a merge conflict; keep the lines of both sides");
    }
    if (!parse_json(text_, JsonComments::refused, root, broken)) {
      return at(broken.range, fmt::format("this is not valid JSON: {}", broken.message));
    }
    if (root.kind != JsonKind::array || root.items.empty()) {
      return at(root.range, "a baseline is a list that begins with {\"formatVersion\":1}");
    }
    if (const auto head = read_head(root.items.front()); !head) return head.error();
    FindingBaseline baseline;
    for (std::size_t i = 1; i < root.items.size(); ++i) {
      Result<BaselineEntry> entry = read_entry(root.items[i]);
      if (!entry) return entry.error();
      baseline.entries.push_back(*std::move(entry));
    }
    return baseline;
  }

 private:
  Error at(TextRange range, std::string_view message) const {
    const LineColumn place = LineIndex(text_).position(range.begin);
    return {fmt::format("line {}: {}", place.line, message), ErrorKind::invalid};
  }

  /// A whole number from 2.
  static bool is_later(std::string_view number) {
    return number.size() <= 9 && number.find_first_not_of("0123456789") == std::string_view::npos &&
           number != "0" && number != "1";
  }

  Result<void> read_head(const JsonValue& head) const {
    const JsonValue* const version = head.find("formatVersion");
    if (version != nullptr && version->kind == JsonKind::number && is_later(version->text)) {
      return at(head.range,
                fmt::format("a newer ecac wrote this baseline, in the form {}, and this one reads "
                            "the form 1; use that ecac, or write the baseline anew with this one",
                            version->text));
    }
    if (version == nullptr || version->kind != JsonKind::number || version->text != "1") {
      return at(head.range, "a baseline begins with {\"formatVersion\":1}");
    }
    for (const JsonKey& key : head.keys) {
      if (key.text == "formatVersion" || key.text == "$schema") continue;
      return at(key.range, fmt::format("unknown key `{}`", key.text));
    }
    return {};
  }

  Result<BaselineEntry> read_entry(const JsonValue& value) const {
    if (value.kind != JsonKind::object) {
      return at(value.range, fmt::format("an entry is an object, not {}", to_string(value.kind)));
    }
    BaselineEntry entry;
    for (std::size_t i = 0; i < value.keys.size(); ++i) {
      const auto member = std::ranges::find(kMembers, value.keys[i].text, &Member::name);
      if (member == kMembers.end()) {
        return at(value.keys[i].range, fmt::format("unknown key `{}`", value.keys[i].text));
      }
      if (value.items[i].kind != JsonKind::string) {
        return at(value.items[i].range, fmt::format("`{}` is a string, not {}", member->name,
                                                    to_string(value.items[i].kind)));
      }
      entry.*(member->value) = value.items[i].text;
    }
    for (const Member& member : kMembers) {
      if (member.is_needed && value.find(member.name) == nullptr) {
        return at(value.range, fmt::format("an entry needs `{}`", member.name));
      }
    }
    return entry;
  }

  std::string_view text_;
};

}  // namespace

Result<FindingBaseline> parse_baseline(std::string_view text) {
  return Reader(text).read();
}

}  // namespace ecac
