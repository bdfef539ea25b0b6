#include "compiler/emit/text/code_spans.h"

#include "compiler/support/text/ascii.h"

namespace ecac {

/// Two backticks with nothing between them.
static bool is_empty_code(std::string_view sentence, std::size_t open) {
  if (!sentence.substr(open).starts_with("``")) return false;
  const char next = open + 2 < sentence.size() ? sentence[open + 2] : ' ';
  return next != '`' && !ascii::is_word(next);
}

/// The backtick that ends the code which one at `open` begins; npos if none does.
static std::size_t end_of_code(std::string_view sentence, std::size_t open) {
  for (std::size_t at = sentence.find('`', open + 2); at != std::string_view::npos;
       at = sentence.find('`', at + 1)) {
    const char next = at + 1 < sentence.size() ? sentence[at + 1] : ' ';
    if (next != '`' && !ascii::is_word(next)) return at;
  }
  return std::string_view::npos;
}

std::vector<TextSpan> code_spans(std::string_view sentence) {
  std::vector<TextSpan> spans;
  const auto add = [&](std::string_view text, bool code) {
    if (!text.empty()) spans.push_back({text, code});
  };
  std::size_t copied = 0;
  for (std::size_t open = sentence.find('`'); open != std::string_view::npos;) {
    if (is_empty_code(sentence, open)) {
      open = sentence.find('`', open + 2);
      continue;
    }
    const bool begins = open == 0 || !ascii::is_word(sentence[open - 1]);
    const std::size_t close = begins ? end_of_code(sentence, open) : open;
    // What has no end has none further on.
    if (close == std::string_view::npos) break;
    if (close == open) {
      open = sentence.find('`', open + 1);
      continue;
    }
    add(sentence.substr(copied, open - copied), false);
    add(sentence.substr(open + 1, close - open - 1), true);
    copied = close + 1;
    open = sentence.find('`', copied);
  }
  add(sentence.substr(copied), false);
  return spans;
}

}  // namespace ecac
