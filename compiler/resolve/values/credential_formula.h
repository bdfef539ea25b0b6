#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace ecac {

/// A name behind a `$`, such as `Credential.Harbor.Key`, in bytes of the value.
struct FormulaName {
  std::size_t begin = 0;
  std::vector<std::string_view> parts = {};
};

/// An argument of a call, without blanks around it.
struct FormulaArgument {
  std::string_view text = {};
  bool joins_texts = false;  ///< an `&` stands in it, outside of its own brackets and literals
};

/// A call of a function, in bytes of the value.
struct FormulaCall {
  std::size_t begin = 0;
  std::size_t end = 0;  ///< behind its `)`
  std::string_view name = {};
  std::vector<FormulaArgument> arguments = {};
};

/// One formula of a value: from `{!` to behind its `}`.
struct CredentialFormula {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool closed = false;
  bool open_string = false;  ///< a string literal does not end; where the formula ends is a guess
  bool balanced = true;      ///< as many `)` as `(`, none before its partner
  std::vector<FormulaName> names = {};  ///< in the order in which they begin
  std::vector<FormulaCall> calls = {};  ///< in the order in which they end
  /// Typographic quotes outside of string literals, each with its bytes.
  std::vector<std::string_view> curly_quotes = {};
};

/// All formulas of a value. Braces and brackets inside string literals are text.
std::vector<CredentialFormula> read_formulas(std::string_view value);

}  // namespace ecac
