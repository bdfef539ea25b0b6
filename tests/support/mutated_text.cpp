#include "tests/support/mutated_text.h"

#include <cstddef>

namespace ecac::test {

std::string mutated(const std::string& text, std::mt19937& random) {
  const auto pick = [&](std::size_t size) {
    return std::uniform_int_distribution<std::size_t>(0, size - 1)(random);
  };
  std::string changed = text;
  if (changed.empty()) return "<a/>";
  switch (pick(8)) {
    case 0: changed.erase(pick(changed.size()), 1 + pick(8)); break;
    case 1: changed.insert(pick(changed.size()), "x"); break;
    case 2: return "";
    case 3: {  // another app or credential
      for (const std::string name : {"Portal", "Storefront", "Partner_MCP"}) {
        const std::size_t at = changed.find(">" + name);
        if (at != std::string::npos) {
          changed.replace(at + 1, name.size(), pick(2) == 0 ? "Portal_Kiosk" : "Portl");
          break;
        }
      }
      break;
    }
    case 4: {  // lose a whole line
      const std::size_t begin = changed.find('\n', pick(changed.size()));
      if (begin == std::string::npos) break;
      const std::size_t end = changed.find('\n', begin + 1);
      changed.erase(begin, end == std::string::npos ? std::string::npos : end - begin);
      break;
    }
    case 5: changed.insert(pick(changed.size()), "\n"); break;
    case 6: changed.insert(0, "\xef\xbb\xbf"); break;
    default: changed[pick(changed.size())] = '<'; break;
  }
  return changed;
}

}  // namespace ecac::test
