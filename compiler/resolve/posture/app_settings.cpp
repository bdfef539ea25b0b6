#include "compiler/resolve/posture/app_settings.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "compiler/schema/values/FieldNotShown.h"

namespace ecac {

namespace {

class SettingsOfFile {
 public:
  SettingsOfFile(const ProjectView& project, FileId file)
      : project_(project), values_(project, file), facts_(project.file(file).facts) {}

  /// The elements between two facts that lie directly inside `parent`. Depth is that of the schema.
  std::vector<WrittenSetting> between(FactIndex begin, FactIndex end) const {
    std::vector<WrittenSetting> found;
    std::set<FieldId> seen;
    for (FactIndex i = begin; i < end; i = std::max(i + 1, facts_.fields()[i].subtree_end)) {
      const FieldFact& fact = facts_.fields()[i];
      if (fact.state == ValueState::nil || !is_shown_as_written(project_.schema(), fact.field)) {
        continue;
      }
      // What stands twice and may not is an error; the first counts here.
      const bool first = seen.insert(fact.field).second;
      if (!first && !project_.schema().field(fact.field).repeated) continue;
      WrittenSetting setting{.field = fact.field};
      if (project_.schema().field(fact.field).kind == FieldKind::complex) {
        setting.value.origin = values_.written(fact);
        setting.inside = between(i + 1, fact.subtree_end);
      } else if (fact.state == ValueState::set) {
        setting.value = value_of(fact);
      } else {
        continue;
      }
      found.push_back(std::move(setting));
    }
    return found;
  }

 private:
  Resolved<std::string> value_of(const FieldFact& fact) const {
    if (!fact.intact()) return Resolved<std::string>::unknown("an element that is whole");
    const std::string_view text = facts_.text(fact);
    if (fact.tainted) return Resolved<std::string>::unknown(value_of_placeholders(text));
    return {std::string(text), values_.written(fact)};
  }

  ProjectView project_;
  ValueReader values_;
  const FileFacts& facts_;
};

}  // namespace

bool is_shown_as_written(const SchemaSet& schema, FieldId field) {
  const EnumSchema* list = schema.find_enum(values::FieldNotShown::kListName);
  const FieldSchema& known = schema.field(field);
  if (known.secret) return false;
  return list == nullptr || list->find(fmt::format("{}.{}", schema.type(schema.type_of(field)).name,
                                                   known.name)) == nullptr;
}

std::vector<WrittenSettings> written_settings(const ProjectView& project,
                                              std::span<const FileId> files) {
  std::vector<WrittenSettings> settings;
  for (const FileId file : files) {
    const TypeId type = project.type_of(file);
    const bool seen = std::any_of(settings.begin(), settings.end(),
                                  [&](const WrittenSettings& one) { return one.type == type; });
    const FileFacts& facts = project.file(file).facts;
    if (seen || !facts.usable()) continue;
    settings.push_back(
        {type,
         SettingsOfFile(project, file).between(0, static_cast<FactIndex>(facts.fields().size()))});
  }
  return settings;
}

}  // namespace ecac
