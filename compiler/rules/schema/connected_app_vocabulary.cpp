#include "compiler/diagnostics/cases/connected_app_vocabulary.h"

#include <fmt/format.h>

#include "compiler/diagnostics/cases/unknown_element.h"
#include "compiler/diagnostics/words.h"
#include "compiler/rules/shared/notes/unknown_elements.h"
#include "compiler/rules/shared/notes/value_findings.h"
#include "compiler/support/edit_distance.h"

namespace ecac::connected_app_vocabulary {

static void report_element(RuleContext& ctx, const UnknownElement& note) {
  const VocabularyEntry& word = *note.word;
  FindingBuilder finding = ctx.report(
      unless_newer(ctx, cases::SCH003_element, cases::SCH001_newer_api), note.name_range,
      word.means.empty()
          ? fmt::format("`{}` belongs to Connected Apps; `{}` has no such field", note.name,
                        ctx.schema().type(ctx.file().type).name)
          : fmt::format("`{}` is Connected App vocabulary; external client apps say `{}`",
                        note.name, word.means));
  finding.subject(note.name);
  if (!word.hint.empty()) finding.note(std::string(word.hint));
  offer_meaning(ctx, finding, note);
}

static void report_value(RuleContext& ctx, const JudgedValue& judged) {
  // `specific_lifetime:30:DAYS`: the word is what stands before its parameters.
  const std::string_view word = judged.written.substr(0, judged.written.find(':'));
  const ValueVocabularyEntry* entry = ctx.schema().find_value_vocabulary(judged.field.id, word);
  if (entry == nullptr) return;
  const bool case_only =
      judged.field.values_ignore_case && equal_ignoring_case(judged.written, entry->means);
  FindingBuilder finding = ctx.report(
      case_only ? cases::SCH003_value_case : cases::SCH003_value, judged.place,
      entry->means.empty()
          ? fmt::format("`{}` is a Connected App value; `{}` of an external client app has none "
                        "like it",
                        shown(judged.written), judged.field.name)
          : fmt::format("`{}` is the Connected App spelling; external client apps write `{}`",
                        shown(judged.written), entry->means));
  finding.subject(judged.written);
  if (!entry->hint.empty()) finding.note(std::string(entry->hint));
  if (!entry->means.empty() && word.size() == judged.written.size()) {
    finding.caret(fmt::format("write `{}`", entry->means));
    offer_value(ctx, finding, judged.place, entry->means);
  }
}

static void check(RuleContext& ctx) {
  for (const UnknownElement& note : ctx.facts().notes().unknown_elements) {
    if (is_connected_app_word(note)) report_element(ctx, note);
  }
  for_each_bad_value(ctx, [&](const JudgedValue& judged) {
    if (judged.note.fault == ValueFault::connected_app_word) report_value(ctx, judged);
  });
}

extern const Rule rule{.id = rules::SCH003, .unit = UnitKind::file, .check = check};

}  // namespace ecac::connected_app_vocabulary
