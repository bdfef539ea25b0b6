#include "compiler/query/place/shown_value.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/emit/text/display_text.h"
#include "compiler/emit/text/sentence.h"
#include "compiler/resolve/values/parameter_list.h"
#include "compiler/secrets/secret_text.h"
#include "compiler/support/utf8.h"

namespace ecac {

namespace {

constexpr std::size_t kLongestSwitch = 5;  // `false`
/// So much is searched for secrets, of which a cut one could not be told; a key takes less.
constexpr std::size_t kLongestRead = std::size_t{64} << 10;

}  // namespace

std::string shown_lines(const Snapshot& snapshot, FileId file, std::string_view lines) {
  std::string out;
  for (std::size_t begin = 0; begin < lines.size();) {
    const std::size_t end = std::min(lines.find('\n', begin), lines.size());
    out += snapshot.redact(file, lines.substr(begin, end - begin));
    if (end != lines.size()) out += '\n';
    begin = end + 1;
  }
  return out;
}

bool ShownValues::is_hidden(const FieldFact& fact) const {
  const FieldSchema& field = snapshot_.schema().field(fact.field);
  if (field.secret) return fact.state == ValueState::set;
  if (fact.parent == kNoFact) return false;
  const ParameterFields parameters = parameter_fields(facts_.type());
  if (parameters.list == FieldId::none || fact.field != parameters.value) return false;
  const FieldFact& around = facts_.fields()[fact.parent];
  if (around.field != parameters.list) return false;
  const FieldFact* name = facts_.find(parameters.name, around);
  return name != nullptr && secrets::parameter_value_is_hidden(facts_.text(*name));
}

std::string ShownValues::value(const FieldFact& fact) const {
  const FieldSchema& field = snapshot_.schema().field(fact.field);
  if (fact.state == ValueState::nil) return "nil";
  const std::string_view text = facts_.text(fact);
  if (is_hidden(fact)) return fmt::format("({} characters, hidden)", utf8_length(text));
  const bool is_listed = field.values != nullptr && field.values->find(text) != nullptr;
  const bool is_switch = field.kind == FieldKind::boolean && text.size() <= kLongestSwitch;
  if (is_listed || is_switch) return printable(text);
  return shortened(snapshot_.redact(file_, printable(shortened(text, kLongestRead))), kLongest);
}

}  // namespace ecac
