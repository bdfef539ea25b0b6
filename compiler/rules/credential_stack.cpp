#include "compiler/rules/credential_stack.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/model/binding.h"
#include "compiler/support/uri.h"

namespace ecac {

namespace {

std::uint32_t column_of(const FileFacts& facts, std::uint32_t offset) {
  const auto lines = facts.line_starts();
  const auto after = std::upper_bound(lines.begin(), lines.end(), offset);
  return after == lines.begin() ? offset : offset - *(after - 1);
}

}  // namespace

StackFile::StackFile(RuleContext& context, FileId file)
    : context_(context),
      file_(file),
      facts_(context.project().file(file).facts),
      fields_(parameter_fields(context.project().file(file).type)),
      parameters_(context.parameters(file)) {
  complete_ = is_complete();
}

bool StackFile::is_complete() const {
  if (!facts_.usable() || !parameters_.decided_by().empty()) return false;
  for (const LocalFinding& finding : facts_.findings()) {
    if (finding.diagnostic.rule_case == cases::SCH012_singular) return false;
  }
  const FieldSchema& type = context_.schema().field(fields_.type);
  const auto is_known = [&](const Parameter& parameter) {
    return type.values == nullptr || type.values->find(parameter.type) != nullptr;
  };
  return std::all_of(all().begin(), all().end(), is_known);
}

const FieldFact* StackFile::value(const Parameter& parameter) const {
  return facts_.find(fields_.value, *parameter.fact);
}
const FieldFact* StackFile::name(const Parameter& parameter) const {
  return facts_.find(fields_.name, *parameter.fact);
}
const FieldFact* StackFile::type(const Parameter& parameter) const {
  return facts_.find(fields_.type, *parameter.fact);
}
const FieldFact* StackFile::sequence(const Parameter& parameter) const {
  return facts_.find(fields_.sequence, *parameter.fact);
}

Place StackFile::place(const Parameter& parameter, const FieldFact* fact) const {
  const bool there = fact != nullptr && fact->state == ValueState::set;
  return {file_, there ? fact->value : parameter.fact->start_tag()};
}

long long StackFile::next_sequence(std::string_view type) const {
  long long last = 0;
  for (const Parameter& parameter : all()) {
    if (parameter.type == type) last = std::max(last, parameter.sequence.value.value_or(0));
  }
  return last + 1;
}

std::string_view StackFile::element_of(FieldId field) const {
  return context_.schema().field(field).name;
}

std::vector<FixOperation> StackFile::add_to(const Parameter& parameter,
                                            std::string_view element) const {
  const auto all = facts_.fields();
  const FactIndex block = facts_.index_of(*parameter.fact);
  const FieldFact* last = nullptr;
  for (FactIndex i = block + 1; i < parameter.fact->subtree_end; i = all[i].subtree_end) {
    last = &all[i];
  }
  if (last == nullptr || parameter.fact->mended) return {};
  const std::uint32_t at = last->element.end;
  const std::string indent(column_of(facts_, last->element.begin), ' ');
  return context_.edit(
      file_, {at, at},
      parameter.fact->own_lines ? fmt::format("\n{}{}", indent, element) : std::string(element));
}

std::vector<FixOperation> StackFile::add(std::string_view type, std::string_view name,
                                         std::string_view value, long long sequence) const {
  if (all().empty()) return {};
  // Elements of a list must stand together.
  const Parameter& last = all().back();
  if (last.fact->mended) return {};
  const std::string outer(column_of(facts_, last.fact->element.begin), ' ');
  const std::string line = last.fact->own_lines ? fmt::format("\n{}", outer) : "";
  const std::string inner = line.empty() ? "" : line + "    ";
  const auto child = [&](FieldId field, std::string_view text) {
    return fmt::format("{0}<{1}>{2}</{1}>", inner, element_of(field), escape_xml(text));
  };
  std::string block = fmt::format("{}<{}>", line, element_of(fields_.list));
  block += child(fields_.name, name) + child(fields_.type, type) + child(fields_.value, value);
  if (sequence != 0) block += child(fields_.sequence, std::to_string(sequence));
  block += fmt::format("{}</{}>", line, element_of(fields_.list));
  const std::uint32_t at = last.fact->element.end;
  return context_.edit(file_, {at, at}, std::move(block));
}

std::string host_of(std::string_view url) {
  const auto uri = parse_uri(url);
  std::string host(uri && uri->has_authority ? uri->host : std::string_view());
  std::transform(host.begin(), host.end(), host.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return host;
}

bool is_listed_host(const SchemaSet& schema, std::string_view list, std::string_view host,
                    bool below) {
  const EnumSchema* hosts = schema.find_enum(list);
  if (hosts == nullptr || host.empty()) return false;
  return std::any_of(hosts->values.begin(), hosts->values.end(), [&](const EnumValue& value) {
    return host == value.name || (below && host.ends_with(fmt::format(".{}", value.name)));
  });
}

std::string quoted_list(std::span<const std::string> words) {
  std::string list;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i != 0) list += i + 1 == words.size() ? " and " : ", ";
    list += fmt::format("`{}`", words[i]);
  }
  return list;
}

}  // namespace ecac
