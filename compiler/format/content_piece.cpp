#include "compiler/format/content_piece.h"

#include <algorithm>
#include <array>

#include "compiler/support/check.h"

namespace ecac {

namespace content_pieces {

struct Markup {
  std::string_view opening;
  std::string_view closing;
  ContentPiece::Kind kind;
};

static constexpr std::array<Markup, 3> kMarkup = {{{"<!--", "-->", ContentPiece::Kind::comment},
                                                   {"<![CDATA[", "]]>", ContentPiece::Kind::cdata},
                                                   {"<?", "?>", ContentPiece::Kind::instruction}}};

}  // namespace content_pieces

ContentPiece content_piece(std::string_view text, std::uint32_t at, std::uint32_t end) {
  const std::string_view rest = TextRange{at, end}.in(text);
  for (const content_pieces::Markup& markup : content_pieces::kMarkup) {
    if (!rest.starts_with(markup.opening)) continue;
    const std::size_t close = rest.find(markup.closing, markup.opening.size());
    ECAC_CHECK(close != std::string_view::npos);
    const auto size = static_cast<std::uint32_t>(close + markup.closing.size());
    return {markup.kind, {at, at + size}};
  }
  ECAC_CHECK(!rest.starts_with('<'));
  const std::size_t size = std::min(rest.find('<'), rest.size());
  return {ContentPiece::Kind::text, {at, at + static_cast<std::uint32_t>(size)}};
}

}  // namespace ecac
