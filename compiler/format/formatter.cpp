#include "compiler/format/formatter.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <utility>

#include "compiler/format/document_layout.h"
#include "compiler/format/retrieved_printer.h"
#include "compiler/format/same_meaning.h"
#include "compiler/model/binder/facts_builder.h"
#include "compiler/schema/root_element.h"
#include "compiler/source/decode.h"
#include "compiler/source/line_form.h"
#include "compiler/syntax/xml_characters.h"
#include "compiler/syntax/xml_scanner.h"

namespace ecac {

namespace formatters {

/// Children of one element that are to be printed, [begin, end) of them.
struct Run {
  NodeId parent = kNoNode;  ///< none: the root itself
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t depth = 0;  ///< of the children
};

static bool declares_other_version(std::string_view text) {
  const std::string_view declaration = text.substr(0, behind_declaration(text));
  const std::size_t version = declaration.find("version");
  if (version == std::string_view::npos) return false;
  const std::size_t quote = declaration.find_first_of("\"'", version);
  return !declaration.substr(std::min(quote, declaration.size() - 1) + 1).starts_with("1.0");
}

static FormattedText too_large() {
  return {.refusal =
              FormatRefusal{.why = "would be larger than a file may be, by the blanks before "
                                   "elements that stand deep in others"}};
}

static std::uint32_t before_blanks(std::string_view text, std::uint32_t at) {
  while (at > 0 && xml_byte_is(text[at - 1], kXmlBlank)) --at;
  return at;
}

static std::uint32_t behind_white_space(std::string_view text, std::uint32_t at) {
  while (at < text.size() && xml_byte_is(text[at], kXmlBlank)) ++at;
  return at;
}

}  // namespace formatters

struct Formatter::Workspace {
  explicit Workspace(const SchemaSet& schema_set)
      : schema(schema_set),
        form(schema_set.retrieved_form()),
        facts_before(schema_set),
        facts_after(schema_set) {}

  const SchemaSet& schema;
  const RetrievedForm& form;
  FactsBuilder facts_before;
  FactsBuilder facts_after;
  XmlScan before;
  XmlScan after;
  DocumentLayout layout;
  PrintedText printed;
  PrintedText printed_again;
  std::string decoded;

  using Run = formatters::Run;

  std::optional<FormatRefusal> read(std::string_view text, TypeId type);
  bool print_all(const XmlScan& scan, std::string_view line_end, PrintedText& out);
  std::optional<Run> run_around(TextRange range) const;
  bool print_run(const Run& run, std::string_view line_end);
  std::optional<FormatRefusal> prove(std::string_view text, TypeId type, const FindMarkers& markers,
                                     bool all);
  FormattedText result(std::string_view text, std::optional<FormatRefusal> refusal);
};

Formatter::Formatter(const SchemaSet& schema) : work_(std::make_unique<Workspace>(schema)) {}
Formatter::~Formatter() = default;

bool Formatter::formats(TypeId type) const {
  const TypeSchema& schema = work_->schema.type(type);
  return work_->form.known() && !schema.name.empty() && schema.read == ReadDepth::fields;
}

/// Scans the text and lays it out, if it can be printed.
std::optional<FormatRefusal> Formatter::Workspace::read(std::string_view text, TypeId type) {
  const DecodedText read = decode_text(text, decoded);
  if (read.encoding == TextEncoding::unsupported) {
    return FormatRefusal{.why = fmt::format("is not UTF-8 but {}", read.unsupported_encoding)};
  }
  if (!read.offsets_are_file_offsets()) return FormatRefusal{.why = "is not UTF-8 but UTF-16"};
  scan_xml(text, before);
  if (before.limit_exceeded() != XmlLimit::none) {
    return FormatRefusal{.why = fmt::format("is beyond a limit of what is read: {}",
                                            to_string(before.limit_exceeded()))};
  }
  if (!before.breaks().empty()) {
    const XmlBreak& broken = before.breaks().front();
    return FormatRefusal{.why = "is no XML: " + describe(before, broken), .place = broken.place};
  }
  if (formatters::declares_other_version(text)) {
    return FormatRefusal{.why = "is declared to be of another version of XML than 1.0"};
  }
  const TypeSchema& schema_of_type = schema.type(type);
  const std::string_view root = root_element(schema_of_type);
  if (before.local_name(0) != root) {
    return FormatRefusal{.why = fmt::format("is no file of its type: its root is not `{}`", root),
                         .place = before.elements()[0].name};
  }
  return layout.read(before, schema_of_type, form);
}

/// False where the text would be too large.
bool Formatter::Workspace::print_all(const XmlScan& scan, std::string_view line_end,
                                     PrintedText& out) {
  for (NodeId node = 0; node < scan.elements().size(); ++node) layout.put_in_order(node);
  out.clear();
  RetrievedPrinter printer(scan, layout, form, line_end, out);
  printer.print_document();
  return !printer.is_too_large();
}

/// None where nothing is to be printed; a run without an end where all of the text is.
std::optional<formatters::Run> Formatter::Workspace::run_around(TextRange range) const {
  const auto elements = before.elements();
  if (!elements[0].range().contains(range)) return Run{.end = 0};
  const Run root = {.parent = kNoNode, .begin = 0, .end = 1, .depth = 0};
  Run run = root;
  NodeId node = 0;
  while (layout.layout(node) == ElementLayout::lines && elements[node].content().contains(range)) {
    const auto children = layout.children(node);
    const auto touched = [&](NodeId child) {
      const TextRange extent = layout.extent(child);
      return extent.begin <= range.end && range.begin <= extent.end;
    };
    const auto first = std::ranges::find_if(children, touched);
    if (first == children.end()) return std::nullopt;
    const auto last = std::find_if_not(first, children.end(), touched);
    run.parent = node;
    run.begin = static_cast<std::size_t>(first - children.begin());
    run.end = static_cast<std::size_t>(last - children.begin());
    ++run.depth;
    if (run.end - run.begin > 1) return run;
    node = *first;
  }
  return run;
}

bool Formatter::Workspace::print_run(const Run& run, std::string_view line_end) {
  const std::string_view text = before.text();
  const auto elements = before.elements();
  constexpr NodeId kRoot = 0;
  const std::span<const NodeId> in_text =
      run.parent == kNoNode ? std::span(&kRoot, 1)
                            : layout.children(run.parent).subspan(run.begin, run.end - run.begin);
  const TextRange extent = {layout.extent(in_text.front()).begin,
                            layout.extent(in_text.back()).end};
  const std::uint32_t end_of_last = elements[in_text.back()].range().end;
  for (NodeId node = in_text.front(); node < elements.size(); ++node) {
    if (elements[node].start_tag.begin >= end_of_last) break;
    layout.put_in_order(node);
  }
  if (run.parent != kNoNode) layout.put_in_order(run.parent, run.begin, run.end);

  printed.clear();
  RetrievedPrinter printer(before, layout, form, line_end, printed);
  const auto size = static_cast<std::uint32_t>(text.size());
  const std::uint32_t gap = formatters::before_blanks(text, extent.begin);
  const std::string_view white = TextRange{gap, extent.begin}.in(text);
  const std::size_t last_break = white.find_last_of("\r\n");
  const bool begins_line = last_break != std::string_view::npos || gap == 0;
  const auto kept = static_cast<std::uint32_t>(last_break + 1);  // npos + 1 is 0
  printer.copy({0, gap + kept});
  if (!begins_line) printed.text += line_end;
  printer.print_elements(in_text, run.depth);
  // What follows keeps its line; what shared one gets a line of its own.
  const std::uint32_t next = formatters::behind_white_space(text, extent.end);
  const std::string_view behind = TextRange{extent.end, next}.in(text);
  const std::size_t first_break = behind.find_first_of("\r\n");
  std::uint32_t rest = extent.end;
  if (first_break != std::string_view::npos) {
    rest += static_cast<std::uint32_t>(first_break);
  } else if (next < size) {
    rest = next;
    printed.text += line_end;
    const bool is_end = run.parent != kNoNode && next == elements[run.parent].content().end;
    const std::size_t depth = run.depth - (is_end ? 1 : 0);
    printed.text.append(depth * static_cast<std::size_t>(form.indentation), ' ');
  }
  printer.copy({rest, size});
  return !printer.is_too_large();
}

/// What stands in `printed` says the same as the text, or must not be used.
std::optional<FormatRefusal> Formatter::Workspace::prove(std::string_view text, TypeId type,
                                                         const FindMarkers& markers, bool all) {
  const auto mistake = [](std::string_view what) {
    return FormatRefusal{
        .why = fmt::format("would not say the same if it were formatted ({} would differ), which "
                           "is a mistake of ecac",
                           what),
        .internal = true};
  };
  scan_xml(printed.text, after);
  if (after.limit_exceeded() != XmlLimit::none) {
    return FormatRefusal{.why = fmt::format("would be beyond a limit of what is read: {}",
                                            to_string(after.limit_exceeded()))};
  }
  if (!after.breaks().empty()) return mistake("the markup");
  const PrintedForms forms = {before, after, layout, printed.elements};
  if (const auto what = difference_of_texts(forms); !what.empty()) return mistake(what);
  std::vector<DeclaredMarker> markers_before;
  std::vector<DeclaredMarker> markers_after;
  if (markers) {
    markers_before = markers(text);
    markers_after = markers(printed.text);
    if (markers_before.size() != markers_after.size()) {
      return FormatRefusal{
          .why =
              "would lose a place where the deploy replaces a text, for that "
              "is found by how it is written",
          .place = markers_before.empty() ? TextRange{} : markers_before.front().range};
    }
  }
  const FileFacts old_facts = facts_before.analyze(text, type, markers_before);
  const FileFacts new_facts = facts_after.analyze(printed.text, type, markers_after);
  if (new_facts.notes().unread && !old_facts.notes().unread) {
    return FormatRefusal{.why = "would have more references to characters than are read"};
  }
  if (const auto what = difference_of_facts(forms, old_facts, new_facts); !what.empty()) {
    return mistake(what);
  }
  if (!all) return std::nullopt;
  if (layout.read(after, schema.type(type), form)) return mistake("the layout");
  const bool fits = print_all(after, line_end_of(printed.text), printed_again);
  if (!fits || printed_again.text != printed.text) return mistake("a second time");
  return std::nullopt;
}

FormattedText Formatter::format(std::string_view text, TypeId type, const FindMarkers& markers) {
  Workspace& work = *work_;
  if (!formats(type))
    return {.refusal = FormatRefusal{.why = "is of a type that is not formatted"}};
  if (auto refusal = work.read(text, type)) return {.refusal = std::move(refusal)};
  if (!work.print_all(work.before, line_end_of(text), work.printed)) return formatters::too_large();
  if (work.printed.text == text) return {.text = std::string(text)};
  if (auto refusal = work.prove(text, type, markers, true)) return {.refusal = std::move(refusal)};
  return {.text = work.printed.text};
}

FormattedText Formatter::format_range(std::string_view text, TypeId type, TextRange range,
                                      const FindMarkers& markers) {
  Workspace& work = *work_;
  if (!formats(type))
    return {.refusal = FormatRefusal{.why = "is of a type that is not formatted"}};
  if (auto refusal = work.read(text, type)) return {.refusal = std::move(refusal)};
  const auto size = static_cast<std::uint32_t>(text.size());
  range.begin = std::min(range.begin, size);
  range.end = std::clamp(range.end, range.begin, size);
  const std::optional<formatters::Run> run = work.run_around(range);
  if (!run) return {.text = std::string(text)};
  if (run->end == 0) return format(text, type, markers);
  if (!work.print_run(*run, line_end_of(text))) return formatters::too_large();
  if (work.printed.text == text) return {.text = std::string(text)};
  if (auto refusal = work.prove(text, type, markers, false)) return {.refusal = std::move(refusal)};
  return {.text = work.printed.text};
}

}  // namespace ecac
