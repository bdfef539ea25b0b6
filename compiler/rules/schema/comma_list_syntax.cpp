#include "compiler/diagnostics/cases/comma_list_syntax.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/diagnostics/words.h"
#include "compiler/model/value_list.h"
#include "compiler/rules/shared/notes/value_findings.h"

namespace ecac::comma_list_syntax {

/// The list as a person would write it: each item once, joined by commas.
static std::string normal_list(const FieldSchema& field, std::string_view value) {
  std::vector<std::string_view> kept;
  for_each_item(value, ListSyntax::comma, [&](const ListItem& item) {
    for_each_part(item, ';', [&](const ListItem& part) {
      if (!part.text.empty() && std::find(kept.begin(), kept.end(), part.text) == kept.end()) {
        kept.push_back(part.text);
      }
    });
  });
  const std::string_view glue = field.reference.empty() ? ", " : ",";
  std::string normal;
  for (const std::string_view item : kept) {
    if (!normal.empty()) normal += glue;
    normal += item;
  }
  return normal;
}

/// Reports what is wrong inside lists, each with the same fix for all of its list.
class ListReporter {
 public:
  explicit ListReporter(RuleContext& ctx) : ctx_(ctx) {}

  void operator()(const JudgedValue& judged) {
    const std::string_view name = judged.field.name;
    const std::uint32_t number = judged.note.number;
    switch (judged.note.fault) {
      case ValueFault::list_too_long:
        ctx_.report(cases::SCH016_too_long, judged.fact.value,
                    fmt::format("`{}` is {} characters long; more than {} is not a list that a "
                                "person keeps",
                                name, judged.value.size(), kLongestList))
            .subject("length");
        return;
      case ValueFault::empty_item:
        report(judged, cases::SCH016_empty_item,
               fmt::format("`{}` has an empty item at position {}", name, number),
               fmt::format("empty {}", number));
        return;
      case ValueFault::semicolon:
        report(judged, cases::SCH016_separator,
               fmt::format("`{}` separates its items with commas; this is a semicolon", name),
               fmt::format("semicolon {}", number));
        return;
      case ValueFault::duplicate_item:
        report(judged, cases::SCH016_duplicate,
               fmt::format("`{}` names `{}` twice", name, shown(judged.written)), judged.written);
        return;
      default: return;
    }
  }

 private:
  void report(const JudgedValue& judged, CaseId rule_case, std::string message,
              std::string_view subject) {
    FindingBuilder finding = ctx_.report(rule_case, judged.place, std::move(message));
    finding.subject(subject);
    if (normalized_ != judged.note.fact) {
      normalized_ = judged.note.fact;
      normal_ = normal_list(judged.field, judged.value);
    }
    if (!normal_.empty()) offer_value(ctx_, finding, judged.fact.value, normal_);
  }

  RuleContext& ctx_;
  FactIndex normalized_ = kNoFact;
  std::string normal_ = {};
};

static void check(RuleContext& ctx) {
  ListReporter report(ctx);
  for_each_bad_value(ctx, report);
}

extern const Rule rule{.id = rules::SCH016, .unit = UnitKind::file, .check = check};

}  // namespace ecac::comma_list_syntax
