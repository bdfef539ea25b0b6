#include "compiler/query/hover/component_card.h"

#include <fmt/format.h>

#include "compiler/emit/text/sentence.h"
#include "compiler/query/hover/app_card.h"
#include "compiler/query/hover/credential_card.h"
#include "compiler/query/place/app_of_file.h"
#include "compiler/query/place/shown_value.h"
#include "compiler/resolve/values/parameter_list.h"
#include "compiler/schema/field_ids.h"

namespace ecac {

namespace {

std::string line_of(const Snapshot& snapshot, FileId file, std::uint32_t offset) {
  const std::shared_ptr<const SourceText> text = snapshot.text(file);
  const std::uint32_t line = text == nullptr ? 1 : text->lines().position(offset).line;
  return in_code(fmt::format("{}:{}", snapshot.project().shown_path(file), line));
}

/// The value of a field of the component itself by its name, as it may be shown; "" if it has none.
std::string field_of(const Snapshot& snapshot, FileId file, std::string_view name) {
  const FileFacts& facts = snapshot.facts(file);
  const FieldSchema* field = snapshot.schema().type(facts.type()).root.find(name);
  const FieldFact* fact = field == nullptr ? nullptr : facts.find(field->id);
  if (fact == nullptr || fact->state != ValueState::set) return {};
  return ShownValues(snapshot, file).value(*fact);
}

std::string what_of_the_missing(const ReferenceAnswer& answer) {
  switch (answer.state) {
    case ReferenceState::found: break;
    case ReferenceState::elsewhere: return "Not in this project; declared as known, or standard.";
    case ReferenceState::other_case:
      return fmt::format("Not defined under this name; there is {}, and letter case counts.",
                         in_code(answer.suggestion));
    case ReferenceState::near_miss:
      return fmt::format("Not defined; there is {}.", in_code(answer.suggestion));
    case ReferenceState::removed: return "Not there any more: the deploy takes it out of the org.";
    case ReferenceState::outside: return "Not in this project; it may be in the org.";
    case ReferenceState::unknown:
      return "An id, or a name of another package; this project cannot tell what it is.";
  }
  return {};
}

std::size_t count_uses(const Snapshot& snapshot, SymbolId component) {
  std::size_t count = 0;
  for (const SymbolId name : names_of(snapshot, component)) {
    snapshot.project().symbols().for_each_use(name, [&](UseSite) { ++count; });
  }
  return count;
}

void add_definitions(Markdown& page, const Snapshot& snapshot, SymbolId component) {
  const std::vector<FileId> files = snapshot.project().definitions(component);
  constexpr std::size_t kMostFiles = 3;
  std::string places;
  for (std::size_t i = 0; i < files.size() && i < kMostFiles; ++i) {
    if (i != 0) places += ", ";
    places += line_of(snapshot, files[i], snapshot.facts(files[i]).root_tag().begin);
  }
  if (files.size() > kMostFiles) places += fmt::format(" and {} more", files.size() - kMostFiles);
  const std::size_t uses = count_uses(snapshot, component);
  page.paragraph(
      fmt::format("Defined in {} · named in {} place{}", places, uses, uses == 1 ? "" : "s"));
}

}  // namespace

void add_component_card(Markdown& page, const Snapshot& snapshot, const NamedComponent& component) {
  const SchemaSet& schema = snapshot.schema();
  const Project& project = snapshot.project();
  const SymbolId symbol = component.answer.symbol;
  const bool found = component.answer.state == ReferenceState::found;
  const std::string_view name = found ? project.symbols().name(symbol) : component.name;
  page.paragraph(
      fmt::format("**{}** · {}", in_code(name), in_code(schema.type(component.type).name)));
  if (!found) {
    page.paragraph(what_of_the_missing(component.answer));
    return;
  }
  const FileId first = project.first_definition(symbol);
  std::string label = field_of(snapshot, first, "label");
  if (label.empty()) label = field_of(snapshot, first, "masterLabel");
  const std::string description = field_of(snapshot, first, "description");
  if (!label.empty() && !description.empty()) {
    page.paragraph(in_prose(fmt::format("{}: {}", label, as_sentence(description))));
  } else {
    page.paragraph(in_prose(label.empty() ? as_sentence(description) : label));
  }
  if (component.type == types::ExternalClientApplication) {
    const AppName app = app_named(project, symbol);
    if (app.symbol != SymbolId::none) add_app_in_short(page, resolve_alone(snapshot, app));
  } else if (component.type == types::NamedCredential ||
             component.type == types::ExternalCredential) {
    add_credential_in_short(page, resolve_alone(snapshot, symbol));
  }
  add_definitions(page, snapshot, symbol);
}

void add_principal_card(Markdown& page, const Snapshot& snapshot, const NamedPrincipal& principal) {
  const Project& project = snapshot.project();
  std::string head = fmt::format("**{}** · principal", in_code(principal.name));
  if (principal.credential != SymbolId::none) {
    head += " of " + in_code(project.symbols().name(principal.credential));
  }
  page.paragraph(head);
  const std::vector<PrincipalDefinition> definitions = definitions_of(snapshot, principal);
  if (definitions.empty()) {
    page.paragraph("No parameter of the external credential defines it here.");
    return;
  }
  const PrincipalDefinition& first = definitions.front();
  const FileFacts& facts = snapshot.facts(first.file);
  const ParameterFields fields = parameter_fields(types::ExternalCredential);
  if (const FieldFact* parameter = facts.innermost(first.element)) {
    const FieldFact* type = facts.find(fields.type, *parameter);
    const EnumSchema* values = snapshot.schema().field(fields.type).values;
    const EnumValue* value =
        type == nullptr || values == nullptr ? nullptr : values->find(facts.text(*type));
    if (value != nullptr) {
      page.paragraph(
          fmt::format("{}: {}", in_code(value->name), as_sentence(in_prose(value->description))));
    }
  }
  page.paragraph("Defined in " + line_of(snapshot, first.file, first.name.begin));
}

}  // namespace ecac
