#include "tests/unit/syntax/xml_generator.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <string_view>

namespace ecac::test {
namespace {

using namespace std::string_view_literals;

template <std::size_t N>
std::string_view pick(Random& random, const std::string_view (&words)[N]) {
  return words[random.below(N)];
}

constexpr std::string_view kNames[] = {
    "a"sv,           "b"sv,      "label"sv,         "Root"sv,   "xmlish"sv,
    "callbackUrl"sv, "n.1-2_"sv, "\u00E9t\u00E9"sv, "\u540D"sv, "_"sv};
constexpr std::string_view kPrefixes[] = {"x"sv, "xsi"sv, "ns2"sv};
constexpr std::string_view kUris[] = {"http://a.example"sv, "urn:b"sv, "http://a.ex&#97;mple"sv};
constexpr std::string_view kTexts[] = {"text"sv,
                                       " "sv,
                                       "\n    "sv,
                                       "a &amp; b"sv,
                                       "&lt;&gt;&quot;&apos;"sv,
                                       "&#10;&#x1F34F;"sv,
                                       "\r\n"sv,
                                       "]]"sv,
                                       "\u201Ccurly\u201D"sv,
                                       "\U0001F34F"sv,
                                       "tab\there"sv,
                                       "> \" '"sv,
                                       "true"sv,
                                       "\rcr"sv};
constexpr std::string_view kValues[] = {"1"sv,
                                        ""sv,
                                        "a b"sv,
                                        "&amp;&#9;"sv,
                                        "x>y"sv,
                                        "\u00E9"sv,
                                        "\t\n"sv,
                                        "http://c.example/?q=1"sv,
                                        "\u201Cq\u201D"sv};
constexpr std::string_view kSpaces[] = {" "sv, "\n"sv, "\t "sv, "\r\n    "sv};
constexpr std::string_view kMisc[] = {"<!-- comment -->"sv, "<!---->"sv,    "<?pi some data?>"sv,
                                      "<?pi?>"sv,           "<!-- - -->"sv, "<!-- <a> & -->"sv};
constexpr std::string_view kCdata[] = {"<![CDATA[x < y & z]]>"sv, "<![CDATA[]]>"sv,
                                       "<![CDATA[]]]]>"sv, "<![CDATA[\r\n]]>"sv};
constexpr std::string_view kTokens[] = {"<"sv,
                                        ">"sv,
                                        "&"sv,
                                        "\""sv,
                                        "'"sv,
                                        "/"sv,
                                        "="sv,
                                        " "sv,
                                        ";"sv,
                                        ":"sv,
                                        "]"sv,
                                        "-"sv,
                                        "--"sv,
                                        "?"sv,
                                        "!"sv,
                                        "<!--"sv,
                                        "-->"sv,
                                        "<![CDATA["sv,
                                        "]]>"sv,
                                        "<?"sv,
                                        "?>"sv,
                                        "<?xml"sv,
                                        "<a>"sv,
                                        "</a>"sv,
                                        "<b/>"sv,
                                        "</b>"sv,
                                        "</"sv,
                                        "/>"sv,
                                        "&amp;"sv,
                                        "&nbsp;"sv,
                                        "&#0;"sv,
                                        "&#x"sv,
                                        "&#65;"sv,
                                        "x:"sv,
                                        "xmlns"sv,
                                        "xmlns:x=\"urn:x\""sv,
                                        " a='1'"sv,
                                        " a=\"1\""sv,
                                        "\x01"sv,
                                        "\xFF"sv,
                                        "\xC3"sv,
                                        "\xED\xA0\x80"sv,
                                        "\xEF\xBF\xBF"sv,
                                        "\u201C"sv,
                                        "\u201D"sv,
                                        "\u2019"sv,
                                        "\0"sv,
                                        "\u00B7"sv,
                                        "<!DOCTYPE a>"sv,
                                        "\n"sv,
                                        "<?xml version=\"1.0\"?>"sv,
                                        "standalone='yes'"sv,
                                        "xml:lang=\"en\""sv,
                                        "\xEF\xBB\xBF"sv,
                                        "1"sv,
                                        "$"sv,
                                        "</ "sv,
                                        "xsi:nil=\"true\""sv};

/// Writes elements with an explicit list of what is open, so that depth is no matter.
class Generator {
 public:
  explicit Generator(Random& random) : random_(random) {}

  std::string run() {
    if (random_.chance(10)) out_ += "\xEF\xBB\xBF";
    if (random_.chance(60)) {
      out_ += random_.chance(50) ? "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
                                 : "<?xml version='1.0' standalone = 'no' ?>";
    }
    misc();
    element(0, "");
    misc();
    return std::move(out_);
  }

 private:
  void misc() {
    if (random_.chance(30)) out_ += pick(random_, kSpaces);
    if (random_.chance(20)) out_ += pick(random_, kMisc);
    if (random_.chance(30)) out_ += "\n";
  }

  void attribute(std::string_view name, std::string_view value) {
    const char quote = random_.chance(70) ? '"' : '\'';
    out_ += pick(random_, kSpaces);
    out_ += name;
    if (random_.chance(10)) out_ += ' ';
    out_ += '=';
    if (random_.chance(10)) out_ += ' ';
    out_ += quote;
    out_ += value;
    out_ += quote;
  }

  // Depth is six at most, and the generator is a test's.
  void element(int depth, std::string declared) {
    const std::string_view own_prefix = pick(random_, kPrefixes);
    const bool declares = random_.chance(depth == 0 ? 40 : 10);
    if (declares && declared.find(own_prefix) == std::string::npos) {
      declared += std::string(own_prefix) + " ";
    }
    std::string name;
    if (!declared.empty() && random_.chance(40)) {
      name = declared.substr(0, declared.find(' ')) + ":";
    }
    name += pick(random_, kNames);
    out_ += "<" + name;
    if (declares) attribute("xmlns:" + std::string(own_prefix), pick(random_, kUris));
    if (random_.chance(20)) attribute("xmlns", pick(random_, kUris));
    std::string used;
    for (std::size_t i = random_.below(3); i > 0; --i) {
      const std::string key(pick(random_, kNames));
      if (used.find("|" + key + "|") != std::string::npos) continue;
      used += "|" + key + "|";
      const bool prefixed = !declared.empty() && random_.chance(30);
      attribute(prefixed ? declared.substr(0, declared.find(' ')) + ":" + key : key,
                pick(random_, kValues));
    }
    if (random_.chance(10)) out_ += pick(random_, kSpaces);
    if (random_.chance(20)) {
      out_ += "/>";
      return;
    }
    out_ += ">";
    for (std::size_t i = random_.below(5); i > 0; --i) {
      const std::size_t what = random_.below(10);
      if (what < 4 && depth < 6) {
        element(depth + 1, declared);
      } else if (what < 7) {
        out_ += pick(random_, kTexts);
      } else if (what < 8) {
        out_ += pick(random_, kCdata);
      } else {
        out_ += pick(random_, kMisc);
      }
      // `]]` and a `>` of the next text would meet.
      if (out_.ends_with("]]")) out_ += ' ';
    }
    out_ += "</" + name;
    if (random_.chance(10)) out_ += pick(random_, kSpaces);
    out_ += ">";
  }

  Random& random_;
  std::string out_;
};

}  // namespace

std::string generate_document(Random& random) {
  return Generator(random).run();
}

std::string mutate(std::string text, Random& random) {
  for (std::size_t changes = 1 + random.below(4); changes > 0; --changes) {
    const std::size_t at = random.below(text.size() + 1);
    const std::size_t length =
        std::min(text.size() - at, 1 + random.below(random.chance(80) ? 3 : 40));
    switch (random.below(6)) {
      case 0:
      case 1:
      case 2: text.insert(at, pick(random, kTokens)); break;
      case 3: text.erase(at, length); break;
      case 4: text.insert(random.below(text.size() + 1), text.substr(at, length)); break;
      default:
        if (at < text.size()) text[at] = static_cast<char>(random.below(256));
    }
  }
  return text;
}

}  // namespace ecac::test
