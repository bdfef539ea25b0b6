#pragma once

#include <string_view>

#include "compiler/rules/shared/notes/markup_findings.h"

namespace ecac {

/// Whether the element is a word of Connected Apps.
bool is_connected_app_word(const UnknownElement& note);
/// Whether the element stands only in a sample of the guide.
bool is_guide_sample_word(const UnknownElement& note);
/// Whether another rule than that on unknown elements speaks of it.
inline bool has_rule_of_its_own(const UnknownElement& note) {
  return is_connected_app_word(note) || is_guide_sample_word(note);
}

/// What the element is taken for: `field` of its parent, or `Type.field`; empty if nothing is like
/// it.
std::string_view meaning_of(const RuleContext& ctx, const UnknownElement& note);

/// Offers to write the element as the field that it stands for, if that loses nothing.
void offer_meaning(RuleContext& ctx, FindingBuilder& finding, const UnknownElement& note);

}  // namespace ecac
