#include "compiler/query/hover.h"

#include <algorithm>

#include "compiler/model/ignore_comment.h"
#include "compiler/query/hover/app_card.h"
#include "compiler/query/hover/component_card.h"
#include "compiler/query/hover/config_card.h"
#include "compiler/query/hover/credential_card.h"
#include "compiler/query/hover/field_card.h"
#include "compiler/query/hover/markdown.h"
#include "compiler/query/hover/plain_text.h"
#include "compiler/query/hover/rule_card.h"
#include "compiler/query/hover/value_card.h"
#include "compiler/query/place/app_of_file.h"
#include "compiler/query/place/config_place.h"
#include "compiler/query/place/manifest_place.h"
#include "compiler/query/place/named_component.h"
#include "compiler/query/place/named_principal.h"
#include "compiler/query/place/shown_value.h"
#include "compiler/schema/field_ids.h"

namespace ecac {

namespace {

/// What is said of one place of a file of the project.
class HoverPage {
  using Kind = StandingHere::Kind;

 public:
  HoverPage(const Snapshot& snapshot, FileId file, std::uint32_t offset,
            std::string_view documentation)
      : snapshot_(snapshot),
        file_(file),
        offset_(offset),
        documentation_(documentation),
        here_(what_stands_here(snapshot, file, offset)) {}

  std::optional<Hover> write() {
    write_thing();
    write_findings();
    if (page_.empty()) return std::nullopt;
    return Hover{range_.empty() ? here_.range : range_, std::move(page_).text()};
  }

 private:
  void write_thing() {
    if (const auto principal = principal_at(snapshot_, file_, here_)) {
      add_principal_card(page_, snapshot_, *principal);
      return;
    }
    if (const auto member = component_in_manifest(snapshot_, file_, here_)) {
      add_component_card(page_, snapshot_, *member);
      return;
    }
    switch (here_.kind) {
      case Kind::root: write_root(); break;
      case Kind::own_name:
      case Kind::component: write_component(); break;
      case Kind::element: write_element(); break;
      case Kind::value:
      case Kind::list_item: write_value(); break;
      case Kind::comment: write_comment(); break;
      case Kind::principal:
      case Kind::unknown:
      case Kind::nothing:
      case Kind::outside: break;
    }
  }

  void write_root() {
    const TypeSchema& type = snapshot_.schema().type(snapshot_.project().file(file_).type);
    if (const AppName app = app_of_file(snapshot_, file_); app.symbol != SymbolId::none) {
      add_app_card(page_, resolve_alone(snapshot_, app));
      page_.rule();
      add_type_card(page_, type);
    } else if (const SymbolId credential = credential_of_file(snapshot_, file_);
               credential != SymbolId::none) {
      add_credential_card(page_, resolve_alone(snapshot_, credential));
      page_.rule();
      add_type_card(page_, type);
    } else {
      write_component();
      add_type_card(page_, type);
    }
  }

  void write_component() {
    const auto component = component_at(snapshot_, file_, here_);
    if (!component) return;
    add_component_card(page_, snapshot_, *component);
    if (here_.kind != Kind::component || here_.field == nullptr) return;
    page_.rule();
    write_consequences(here_.field->id);
    add_field_card(page_, snapshot_, *here_.field, false);
  }

  void write_element() {
    if (here_.field == nullptr || here_.fact == nullptr) return;
    add_field_card(page_, snapshot_, *here_.field, true);
    write_consequences(here_.field->id);
  }

  void write_value() {
    if (const TypeSchema* type = named_type()) {
      add_type_card(page_, *type);
      return;
    }
    add_value_card(page_, snapshot_, file_, here_);
    write_consequences(here_.field->id);
    if (!page_.empty()) page_.rule();
    add_field_card(page_, snapshot_, *here_.field, false);
  }

  /// The name of a type in a manifest.
  const TypeSchema* named_type() const {
    if (here_.field->id != fields::Package::types_name) return nullptr;
    return type_in_manifest(snapshot_.schema(), snapshot_.facts(file_).text(*here_.fact), "");
  }

  void write_consequences(FieldId field) {
    const AppName app = app_of_file(snapshot_, file_);
    if (app.symbol == SymbolId::none) return;
    add_consequences(page_, resolve_alone(snapshot_, app), field);
  }

  /// The rules that a comment of ours is about.
  void write_comment() {
    for (const IgnoreComment& comment : snapshot_.facts(file_).notes().ignore_comments) {
      for (const IgnoredRule& rule : comment.rules) {
        if (rule.range.begin > offset_ || offset_ > rule.range.end) continue;
        here_.range = rule.range;
        add_selector_card(page_, rule.selector, documentation_);
      }
    }
  }

  void write_findings() {
    constexpr std::size_t kMostRules = 3;
    std::vector<CaseId> told;
    for (const ReportFinding& finding : snapshot_.findings(file_)) {
      const TextRange range = finding.place.range;
      if (range.begin > offset_) break;
      if (offset_ > range.end || told.size() == kMostRules) continue;
      const RuleInfo& rule = rule_of(finding.rule_case);
      if (std::find(told.begin(), told.end(), rule.first_case) != told.end()) continue;
      told.push_back(rule.first_case);
      if (page_.empty()) range_ = range;
      page_.rule();
      add_rule_card(page_, rule, documentation_);
    }
  }

  const Snapshot& snapshot_;
  FileId file_;
  std::uint32_t offset_;
  std::string_view documentation_;
  StandingHere here_;
  TextRange range_ = {};
  Markdown page_ = {};
};

std::optional<Hover> hover_in_config(const Snapshot& snapshot, FileId file, std::uint32_t offset,
                                     std::string_view documentation) {
  const std::optional<ConfigHere> here = config_at(snapshot, file, offset);
  if (!here) return std::nullopt;
  Markdown page;
  if (const auto component = component_in_config(snapshot, file, offset)) {
    add_component_card(page, snapshot, *component);
    page.rule();
  }
  add_config_card(page, *here, documentation);
  if (page.empty()) return std::nullopt;
  return Hover{here->range, std::move(page).text()};
}

}  // namespace

std::optional<Hover> hover(const Snapshot& snapshot, FileId file, std::uint32_t offset,
                           std::string_view documentation) {
  std::optional<Hover> found = snapshot.project().has(file)
                                   ? HoverPage(snapshot, file, offset, documentation).write()
                                   : hover_in_config(snapshot, file, offset, documentation);
  if (found) found->markdown = shown_lines(snapshot, file, found->markdown);
  return found;
}

std::string plain_text_of(std::string_view markdown) {
  return plain_text(markdown);
}

}  // namespace ecac
