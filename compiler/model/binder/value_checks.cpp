#include "compiler/model/binder/value_checks.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <limits>
#include <optional>

#include "compiler/model/value_list.h"
#include "compiler/support/text/date_text.h"
#include "compiler/support/text/decimal.h"
#include "compiler/support/utf8.h"

namespace ecac {

namespace {

/// One value under judgement.
class ValueJudge {
 public:
  ValueJudge(Binding& binding, const FieldSchema& field, FactIndex index)
      : binding_(binding),
        field_(field),
        fact_(binding.facts[index]),
        index_(index),
        value_(binding.value_of(fact_)) {}

  void judge() {
    check_comma_list();
    if (field_.values != nullptr && !(value_.empty() && field_.kind != FieldKind::enumeration)) {
      if (field_.list != ListSyntax::none || !fact_.tainted) {
        if (value_.empty()) {
          note(ValueFault::empty);
          return;
        }
        check_items();
      }
    }
    if (fact_.tainted) return;
    const bool scalar = field_.kind == FieldKind::boolean || field_.kind == FieldKind::integer ||
                        field_.kind == FieldKind::number || field_.kind == FieldKind::date;
    if (scalar && value_.empty()) {
      note(ValueFault::empty);
      return;
    }
    switch (field_.kind) {
      case FieldKind::boolean: check_boolean(); return;
      case FieldKind::integer: check_integer(); return;
      case FieldKind::number: check_number(); return;
      case FieldKind::date:
        if (!is_date_or_time(value_)) note(ValueFault::not_a_date);
        return;
      case FieldKind::string: check_text(); return;
      case FieldKind::enumeration:
      case FieldKind::complex: return;
    }
  }

 private:
  void note(ValueFault fault, std::size_t number = 0) {
    note_part(fault, 0, value_.size(), number);
  }
  void note_part(ValueFault fault, std::size_t begin, std::size_t end, std::size_t number = 0) {
    binding_.notes.values.push_back({fault, index_, static_cast<std::uint32_t>(begin),
                                     static_cast<std::uint32_t>(end),
                                     static_cast<std::uint32_t>(number)});
  }

  /// A word of Connected Apps in place of one of ours: what stands before its parameters, as in
  /// `specific_lifetime:30:DAYS`.
  bool is_connected_app_word(std::string_view written) const {
    const std::string_view word = written.substr(0, written.find(':'));
    const ValueVocabularyEntry* entry = binding_.schema.find_value_vocabulary(field_.id, word);
    return entry != nullptr && entry->family == "connectedApp";
  }

  void check_closed_list(const ListItem& part) {
    const EnumSchema& values = *field_.values;
    if (values.find(part.text) != nullptr) return;
    if (is_connected_app_word(part.text)) {
      note_part(ValueFault::connected_app_word, part.begin, part.end);
    } else if (!field_.values_ignore_case || values.find_ignoring_case(part.text) == nullptr) {
      note_part(ValueFault::not_listed, part.begin, part.end);
    }
  }

  void check_scope(const ListItem& part) {
    const EnumSchema& scopes = *field_.values;
    if (const EnumValue* scope = scopes.find(part.text)) {
      if (scope->standing != Standing::unconfirmed) return;
      note_part(ValueFault::unconfirmed_scope, part.begin, part.end);
    } else {
      const bool runtime = scopes.find_runtime(part.text) != nullptr;
      note_part(runtime ? ValueFault::runtime_scope : ValueFault::not_listed, part.begin, part.end);
    }
  }

  /// Setup's labels of scopes may have commas in their brackets, which separate nothing: `Perform
  /// requests at any time (refresh_token, offline_access)`.
  template <class Visit>
  void for_each_scope_item(Visit&& visit) const {
    const std::size_t last = value_.rfind(')');
    std::size_t opened = std::string_view::npos;
    for_each_item(value_, field_.list, [&](const ListItem& item) {
      if (opened != std::string_view::npos) {
        if (item.text.find(')') == std::string_view::npos) return;
        visit(ListItem{value_.substr(opened, item.end - opened), opened, item.end});
        opened = std::string_view::npos;
        return;
      }
      const bool open = item.text.rfind('(') != std::string_view::npos &&
                        item.text.find(')') == std::string_view::npos;
      if (open && last != std::string_view::npos && last > item.end) {
        opened = item.begin;
      } else {
        visit(item);
      }
    });
  }

  void check_items() {
    const bool scopes = field_.values->has_runtime_names();
    for_each_scope_item([&](const ListItem& item) {
      if (item.text.empty() && field_.list != ListSyntax::none) return;  // noted as such
      // `;` is noted as a wrong separator; its parts are judged one by one.
      for_each_part(item, field_.list == ListSyntax::comma ? ';' : '\0', [&](const ListItem& part) {
        if (fact_.tainted && binding_.has_placeholder(fact_, part.begin, part.end)) return;
        if (!scopes) {
          check_closed_list(part);
        } else if (!part.text.empty()) {
          check_scope(part);
        }
      });
    });
  }

  void check_comma_list() {
    if (field_.list != ListSyntax::comma || value_.empty()) return;
    if (value_.size() > kLongestList) {
      note(ValueFault::list_too_long);
      return;
    }
    std::vector<ListItem> items;
    for_each_item(value_, ListSyntax::comma, [&](const ListItem& item) { items.push_back(item); });
    std::vector<std::string_view> seen;
    for (std::size_t i = 0; i < items.size(); ++i) {
      const ListItem& item = items[i];
      if (item.text.empty()) {
        // The comma that has nothing beside it.
        const std::size_t comma =
            i + 1 < items.size() ? value_.find(',', item.begin) : item.begin - 1;
        note_part(ValueFault::empty_item, comma, comma + 1, i + 1);
        continue;
      }
      if (fact_.tainted && binding_.has_placeholder(fact_, item.begin, item.end)) continue;
      for (std::size_t at = item.text.find(';'); at != std::string_view::npos;
           at = item.text.find(';', at + 1)) {
        note_part(ValueFault::semicolon, item.begin + at, item.begin + at + 1, i + 1);
      }
      if (std::find(seen.begin(), seen.end(), item.text) != seen.end()) {
        note_part(ValueFault::duplicate_item, item.begin, item.end, i + 1);
      }
      seen.push_back(item.text);
    }
  }

  void check_boolean() {
    if (value_ == "true" || value_ == "false" || value_ == "1" || value_ == "0") return;
    note(ValueFault::not_boolean);
  }

  void check_integer() {
    long long number = 0;
    const std::string_view digits = value_.starts_with('+') ? value_.substr(1) : value_;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    const bool two_signs = digits.size() < value_.size() && digits.starts_with('-');
    const bool whole = end == digits.data() + digits.size() && !digits.empty() && !two_signs;
    if (!whole || error == std::errc::invalid_argument) {
      note(ValueFault::not_whole);
      return;
    }
    // `xsd:int` of the WSDL, where no narrower domain says it better.
    using Limits = std::numeric_limits<std::int32_t>;
    const bool too_large =
        error == std::errc::result_out_of_range || number < Limits::min() || number > Limits::max();
    if (too_large && !field_.max && field_.allowed.empty()) {
      note(ValueFault::beyond_32_bits);
      return;
    }
    // Allowed numbers that depend on the API version belong to the rules of policies.
    const bool versioned = std::any_of(field_.allowed.begin(), field_.allowed.end(),
                                       [](const auto& allowed) { return allowed.since != 0; });
    const bool in_list = std::any_of(field_.allowed.begin(), field_.allowed.end(),
                                     [&](const auto& allowed) { return allowed.value == number; });
    const bool outside = field_.is_outside(static_cast<double>(number)) ||
                         (!field_.allowed.empty() && !versioned && !in_list) ||
                         error == std::errc::result_out_of_range;
    if (!outside) return;
    const bool tolerated = std::find(field_.tolerated.begin(), field_.tolerated.end(), number) !=
                           field_.tolerated.end();
    note(tolerated ? ValueFault::tolerated : ValueFault::out_of_range);
  }

  void check_number() {
    const std::optional<double> number = decimal_number(value_);
    if (!number) {
      note(ValueFault::not_a_number);
    } else if (field_.is_outside(*number)) {
      note(ValueFault::out_of_range);
    }
  }

  void check_text() {
    if (field_.format == TextFormat::email && !value_.empty() &&
        value_.find('@') == std::string_view::npos) {
      note(ValueFault::no_email);
    }
    if (!field_.pattern.empty() && !value_.empty() &&
        !binding_.schema.matches(field_.pattern, value_)) {
      note(ValueFault::other_form);
    }
    // The callback list has a rule and a page of its own.
    if (field_.max_length == 0 || field_.format == TextFormat::callback_url) return;
    if (value_.size() <= static_cast<std::size_t>(field_.max_length)) return;
    const std::size_t length = utf8_length(value_);
    if (length > static_cast<std::size_t>(field_.max_length)) note(ValueFault::too_long, length);
  }

  Binding& binding_;
  const FieldSchema& field_;
  const FieldFact& fact_;
  FactIndex index_;
  std::string_view value_;
};

}  // namespace

void check_value(Binding& binding, const FieldSchema& field, FactIndex index) {
  const FieldFact& fact = binding.facts[index];
  if (fact.state == ValueState::nil || !fact.intact()) return;
  ValueJudge(binding, field, index).judge();
}

}  // namespace ecac
