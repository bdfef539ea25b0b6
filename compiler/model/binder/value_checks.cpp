#include "compiler/model/binder/value_checks.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <limits>

#include "compiler/diagnostics/cases/comma_list_syntax.h"
#include "compiler/diagnostics/cases/connected_app_vocabulary.h"
#include "compiler/diagnostics/cases/invalid_enum_value.h"
#include "compiler/diagnostics/cases/invalid_scalar.h"
#include "compiler/diagnostics/cases/runtime_scope_name_in_metadata.h"
#include "compiler/diagnostics/cases/unknown_oauth_scope.h"
#include "compiler/diagnostics/cases/value_too_long.h"
#include "compiler/diagnostics/words.h"
#include "compiler/model/value_list.h"
#include "compiler/secrets/placeholder.h"
#include "compiler/support/edit_distance.h"
#include "compiler/support/text/date_text.h"
#include "compiler/support/utf8.h"

namespace ecac {

namespace {

constexpr std::size_t kLongestList = std::size_t{16} << 10;

std::string list_of(const std::vector<std::string_view>& words, std::string_view last) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) text += i + 1 == words.size() ? fmt::format(" {} ", last) : ", ";
    text += fmt::format("`{}`", words[i]);
  }
  return text;
}

/// The values a person may write today; what an org writes for itself is not proposed.
std::string expected_values(const EnumSchema& values) {
  constexpr std::size_t kMost = 12;
  std::vector<std::string_view> names;
  for (const EnumValue& value : values.values) {
    if (!value.internal && value.until == 0) names.push_back(value.name);
  }
  if (names.size() <= kMost) return fmt::format("expected {}", list_of(names, "or"));
  return fmt::format("`ecac schema` lists the {} known values", names.size());
}

/// What was meant by `written`: letter case, a listed mistake, or the one value within two edits.
std::string_view meant_value(const EnumSchema& values, std::string_view written) {
  if (const EnumValue* other = values.find_ignoring_case(written)) return other->name;
  const std::string_view mistake = values.meaning_of_mistake(written);
  if (!mistake.empty()) return mistake;
  if (written.size() < 5) return {};
  std::vector<std::string_view> names;
  for (const EnumValue& value : values.values) {
    if (value.until == 0) names.push_back(value.name);
  }
  return nearest_word(written, names);
}

void propose(Binding& binding, LocalFinding& finding, TextRange range, std::string_view meant) {
  if (meant.empty()) return;
  finding.diagnostic.caret = fmt::format("did you mean `{}`?", meant);
  if (!binding.editable) finding.diagnostic.helps.push_back(fmt::format("write `{}`", meant));
  binding.fix(finding, fmt::format("Write `{}`", meant), Applicability::safe, range,
              std::string(meant));
}

bool report_vocabulary_value(Binding& binding, const FieldSchema& field, TextRange range,
                             std::string_view written) {
  // `specific_lifetime:30:DAYS`: the word is what stands before its parameters.
  const std::string_view word = written.substr(0, written.find(':'));
  const ValueVocabularyEntry* entry = binding.schema.find_value_vocabulary(field.id, word);
  if (entry == nullptr || entry->family != "connectedApp") return false;
  const bool case_only = field.values_ignore_case && equal_ignoring_case(written, entry->means);
  LocalFinding& finding = binding.report(
      case_only ? cases::SCH003_value_case : cases::SCH003_value, range,
      entry->means.empty()
          ? fmt::format("`{}` is a Connected App value; `{}` of an external client app has none "
                        "like it",
                        shown(written), field.name)
          : fmt::format("`{}` is the Connected App spelling; external client apps write `{}`",
                        shown(written), entry->means));
  finding.diagnostic.subject = written;
  if (!entry->hint.empty()) finding.diagnostic.notes.emplace_back(entry->hint);
  if (!entry->means.empty() && word.size() == written.size()) {
    finding.diagnostic.caret = fmt::format("write `{}`", entry->means);
    binding.fix(finding, fmt::format("Write `{}`", entry->means), Applicability::safe, range,
                std::string(entry->means));
  }
  return true;
}

void check_closed_list(Binding& binding, const FieldSchema& field, TextRange range,
                       std::string_view written) {
  const EnumSchema& values = *field.values;
  if (values.find(written) != nullptr) return;
  if (report_vocabulary_value(binding, field, range, written)) return;
  if (field.values_ignore_case && values.find_ignoring_case(written) != nullptr) return;
  const std::string_view meant = meant_value(values, written);
  LocalFinding& finding = binding.report(
      cases::SCH004_unknown, range,
      written.empty() ? fmt::format("`{}` is empty; {}", field.name, expected_values(values))
                      : fmt::format("`{}` is not a value of `{}`; {}", shown(written), field.name,
                                    expected_values(values)));
  finding.newer_case = cases::SCH004_newer_api;
  finding.diagnostic.subject = written;
  propose(binding, finding, range, meant);
}

void check_scope(Binding& binding, const FieldSchema& field, TextRange range,
                 std::string_view written) {
  const EnumSchema& scopes = *field.values;
  if (const EnumValue* scope = scopes.find(written)) {
    if (scope->standing == Standing::unconfirmed) {
      LocalFinding& finding = binding.report(
          cases::SCH007_unconfirmed, range,
          fmt::format("scope `{}` is only known from connected apps; an org may refuse it here",
                      written));
      finding.diagnostic.subject = written;
    }
    return;
  }
  const auto runtime =
      std::find_if(scopes.values.begin(), scopes.values.end(),
                   [&](const EnumValue& scope) { return scope.runtime == written; });
  if (runtime != scopes.values.end()) {
    LocalFinding& finding =
        binding.report(cases::SCH008_runtime_name, range,
                       fmt::format("`{}` is the scope's name at run time; metadata calls it `{}`",
                                   written, runtime->name));
    finding.diagnostic.caret = fmt::format("write `{}`", runtime->name);
    finding.diagnostic.subject = written;
    binding.fix(finding, fmt::format("Write `{}`", runtime->name), Applicability::safe, range,
                std::string(runtime->name));
    return;
  }
  const std::string_view meant = meant_value(scopes, written);
  LocalFinding& finding =
      binding.report(cases::SCH007_unknown, range,
                     fmt::format("`{}` is not an OAuth scope token{}", shown(written),
                                 meant.empty() ? "; `ecac explain SCH007` lists them"
                                               : fmt::format("; did you mean `{}`?", meant)));
  finding.newer_case = cases::SCH007_newer_api;
  finding.diagnostic.subject = written;
  finding.diagnostic.notes.emplace_back(
      "the org answers \"There's a problem with your scope(s)\" and refuses the deploy");
  propose(binding, finding, range, meant);
}

void check_items(Binding& binding, const FieldSchema& field, const FieldFact& fact,
                 std::string_view value) {
  const bool scopes = field.values != nullptr && field.values->has_runtime_names();
  for_each_item(value, field.list, [&](const ListItem& item) {
    if (item.text.empty() && field.list != ListSyntax::none) return;  // SCH016 speaks
    // `;` is reported as a wrong separator; its parts are judged one by one.
    for_each_part(item, field.list == ListSyntax::comma ? ';' : '\0', [&](const ListItem& part) {
      if (has_placeholder(part.text)) return;
      const TextRange range = binding.range_in_value(fact, part.begin, part.end);
      if (scopes) {
        if (!part.text.empty()) check_scope(binding, field, range, part.text);
      } else {
        check_closed_list(binding, field, range, part.text);
      }
    });
  });
}

void check_comma_list(Binding& binding, const FieldSchema& field, const FieldFact& fact,
                      std::string_view value) {
  if (field.list != ListSyntax::comma || value.empty()) return;
  if (value.size() > kLongestList) {
    LocalFinding& finding = binding.report(
        cases::SCH016_too_long, fact.value,
        fmt::format("`{}` is {} characters long; more than {} is not a list that a person keeps",
                    field.name, value.size(), kLongestList));
    finding.diagnostic.subject = "length";
    return;
  }
  std::vector<ListItem> items;
  for_each_item(value, ListSyntax::comma, [&](const ListItem& item) { items.push_back(item); });
  const std::string_view glue = field.reference.empty() ? ", " : ",";
  std::vector<std::string_view> kept;
  for (const ListItem& item : items) {
    for_each_part(item, ';', [&](const ListItem& part) {
      if (!part.text.empty() && std::find(kept.begin(), kept.end(), part.text) == kept.end()) {
        kept.push_back(part.text);
      }
    });
  }
  std::string normal;
  for (const std::string_view item : kept) {
    if (!normal.empty()) normal += glue;
    normal += escape_xml(item);
  }
  const auto report = [&](CaseId rule_case, std::size_t begin, std::size_t end, std::string message,
                          std::string subject) {
    LocalFinding& finding =
        binding.report(rule_case, binding.range_in_value(fact, begin, end), std::move(message));
    finding.diagnostic.subject = std::move(subject);
    if (!normal.empty()) {
      binding.fix(finding, fmt::format("Write `{}`", shown(normal)), Applicability::safe,
                  fact.value, normal);
    }
  };
  std::vector<std::string_view> seen;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const ListItem& item = items[i];
    if (item.text.empty()) {
      // The comma that has nothing beside it.
      const std::size_t comma = i + 1 < items.size() ? value.find(',', item.begin) : item.begin - 1;
      report(cases::SCH016_empty_item, comma, comma + 1,
             fmt::format("`{}` has an empty item at position {}", field.name, i + 1),
             fmt::format("empty {}", i + 1));
      continue;
    }
    for (std::size_t at = item.text.find(';'); at != std::string_view::npos;
         at = item.text.find(';', at + 1)) {
      report(cases::SCH016_separator, item.begin + at, item.begin + at + 1,
             fmt::format("`{}` separates its items with commas; this is a semicolon", field.name),
             fmt::format("semicolon {}", i + 1));
    }
    if (std::find(seen.begin(), seen.end(), item.text) != seen.end()) {
      report(cases::SCH016_duplicate, item.begin, item.end,
             fmt::format("`{}` names `{}` twice", field.name, shown(item.text)),
             std::string(item.text));
    }
    seen.push_back(item.text);
  }
}

void report_scalar(Binding& binding, CaseId rule_case, const FieldSchema& field,
                   const FieldFact& fact, std::string_view value, std::string_view expected) {
  LocalFinding& finding =
      binding.report(rule_case, fact.value,
                     fmt::format("`{}` is `{}`; expected {}", field.name, shown(value), expected));
  finding.diagnostic.subject = field.secret ? std::string() : std::string(value);
}

void check_boolean(Binding& binding, const FieldSchema& field, const FieldFact& fact,
                   std::string_view value) {
  if (value == "true" || value == "false" || value == "1" || value == "0") return;
  report_scalar(binding, cases::SCH006_boolean, field, fact, value, "`true` or `false`");
  for (const std::string_view word : {std::string_view("true"), std::string_view("false")}) {
    if (!equal_ignoring_case(value, word)) continue;
    binding.fix(binding.findings.back(), fmt::format("Write `{}`", word), Applicability::safe,
                fact.value, std::string(word));
  }
}

std::string domain_of(const FieldSchema& field) {
  if (!field.allowed.empty()) {
    std::vector<std::string> numbers;
    for (const auto& allowed : field.allowed) numbers.push_back(std::to_string(allowed.value));
    return list_of({numbers.begin(), numbers.end()}, "or");
  }
  if (field.min && field.max) return fmt::format("{} to {}", *field.min, *field.max);
  if (field.min)
    return *field.min == 1 ? "a positive number" : fmt::format("{} or more", *field.min);
  return fmt::format("at most {}", *field.max);
}

void check_integer(Binding& binding, const FieldSchema& field, const FieldFact& fact,
                   std::string_view value) {
  long long number = 0;
  const std::string_view digits = value.starts_with('+') ? value.substr(1) : value;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  const bool two_signs = digits.size() < value.size() && digits.starts_with('-');
  const bool whole = end == digits.data() + digits.size() && !digits.empty() && !two_signs;
  if (!whole || error == std::errc::invalid_argument) {
    report_scalar(binding, cases::SCH006_integer, field, fact, value, "a whole number");
    return;
  }
  // `xsd:int` of the WSDL, where no narrower domain says it better.
  using Limits = std::numeric_limits<std::int32_t>;
  const bool too_large =
      error == std::errc::result_out_of_range || number < Limits::min() || number > Limits::max();
  if (too_large && !field.max && field.allowed.empty()) {
    report_scalar(binding, cases::SCH006_integer, field, fact, value,
                  fmt::format("a number from {} to {}", Limits::min(), Limits::max()));
    return;
  }
  // Allowed numbers that depend on the API version belong to the rules of policies.
  const bool versioned = std::any_of(field.allowed.begin(), field.allowed.end(),
                                     [](const auto& allowed) { return allowed.since != 0; });
  const bool in_list = std::any_of(field.allowed.begin(), field.allowed.end(),
                                   [&](const auto& allowed) { return allowed.value == number; });
  const bool outside = (field.min && number < *field.min) || (field.max && number > *field.max) ||
                       (!field.allowed.empty() && !versioned && !in_list) ||
                       error == std::errc::result_out_of_range;
  if (!outside) return;
  if (std::find(field.tolerated.begin(), field.tolerated.end(), number) != field.tolerated.end()) {
    report_scalar(binding, cases::SCH006_tolerated, field, fact, value, domain_of(field));
    binding.findings.back().diagnostic.notes.emplace_back(
        "a sample of the guide and files that orgs wrote carry it, so it deploys");
    return;
  }
  const bool only_positive = field.min == 1 && !field.max && field.allowed.empty();
  report_scalar(binding, only_positive ? cases::SCH006_not_positive : cases::SCH006_range, field,
                fact, value, domain_of(field));
}

void check_number(Binding& binding, const FieldSchema& field, const FieldFact& fact,
                  std::string_view value) {
  double number = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  if (error != std::errc() || end != value.data() + value.size()) {
    report_scalar(binding, cases::SCH006_integer, field, fact, value, "a number");
  } else if ((field.min && number < static_cast<double>(*field.min)) ||
             (field.max && number > static_cast<double>(*field.max))) {
    report_scalar(binding, cases::SCH006_range, field, fact, value, domain_of(field));
  }
}

void check_date(Binding& binding, const FieldSchema& field, const FieldFact& fact,
                std::string_view value) {
  if (is_date_or_time(value)) return;
  report_scalar(binding, cases::SCH006_date, field, fact, value,
                "a date such as `2027-01-31` or a date and time");
}

void check_text(Binding& binding, const FieldSchema& field, const FieldFact& fact,
                std::string_view value) {
  if (field.format == TextFormat::email && !value.empty() &&
      value.find('@') == std::string_view::npos) {
    report_scalar(binding, cases::SCH006_email, field, fact, value, "an e-mail address");
  }
  if (!field.pattern.empty() && !value.empty() && !binding.schema.matches(field, value)) {
    report_scalar(binding, cases::SCH006_pattern, field, fact, value,
                  fmt::format("text of the form `{}`", field.pattern));
  }
  // The callback list has a rule and a page of its own.
  if (field.max_length == 0 || field.format == TextFormat::callback_url) return;
  if (value.size() <= static_cast<std::size_t>(field.max_length)) return;
  const std::size_t length = utf8_length(value);
  if (length <= static_cast<std::size_t>(field.max_length)) return;
  // Where documents name a smaller limit than the column has, what lies between is disputed.
  const auto tolerated =
      static_cast<std::size_t>(field.tolerated.empty() ? 0 : field.tolerated.back());
  const CaseId rule_case = length <= tolerated                      ? cases::SCH017_disputed
                           : field.limit_standing == Standing::norm ? cases::SCH017_norm
                                                                    : cases::SCH017_documented;
  const std::size_t limit =
      length > tolerated && tolerated != 0 ? tolerated : static_cast<std::size_t>(field.max_length);
  LocalFinding& finding = binding.report(
      rule_case, fact.value,
      fmt::format("`{}` is {} characters long; the limit is {}", field.name, length, limit));
  finding.diagnostic.subject = "length";
}

}  // namespace

void check_value(Binding& binding, const FieldSchema& field, const FieldFact& fact) {
  if (fact.state == ValueState::nil || fact.foreign || fact.mended) return;
  const std::string_view value = binding.value_of(fact);
  check_comma_list(binding, field, fact, value);
  if (field.values != nullptr && !(value.empty() && field.kind != FieldKind::enumeration)) {
    if (field.list != ListSyntax::none || !fact.tainted) {
      if (value.empty()) {
        LocalFinding& finding = binding.report(
            cases::SCH006_empty, fact.element,
            fmt::format("`{}` is empty; {}", field.name, expected_values(*field.values)));
        finding.diagnostic.subject = field.name;
        return;
      }
      check_items(binding, field, fact, value);
    }
  }
  if (fact.tainted) return;
  const bool scalar = field.kind == FieldKind::boolean || field.kind == FieldKind::integer ||
                      field.kind == FieldKind::number || field.kind == FieldKind::date;
  if (scalar && value.empty()) {
    LocalFinding& finding =
        binding.report(cases::SCH006_empty, fact.element, fmt::format("`{}` is empty", field.name));
    finding.diagnostic.subject = field.name;
    return;
  }
  switch (field.kind) {
    case FieldKind::boolean: check_boolean(binding, field, fact, value); return;
    case FieldKind::integer: check_integer(binding, field, fact, value); return;
    case FieldKind::number: check_number(binding, field, fact, value); return;
    case FieldKind::date: check_date(binding, field, fact, value); return;
    case FieldKind::string: check_text(binding, field, fact, value); return;
    case FieldKind::enumeration:
    case FieldKind::complex: return;
  }
}

}  // namespace ecac
