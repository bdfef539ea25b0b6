#include "compiler/secrets/secret_readings.h"

#include <algorithm>

#include "compiler/secrets/placeholder.h"
#include "compiler/secrets/plain_text.h"
#include "compiler/secrets/secret_text.h"
#include "compiler/secrets/secret_value.h"
#include "compiler/support/utf8.h"
#include "compiler/syntax/xml_reference.h"

namespace ecac {

namespace {

using secrets::is_space;

constexpr std::string_view kNoBreakSpace = "\xC2\xA0";

/// How many bytes of white space stand there. A key in JSON has `\n` between its lines, as two
/// characters, and one in JSON in a text of JSON three or more.
std::size_t space_at(std::string_view text, std::size_t at) {
  if (is_space(text[at])) return 1;
  if (text[at] == '\\') {
    const std::size_t letter = std::min(text.find_first_not_of('\\', at), text.size());
    const bool is_line = letter < text.size() && (text[letter] == 'n' || text[letter] == 'r');
    return is_line ? letter + 1 - at : 0;
  }
  return text.substr(at).starts_with(kNoBreakSpace) ? kNoBreakSpace.size() : 0;
}

std::string without_space(std::string_view text) {
  std::string kept;
  kept.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t space = space_at(text, at);
    if (space == 0) kept += text[at];
    at += std::max<std::size_t>(space, 1);
  }
  return kept;
}

/// A secret taken to pieces where markup stands in it.
class Pieces {
 public:
  explicit Pieces(std::string_view written) : text_(written) {
    bool no_comment_ends = false;
    for (std::size_t at = text_.find_first_of("&<]"); at != std::string_view::npos;
         at = text_.find_first_of("&<]", at)) {
      const std::string_view rest = text_.substr(at);
      if (rest.front() == '&') {
        at += take_reference(at);
      } else if (rest.starts_with("<![CDATA[")) {
        at = cut(at, at + 9);
      } else if (rest.starts_with("]]>")) {
        at = cut(at, at + 3);
      } else if (rest.starts_with("<!--") && !no_comment_ends) {
        const std::size_t end = text_.find("-->", at + 4);
        no_comment_ends = end == std::string_view::npos;
        const std::size_t words = std::min(end, text_.size()) - at - 4;
        asides_.push_back(text_.substr(at + 4, words));
        at = cut(at, std::min(end == std::string_view::npos ? end : end + 3, text_.size()));
      } else if (rest.front() == '<' && secrets::is_tag_like(text_, at)) {
        at = cut(at, std::min(text_.find('>', at), text_.size() - 1) + 1);
      } else {
        ++at;
      }
    }
    cut(text_.size(), text_.size());
  }

  const std::string& joined() const { return joined_; }
  const std::vector<std::string_view>& parts() const { return parts_; }
  /// What stands in comments: not of the secret, but perhaps one that was there before.
  const std::vector<std::string_view>& asides() const { return asides_; }

 private:
  /// Ends a part, and goes on behind what is no part of it.
  std::size_t cut(std::size_t end, std::size_t next) {
    if (end > begin_) {
      parts_.push_back(text_.substr(begin_, end - begin_));
      joined_ += parts_.back();
    }
    begin_ = next;
    return next;
  }
  std::size_t take_reference(std::size_t at) {
    const XmlReference reference = read_xml_reference(text_, at);
    if (reference.kind == XmlReferenceKind::character) {
      cut(at, at + reference.size);
      append_utf8(joined_, reference.value);
    }
    return std::max<std::size_t>(reference.size, 1);
  }

  std::string_view text_;
  std::size_t begin_ = 0;
  std::string joined_ = {};
  std::vector<std::string_view> parts_ = {};
  std::vector<std::string_view> asides_ = {};
};

/// The words of a text that nobody would write for another reason.
void add_generated_words(std::string_view text, std::vector<std::string>& readings) {
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t space = at == text.size() ? 1 : space_at(text, at);
    if (space == 0) {
      ++at;
      continue;
    }
    const std::string_view word = text.substr(begin, at - begin);
    if (word.size() < text.size() && looks_generated(word)) readings.emplace_back(word);
    begin = at += space;
  }
}

void add_part(std::string_view part, std::string_view whole, std::vector<std::string>& readings) {
  std::size_t begin = 0;
  const auto add = [&](std::size_t end) {
    const std::string_view piece = part.substr(begin, end - begin);
    if (piece.size() < whole.size() && is_unmistakable_secret(piece)) readings.emplace_back(piece);
    add_generated_words(piece, readings);
  };
  for (const Placeholder& placeholder : find_placeholders(part)) {
    add(placeholder.begin);
    begin = placeholder.end;
  }
  add(part.size());
}

}  // namespace

std::vector<std::string> secret_readings(std::string_view written) {
  std::vector<std::string> readings = {std::string(written)};
  // What finds values takes the bracket before it for one that quotes.
  constexpr std::string_view kOpened = "![CDATA[";
  std::string_view text = written;
  if (text.starts_with(kOpened)) text.remove_prefix(kOpened.size());
  if (PlainText::is_needed(text) || text.size() != written.size()) {
    readings.emplace_back(PlainText(text).text());
  }
  const Pieces pieces(text);
  if (pieces.joined() != text) readings.push_back(pieces.joined());
  if (std::string plain = without_space(pieces.joined()); plain != pieces.joined()) {
    readings.push_back(std::move(plain));
  }
  for (const std::string_view part : pieces.parts()) add_part(part, text, readings);
  for (const std::string_view aside : pieces.asides()) add_generated_words(aside, readings);
  return readings;
}

std::vector<std::string_view> names_in_secret(std::string_view written, std::size_t shortest) {
  std::vector<std::string_view> names;
  for (std::size_t at = written.find('<'); at != std::string_view::npos;
       at = written.find('<', at + 1)) {
    std::size_t begin = at + 1;
    if (begin < written.size() && written[begin] == '/') ++begin;
    std::size_t end = begin;
    while (end < written.size() && (secrets::is_name_char(written[end]) || written[end] == ':')) {
      ++end;
    }
    if (end - begin >= shortest) names.push_back(written.substr(begin, end - begin));
  }
  return names;
}

}  // namespace ecac
