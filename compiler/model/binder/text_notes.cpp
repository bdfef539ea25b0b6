#include "compiler/model/binder/text_notes.h"

#include <algorithm>

#include "compiler/schema/field_ids.h"
#include "compiler/secrets/secret_scan.h"
#include "compiler/secrets/secret_value.h"
#include "compiler/syntax/xml_break.h"

namespace ecac {

namespace {

constexpr std::size_t kMostSecrets = 100;

/// Whether the rule of a secret field says it already.
bool field_rule_speaks(const Binding& binding, TextRange secret) {
  return std::any_of(binding.facts.begin(), binding.facts.end(), [&](const FieldFact& fact) {
    return fact.value.contains(secret) && binding.schema.field(fact.field).secret &&
           fact.field != fields::NamedCredential::awsAccessKey && fact.intact() && !fact.tainted &&
           may_be_secret(binding.value_of(fact));
  });
}

}  // namespace

void note_breaks(Binding& binding) {
  const XmlScan& scan = *binding.scan;
  // Where the deploy replaces what breaks the text, nobody knows what else is broken then.
  const bool is_open =
      std::any_of(scan.breaks().begin(), scan.breaks().end(),
                  [&](const XmlBreak& broken) { return binding.is_replaced(broken.place); });
  if (is_open) return;
  for (const XmlBreak& broken : scan.breaks()) {
    binding.notes.breaks.push_back({broken, describe(scan, broken), describe_related(scan, broken),
                                    binding.editable ? fix_of(scan, broken) : std::nullopt});
  }
  if (scan.omitted_breaks() == 0) return;
  const auto end = static_cast<std::uint32_t>(binding.text.size());
  binding.notes.omitted_breaks = static_cast<std::uint32_t>(scan.omitted_breaks());
  binding.notes.text_end = {end, end};
}

void note_unsupported_encoding(Binding& binding, std::string_view bytes,
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
  binding.notes.unread = {
      declared ? UnreadReason::declared_encoding : UnreadReason::unmarked_encoding, range,
      std::string(encoding)};
}

void note_secrets_in_text(Binding& binding) {
  each_secret_in_text(binding.text, [&](const SecretInText& secret) {
    if (field_rule_speaks(binding, secret.range)) return true;
    // A text that the project file names as a marker is none, whatever it looks like.
    const auto markers = markers_in(binding.markers, secret.range);
    if (std::any_of(markers.begin(), markers.end(),
                    [](const DeclaredMarker& marker) { return marker.spelled; })) {
      return true;
    }
    if (binding.notes.secrets.size() == kMostSecrets) {
      binding.notes.more_secrets = true;
      return false;
    }
    binding.notes.secrets.push_back(secret);
    return true;
  });
}

}  // namespace ecac
