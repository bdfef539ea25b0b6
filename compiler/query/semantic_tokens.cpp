#include "compiler/query/semantic_tokens.h"

#include <algorithm>

#include "compiler/model/value_list.h"
#include "compiler/resolve/values/reference_resolver.h"
#include "compiler/syntax/xml_scanner.h"

namespace ecac {

namespace {

class Painter {
  using Kind = SemanticToken::Kind;

 public:
  Painter(const Snapshot& snapshot, FileId file, std::string_view text, TextRange within)
      : snapshot_(snapshot),
        facts_(snapshot.facts(file)),
        resolver_(snapshot.project()),
        text_(text),
        within_(within),
        version_(snapshot.project().api_version()) {
    if (version_ == 0) version_ = snapshot.schema().newest_version();
  }

  std::vector<SemanticToken> paint(const XmlScan& scan) {
    std::size_t fact = 0;
    const auto fields = facts_.fields();
    std::vector<Holds> holds(scan.elements().size(), Holds::anything);
    const TypeSchema& type = snapshot_.schema().type(facts_.type());
    if (!holds.empty() && !type.root.open) holds.front() = Holds::fields;
    for (NodeId node = 1; node < scan.elements().size(); ++node) {
      const XmlElement& element = scan.elements()[node];
      if (element.start_tag.begin >= within_.end) break;
      while (fact < fields.size() && fields[fact].element.begin < element.start_tag.begin) ++fact;
      const bool known =
          fact < fields.size() && fields[fact].element.begin == element.start_tag.begin;
      if (known) {
        holds[node] = held_by(fields[fact]);
        paint_field(element, fields[fact]);
      } else if (element.parent != kNoNode && holds[element.parent] == Holds::fields &&
                 element.start_tag.begin != facts_.full_name_element().begin) {
        paint_names(element, Kind::unknown, false);
      }
    }
    paint_uses();
    return sorted();
  }

 private:
  bool overlaps(TextRange range) const {
    return range.begin < within_.end && within_.begin < range.end;
  }

  /// Of a value that goes over several lines nothing is painted: readers take one line.
  void add(TextRange range, Kind kind, bool deprecated = false, bool unresolved = false) {
    if (range.empty() || !overlaps(range)) return;
    if (range.in(text_).find_first_of("\r\n") != std::string_view::npos) return;
    tokens_.push_back({kind, range, deprecated, unresolved});
  }

  void paint_names(const XmlElement& element, Kind kind, bool deprecated) {
    add(element.name, kind, deprecated);
    add(element.end_name(), kind, deprecated);
  }

  /// What may stand in an element: the fields of its type, or nothing; or whatever there is.
  enum class Holds : std::uint8_t { anything, fields };

  Holds held_by(const FieldFact& fact) const {
    const FieldSchema& field = snapshot_.schema().field(fact.field);
    const bool is_open = field.record != nullptr && field.record->open;
    // While an element has no end yet, what follows only seems to stand in it.
    return is_open || fact.mended ? Holds::anything : Holds::fields;
  }

  void paint_field(const XmlElement& element, const FieldFact& fact) {
    const FieldSchema& field = snapshot_.schema().field(fact.field);
    const bool is_gone = field.until != 0 && field.until < version_;
    paint_names(element, Kind::field, field.deprecated || is_gone);
    if (!fact.has_text() || !overlaps(fact.value) || field.secret) return;
    for (const Placeholder& each : facts_.placeholders_in(fact)) {
      add(facts_.range_in_value(fact, each.begin, each.end), Kind::placeholder);
    }
    const std::string_view value = facts_.text(fact);
    if (fact.tainted || value.size() > kLongestList) return;
    if (field.kind == FieldKind::boolean) {
      if (value == "true" || value == "false") add(fact.value, Kind::boolean);
    } else if (field.kind == FieldKind::integer || field.kind == FieldKind::number) {
      add(fact.value, Kind::number);
    } else if (field.values != nullptr) {
      paint_listed(fact, field, value);
    }
  }

  void paint_listed(const FieldFact& fact, const FieldSchema& field, std::string_view value) {
    const bool scopes = field.values->has_runtime_names();
    for_each_item(value, field.list, [&](const ListItem& item) {
      const EnumValue* listed = field.values_ignore_case
                                    ? field.values->find_ignoring_case(item.text)
                                    : field.values->find(item.text);
      if (listed == nullptr) return;
      add(facts_.range_in_value(fact, item.begin, item.end),
          scopes ? Kind::scope : Kind::enumeration, listed->until != 0 && listed->until < version_);
    });
  }

  void paint_uses() {
    for (const NameUse& use : facts_.uses()) {
      if (use.range.begin >= within_.end) break;
      if (!overlaps(use.range)) continue;
      const std::string_view name = facts_.name(use);
      const SymbolId symbol = snapshot_.project().symbol(use.type, name);
      const ReferenceState state =
          resolver_.resolve(snapshot_.schema().field(use.field), name, symbol).state;
      const bool met = state == ReferenceState::found || state == ReferenceState::elsewhere ||
                       state == ReferenceState::unknown;
      add(use.range, Kind::component, false, !met);
    }
  }

  std::vector<SemanticToken> sorted() {
    std::stable_sort(tokens_.begin(), tokens_.end(),
                     [](const SemanticToken& a, const SemanticToken& b) {
                       return a.range.begin < b.range.begin;
                     });
    std::vector<SemanticToken> apart;
    for (const SemanticToken& token : tokens_) {
      if (apart.empty() || apart.back().range.end <= token.range.begin) apart.push_back(token);
    }
    return apart;
  }

  const Snapshot& snapshot_;
  const FileFacts& facts_;
  ReferenceResolver resolver_;
  std::string_view text_;
  TextRange within_;
  ApiVersion version_;
  std::vector<SemanticToken> tokens_ = {};
};

}  // namespace

std::vector<SemanticToken> semantic_tokens(const Snapshot& snapshot, FileId file,
                                           TextRange within) {
  if (!snapshot.project().has(file)) return {};
  const std::shared_ptr<const SourceText> text = snapshot.text(file);
  if (text == nullptr || !snapshot.facts(file).usable()) return {};
  XmlScan scan;
  scan_xml(text->text(), scan);
  return Painter(snapshot, file, text->text(), within).paint(scan);
}

}  // namespace ecac
