#include "compiler/diagnostics/cases/callback_url_syntax.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>

#include "compiler/diagnostics/words.h"
#include "compiler/model/value_list.h"
#include "compiler/rules/engine/rule.h"
#include "compiler/support/net/uri.h"
#include "compiler/support/utf8.h"

namespace ecac::callback_url_syntax {

/// A place in the value that should be a line break; [begin, end) are its bytes.
struct Separator {
  std::size_t begin = std::string_view::npos;
  std::size_t end = std::string_view::npos;
  bool ends_line = false;  ///< the line break is there already
};

static bool is_space(char c) {
  return c == ' ' || c == '\t';
}

/// The first comma, semicolon or run of blanks with another URI behind it. Commas and semicolons
/// are legal inside a URI, so what follows has to look the more like one.
static Separator find_separator(std::string_view line, std::size_t from) {
  const std::size_t query = line.find_first_of("?#", from);
  for (std::size_t at = from; at < line.size(); ++at) {
    if (line[at] != ',' && line[at] != ';' && !is_space(line[at])) continue;
    const std::size_t stop = std::min(line.find_first_not_of(",; \t", at), line.size());
    const std::string_view run = line.substr(at, stop - at);
    const std::size_t scheme = scheme_prefix(line.substr(stop));
    const bool slash = scheme != 0 && stop + scheme < line.size() && line[stop + scheme] == '/';
    const bool doubtful = at > query || run.find(',') == std::string_view::npos;
    const bool blank = std::any_of(run.begin(), run.end(), is_space);
    if (scheme != 0 && (blank || slash || !doubtful)) return {at, stop};
    at = stop - 1;
  }
  return {};
}

/// Where the text of a line ends if a comma or semicolon and another line with a URI follow.
static std::size_t text_end(std::string_view value, const ListItem& line) {
  const std::size_t last = line.text.find_last_not_of(",; \t");
  const std::size_t end = last == std::string_view::npos ? 0 : last + 1;
  if (end == line.text.size()) return end;
  const std::size_t next = value.find_first_not_of(" \t\r\n", line.end);
  const bool followed = next != std::string_view::npos && scheme_prefix(value.substr(next)) != 0;
  return followed ? end : line.text.size();
}

/// Why the text is no absolute URI; empty if it is one, or might be. `open`: digits stand in it for
/// what is replaced; whatever that is, characters that no URI has stay wrong.
static std::string_view fault_of(std::string_view text, bool open) {
  constexpr std::string_view kNoUri = "is not a URI";
  if (open) {
    return std::all_of(text.begin(), text.end(), is_uri_character) ? std::string_view() : kNoUri;
  }
  std::optional<Uri> uri = parse_uri(text);
  if (!uri && text.find('*') != std::string_view::npos) {
    // Wildcards are another rule's matter: with a digit for each, everything else is judged.
    std::string digits(text);
    std::replace(digits.begin(), digits.end(), '*', '1');
    const bool only_wildcard = parse_uri(digits).has_value();
    return only_wildcard ? std::string_view() : kNoUri;
  }
  if (!uri) return kNoUri;
  return uri->is_absolute() ? std::string_view() : "has no scheme, so it is not an absolute URI";
}

static void check_length(RuleContext& ctx, const FieldSchema& field, const FieldFact& fact,
                         std::string_view value) {
  if (field.max_length == 0 || value.size() <= static_cast<std::size_t>(field.max_length)) return;
  std::size_t length = utf8_length(value);
  for (const Placeholder& gap : ctx.facts().placeholders_in(fact)) {
    length -= utf8_length(value.substr(gap.begin, gap.end - gap.begin));
  }
  if (length <= static_cast<std::size_t>(field.max_length)) return;
  ctx.report(cases::SCH011_too_long, fact.value,
             fmt::format("`{}` is {} characters long; the limit is {}", field.name, length,
                         field.max_length))
      .subject("length");
}

/// One callback list while it is read.
class CallbackList {
 public:
  CallbackList(RuleContext& ctx, const FieldSchema& field, const FieldFact& fact)
      : ctx_(ctx), field_(field), fact_(fact), value_(ctx.facts().text(fact)), filled_(value_) {
    for (const Placeholder& gap : ctx.facts().placeholders_in(fact)) {
      std::fill(filled_.begin() + static_cast<std::ptrdiff_t>(gap.begin),
                filled_.begin() + static_cast<std::ptrdiff_t>(gap.end), '1');
    }
  }

  void check() {
    for_each_item(filled_, ListSyntax::lines, [&](const ListItem& line) { check_line(line); });
    if (!separators_.empty()) report_separators();
  }

 private:
  TextRange range(std::size_t begin, std::size_t end) const {
    return ctx_.facts().range_in_value(fact_, begin, end);
  }

  void check_line(const ListItem& line) {
    const std::size_t known = separators_.size();
    const std::size_t size = text_end(filled_, line);
    const std::string_view text = line.text.substr(0, size);
    bool complete = true;
    for (std::size_t begin = 0; begin < size;) {
      const Separator found = find_separator(text, begin);
      const std::size_t end = std::min(found.begin, size);
      if (end > begin) complete &= check_part(text.substr(begin, end - begin), line.begin + begin);
      begin = std::min(found.end, size);
      if (end < size) separators_.push_back({line.begin + end, line.begin + begin});
    }
    if (size < line.text.size()) separators_.push_back({line.begin + size, line.end, true});
    if (separators_.size() > known) complete_ &= complete;
  }

  /// Whether the part is certainly an absolute URI.
  bool check_part(std::string_view text, std::size_t begin) {
    const bool open = ctx_.facts().has_placeholder(fact_, begin, begin + text.size());
    const std::string_view fault = fault_of(text, open);
    if (fault.empty()) return !open;
    text = value_.substr(begin, text.size());
    ctx_.report(cases::SCH011_not_a_uri, range(begin, begin + text.size()),
                fmt::format("`{}` {}; `{}` takes one absolute URI per line", shown(text), fault,
                            field_.name))
        .subject(text);
    return false;
  }

  void report_separators() {
    const Separator& first = separators_.front();
    const std::string_view run = value_.substr(first.begin, first.end - first.begin);
    const std::size_t mark = run.find_first_of(",;");
    const std::size_t at = first.begin + (mark == std::string_view::npos ? 0 : mark);
    const std::string_view said = mark == std::string_view::npos ? "a blank"
                                  : run[mark] == ','             ? "a comma"
                                                                 : "a semicolon";
    FindingBuilder finding =
        ctx_.report(cases::SCH011_separator, range(at, at + 1),
                    fmt::format("`{}` takes one URI per line; this is {}", field_.name, said));
    finding.subject(said);
    if (complete_) {
      finding.fix("Put each URI on a line of its own", Applicability::safe, break_lines());
    }
  }

  std::vector<FixOperation> break_lines() const {
    std::vector<FixOperation> operations;
    for (const Separator& separator : separators_) {
      for (FixOperation& edit : ctx_.set_text(ctx_.file_id(), range(separator.begin, separator.end),
                                              separator.ends_line ? "" : "\n")) {
        operations.push_back(std::move(edit));
      }
    }
    return operations;
  }

  RuleContext& ctx_;
  const FieldSchema& field_;
  const FieldFact& fact_;
  std::string_view value_;
  std::string filled_;  ///< the same with digits for what is replaced
  std::vector<Separator> separators_;
  bool complete_ = true;  ///< around each separator there are absolute URIs
};

static void check(RuleContext& ctx) {
  const FileFacts& facts = ctx.facts();
  for (const FieldFact& fact : facts.fields()) {
    if (!fact.has_text()) continue;
    const FieldSchema& field = ctx.schema().field(fact.field);
    if (field.format != TextFormat::callback_url) continue;
    check_length(ctx, field, fact, facts.text(fact));
    CallbackList(ctx, field, fact).check();
  }
}

extern const Rule rule{
    .id = rules::SCH011,
    .unit = UnitKind::file,
    .types = {types::ExtlClntAppGlobalOauthSettings, types::ExtlClntAppOauthSettings},
    .check = check};

}  // namespace ecac::callback_url_syntax
