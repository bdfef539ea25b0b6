#include "compiler/query/symbols.h"

#include <algorithm>
#include <array>

#include "compiler/emit/text/display_text.h"
#include "compiler/emit/text/sentence.h"
#include "compiler/query/place/shown_value.h"
#include "compiler/schema/field_ids.h"
#include "compiler/support/text/ascii.h"
#include "compiler/syntax/xml_scanner.h"

namespace ecac {

namespace {

class Outline {
  using Kind = DocumentSymbol::Kind;

 public:
  Outline(const Snapshot& snapshot, FileId file, const XmlScan& scan)
      : snapshot_(snapshot), facts_(snapshot.facts(file)), shown_(snapshot, file), scan_(scan) {}

  std::vector<DocumentSymbol> draw(FileId file) {
    const auto elements = scan_.elements();
    if (elements.empty()) return {};
    DocumentSymbol root = symbol_of(0);
    root.kind = Kind::component;
    const Project& project = snapshot_.project();
    if (const SymbolId own = project.file(file).definition; own != SymbolId::none) {
      root.detail = root.name;
      root.name = std::string(project.symbols().name(own));
    }
    NodeId next = 1;
    add_children(0, next, root);
    return {std::move(root)};
  }

 private:
  /// Not deeper than a person looks; what is inside of that belongs to no outline.
  static constexpr std::size_t kDepth = 16;

  void add_children(NodeId parent, NodeId& next, DocumentSymbol& symbol, std::size_t depth = 0) {
    const auto elements = scan_.elements();
    while (next < elements.size() && is_inside(next, parent)) {
      if (elements[next].parent != parent || depth == kDepth) {
        ++next;
        continue;
      }
      const NodeId node = next++;
      DocumentSymbol child = symbol_of(node);
      if (const FieldFact* fact = fact_of(elements[node])) describe(*fact, child);
      add_children(node, next, child, depth + 1);
      symbol.children.push_back(std::move(child));
    }
  }

  bool is_inside(NodeId node, NodeId parent) const {
    return scan_.elements()[node].start_tag.begin < scan_.elements()[parent].end_tag.begin;
  }

  DocumentSymbol symbol_of(NodeId node) const {
    const XmlElement& element = scan_.elements()[node];
    DocumentSymbol symbol;
    symbol.name = printable(shortened(scan_.local_name(node), kLongestName));
    if (symbol.name.empty()) symbol.name = "?";  // no reader takes a symbol without a name
    symbol.range = element.range();
    symbol.selection = element.name;
    return symbol;
  }

  /// Elements and facts are both in the order of the text.
  const FieldFact* fact_of(const XmlElement& element) {
    const auto fields = facts_.fields();
    while (fact_ < fields.size() && fields[fact_].element.begin < element.start_tag.begin) ++fact_;
    const bool same =
        fact_ < fields.size() && fields[fact_].element.begin == element.start_tag.begin;
    return same ? &fields[fact_] : nullptr;
  }

  void describe(const FieldFact& fact, DocumentSymbol& symbol) {
    const FieldSchema& field = snapshot_.schema().field(fact.field);
    if (field.kind == FieldKind::complex) {
      symbol.kind = Kind::group;
      symbol.detail = key_of(fact, field);
      return;
    }
    symbol.kind = field.kind == FieldKind::boolean       ? Kind::switched
                  : field.reference_type != TypeId::none ? Kind::reference
                                                         : Kind::field;
    symbol.detail = shown_.value(fact);
  }

  /// What tells it from others of its list.
  std::string key_of(const FieldFact& fact, const FieldSchema& field) const {
    std::string key;
    for (const std::string_view part : field.key) {
      const FieldSchema* schema = field.record->find(part);
      const FieldFact* found = schema == nullptr ? nullptr : facts_.find(schema->id, fact);
      if (found == nullptr || found->state != ValueState::set) continue;
      if (!key.empty()) key += ' ';
      key += shown_.value(*found);
    }
    return shortened(key, ShownValues::kLongest);
  }

  static constexpr std::size_t kLongestName = 200;

  const Snapshot& snapshot_;
  const FileFacts& facts_;
  ShownValues shown_;
  const XmlScan& scan_;
  std::size_t fact_ = 0;
};

/// How well a name answers a search; less is better.
struct Rank {
  std::uint32_t score = 0;
  std::string_view name = {};
  SymbolId symbol = SymbolId::none;
};

bool begins_word(std::string_view name, std::size_t at) {
  if (at == 0) return true;
  const char before = name[at - 1];
  if (!ascii::is_letter_or_digit(before)) return true;
  return ascii::is_capital(name[at]) && !ascii::is_capital(before);
}

/// Searches names for small letters; blanks between them say nothing.
class Search {
 public:
  explicit Search(std::string_view words) {
    for (const char c : words) {
      if (c != ' ') letters_ += ascii::to_lower(c);
    }
  }

  /// False where a letter is missing.
  bool rank(std::string_view name, std::uint32_t& score) const {
    std::size_t at = 0;
    std::uint32_t gaps = 0;
    std::uint32_t inside = 0;
    std::size_t first = 0;
    for (std::size_t i = 0; i < letters_.size(); ++i) {
      const std::size_t found = next(name, at, letters_[i]);
      if (found == name.size()) return false;
      if (i == 0) first = found;
      if (i != 0 && found != at) ++gaps;
      if (found != at && !begins_word(name, found)) ++inside;
      at = found + 1;
    }
    const bool is_prefix = first == 0 && gaps == 0;
    const bool is_whole = is_prefix && letters_.size() == name.size();
    score = is_whole    ? 0
            : is_prefix ? 1
                        : 2 + 4 * inside + 2 * gaps + (begins_word(name, first) ? 0 : 4);
    return true;
  }

 private:
  /// The next place of a letter, one where a word begins before others.
  static std::size_t next(std::string_view name, std::size_t at, char letter) {
    if (at < name.size() && ascii::to_lower(name[at]) == letter) return at;
    std::size_t any = name.size();
    for (; at < name.size(); ++at) {
      if (ascii::to_lower(name[at]) != letter) continue;
      if (begins_word(name, at)) return at;
      if (any == name.size()) any = at;
    }
    return any;
  }

  std::string letters_ = {};
};

}  // namespace

std::vector<DocumentSymbol> document_symbols(const Snapshot& snapshot, FileId file) {
  if (!snapshot.project().has(file)) return {};
  const std::shared_ptr<const SourceText> text = snapshot.text(file);
  if (text == nullptr) return {};
  XmlScan scan;
  scan_xml(text->text(), scan);
  return Outline(snapshot, file, scan).draw(file);
}

std::vector<WorkspaceSymbol> workspace_symbols(const Snapshot& snapshot, std::string_view words,
                                               std::size_t most) {
  const Project& project = snapshot.project();
  const SymbolIndex& symbols = project.symbols();
  const Search search(words);
  std::vector<Rank> ranked;
  for (std::uint32_t id = 0; id < symbols.size(); ++id) {
    const SymbolId symbol{id};
    if (!symbols.is_live(symbol) || !symbols.is_defined(symbol)) continue;
    Rank rank{0, symbols.name(symbol), symbol};
    if (search.rank(rank.name, rank.score)) ranked.push_back(rank);
  }
  const auto better = [&](const Rank& a, const Rank& b) {
    if (a.score != b.score) return a.score < b.score;
    if (a.name.size() != b.name.size()) return a.name.size() < b.name.size();
    if (a.name != b.name) return a.name < b.name;
    return symbols.type(a.symbol) < symbols.type(b.symbol);
  };
  const std::size_t kept = std::min(most, ranked.size());
  std::partial_sort(ranked.begin(), ranked.begin() + static_cast<std::ptrdiff_t>(kept),
                    ranked.end(), better);
  std::vector<WorkspaceSymbol> found;
  for (std::size_t i = 0; i < kept && found.size() < most; ++i) {
    const Rank& rank = ranked[i];
    for (const FileId file : project.definitions(rank.symbol)) {
      if (found.size() == most) break;
      found.push_back({snapshot.redact(file, printable(rank.name)),
                       snapshot.schema().type(symbols.type(rank.symbol)).name, file,
                       snapshot.facts(file).root_tag()});
    }
  }
  return found;
}

}  // namespace ecac
