#include "compiler/cli/output/tell.h"

#include <algorithm>

#include "compiler/emit/text/display_text.h"

namespace ecac {

/// More is some value that a file or an argument holds, and nobody reads it.
static constexpr std::size_t kLongest = 4000;

void tell(const World& world, std::string_view text) {
  std::size_t size = std::min(text.size(), kLongest);
  while (size > 0 && size < text.size() &&
         (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) {
    --size;
  }
  world.err << "ecac: " << printable(text.substr(0, size)) << (size < text.size() ? "…\n" : "\n");
}

bool tell_all(const World& world, const std::vector<std::string>& texts) {
  for (const std::string& text : texts) tell(world, text);
  return !texts.empty();
}

bool tell_failures(const World& world, const Report& report) {
  bool ended = false;
  for (const ReportFailure& failure : report.failures) {
    tell(world, failure.sentence());
    ended = ended || failure.kind != FailureKind::internal;
  }
  return ended;
}

}  // namespace ecac
