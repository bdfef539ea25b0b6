#include "compiler/diagnostics/cases/not_well_formed.h"

#include "compiler/rules/shared/notes/markup_findings.h"

namespace ecac::not_well_formed {

static CaseId case_of(XmlBreakKind kind) {
  switch (kind) {
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
    case XmlBreakKind::curly_quote_in_declaration:
    case XmlBreakKind::curly_quote_in_attribute:
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

static void check(RuleContext& ctx) {
  for (const MarkupBreak& note : ctx.facts().notes().breaks) {
    if (!is_curly_quote(note.broken.kind)) report_break(ctx, case_of(note.broken.kind), note);
  }
}

extern const Rule rule{.id = rules::XML001, .unit = UnitKind::file, .check = check};

}  // namespace ecac::not_well_formed
