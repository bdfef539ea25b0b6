#include "compiler/rules/shared/notes/unknown_elements.h"

#include <fmt/format.h>

#include "compiler/support/edit_distance.h"

namespace ecac {

bool is_connected_app_word(const UnknownElement& note) {
  return !note.in_leaf && note.word != nullptr && note.word->family == "connectedApp";
}

bool is_guide_sample_word(const UnknownElement& note) {
  return !note.in_leaf && note.word != nullptr && note.word->family == "guideSample";
}

std::string_view meaning_of(const RuleContext& ctx, const UnknownElement& note) {
  if (note.word == nullptr) {
    return note.meant == FieldId::none ? std::string_view() : ctx.schema().field(note.meant).name;
  }
  std::string_view meant = note.word->means;
  const std::size_t dot = meant.find('.');
  if (meant.substr(0, dot) == ctx.schema().type(ctx.file().type).name) meant.remove_prefix(dot + 1);
  return meant;
}

void offer_meaning(RuleContext& ctx, FindingBuilder& finding, const UnknownElement& note) {
  if (!note.replaceable || !ctx.facts().editable()) return;
  const FileId file = ctx.file_id();
  const FieldSchema& field = ctx.schema().field(note.meant);
  // A word that no source knows may have meant another field.
  const bool certain = note.word != nullptr || is_one_slip(note.name, field.name);
  const Applicability applicability = certain ? Applicability::safe : Applicability::unsafe;
  if (note.run != note.element) {
    finding.fix(fmt::format("Write one `{}`", field.name), applicability,
                {ReplaceElements{{file, note.run}, {{std::string(field.name), note.value}}}});
    return;
  }
  std::string description = fmt::format("Rename it to `{}`", field.name);
  std::vector<FixOperation> operations = {
      RenameElement{{file, note.element}, std::string(field.name)}};
  const ValueVocabularyEntry* word = field.list == ListSyntax::comma || note.value.empty()
                                         ? nullptr
                                         : ctx.schema().find_value_vocabulary(field.id, note.value);
  if (word != nullptr && !word->means.empty()) {
    description += fmt::format(" and write `{}`", word->means);
    operations.emplace_back(SetText{{file, note.value_range}, std::string(word->means)});
  }
  finding.fix(std::move(description), applicability, std::move(operations));
}

}  // namespace ecac
