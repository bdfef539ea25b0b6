#include "compiler/secrets/plain_text.h"

#include <algorithm>
#include <iterator>

#include "compiler/support/utf8.h"
#include "compiler/syntax/xml_reference.h"

namespace ecac {

namespace {

struct Markup {
  std::string_view open;
  std::string_view close;  ///< "" if only the opening goes
};

constexpr Markup kMarkup[] = {{"<!--", "-->"}, {"<?", "?>"}, {"<![CDATA[", ""}, {"]]>", ""}};

}  // namespace

bool PlainText::is_needed(std::string_view text) {
  if (text.find('&') != std::string_view::npos) return true;
  // A value may have lost the opening bracket of its CDATA.
  return text.find("<!") != std::string_view::npos || text.find("]]>") != std::string_view::npos ||
         text.find("<?", 1) != std::string_view::npos;
}

PlainText::PlainText(std::string_view text) {
  plain_.reserve(text.size());
  std::size_t copied = 0;
  bool unclosed[std::size(kMarkup)] = {};  // then none after it is closed either
  const auto copy_to = [&](std::size_t end) {
    if (end <= copied) return;
    parts_.push_back({static_cast<std::uint32_t>(plain_.size()),
                      {static_cast<std::uint32_t>(copied), static_cast<std::uint32_t>(end)}});
    plain_.append(text.substr(copied, end - copied));
  };
  for (std::size_t at = text.find_first_of("&<]"); at != std::string_view::npos;
       at = text.find_first_of("&<]", at)) {
    if (text[at] == '&') {
      const XmlReference reference = read_xml_reference(text, at);
      if (reference.kind == XmlReferenceKind::character) {
        copy_to(at);
        copied = at + reference.size;
        parts_.push_back({static_cast<std::uint32_t>(plain_.size()),
                          {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(copied)}});
        append_utf8(plain_, reference.value);
      }
      at += std::max<std::size_t>(reference.size, 1);
      continue;
    }
    const std::string_view rest = text.substr(at);
    const auto* markup =
        std::find_if(std::begin(kMarkup), std::end(kMarkup),
                     [&](const Markup& one) { return rest.starts_with(one.open); });
    if (markup == std::end(kMarkup)) {
      ++at;
      continue;
    }
    copy_to(at);
    copied = at + markup->open.size();
    bool& is_unclosed = unclosed[markup - std::begin(kMarkup)];
    if (!markup->close.empty() && !is_unclosed) {
      const std::size_t close = text.find(markup->close, copied);
      is_unclosed = close == std::string_view::npos;
      if (!is_unclosed) copied = close + markup->close.size();
    }
    at = copied;
  }
  copy_to(text.size());
}

const PlainText::Part& PlainText::part_at(std::size_t at) const {
  const auto behind =
      std::upper_bound(parts_.begin(), parts_.end(), at,
                       [](std::size_t wanted, const Part& part) { return wanted < part.begin; });
  return *std::prev(behind);
}

TextRange PlainText::source(std::size_t begin, std::size_t end) const {
  const auto is_copied = [&](const Part& part) {
    const std::size_t next = &part == &parts_.back() ? plain_.size() : (&part + 1)->begin;
    return next - part.begin == part.source.size();
  };
  const Part& first = part_at(begin);
  const Part& last = part_at(end - 1);
  TextRange range = {first.source.begin, last.source.end};
  if (is_copied(first)) range.begin += static_cast<std::uint32_t>(begin) - first.begin;
  if (is_copied(last)) {
    range.end = last.source.begin + static_cast<std::uint32_t>(end) - last.begin;
  }
  return range;
}

}  // namespace ecac
