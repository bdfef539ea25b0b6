#include "compiler/emit/text/sentence.h"

#include <algorithm>

#include "compiler/support/utf8.h"

namespace ecac {

std::string as_sentence(std::string_view text) {
  std::string sentence(text);
  if (!sentence.empty() &&
      std::string_view(".!?").find(sentence.back()) == std::string_view::npos) {
    sentence += '.';
  }
  return sentence;
}

std::string shortened(std::string_view text, std::size_t most) {
  constexpr std::string_view kGone = "…";
  if (text.size() <= most) return std::string(text);
  std::size_t kept = 0;
  const std::size_t room = most - std::min(most, kGone.size());
  while (kept < text.size()) {
    const std::size_t next = kept + decode_utf8(text, kept).size;
    if (next > room) break;
    kept = next;
  }
  std::string result(text.substr(0, kept));
  return result += kGone;
}

}  // namespace ecac
