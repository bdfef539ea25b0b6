#include "compiler/model/binder/ignore_comments.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "compiler/support/edit_distance.h"
#include "compiler/support/text/ascii.h"

namespace ecac {

namespace ignore_comments {

constexpr std::string_view kBlanks = " \t\r\n";
constexpr std::string_view kSeparators = ", \t\r\n";
constexpr std::string_view kWordEnds = ":, \t\r\n";
constexpr std::string_view kPrefix = "ecac";
/// With what other programs have such comments begin.
constexpr std::array<std::string_view, 6> kVerbs = {"ignore", "disable", "suppress",
                                                    "skip",   "nolint",  "waive"};
constexpr std::string_view kOpening = "<!--";
constexpr std::string_view kClosing = "-->";

/// Whether the word, in small letters, or its part before a hyphen, is one that asks to be silent,
/// or nearly one.
static bool asks_for_silence(std::string_view word) {
  const std::string_view first = word.substr(0, word.find('-'));
  return std::ranges::any_of(kVerbs, [&](std::string_view verb) {
    return edit_distance(first, verb, verb.size() / 3) <= verb.size() / 3;
  });
}

/// Length of the word that makes a comment one for us: `ecac-ignore`, and what is so near to it
/// that nobody can mean anything else (`ECAC-IGNORE`, `ecac ignore`, `ecac-disable-next-line`).
/// 0 where it is prose, such as the name of a file.
static std::size_t word_of(std::string_view said) {
  if (said.size() <= kPrefix.size() ||
      !equal_ignoring_case(said.substr(0, kPrefix.size()), kPrefix)) {
    return 0;
  }
  constexpr std::string_view kBetween = "-_: \t";
  const std::size_t begin = said.find_first_not_of(kBetween, kPrefix.size());
  if (begin == std::string_view::npos || begin == kPrefix.size()) return 0;
  const std::size_t end = std::min(said.find_first_of(kWordEnds, begin), said.size());
  const std::string word = ascii::in_small_letters(said.substr(begin, end - begin));
  const bool joined = said[kPrefix.size()] == '-' || said[kPrefix.size()] == '_';
  const bool meant =
      joined ? asks_for_silence(word) : std::ranges::find(kVerbs, word) != kVerbs.end();
  return meant ? end : 0;
}

/// What is said in the comment, without the blanks around it; false where it does not speak to us.
static bool speaks_to_us(std::string_view text, TextRange comment, TextRange& said) {
  std::uint32_t begin = comment.begin + static_cast<std::uint32_t>(kOpening.size());
  const std::uint32_t end = comment.end - static_cast<std::uint32_t>(kClosing.size());
  while (begin < end && kBlanks.find(text[begin]) != std::string_view::npos) ++begin;
  said = {begin, end};
  return word_of(said.in(text)) > 0;
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
  const std::uint32_t at = said.begin + static_cast<std::uint32_t>(word_of(said.in(text)));
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
