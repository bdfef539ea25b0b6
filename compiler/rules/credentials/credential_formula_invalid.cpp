#include "compiler/diagnostics/cases/credential_formula_invalid.h"

#include <fmt/format.h>

#include "compiler/rules/shared/credential_parameters.h"
#include "compiler/schema/values/CredentialMergeField.h"
#include "compiler/schema/values/NamedCredentialParamType.h"
#include "compiler/support/edit_distance.h"
#include "compiler/support/text/ascii.h"

namespace ecac::credential_formula_invalid {

constexpr std::string_view kOpen = "{!";
constexpr std::string_view kCredential = "Credential";

/// A name behind a `$`, such as `Credential.Harbor.Key`, in bytes of the value.
struct GlobalName {
  std::size_t begin = 0;
  std::vector<std::string_view> parts = {};
};

/// One formula of a value: from `{!` to behind its `}`.
struct Formula {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool closed = false;
  bool open_string = false;  ///< a string literal does not end; where the formula ends is a guess
  bool balanced = true;      ///< as many `)` as `(`, none before its partner
  std::vector<GlobalName> names = {};
};

static GlobalName read_name(std::string_view value, std::size_t dollar) {
  GlobalName name{dollar, {}};
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

/// Reads a formula from its `{!` on. Braces and brackets inside string literals are text.
static Formula read_formula(std::string_view value, std::size_t begin) {
  Formula formula{begin, value.size()};
  char quote = '\0';
  long long depth = 0;
  for (std::size_t i = begin + kOpen.size(); i < value.size(); ++i) {
    const char c = value[i];
    if (quote != '\0') {
      if (c == '\\') {
        ++i;
      } else if (c == quote) {
        quote = '\0';
      }
    } else if (c == '\'' || c == '"') {
      quote = c;
    } else if (c == '(') {
      ++depth;
    } else if (c == ')') {
      formula.balanced = formula.balanced && --depth >= 0;
    } else if (c == '$') {
      formula.names.push_back(read_name(value, i));
    } else if (c == '}') {
      formula.closed = true;
      formula.end = i + 1;
      break;
    }
  }
  formula.open_string = quote != '\0';
  formula.balanced = formula.balanced && depth == 0;
  return formula;
}

class FormulaChecker {
 public:
  /// `own` is the external credential that the value belongs to, "" if that is not known.
  FormulaChecker(RuleContext& ctx, std::string own) : ctx_(ctx), own_(std::move(own)) {}

  void check(const FieldFact& fact) {
    if (!fact.judgeable()) return;
    const std::string_view value = ctx_.facts().text(fact);
    for (std::size_t at = value.find(kOpen); at != std::string_view::npos;) {
      const Formula formula = read_formula(value, at);
      check_formula(fact, value, formula);
      at = value.find(kOpen, formula.end);
    }
  }

 private:
  TextRange range(const FieldFact& fact, std::size_t begin, std::size_t end) const {
    return ctx_.facts().range_in_value(fact, begin, end);
  }

  void check_formula(const FieldFact& fact, std::string_view value, const Formula& formula) {
    if (!formula.closed) {
      // A string that is not closed may hold the brace.
      if (formula.open_string && value.find('}', formula.begin) != std::string_view::npos) return;
      ctx_.report(cases::CRD007_unclosed, range(fact, formula.begin, formula.begin + kOpen.size()),
                  "`{!` opens a formula that no `}` closes, so it is no formula")
          .subject("unclosed");
      return;
    }
    if (!formula.balanced) {
      ctx_.report(cases::CRD007_parentheses, range(fact, formula.begin, formula.end),
                  "the parentheses of this formula are not balanced")
          .subject("parentheses");
    }
    for (const GlobalName& name : formula.names) check_name(fact, name);
  }

  void check_name(const FieldFact& fact, const GlobalName& name) {
    if (name.parts.empty()) return;
    const std::string_view first = name.parts.front();
    const TextRange first_range = range(fact, name.begin, name.begin + 1 + first.size());
    if (!equal_ignoring_case(first, kCredential)) {
      if (edit_distance(first, kCredential, 2) > 2) return;  // `$User` and the like
      ctx_.report(cases::CRD007_unknown_form, first_range,
                  fmt::format("`${}` is no variable that a formula knows; expected `$Credential`",
                              first))
          .subject(first)
          .fix("Write `$Credential`", Applicability::unsafe,
               ctx_.set_text(ctx_.file_id(), first_range, "$Credential"));
      return;
    }
    if (name.parts.size() == 1) {
      ctx_.report(cases::CRD007_unknown_form, first_range,
                  "`$Credential` alone has no value; expected `$Credential.`, the external "
                  "credential, and the name of a parameter")
          .subject(first);
    } else if (name.parts.size() == 2) {
      check_short_form(fact, name);
    } else if (name.parts.size() == 3) {
      check_credential(fact, name);
    }
  }

  void check_short_form(const FieldFact& fact, const GlobalName& name) {
    const std::string_view field = name.parts[1];
    const EnumSchema* known = ctx_.schema().find_enum(values::CredentialMergeField::kListName);
    if (known == nullptr || known->find_ignoring_case(field) != nullptr) return;
    const std::size_t begin = name.begin + 1 + kCredential.size() + 1;
    ctx_.report(cases::CRD007_unknown_form, range(fact, begin, begin + field.size()),
                fmt::format("`$Credential.{0}` is no merge field; a parameter of an external "
                            "credential is written `$Credential.{1}.{0}`",
                            field, own_.empty() ? "Name" : own_))
        .subject(field);
  }

  void check_credential(const FieldFact& fact, const GlobalName& name) {
    const std::string_view credential = name.parts[1];
    if (own_.empty() || ctx_.project().is_managed(credential)) return;
    if (equal_ignoring_case(ctx_.project().canonical(credential), own_)) return;
    const std::size_t begin = name.begin + 1 + kCredential.size() + 1;
    const TextRange place = range(fact, begin, begin + credential.size());
    ctx_.report(cases::CRD007_other_credential, place,
                fmt::format("the formula refers to the credential `{}`, but this value belongs to "
                            "`{}`",
                            credential, own_))
        .subject(credential)
        .fix(fmt::format("Write `{}`", own_), Applicability::unsafe,
             ctx_.set_text(ctx_.file_id(), place, own_));
  }

  RuleContext& ctx_;
  std::string own_;
};

/// The one external credential of a named credential; "" where that is open.
static std::string used_credential(RuleContext& ctx, const CredentialParameters& parameters) {
  const auto found = parameters.all(values::NamedCredentialParamType::Authentication);
  if (found.size() != 1) return {};
  const Resolved<std::string> name = parameters.reader().text(
      fields::NamedCredential::namedCredentialParameters_externalCredential, *found[0]->fact);
  return name.known() ? std::string(ctx.project().canonical(*name.value)) : std::string();
}

static void check(RuleContext& ctx) {
  const CredentialParameters parameters(ctx);
  if (ctx.file().type == types::NamedCredential) {
    FormulaChecker checker(ctx, used_credential(ctx, parameters));
    for (const Parameter* header : parameters.all(values::NamedCredentialParamType::HttpHeader)) {
      const FieldFact* value = parameters.value_fact(*header);
      if (value != nullptr) checker.check(*value);
    }
    return;
  }
  const SymbolId self = ctx.file().definition;
  FormulaChecker checker(
      ctx, self == SymbolId::none ? std::string() : std::string(ctx.project().name_of(self)));
  for (const Parameter& parameter : parameters.all()) {
    const FieldFact* value = parameters.value_fact(parameter);
    if (value != nullptr) checker.check(*value);
  }
}

extern const Rule rule{.id = rules::CRD007,
                       .unit = UnitKind::file,
                       .types = {types::ExternalCredential, types::NamedCredential},
                       .check = check};

}  // namespace ecac::credential_formula_invalid
