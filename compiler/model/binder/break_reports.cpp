#include "compiler/model/binder/break_reports.h"

#include <fmt/format.h>

#include "compiler/diagnostics/cases/limit_exceeded.h"
#include "compiler/diagnostics/cases/not_well_formed.h"
#include "compiler/diagnostics/cases/typographic_quotes_in_markup.h"
#include "compiler/diagnostics/cases/unsupported_encoding.h"
#include "compiler/syntax/xml_break.h"

namespace ecac {

namespace {

CaseId case_of_break(XmlBreakKind kind) {
  switch (kind) {
    case XmlBreakKind::curly_quote_in_declaration:
    case XmlBreakKind::curly_quote_in_attribute: return cases::XML002_quote;
    case XmlBreakKind::invalid_utf8: return cases::XML001_invalid_utf8;
    case XmlBreakKind::forbidden_character:
    case XmlBreakKind::invalid_character_reference: return cases::XML001_invalid_character;
    case XmlBreakKind::doctype: return cases::XML001_doctype;
    case XmlBreakKind::missing_root: return cases::XML001_no_root;
    case XmlBreakKind::second_root:
    case XmlBreakKind::text_outside_root: return cases::XML001_outside_root;
    case XmlBreakKind::unclosed_element: return cases::XML001_unclosed_element;
    case XmlBreakKind::misspelt_end_tag:
    case XmlBreakKind::stray_end_tag: return cases::XML001_mismatched_tag;
    case XmlBreakKind::attribute_without_value:
    case XmlBreakKind::unquoted_attribute_value:
    case XmlBreakKind::unterminated_attribute_value:
    case XmlBreakKind::missing_space_before_attribute:
    case XmlBreakKind::unexpected_character_in_tag:
    case XmlBreakKind::less_than_in_attribute_value: return cases::XML001_attribute;
    case XmlBreakKind::duplicate_attribute: return cases::XML001_duplicate_attribute;
    case XmlBreakKind::bare_less_than: return cases::XML001_bare_less_than;
    case XmlBreakKind::bare_ampersand:
    case XmlBreakKind::unterminated_reference: return cases::XML001_bare_ampersand;
    case XmlBreakKind::undefined_entity: return cases::XML001_unknown_entity;
    case XmlBreakKind::double_hyphen_in_comment: return cases::XML001_comment_hyphens;
    case XmlBreakKind::malformed_qualified_name:
    case XmlBreakKind::unbound_prefix:
    case XmlBreakKind::reserved_namespace:
    case XmlBreakKind::empty_prefix_namespace: return cases::XML001_unbound_prefix;
    case XmlBreakKind::declaration_not_at_start:
    case XmlBreakKind::malformed_declaration:
    case XmlBreakKind::malformed_end_tag:
    case XmlBreakKind::unterminated_start_tag:
    case XmlBreakKind::cdata_end_in_text:
    case XmlBreakKind::unterminated_comment:
    case XmlBreakKind::unterminated_cdata:
    case XmlBreakKind::malformed_processing_instruction:
    case XmlBreakKind::unterminated_processing_instruction:
    case XmlBreakKind::reserved_processing_instruction: return cases::XML001_other;
  }
  return cases::XML001_other;
}

}  // namespace

void report_breaks(Binding& binding) {
  const XmlScan& scan = *binding.scan;
  for (const XmlBreak& broken : scan.breaks()) {
    LocalFinding& finding =
        binding.report(case_of_break(broken.kind), broken.place, describe(scan, broken));
    finding.diagnostic.subject = to_string(broken.kind);
    const std::string related = describe_related(scan, broken);
    if (!related.empty()) {
      finding.diagnostic.labels.push_back({{FileId::none, broken.related}, related});
    }
    const auto mend = fix_of(scan, broken);
    if (!mend || !binding.editable) continue;
    Fix fix{mend->description, mend->safe ? Applicability::safe : Applicability::unsafe, {}};
    for (const XmlBreakEdit& edit : mend->edits) {
      fix.operations.emplace_back(EditOperation{{FileId::none, edit.range}, edit.text});
    }
    finding.diagnostic.fixes.push_back(std::move(fix));
  }
  if (scan.omitted_breaks() == 0) return;
  const auto end = static_cast<std::uint32_t>(binding.text.size());
  binding
      .report(cases::PRJ003_breaks, {end, end},
              fmt::format("{} more breaks of this file are not shown", scan.omitted_breaks()))
      .diagnostic.subject = "breaks";
}

void report_unsupported_encoding(Binding& binding, std::string_view bytes,
                                 std::string_view encoding) {
  // A declaration that names the encoding is where a person looks; else there is only the start.
  const std::string_view start = bytes.substr(0, 512);
  const std::size_t declaration_end = start.find("?>");
  const std::size_t name = start.find(encoding);
  const bool declared = name != std::string_view::npos &&
                        declaration_end != std::string_view::npos && name < declaration_end;
  const TextRange range = declared ? TextRange{static_cast<std::uint32_t>(name),
                                               static_cast<std::uint32_t>(name + encoding.size())}
                                   : TextRange{};
  if (declared) binding.text = bytes;  // for its lines
  LocalFinding& finding = binding.report(
      declared ? cases::PRJ002_declared : cases::PRJ002_unmarked, range,
      declared ? fmt::format("encoding `{}` is not read; metadata is UTF-8", encoding)
               : fmt::format("this looks like {}; metadata is UTF-8", encoding));
  finding.diagnostic.subject = encoding;
}

}  // namespace ecac
