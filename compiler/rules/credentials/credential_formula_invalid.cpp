#include "compiler/diagnostics/cases/credential_formula_invalid.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/diagnostics/words.h"
#include "compiler/resolve/credential/principal_names.h"
#include "compiler/resolve/values/credential_formula.h"
#include "compiler/rules/shared/credential_parameters.h"
#include "compiler/schema/values/CredentialMergeField.h"
#include "compiler/schema/values/ExternalCredentialParamType.h"
#include "compiler/schema/values/NamedCredentialParamType.h"
#include "compiler/secrets/placeholder.h"
#include "compiler/support/edit_distance.h"
#include "compiler/support/text/ascii.h"

namespace ecac::credential_formula_invalid {

constexpr std::string_view kOpen = "{!";
constexpr std::string_view kCredential = "Credential";
constexpr std::string_view kUser = "User";

class FormulaChecker {
 public:
  /// `own` is the external credential that the value belongs to, "" if that is not known;
  /// `one_identity` if all its principals are named ones.
  FormulaChecker(RuleContext& ctx, std::string own, bool one_identity)
      : ctx_(ctx), own_(std::move(own)), one_identity_(one_identity) {}

  void check(const FieldFact& fact, bool header) {
    if (!fact.judgeable()) return;
    const std::string_view value = ctx_.facts().text(fact);
    const std::vector<CredentialFormula> formulas = read_formulas(value);
    for (const CredentialFormula& formula : formulas) check_formula(fact, value, formula);
    const bool in_other_braces = check_braces(fact, value, formulas);
    if (!header) return;
    if (!in_other_braces) check_text(fact, value, formulas);
    if (one_identity_) check_user(fact, formulas);
  }

 private:
  TextRange range(const FieldFact& fact, std::size_t begin, std::size_t end) const {
    return ctx_.facts().range_in_value(fact, begin, end);
  }

  void check_formula(const FieldFact& fact, std::string_view value,
                     const CredentialFormula& formula) {
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
    for (const FormulaName& name : formula.names) check_name(fact, name);
  }

  /// Variables in braces that make no formula.
  bool check_braces(const FieldFact& fact, std::string_view value,
                    const std::vector<CredentialFormula>& formulas) {
    bool found = false;
    std::size_t next = 0;
    for (std::size_t at = value.find_first_of("{$"); at != std::string_view::npos;
         at = value.find_first_of("{$", at)) {
      while (next < formulas.size() && formulas[next].end <= at) ++next;
      if (next < formulas.size() && formulas[next].begin <= at) {
        at = formulas[next].end;
        continue;
      }
      const std::size_t end = misspelt_formula_end(value, at);
      if (end == at) {
        ++at;
        continue;
      }
      report_braces(fact, value, at, end);
      found = true;
      at = end;
    }
    return found;
  }

  void report_braces(const FieldFact& fact, std::string_view value, std::size_t begin,
                     std::size_t end) {
    std::string_view inside = value.substr(begin, end - begin);
    inside.remove_prefix(std::min(inside.find_first_not_of("{$! "), inside.size()));
    inside = inside.substr(0, inside.find_first_of("} "));
    const std::string meant = fmt::format("{{!${}}}", inside);
    const TextRange place = range(fact, begin, end);
    ctx_.report(cases::CRD007_braces, place,
                fmt::format("`{}` is sent as this text; a formula is written `{}`",
                            shown(value.substr(begin, end - begin)), shown(meant)))
        .subject("braces")
        .fix(fmt::format("Write `{}`", shown(meant)), Applicability::unsafe,
             ctx_.set_text(ctx_.file_id(), place, meant));
  }

  /// What stands outside of the formulas is sent as it is.
  void check_text(const FieldFact& fact, std::string_view value,
                  const std::vector<CredentialFormula>& formulas) {
    std::size_t at = 0;
    for (std::size_t i = 0; i <= formulas.size(); ++i) {
      const std::size_t end = i < formulas.size() ? formulas[i].begin : value.size();
      check_plain(fact, value, at, end, !formulas.empty());
      if (i < formulas.size()) at = formulas[i].end;
    }
  }

  void check_plain(const FieldFact& fact, std::string_view value, std::size_t begin,
                   std::size_t end, bool has_formula) {
    const std::string_view text = value.substr(begin, end - begin);
    const std::size_t joined = text.find('&');
    const std::size_t quote = text.find_first_of("'\"");
    if (has_formula && joined != std::string_view::npos && quote != std::string_view::npos) {
      ctx_.report(cases::CRD007_outside, range(fact, begin, end),
                  "text outside of `{!` and `}` is sent as it stands, quotes and `&` included; "
                  "expected one formula around all of it")
          .subject("outside");
      return;
    }
    const std::string dollar = fmt::format("${}.", kCredential);
    const std::size_t bare = text.find(dollar);
    if (bare == std::string_view::npos) return;
    std::size_t stop = bare + dollar.size();
    while (stop < text.size() && (ascii::is_word(text[stop]) || text[stop] == '.')) ++stop;
    ctx_.report(cases::CRD007_bare, range(fact, begin + bare, begin + stop),
                fmt::format("`{0}` stands outside of a formula and is sent as this text; expected "
                            "`{{!{0}}}`",
                            shown(text.substr(bare, stop - bare))))
        .subject("bare");
  }

  /// The identity is one for all users, so the header should not differ between them.
  void check_user(const FieldFact& fact, const std::vector<CredentialFormula>& formulas) {
    for (const CredentialFormula& formula : formulas) {
      for (const FormulaName& name : formula.names) {
        if (name.parts.empty() || !equal_ignoring_case(name.parts.front(), kUser)) continue;
        ctx_.report(cases::CRD007_user,
                    range(fact, name.begin, name.begin + 1 + name.parts.front().size()),
                    "the header asks for `$User`, and the principals are named ones, which are the "
                    "same for all users; Salesforce Help says not to")
            .subject(name.parts.front());
        return;
      }
    }
  }

  void check_name(const FieldFact& fact, const FormulaName& name) {
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

  void check_short_form(const FieldFact& fact, const FormulaName& name) {
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

  void check_credential(const FieldFact& fact, const FormulaName& name) {
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
  bool one_identity_;
};

/// The one external credential of a named credential; "" where that is open.
static std::string used_credential(RuleContext& ctx, const CredentialParameters& parameters) {
  const auto found = parameters.all(values::NamedCredentialParamType::Authentication);
  if (found.size() != 1) return {};
  const Resolved<std::string> name = parameters.reader().text(
      fields::NamedCredential::namedCredentialParameters_externalCredential, *found[0]->fact);
  return name.known() ? std::string(ctx.project().canonical(*name.value)) : std::string();
}

static bool may_name_user(const FileFacts& facts, FieldId value) {
  const std::string dollar = fmt::format("${}", kUser);
  return any_text(facts, value, [&](std::string_view text) {
    return ascii::in_small_letters(text).find(ascii::in_small_letters(dollar)) != std::string::npos;
  });
}

static void check(RuleContext& ctx) {
  const CredentialParameters parameters(ctx);
  if (ctx.file().type == types::NamedCredential) {
    const std::string own = used_credential(ctx, parameters);
    const bool one_identity =
        !own.empty() &&
        may_name_user(ctx.facts(),
                      fields::NamedCredential::namedCredentialParameters_parameterValue) &&
        has_named_principals_only(ctx.project(), ctx.symbol(types::ExternalCredential, own));
    FormulaChecker checker(ctx, own, one_identity);
    for (const Parameter* header : parameters.all(values::NamedCredentialParamType::HttpHeader)) {
      const FieldFact* value = parameters.value_fact(*header);
      if (value != nullptr) checker.check(*value, true);
    }
    return;
  }
  const SymbolId self = ctx.file().definition;
  const bool one_identity =
      self != SymbolId::none &&
      may_name_user(ctx.facts(),
                    fields::ExternalCredential::externalCredentialParameters_parameterValue) &&
      has_named_principals_only(ctx.project(), self);
  FormulaChecker checker(
      ctx, self == SymbolId::none ? std::string() : std::string(ctx.project().name_of(self)),
      one_identity);
  for (const Parameter& parameter : parameters.all()) {
    const FieldFact* value = parameters.value_fact(parameter);
    if (value == nullptr) continue;
    checker.check(*value, parameter.type == values::ExternalCredentialParamType::AuthHeader);
  }
}

extern const Rule rule{.id = rules::CRD007,
                       .unit = UnitKind::file,
                       .types = {types::ExternalCredential, types::NamedCredential},
                       .check = check};

}  // namespace ecac::credential_formula_invalid
