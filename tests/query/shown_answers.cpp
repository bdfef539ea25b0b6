#include "tests/query/shown_answers.h"

#include <fmt/format.h>

#include <vector>

#include "compiler/emit/text/display_text.h"
#include "compiler/emit/text/sentence.h"
#include "compiler/query/documents.h"
#include "compiler/query/hints.h"
#include "compiler/query/hover.h"
#include "compiler/query/lenses.h"
#include "compiler/query/links.h"
#include "compiler/query/navigation.h"
#include "compiler/query/place/what_stands_here.h"
#include "compiler/query/semantic_tokens.h"
#include "compiler/query/structure.h"
#include "compiler/query/symbols.h"
#include "compiler/support/path_text.h"

namespace ecac::test {

namespace {

constexpr std::string_view kDocumentation = "https://ecac.example.com/rules/";

std::string_view word(StandingHere::Kind kind) {
  using Kind = StandingHere::Kind;
  switch (kind) {
    case Kind::nothing: return "nothing";
    case Kind::root: return "root";
    case Kind::element: return "element";
    case Kind::value: return "value";
    case Kind::list_item: return "list item";
    case Kind::component: return "component";
    case Kind::principal: return "principal";
    case Kind::own_name: return "own name";
    case Kind::unknown: return "unknown";
    case Kind::comment: return "comment";
    case Kind::outside: return "outside";
  }
  return "";
}

std::string_view word(DocumentSymbol::Kind kind) {
  using Kind = DocumentSymbol::Kind;
  switch (kind) {
    case Kind::component: return "component";
    case Kind::group: return "group";
    case Kind::field: return "field";
    case Kind::reference: return "reference";
    case Kind::switched: return "switch";
  }
  return "";
}

std::string_view word(SemanticToken::Kind kind) {
  using Kind = SemanticToken::Kind;
  switch (kind) {
    case Kind::component: return "component";
    case Kind::field: return "field";
    case Kind::enumeration: return "enumeration";
    case Kind::number: return "number";
    case Kind::boolean: return "boolean";
    case Kind::scope: return "scope";
    case Kind::placeholder: return "placeholder";
    case Kind::unknown: return "unknown";
  }
  return "";
}

std::string ended(std::string text) {
  if (!text.empty() && !text.ends_with('\n')) text += '\n';
  return text;
}

}  // namespace

std::string ShownAnswers::range(FileId file, TextRange range) const {
  const std::shared_ptr<const SourceText> text = snapshot_.text(file);
  if (text == nullptr) return "nowhere";
  const LineColumn begin = text->lines().position(range.begin);
  const LineColumn end = text->lines().position(range.end);
  constexpr std::size_t kShown = 60;
  return fmt::format("{}:{}-{}:{} {}", begin.line, begin.column, end.line, end.column,
                     shortened(snapshot_.redact(file, printable(range.in(text->text()))), kShown));
}

std::string ShownAnswers::place(FileId file, TextRange where) const {
  return fmt::format("{}:{}", file_name(snapshot_.path(file)), range(file, where));
}

std::string ShownAnswers::stands(FileId file, std::uint32_t offset) const {
  const StandingHere here = what_stands_here(snapshot_, file, offset);
  std::string text = fmt::format("{} {}\n", word(here.kind), range(file, here.range));
  if (here.field != nullptr) text += fmt::format("field {}\n", here.field->name);
  if (here.symbol != SymbolId::none) {
    text += fmt::format("symbol {}\n",
                        snapshot_.redact(file, snapshot_.project().symbols().name(here.symbol)));
  }
  return text;
}

std::string ShownAnswers::definition_at(FileId file, std::uint32_t offset) const {
  const auto found = definition(snapshot_, file, offset);
  if (!found) return {};
  std::string text = fmt::format("from {}\n", range(file, found->origin));
  for (const DefinitionTarget& target : found->targets) {
    text += fmt::format("to {}\n", place(target.file, target.name));
  }
  return text;
}

std::string ShownAnswers::symbols(FileId file) const {
  std::string text;
  const auto add = [&](const auto& self, const std::vector<DocumentSymbol>& all,
                       std::size_t depth) -> void {
    for (const DocumentSymbol& each : all) {
      text +=
          fmt::format("{}{} {}{}{}  {}\n", std::string(2 * depth, ' '), word(each.kind), each.name,
                      each.detail.empty() ? "" : " = ", each.detail, range(file, each.selection));
      self(self, each.children, depth + 1);
    }
  };
  add(add, document_symbols(snapshot_, file), 0);
  return text;
}

std::string ShownAnswers::tokens(FileId file) const {
  const std::shared_ptr<const SourceText> source = snapshot_.text(file);
  const auto size = static_cast<std::uint32_t>(source == nullptr ? 0 : source->text().size());
  std::string text;
  for (const SemanticToken& token : semantic_tokens(snapshot_, file, {0, size})) {
    text += fmt::format("{}{}{} {}\n", word(token.kind), token.deprecated ? " deprecated" : "",
                        token.unresolved ? " unresolved" : "", range(file, token.range));
  }
  return text;
}

std::optional<std::string> ShownAnswers::of_place(std::string_view verb, FileId file,
                                                  std::uint32_t offset) const {
  if (verb == "stands") return stands(file, offset);
  if (verb == "definition") return definition_at(file, offset);
  if (verb == "hover" || verb == "plain") {
    const auto found = hover(snapshot_, file, offset, kDocumentation);
    if (!found) return "";
    if (verb == "plain") return ended(plain_text_of(found->markdown));
    return ended(fmt::format("[{}]\n{}", range(file, found->range), found->markdown));
  }
  std::string text;
  if (verb == "references" || verb == "uses") {
    for (const Place& each : references(snapshot_, file, offset, verb == "references")) {
      text += place(each.file, each.range) + '\n';
    }
    return text;
  }
  if (verb == "highlights") {
    for (const TextRange each : highlights(snapshot_, file, offset)) {
      text += range(file, each) + '\n';
    }
    return text;
  }
  if (verb == "selection") {
    const std::shared_ptr<const SourceText> source = snapshot_.text(file);
    if (source == nullptr) return "";
    for (const TextRange each : selections(source->text(), offset)) {
      text += range(file, each) + '\n';
    }
    return text;
  }
  return std::nullopt;
}

std::optional<std::string> ShownAnswers::of_file(std::string_view verb, FileId file) const {
  if (verb == "symbols") return symbols(file);
  if (verb == "tokens") return tokens(file);
  const std::shared_ptr<const SourceText> source = snapshot_.text(file);
  const auto size = static_cast<std::uint32_t>(source == nullptr ? 0 : source->text().size());
  std::string text;
  if (verb == "folds") {
    for (const Fold& fold : folds(source == nullptr ? "" : source->text())) {
      text += fmt::format("{} {}\n", fold.comment ? "comment" : "element", range(file, fold.range));
    }
  } else if (verb == "links") {
    for (const DocumentLink& link : document_links(snapshot_, file)) {
      text += fmt::format("{}\n  {}{} ({})\n", range(file, link.range), link.address,
                          link.file == FileId::none ? "" : file_name(snapshot_.path(link.file)),
                          link.tip);
    }
  } else if (verb == "lenses") {
    for (const Lens& lens : lenses(snapshot_, file)) {
      text += fmt::format("{}\n  {} [{} {}]\n", range(file, lens.range), lens.title, lens.kind,
                          lens.name);
    }
  } else if (verb == "hints") {
    for (const InlayHint& hint : inlay_hints(snapshot_, file, {0, size})) {
      const LineColumn at = source->lines().position(hint.offset);
      text += fmt::format("{}:{} {}\n{}", at.line, at.column, hint.label, ended(hint.tip));
    }
  } else {
    return std::nullopt;
  }
  return text;
}

std::optional<std::string> ShownAnswers::of_project(std::string_view verb,
                                                    std::string_view about) const {
  if (verb == "app") return ended(app_document(snapshot_, about).value_or(""));
  if (verb == "credential") return ended(credential_document(snapshot_, about).value_or(""));
  if (verb == "plan") return ended(plan_document(snapshot_));
  if (verb == "rule") return ended(rule_document(about).value_or(""));
  if (verb == "find") {
    std::string text;
    for (const WorkspaceSymbol& each : workspace_symbols(snapshot_, about, 20)) {
      text += fmt::format("{} {} {}\n", each.type, each.name, place(each.file, each.range));
    }
    return text;
  }
  return std::nullopt;
}

}  // namespace ecac::test
