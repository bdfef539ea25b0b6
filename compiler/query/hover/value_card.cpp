#include "compiler/query/hover/value_card.h"

#include <fmt/format.h>

#include "compiler/emit/text/sentence.h"
#include "compiler/model/value_list.h"
#include "compiler/query/hover/field_card.h"
#include "compiler/query/place/shown_value.h"
#include "compiler/resolve/app/client_type.h"
#include "compiler/support/utf8.h"

namespace ecac {

namespace {

/// `120` as `2 hours`; "" for what is no round number of them.
std::string longer_unit(int minutes) {
  constexpr int kHour = 60;
  constexpr int kDay = 24 * kHour;
  const auto words = [](int count, std::string_view unit) {
    return fmt::format("{} {}{}", count, unit, count == 1 ? "" : "s");
  };
  if (minutes >= kDay && minutes % kDay == 0) return words(minutes / kDay, "day");
  if (minutes >= kHour && minutes % kHour == 0) return words(minutes / kHour, "hour");
  return {};
}

std::string_view reach_in_words(ScopeReach reach) {
  switch (reach) {
    case ScopeReach::api: return "opens an API";
    case ScopeReach::identity: return "tells who the user is";
    case ScopeReach::tokens: return "is about tokens alone";
  }
  return "";
}

std::string_view words_of(CallbackKind kind) {
  switch (kind) {
    case CallbackKind::https: return "a web address; the code goes to a server or a page";
    case CallbackKind::custom_scheme: return "a custom scheme: an app on the user's device";
    case CallbackKind::loopback: return "the user's own machine: a desktop or command line client";
    case CallbackKind::http: return "plain http: authorization codes travel in clear text";
    case CallbackKind::site_echo: return "the site's own endpoint, which returns the code as JSON";
    case CallbackKind::placeholder: return "a placeholder; no client is waiting there";
    case CallbackKind::unresolved: return "not known before the deploy puts a value in";
    case CallbackKind::invalid: return "no address that a browser could be sent to";
  }
  return "";
}

void add_scope(Markdown& page, const EnumValue& scope) {
  page.item(fmt::format("called {} at run time; {}", in_code(scope.runtime),
                        reach_in_words(scope.opens)));
  if (scope.implies.empty()) return;
  constexpr std::size_t kMostNamed = 8;
  std::string names;
  std::size_t count = 0;
  for_each_item(scope.implies, ListSyntax::space, [&](const ListItem& item) {
    if (++count > kMostNamed) return;
    if (!names.empty()) names += ", ";
    names += in_code(item.text);
  });
  if (count > kMostNamed) names += fmt::format(" and {} more", count - kMostNamed);
  page.item("includes " + names);
}

void add_listed(Markdown& page, const EnumValue& value) {
  std::string head = fmt::format("**{}**", in_code(value.name));
  if (!value.description.empty()) head += ": " + as_sentence(in_prose(value.description));
  page.paragraph(head);
  if (!value.runtime.empty()) add_scope(page, value);
  if (value.minutes != 0) {
    const std::string longer = longer_unit(value.minutes);
    page.item(longer.empty() ? fmt::format("{} minutes", value.minutes)
                             : fmt::format("{} minutes, {}", value.minutes, longer));
  }
  const std::string versions = versions_in_words(value.since, value.since_standing, value.until);
  if (!versions.empty()) page.item(versions);
  if (value.internal) page.item("for Salesforce alone");
}

/// The word at the place, and where it stands in the value.
ListItem word_at(const FileFacts& facts, const StandingHere& here) {
  ListItem found{facts.text(*here.fact), 0, facts.text(*here.fact).size()};
  if (here.kind != StandingHere::Kind::list_item) return found;
  for_each_item(facts.text(*here.fact), here.field->list, [&](const ListItem& item) {
    if (facts.range_in_value(*here.fact, item.begin, item.end) == here.range) found = item;
  });
  return found;
}

}  // namespace

void add_value_card(Markdown& page, const Snapshot& snapshot, FileId file,
                    const StandingHere& here) {
  const FileFacts& facts = snapshot.facts(file);
  const FieldFact& fact = *here.fact;
  const FieldSchema& field = *here.field;
  if (fact.state != ValueState::set || !fact.intact()) return;
  if (ShownValues(snapshot, file).is_hidden(fact)) {
    page.paragraph(fmt::format("A secret of {} characters, which is not shown.",
                               utf8_length(facts.text(fact))));
    return;
  }
  const ListItem word = word_at(facts, here);
  if (facts.has_placeholder(fact, word.begin, word.end)) {
    page.paragraph("A deploy puts a value in here; until then it is not known.");
    return;
  }
  if (field.format == TextFormat::callback_url) {
    const CallbackKind kind = classify_callback(snapshot.schema().baseline(), word.text);
    page.paragraph(fmt::format("**Callback**: {}.", words_of(kind)));
    return;
  }
  if (field.values == nullptr) return;
  const EnumValue* value = field.values_ignore_case ? field.values->find_ignoring_case(word.text)
                                                    : field.values->find(word.text);
  if (value != nullptr) {
    add_listed(page, *value);
    return;
  }
  const std::string_view meant = field.values->meaning_of_mistake(word.text);
  const EnumValue* other = meant.empty() ? nullptr : field.values->find(meant);
  if (other == nullptr) return;
  page.paragraph(fmt::format("Not a value of {}; this is meant:", in_code(field.name)));
  add_listed(page, *other);
}

}  // namespace ecac
