#include "compiler/diagnostics/cases/unknown_manifest_type.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
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

/// The folder of the global settings has a shortened name, and so others are shortened like it.
static bool is_shortened(std::string_view word, std::string_view name) {
  constexpr std::string_view kLong = "Settings";
  constexpr std::string_view kShort = "Sets";
  return word.ends_with(kShort) && name.ends_with(kLong) &&
         word.substr(0, word.size() - kShort.size()) == name.substr(0, name.size() - kLong.size());
}

static std::string_view what_else(const TypeSchema& type, std::string_view word) {
  if (word == type.name) return "the name of one kind of settings";
  if (equal_ignoring_case(word, type.directory)) return "the folder of the type";
  if (equal_ignoring_case(word, type.suffix)) return "the suffix of its files";
  if (equal_ignoring_case(word, name_in_manifests(type))) return "the type in other letter case";
  if (is_shortened(word, name_in_manifests(type))) return "a shortened name";
  return {};
}

static Meant meant_by(const SchemaSet& schema, std::string_view word) {
  std::vector<std::string_view> names;
  Meant meant;
  for (const TypeSchema& type : schema.types()) {
    const std::string_view name = name_in_manifests(type);
    const std::string_view written_is = what_else(type, word);
    if (!written_is.empty() && meant.type == nullptr) meant = {&type, written_is};
    if (name.size() >= kShortestNear) names.push_back(name);
  }
  if (meant.type != nullptr || word.size() < kShortestNear) return meant;
  const std::string_view near = nearest_word(word, names);
  if (!near.empty()) meant.type = schema.find_type(near);
  return meant;
}

/// The type of a word in manifests. What is deployed as part of another type has that one's name.
static const TypeSchema* type_called(const SchemaSet& schema, std::string_view word) {
  const TypeSchema* whole = schema.find_type(word);
  if (whole != nullptr && name_in_manifests(*whole) == word) return whole;
  const auto types = schema.types();
  const auto found = std::find_if(types.begin(), types.end(), [&](const TypeSchema& type) {
    return word == name_in_manifests(type);
  });
  return found == types.end() ? nullptr : &*found;
}

/// Other manifests may list what is retrieved, or deleted.
static bool is_of_the_deploy(const RuleContext& ctx) {
  return ctx.project().path(ctx.file_id()) == ctx.project().settings().manifest;
}

static void check_type(RuleContext& ctx, const FieldFact& fact) {
  const std::string_view word = ctx.facts().text(fact);
  const bool of_deploy = is_of_the_deploy(ctx);
  const Meant meant = meant_by(ctx.schema(), word);
  if (meant.type == nullptr) return;
  const std::string_view name = name_in_manifests(*meant.type);
  if (meant.written_is.empty()) {
    ctx.report(of_deploy ? cases::REF007_deploy : cases::REF007_near_miss, fact.value,
               fmt::format("no metadata type is called `{}`, but one is called `{}`", word, name))
        .subject(word)
        .fix(fmt::format("Write `{}`", name), Applicability::unsafe,
             ctx.set_text(ctx.file_id(), fact.value, name));
    return;
  }
  FindingBuilder finding = ctx.report(
      of_deploy ? cases::REF007_deploy : cases::REF007_other_word, fact.value,
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

/// Of a type whose files all count as a component of their own name.
static bool has_a_file_each(const TypeSchema& type) {
  return type.read == ReadDepth::fields && !type.role.empty() && type.role != "context" &&
         type.role != "org" && type.file_name.empty();
}

static void check_member(RuleContext& ctx, const TypeSchema& type, const FieldFact& fact) {
  const ProjectView& project = ctx.project();
  const std::string_view name = ctx.facts().text(fact);
  // A retrieve of all lists what packages have brought, which is nobody's to deploy.
  if (project.is_managed(name)) return;
  // What this deploy deletes again is no file of the project.
  if (name == "*" || project.is_defined(type.id, name) || project.is_removed(type.id, name)) return;
  if (!project.other_case_definition(type.id, name).empty()) return;
  const bool in_source_format = project.settings().project_file != FileId::none;
  const NearNames::Match near = project.nearest_definition(type.id, name);
  const std::string meant =
      near.name.empty() ? std::string() : fmt::format("; `{}` has one", near.name);
  FindingBuilder finding =
      ctx.report(in_source_format ? cases::REF007_no_source : cases::REF007_no_file, fact.value,
                 fmt::format("this deploy has no file of the {} `{}`{}", type.name, name, meant));
  finding.subject(name);
  if (!near.name.empty()) {
    finding.fix(fmt::format("Write `{}`", near.name), Applicability::unsafe,
                ctx.set_text(ctx.file_id(), fact.value, near.name));
  } else {
    finding.help("take its name out, or add the file");
  }
}

static void check(RuleContext& ctx) {
  const FileFacts& facts = ctx.facts();
  const bool of_deploy = is_of_the_deploy(ctx);
  for (const FieldFact& block : facts.fields()) {
    if (block.field != ids::types) continue;
    const FieldFact* word = facts.judgeable(ids::types_name, block);
    if (word == nullptr) continue;
    const TypeSchema* type = type_called(ctx.schema(), facts.text(*word));
    if (type == nullptr) check_type(ctx, *word);
    if (!of_deploy || type == nullptr || !has_a_file_each(*type)) continue;
    for (FactIndex i = facts.index_of(block); i < block.subtree_end; ++i) {
      const FieldFact& member = facts.fields()[i];
      if (member.field == ids::types_members && member.judgeable()) {
        check_member(ctx, *type, member);
      }
    }
  }
}

extern const Rule rule{
    .id = rules::REF007, .unit = UnitKind::file, .types = {types::Package}, .check = check};

}  // namespace ecac::unknown_manifest_type
