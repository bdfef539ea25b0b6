#include "compiler/diagnostics/cases/unknown_manifest_type.h"

#include <fmt/format.h>

#include <vector>

#include "compiler/rules/engine/rule.h"
#include "compiler/support/edit_distance.h"

namespace ecac::unknown_manifest_type {

namespace ids = fields::Package;

/// Shorter names are too near to those of types that are not read here.
constexpr std::size_t kShortestNear = 8;

/// The type that a manifest means by a word that is the name of no type.
struct Meant {
  const TypeSchema* type = nullptr;
  std::string_view written_is = {};  ///< what the word is instead; "" where it is only near
};

static std::string_view name_in_manifests(const TypeSchema& type) {
  return type.metadata_name.empty() ? type.name : type.metadata_name;
}

static std::string_view what_else(const TypeSchema& type, std::string_view word) {
  if (word == type.name) return "the name of one kind of settings";
  if (equal_ignoring_case(word, type.directory)) return "the folder of the type";
  if (equal_ignoring_case(word, type.suffix)) return "the suffix of its files";
  if (equal_ignoring_case(word, name_in_manifests(type))) return "the type in other letter case";
  return {};
}

static Meant meant_by(const SchemaSet& schema, std::string_view word) {
  std::vector<std::string_view> names;
  Meant meant;
  for (const TypeSchema& type : schema.types()) {
    const std::string_view name = name_in_manifests(type);
    if (word == name) return {};
    const std::string_view written_is = what_else(type, word);
    if (!written_is.empty() && meant.type == nullptr) meant = {&type, written_is};
    if (name.size() >= kShortestNear) names.push_back(name);
  }
  if (meant.type != nullptr || word.size() < kShortestNear) return meant;
  const std::string_view near = nearest_word(word, names);
  if (!near.empty()) meant.type = schema.find_type(near);
  return meant;
}

static void check(RuleContext& ctx) {
  const FileFacts& facts = ctx.facts();
  for (const FieldFact& fact : facts.fields()) {
    if (fact.field != ids::types_name || !fact.judgeable()) continue;
    const std::string_view word = facts.text(fact);
    const Meant meant = meant_by(ctx.schema(), word);
    if (meant.type == nullptr) continue;
    const std::string_view name = name_in_manifests(*meant.type);
    if (meant.written_is.empty()) {
      ctx.report(cases::REF007_near_miss, fact.value,
                 fmt::format("no metadata type is called `{}`, but one is called `{}`", word, name))
          .subject(word)
          .fix(fmt::format("Write `{}`", name), Applicability::unsafe,
               ctx.set_text(ctx.file_id(), fact.value, name));
      continue;
    }
    FindingBuilder finding = ctx.report(
        cases::REF007_other_word, fact.value,
        fmt::format("`{}` is {}; a manifest names the type, `{}`", word, meant.written_is, name));
    finding.subject(word);
    if (word == meant.type->name) {
      finding.help(fmt::format("write `<members>{}</members>` and `<name>{}</name>`",
                               meant.type->file_name, name));
    } else {
      finding.fix(fmt::format("Write `{}`", name), Applicability::safe,
                  ctx.set_text(ctx.file_id(), fact.value, name));
    }
  }
}

extern const Rule rule{
    .id = rules::REF007, .unit = UnitKind::file, .types = {types::Package}, .check = check};

}  // namespace ecac::unknown_manifest_type
