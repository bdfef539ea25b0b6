#include "compiler/diagnostics/cases/full_or_sprawling_scope.h"

#include <fmt/format.h>

#include <string>
#include <vector>

#include "compiler/model/value_list.h"
#include "compiler/rules/shared/app_findings.h"
#include "compiler/schema/values/OauthScope.h"
#include "compiler/secrets/placeholder.h"

namespace ecac::full_or_sprawling_scope {

struct Token {
  ListItem item;
  const EnumValue* value = nullptr;
  const Token* implied_by = nullptr;
};

static bool implies(const Token& a, const Token& b) {
  if (a.value == nullptr || b.value == nullptr) return false;
  bool found = false;
  for_each_item(a.value->implies, ListSyntax::space,
                [&](const ListItem& item) { found |= item.text == b.value->name; });
  return found;
}

/// Of two that imply each other, the first stays.
static void mark_implied(std::vector<Token>& tokens) {
  for (Token& token : tokens) {
    for (const Token& other : tokens) {
      if (&other == &token || !implies(other, token)) continue;
      if (implies(token, other) && (&token < &other || other.implied_by != nullptr)) continue;
      token.implied_by = &other;
      break;
    }
  }
}

class ScopeList {
 public:
  ScopeList(RuleContext& ctx, const FieldFact& fact) : ctx_(ctx), fact_(fact) {
    const EnumSchema* values = ctx.schema().field(fact.field).values;
    for_each_item(ctx.facts().text(fact), ListSyntax::comma, [&](const ListItem& item) {
      if (item.text.empty() || ctx.facts().has_placeholder(fact, item.begin, item.end)) return;
      tokens_.push_back({item, values == nullptr ? nullptr : values->find(item.text)});
    });
  }

  void check() {
    const auto all = static_cast<std::size_t>(ctx_.schema().baseline().all_scopes);
    if (all != 0 && tokens_.size() >= all) {
      ctx_.report(
              cases::SEC003_all, fact_.value,
              fmt::format("all {} scopes that somebody could tick are here, and no client needs "
                          "them; list those that it asks for",
                          tokens_.size()))
          .subject("all")
          .note("nothing more is said of single scopes, for none of them was chosen");
      return;
    }
    for (const Token& token : tokens_) {
      if (token.item.text == values::OauthScope::Full) {
        ctx_.report(
                cases::SEC003_full, range(token.item),
                "scope `Full` grants everything the user can do; list the needed scopes instead")
            .subject(token.item.text);
        break;
      }
    }
    check_count();
    if (!fact_.tainted) check_implied();
  }

 private:
  TextRange range(const ListItem& item) const {
    return ctx_.facts().range_in_value(fact_, item.begin, item.end);
  }

  void check_count() {
    const auto limit = static_cast<std::size_t>(ctx_.schema().baseline().scopes);
    if (limit == 0 || tokens_.size() <= limit) return;
    ctx_.report(cases::SEC003_sprawling, fact_.value,
                fmt::format("{} scopes are more than one client is likely to need; expected at "
                            "most {}",
                            tokens_.size(), limit))
        .subject("count");
  }

  void check_implied() {
    mark_implied(tokens_);
    std::vector<const Token*> implied;
    std::string kept;
    for (const Token& token : tokens_) {
      if (token.implied_by != nullptr) {
        implied.push_back(&token);
      } else {
        kept += fmt::format("{}{}", kept.empty() ? "" : ", ", token.item.text);
      }
    }
    if (implied.empty()) return;
    const Token& first = *implied.front();
    std::string message =
        fmt::format("`{}` adds nothing to `{}`", first.item.text, first.implied_by->item.text);
    if (implied.size() > 1) {
      message += fmt::format("; nor do {} more of the scopes to others", implied.size() - 1);
    }
    FindingBuilder finding =
        ctx_.report(cases::SEC003_redundant, range(first.item), std::move(message));
    finding.subject(first.item.text)
        .fix("Leave out the scopes that others imply", Applicability::unsafe,
             ctx_.set_text(ctx_.file_id(), fact_.value, kept));
    for (std::size_t i = 1; i < implied.size(); ++i) {
      finding.label({ctx_.file_id(), range(implied[i]->item)},
                    fmt::format("implied by `{}`", implied[i]->implied_by->item.text));
    }
  }

  RuleContext& ctx_;
  const FieldFact& fact_;
  std::vector<Token> tokens_;
};

static void check(RuleContext& ctx) {
  const FieldFact* fact =
      ctx.facts().find(fields::ExtlClntAppOauthSettings::commaSeparatedOauthScopes);
  if (fact == nullptr || !fact->has_text()) return;
  ScopeList(ctx, *fact).check();
}

extern const Rule rule{.id = rules::SEC003,
                       .unit = UnitKind::file,
                       .types = {types::ExtlClntAppOauthSettings},
                       .check = check};

}  // namespace ecac::full_or_sprawling_scope
