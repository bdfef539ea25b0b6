#include "compiler/resolve/values/credential_formula.h"

#include "compiler/model/value_list.h"
#include "compiler/support/text/ascii.h"

namespace ecac {

namespace {

constexpr std::string_view kOpen = "{!";
/// What the typographic quotes have in common, and how many bytes each of them has.
constexpr std::string_view kCurlyStart = "\xE2\x80";
constexpr std::size_t kCurlySize = 3;

bool is_curly_quote(std::string_view value, std::size_t at) {
  if (value.substr(at, kCurlyStart.size()) != kCurlyStart) return false;
  if (at + kCurlySize > value.size()) return false;
  const auto last = static_cast<unsigned char>(value[at + kCurlyStart.size()]);
  return last >= 0x98 && last <= 0x9F;
}

FormulaName read_name(std::string_view value, std::size_t dollar) {
  FormulaName name{dollar, {}};
  std::size_t at = dollar + 1;
  for (;;) {
    std::size_t end = at;
    while (end < value.size() && ascii::is_word(value[end])) ++end;
    if (end == at) return name;
    name.parts.push_back(value.substr(at, end - at));
    if (end == value.size() || value[end] != '.') return name;
    at = end + 1;
  }
}

/// Reads one formula from its `{!` on.
class FormulaReader {
 public:
  FormulaReader(std::string_view value, std::size_t begin)
      : value_(value), formula_{.begin = begin, .end = value.size()} {}

  CredentialFormula read() {
    for (std::size_t i = formula_.begin + kOpen.size(); i < value_.size() && !formula_.closed;
         ++i) {
      if (quote_ == '\0') {
        take(i);
      } else if (value_[i] == '\\') {
        ++i;
      } else if (value_[i] == quote_) {
        quote_ = '\0';
      }
    }
    formula_.open_string = quote_ != '\0';
    formula_.balanced = formula_.balanced && open_.empty();
    return std::move(formula_);
  }

 private:
  /// A bracket that is open, and the call that it belongs to.
  struct Bracket {
    FormulaCall call = {};
    std::size_t argument = 0;  ///< where its next one begins
    bool joins_texts = false;  ///< that one does, so far
  };

  void take(std::size_t i) {
    switch (value_[i]) {
      case '\'':
      case '"': quote_ = value_[i]; break;
      case '(': open_bracket(i); break;
      case ',':
        if (!open_.empty()) end_argument(open_.back(), i);
        break;
      case ')': close_bracket(i); break;
      case '&':
        if (!open_.empty()) open_.back().joins_texts = true;
        break;
      case '$': formula_.names.push_back(read_name(value_, i)); break;
      case '}':
        formula_.closed = true;
        formula_.end = i + 1;
        break;
      default:
        if (is_curly_quote(value_, i))
          formula_.curly_quotes.push_back(value_.substr(i, kCurlySize));
        break;
    }
  }

  void open_bracket(std::size_t i) {
    std::size_t end = i;
    while (end > formula_.begin && is_blank(value_[end - 1])) --end;
    std::size_t begin = end;
    while (begin > formula_.begin && ascii::is_word(value_[begin - 1])) --begin;
    open_.push_back({{begin, 0, value_.substr(begin, end - begin), {}}, i + 1});
  }

  void end_argument(Bracket& bracket, std::size_t end) {
    bracket.call.arguments.push_back(
        {trim_blanks(value_.substr(bracket.argument, end - bracket.argument)),
         bracket.joins_texts});
    bracket.argument = end + 1;
    bracket.joins_texts = false;
  }

  void close_bracket(std::size_t i) {
    if (open_.empty()) {
      formula_.balanced = false;
      return;
    }
    end_argument(open_.back(), i);
    open_.back().call.end = i + 1;
    if (!open_.back().call.name.empty()) formula_.calls.push_back(std::move(open_.back().call));
    open_.pop_back();
  }

  std::string_view value_;
  CredentialFormula formula_;
  std::vector<Bracket> open_ = {};
  char quote_ = '\0';
};

}  // namespace

std::vector<CredentialFormula> read_formulas(std::string_view value) {
  std::vector<CredentialFormula> found;
  for (std::size_t at = value.find(kOpen); at != std::string_view::npos;) {
    found.push_back(FormulaReader(value, at).read());
    at = value.find(kOpen, found.back().end);
  }
  return found;
}

}  // namespace ecac
