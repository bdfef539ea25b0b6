#include "compiler/query/links.h"

#include <algorithm>
#include <optional>

#include "compiler/model/value_list.h"
#include "compiler/query/navigation.h"
#include "compiler/query/place/shown_value.h"
#include "compiler/resolve/values/reference_resolver.h"
#include "compiler/schema/field_ids.h"
#include "compiler/secrets/url_credential.h"
#include "compiler/support/net/uri.h"
#include "compiler/support/text/ascii.h"

namespace ecac {

namespace {

/// An address that a browser opens, and that tells nothing that is not shown.
bool leads_to_a_page(std::string_view text) {
  const std::optional<Uri> uri = parse_uri(text);
  if (!uri || uri->host.empty() || uri->has_user) return false;
  const std::string scheme = ascii::in_small_letters(uri->scheme);
  return (scheme == "https" || scheme == "http") && find_url_credentials(text).empty();
}

class Links {
 public:
  Links(const Snapshot& snapshot, FileId file)
      : snapshot_(snapshot),
        facts_(snapshot.facts(file)),
        shown_(snapshot, file),
        resolver_(snapshot.project()),
        file_(file) {}

  std::vector<DocumentLink> collect() {
    for (const FieldFact& fact : facts_.fields()) add_addresses(fact);
    for (const NameUse& use : facts_.uses()) add_file(use);
    std::stable_sort(
        links_.begin(), links_.end(),
        [](const DocumentLink& a, const DocumentLink& b) { return a.range.begin < b.range.begin; });
    return std::move(links_);
  }

 private:
  void add_addresses(const FieldFact& fact) {
    const FieldSchema& field = snapshot_.schema().field(fact.field);
    if (field.kind != FieldKind::string || !fact.has_text() || shown_.is_hidden(fact)) return;
    const std::string_view value = facts_.text(fact);
    if (value.size() > kLongestList || value.find("://") == std::string_view::npos) return;
    for_each_item(value, field.list, [&](const ListItem& item) {
      if (facts_.has_placeholder(fact, item.begin, item.end)) return;
      if (!leads_to_a_page(item.text)) return;
      if (snapshot_.redact(file_, item.text) != item.text) return;
      links_.push_back({facts_.range_in_value(fact, item.begin, item.end), FileId::none,
                        std::string(item.text), "Open this address"});
    });
  }

  /// To what a person wants to read beside the file: code, and the content of a certificate.
  void add_file(const NameUse& use) {
    if (use.type != types::ApexClass && use.type != types::Certificate) return;
    const SymbolId named = snapshot_.project().symbol(use.type, facts_.name(use));
    const ReferenceAnswer answer =
        resolver_.resolve(snapshot_.schema().field(use.field), facts_.name(use), named);
    if (answer.state != ReferenceState::found) return;
    const std::vector<DefinitionTarget> targets = definition_targets(snapshot_, answer.symbol);
    if (targets.empty()) return;
    const bool is_class = use.type == types::ApexClass;
    links_.push_back({use.range, targets.front().file, "",
                      is_class ? "Open the Apex class" : "Open the certificate"});
  }

  const Snapshot& snapshot_;
  const FileFacts& facts_;
  ShownValues shown_;
  ReferenceResolver resolver_;
  FileId file_;
  std::vector<DocumentLink> links_ = {};
};

}  // namespace

std::vector<DocumentLink> document_links(const Snapshot& snapshot, FileId file) {
  if (!snapshot.project().has(file) || snapshot.text(file) == nullptr) return {};
  return Links(snapshot, file).collect();
}

}  // namespace ecac
