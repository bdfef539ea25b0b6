#include "compiler/model/binder/ignore_comments.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "compiler/support/text/ascii.h"

namespace ecac {

namespace ignore_comments {

constexpr std::string_view kBlanks = " \t\r\n";
constexpr std::string_view kSeparators = ", \t\r\n";
constexpr std::string_view kWordEnds = ":, \t\r\n";
constexpr std::string_view kPrefix = "ecac-";
constexpr std::string_view kOpening = "<!--";
constexpr std::string_view kClosing = "-->";

/// What is said in the comment, without the blanks around it; false where it does not speak to us.
static bool speaks_to_us(std::string_view text, TextRange comment, TextRange& said) {
  std::uint32_t begin = comment.begin + static_cast<std::uint32_t>(kOpening.size());
  const std::uint32_t end = comment.end - static_cast<std::uint32_t>(kClosing.size());
  while (begin < end && kBlanks.find(text[begin]) != std::string_view::npos) ++begin;
  // `ECAC-IGNORE` is meant for us as well, though it is no keyword.
  if (end - begin < kPrefix.size()) return false;
  for (std::size_t i = 0; i < kPrefix.size(); ++i) {
    if (ascii::to_lower(text[begin + i]) != kPrefix[i]) return false;
  }
  said = {begin, end};
  return true;
}

/// The words with one blank between them, for they may stand in several lines.
static std::string in_one_line(std::string_view text) {
  std::string line;
  while (true) {
    const std::size_t begin = std::min(text.find_first_not_of(kBlanks), text.size());
    text.remove_prefix(begin);
    if (text.empty()) return line;
    const std::size_t end = std::min(text.find_first_of(kBlanks), text.size());
    if (!line.empty()) line += ' ';
    line += text.substr(0, end);
    text.remove_prefix(end);
  }
}

/// Rules with commas or blanks between them. An item goes with the comma behind it; the last one
/// with that before it.
static void read_rules(std::string_view text, TextRange list, IgnoreComment& comment) {
  std::uint32_t at = list.begin;
  const auto is_separator = [&](std::uint32_t offset) {
    return kSeparators.find(text[offset]) != std::string_view::npos;
  };
  while (true) {
    while (at < list.end && is_separator(at)) ++at;
    if (at == list.end) break;
    const std::uint32_t begin = at;
    while (at < list.end && !is_separator(at)) ++at;
    const TextRange range = {begin, at};
    comment.rules.push_back({range, range, std::string(range.in(text))});
  }
  for (std::size_t i = 0; i < comment.rules.size(); ++i) {
    TextRange& whole = comment.rules[i].with_separator;
    if (i + 1 < comment.rules.size()) {
      whole.end = comment.rules[i + 1].range.begin;
    } else if (i > 0) {
      whole.begin = comment.rules[i - 1].range.end;
    }
  }
}

static void read_words(std::string_view text, TextRange said, IgnoreComment& comment) {
  std::uint32_t at = said.begin;
  while (at < said.end && kWordEnds.find(text[at]) == std::string_view::npos) ++at;
  comment.word_range = {said.begin, at};
  comment.word = comment.word_range.in(text);
  if (comment.word == "ecac-ignore") comment.keyword = IgnoreComment::Keyword::element;
  if (comment.word == "ecac-ignore-file") comment.keyword = IgnoreComment::Keyword::file;
  const std::string_view rest = TextRange{at, said.end}.in(text);
  const std::size_t colon = rest.find(':');
  const std::size_t list = std::min(colon, rest.size());
  read_rules(text, {at, at + static_cast<std::uint32_t>(list)}, comment);
  if (colon != std::string_view::npos) comment.reason = in_one_line(rest.substr(colon + 1));
}

/// The element behind a comment, beside which it stands; for a whole file the root behind it.
static TextRange covered_by(const XmlScan& scan, const XmlComment& place,
                            IgnoreComment::Keyword keyword) {
  const auto elements = scan.elements();
  if (place.next >= elements.size() || elements[place.next].parent != place.parent) return {};
  if (keyword == IgnoreComment::Keyword::file && place.next != 0) return {};
  return elements[place.next].range();
}

}  // namespace ignore_comments

void note_ignore_comments(Binding& binding) {
  for (const XmlComment& place : binding.scan->comments()) {
    TextRange said;
    if (!ignore_comments::speaks_to_us(binding.text, place.range, said)) continue;
    IgnoreComment comment;
    comment.range = place.range;
    ignore_comments::read_words(binding.text, said, comment);
    comment.covered = ignore_comments::covered_by(*binding.scan, place, comment.keyword);
    binding.notes.ignore_comments.push_back(std::move(comment));
  }
}

}  // namespace ecac
