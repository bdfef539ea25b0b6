#include "compiler/diagnostics/cases/credential_function_invalid.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "compiler/diagnostics/words.h"
#include "compiler/resolve/values/credential_formula.h"
#include "compiler/rules/shared/credential_parameters.h"
#include "compiler/schema/values/ExternalCredentialParamType.h"
#include "compiler/schema/values/FormulaFunction.h"
#include "compiler/schema/values/NamedCredentialParamType.h"
#include "compiler/support/edit_distance.h"
#include "compiler/support/utf8.h"

namespace ecac::credential_function_invalid {

/// The kind of value that is no text, as the list of functions calls it.
constexpr std::string_view kBlob = "Blob";
/// The body of the request, which formulas get as such a value.
constexpr std::string_view kBody = "Body";

static bool is_literal(std::string_view text) {
  if (text.size() < 2 || (text.front() != '\'' && text.front() != '"')) return false;
  return text.find(text.front(), 1) == text.size() - 1;
}

/// Looks at the functions of one value.
class FunctionChecker {
 public:
  FunctionChecker(RuleContext& ctx, const EnumSchema& functions, const FieldFact& fact)
      : ctx_(ctx), functions_(functions), fact_(fact), value_(ctx.facts().text(fact)) {}

  void check() {
    for (const CredentialFormula& formula : read_formulas(value_)) {
      if (!formula.closed) continue;
      check_length(formula);
      if (!formula.curly_quotes.empty()) {
        ctx_.report(cases::CRD030_quotes, range(formula.curly_quotes.front()),
                    "a typographic quote opens no text in a formula; expected `'` or `\"`")
            .subject("quotes");
        continue;
      }
      if (!formula.balanced) continue;
      note(formula);
      for (const FormulaCall& call : formula.calls) check_call(call);
    }
  }

 private:
  TextRange range(std::string_view part) const {
    const auto begin = static_cast<std::size_t>(part.data() - value_.data());
    return ctx_.facts().range_in_value(fact_, begin, begin + part.size());
  }

  void check_length(const CredentialFormula& formula) {
    const std::string_view text = value_.substr(formula.begin, formula.end - formula.begin);
    const auto limit = static_cast<std::size_t>(ctx_.schema().baseline().formula_characters);
    // Help counts blanks and line ends; whether it counts the braces is open, so they are given.
    constexpr std::size_t kBraces = 3;
    const std::size_t length = utf16_length(text) - kBraces;
    if (limit == 0 || length <= limit) return;
    ctx_.report(cases::CRD030_length, range(text.substr(0, 2)),
                fmt::format("the formula has {} characters; {} are allowed", length, limit))
        .subject("length");
  }

  /// Finds names and calls by where they begin.
  void note(const CredentialFormula& formula) {
    names_.clear();
    for (const FormulaName& name : formula.names) {
      if (name.parts.size() > 1) names_.emplace(name.begin, &name);
    }
    calls_.clear();
    for (const FormulaCall& call : formula.calls) calls_.emplace(call.begin, &call);
  }

  void check_call(const FormulaCall& call) {
    const EnumValue* function = functions_.find_ignoring_case(call.name);
    if (function == nullptr) {
      report_unknown(call);
      return;
    }
    const std::size_t count = std::min(function->takes.size(), call.arguments.size());
    for (std::size_t i = 0; i < count; ++i) {
      if (function->takes[i] == kBlob) {
        check_blob(*function, call.arguments[i]);
      } else if (const EnumSchema* list = ctx_.schema().find_enum(function->takes[i])) {
        check_listed(*function, call.arguments[i].text, *list);
      }
    }
  }

  void report_unknown(const FormulaCall& call) {
    FindingBuilder finding = ctx_.report(
        cases::CRD030_unknown_function, range(call.name),
        fmt::format("`{}` is no function of formulas that ecac knows", shown(call.name)));
    finding.subject(call.name);
    std::vector<std::string_view> names;
    for (const EnumValue& value : functions_.values) names.push_back(value.name);
    const std::string_view meant =
        call.name.size() > 3 ? nearest_word(call.name, names, 1) : std::string_view();
    if (meant.empty()) return;
    finding.caret(fmt::format("did you mean `{}`?", meant));
    finding.fix(fmt::format("Write `{}`", meant), Applicability::unsafe,
                ctx_.set_text(ctx_.file_id(), range(call.name), meant));
  }

  void check_listed(const EnumValue& function, std::string_view argument, const EnumSchema& list) {
    if (!is_literal(argument)) return;
    const std::string_view text = argument.substr(1, argument.size() - 2);
    if (list.find_ignoring_case(text) != nullptr) return;
    std::vector<std::string_view> names;
    for (const EnumValue& value : list.values) names.push_back(value.name);
    ctx_.report(cases::CRD030_algorithm, range(text.empty() ? argument : text),
                fmt::format("`{}` does not know `{}`; expected {}", function.name, shown(text),
                            list_of_names(names, "or")))
        .subject(text);
  }

  void check_blob(const EnumValue& function, const FormulaArgument& argument) {
    if (!is_text(argument)) return;
    ctx_.report(cases::CRD030_blob, range(argument.text),
                fmt::format("`{}` takes a binary value, and this is a text; expected "
                            "`BLOB(…)` around it",
                            function.name))
        .subject(function.name);
  }

  /// It is certain to be one. What is left open may be anything.
  bool is_text(const FormulaArgument& argument) const {
    if (is_literal(argument.text)) return true;
    const auto begin = static_cast<std::size_t>(argument.text.data() - value_.data());
    const std::size_t end = begin + argument.text.size();
    if (const auto name = names_.find(begin); name != names_.end()) {
      const std::string_view last = name->second->parts.back();
      const std::size_t stop = static_cast<std::size_t>(last.data() - value_.data()) + last.size();
      if (stop == end) return !equal_ignoring_case(last, kBody);
    }
    if (const auto call = calls_.find(begin); call != calls_.end() && call->second->end == end) {
      const EnumValue* inner = functions_.find_ignoring_case(call->second->name);
      return inner != nullptr && !inner->gives.empty() && inner->gives != kBlob;
    }
    return argument.joins_texts;
  }

  RuleContext& ctx_;
  const EnumSchema& functions_;
  const FieldFact& fact_;
  std::string_view value_;
  std::unordered_map<std::size_t, const FormulaName*> names_ = {};
  std::unordered_map<std::size_t, const FormulaCall*> calls_ = {};
};

static void check(RuleContext& ctx) {
  const EnumSchema* functions = ctx.schema().find_enum(values::FormulaFunction::kListName);
  if (functions == nullptr) return;
  const CredentialParameters parameters(ctx);
  const std::string_view header = ctx.file().type == types::NamedCredential
                                      ? values::NamedCredentialParamType::HttpHeader
                                      : values::ExternalCredentialParamType::AuthHeader;
  for (const Parameter* parameter : parameters.all(header)) {
    const FieldFact* value = parameters.value_fact(*parameter);
    if (value != nullptr && value->judgeable()) FunctionChecker(ctx, *functions, *value).check();
  }
}

extern const Rule rule{.id = rules::CRD030,
                       .unit = UnitKind::file,
                       .types = {types::ExternalCredential, types::NamedCredential},
                       .check = check};

}  // namespace ecac::credential_function_invalid
