#include "compiler/resolve/project/value_node.h"

#include <fmt/format.h>

#include <utility>

#include "compiler/secrets/shown_text.h"

namespace ecac {

namespace {

/// Names and labels come from many places, and any may hold what looks like a secret.
void hide_secret(std::string& text) {
  constexpr std::size_t kShortest = 14;  // `?sig=` and a secret of eight characters
  if (text.size() < kShortest) return;
  std::string shown = shown_text(text);
  if (shown != text) text = std::move(shown);
}

std::string joined(const std::string& key, const std::string& step) {
  return key.empty() ? step : key + '/' + step;
}

}  // namespace

ShownValue::ShownValue(std::string text) {
  hide_secret(text);
  data_ = std::move(text);
}

ShownValue::ShownValue(std::vector<std::string> texts) {
  for (std::string& text : texts) hide_secret(text);
  data_ = std::move(texts);
}

std::string pointer_step(std::string_view key) {
  std::string step;
  for (const char c : key) {
    if (c == '~') {
      step += "~0";
    } else if (c == '/') {
      step += "~1";
    } else {
      step += c;
    }
  }
  return step;
}

std::string field_name(const SchemaSet& schema, FieldId field) {
  if (field == FieldId::none) return {};
  return fmt::format("{}.{}", schema.type(schema.type_of(field)).name, schema.field(field).name);
}

ValueNode ValueNode::operator[](std::string_view key) const {
  ValueNode child = *this;
  const std::string step = pointer_step(key);
  child.path_.pointer += '/' + step;
  child.path_.address += '/' + step;
  child.path_.key = joined(path_.key, step);
  return child;
}

ValueNode ValueNode::append(std::string_view list, std::string_view name) const {
  ValueNode item = (*this)[list];
  std::string shown(name);
  hide_secret(shown);
  item.path_.key = joined(item.path_.key, pointer_step(shown));
  const std::size_t earlier = walk_->count(item.path_.key);
  if (earlier != 0) item.path_.key += fmt::format("#{}", earlier + 1);
  const std::string position = fmt::format("/{}", walk_->count(item.path_.pointer));
  item.path_.pointer += position;
  item.path_.address += position;
  walk_->visitor().visit_object(item.path_);
  return item;
}

ValueNode ValueNode::append_named(std::string_view list, std::string_view name) const {
  ValueNode item = append(list, name);
  item.path_.address = '/' + item.path_.key;
  item.path_.scope = item.path_.address;
  return item;
}

void ValueNode::list(std::string_view key) const {
  walk_->visitor().visit_list((*this)[key].path_);
}

void ValueNode::object() const {
  walk_->visitor().visit_object(path_);
}

void ValueNode::because(const Origin& origin) const {
  walk_->visitor().visit_reason(path_, origin);
}

void ValueNode::put_text(std::string_view key, const Resolved<std::string>& value) const {
  if (value.is("")) {
    walk_->visitor().visit_nothing((*this)[key].path_, value.origin);
  } else {
    put(key, value);
  }
}

void ValueNode::put(std::string_view key, const ShownValue& value, const Origin& origin) const {
  const ValueNode member = (*this)[key];
  walk_->visitor().visit_value(member.path_, value);
  member.because(origin);
}

void ValueNode::put(std::string_view key, const ShownValue& value) const {
  walk_->visitor().visit_value((*this)[key].path_, value);
}

void ValueNode::put_place(std::string_view key, Place place) const {
  if (place.file != FileId::none) walk_->visitor().visit_place((*this)[key].path_, place);
}

}  // namespace ecac
