#include "compiler/edit/waiver_edit.h"

#include <span>
#include <utility>

#include "compiler/edit/json_edit.h"

namespace ecac {

TextEdits waiver_edits(std::string_view text, std::string_view pointer, const NewWaiver& waiver) {
  NewJsonValue entry{.kind = NewJsonValue::Kind::object};
  const auto add = [&](std::string key, std::string value) {
    entry.keys.push_back(std::move(key));
    entry.items.push_back({.kind = NewJsonValue::Kind::string, .text = std::move(value)});
  };
  if (!waiver.fingerprint.empty()) add("fingerprint", waiver.fingerprint);
  if (!waiver.rule.empty()) add("rule", waiver.rule);
  add("reason", waiver.reason);
  if (waiver.owner) add("owner", *waiver.owner);
  if (waiver.until) add("until", *waiver.until);
  TextEdits edits =
      JsonEditor(std::string(text)).add(std::string(pointer) + "/waivers", std::span(&entry, 1));
  if (!edits || edits->empty()) return std::nullopt;
  return joined(*std::move(edits));
}

}  // namespace ecac
