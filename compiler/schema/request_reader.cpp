#include "compiler/schema/request_reader.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/schema/request_schema.h"

namespace ecac {

namespace {

std::vector<RequestFact> facts_of(AttributeValue& value) {
  std::vector<RequestFact> facts;
  for (const std::string_view word : value.words()) {
    const auto known = std::find_if(kRequestFactWords.begin(), kRequestFactWords.end(),
                                    [&](const auto& pair) { return pair.first == word; });
    if (known == kRequestFactWords.end()) {
      value.fail_expecting("facts that an app has, such as pkce");
    } else {
      facts.push_back(known->second);
    }
  }
  return facts;
}

constexpr AttributeTable<RequestItem, 10> kItemAttributes({
    {"name", [](RequestItem& i, AttributeValue& v) { i.name = v.text(); }},
    {"part", [](RequestItem& i, AttributeValue& v) { i.name = v.text(); }},
    {"what",
     [](RequestItem& i, AttributeValue& v) {
       i.name = v.text();
       i.configured = v.one_of(kConfiguredItemsWords);
     }},
    {"value", [](RequestItem& i, AttributeValue& v) { i.value = v.text(); }},
    {"when", [](RequestItem& i, AttributeValue& v) { i.condition.when = facts_of(v); }},
    {"whenNot", [](RequestItem& i, AttributeValue& v) { i.condition.when_not = facts_of(v); }},
    {"whenUnknown",
     [](RequestItem& i, AttributeValue& v) { i.condition.when_unknown = facts_of(v); }},
    {"unless", [](RequestItem& i, AttributeValue& v) { i.condition.unless = facts_of(v); }},
    {"optional", [](RequestItem& i, AttributeValue& v) { i.optional = v.flag(); }},
    {"standing", [](RequestItem& i, AttributeValue& v) { i.standing = v.one_of(kStandingWords); }},
});

constexpr AttributeTable<RequestItem, 6> kAnswerAttributes({
    {"status", [](RequestItem& i, AttributeValue& v) { i.status = v.integer(); }},
    {"error", [](RequestItem& i, AttributeValue& v) { i.name = v.text(); }},
    {"when", [](RequestItem& i, AttributeValue& v) { i.condition.when = facts_of(v); }},
    {"whenNot", [](RequestItem& i, AttributeValue& v) { i.condition.when_not = facts_of(v); }},
    {"whenUnknown",
     [](RequestItem& i, AttributeValue& v) { i.condition.when_unknown = facts_of(v); }},
    {"unless", [](RequestItem& i, AttributeValue& v) { i.condition.unless = facts_of(v); }},
});

constexpr AttributeTable<RequestSchema, 14> kRequestAttributes({
    {"step", [](RequestSchema& r, AttributeValue& v) { r.step = v.text(); }},
    {"method",
     [](RequestSchema& r, AttributeValue& v) { r.method = v.one_of(kRequestMethodWords); }},
    {"host", [](RequestSchema& r, AttributeValue& v) { r.host = v.one_of(kRequestHostWords); }},
    {"address",
     [](RequestSchema& r, AttributeValue& v) {
       r.address = v.text();
       r.host = RequestHost::described;
     }},
    {"path", [](RequestSchema& r, AttributeValue& v) { r.path = v.text(); }},
    {"body", [](RequestSchema& r, AttributeValue& v) { r.body = v.one_of(kBodyFormWords); }},
    {"since", [](RequestSchema& r, AttributeValue& v) { r.since = v.version(); }},
    {"standing",
     [](RequestSchema& r, AttributeValue& v) { r.standing = v.one_of(kStandingWords); }},
    {"sent", [](RequestSchema& r, AttributeValue& v) { r.sent = v.flag(); }},
    {"perScope", [](RequestSchema& r, AttributeValue& v) { r.per_scope = v.flag(); }},
    {"when", [](RequestSchema& r, AttributeValue& v) { r.condition.when = facts_of(v); }},
    {"whenNot", [](RequestSchema& r, AttributeValue& v) { r.condition.when_not = facts_of(v); }},
    {"whenUnknown",
     [](RequestSchema& r, AttributeValue& v) { r.condition.when_unknown = facts_of(v); }},
    {"unless", [](RequestSchema& r, AttributeValue& v) { r.condition.unless = facts_of(v); }},
});

/// The requests of a file, and the flows that they belong to.
struct RequestFileDraft {
  RequestSet set = {};
  std::vector<std::string_view> of = {};
};

constexpr AttributeTable<RequestFileDraft, 3> kFileAttributes({
    {"of", [](RequestFileDraft& d, AttributeValue& v) { d.of = v.words(); }},
    {"grantType", [](RequestFileDraft& d, AttributeValue& v) { d.set.grant_type = v.text(); }},
    {"responseType",
     [](RequestFileDraft& d, AttributeValue& v) { d.set.response_type = v.text(); }},
});

constexpr AttributeTable<RequestPart, 1> kPartAttributes({
    {"name", [](RequestPart& p, AttributeValue& v) { p.name = v.text(); }},
});

/// Whether the host is a whole address, so that a request has no path.
bool is_whole_address(RequestHost host) {
  return host == RequestHost::named_credential || host == RequestHost::authorize_url ||
         host == RequestHost::token_url;
}

/// The first `{word}` of an item's text that no app has; "" if there is none. What decides a fact
/// is one only where some fact may not be known.
std::string_view unknown_word(const RequestItem& item) {
  const std::string_view text = item.value;
  for (std::size_t at = text.find('{'); at != std::string_view::npos; at = text.find('{', at + 1)) {
    const std::string_view word = text.substr(at + 1, text.find('}', at) - at - 1);
    const auto known = std::find_if(kRequestWordWords.begin(), kRequestWordWords.end(),
                                    [&](const auto& pair) { return pair.first == word; });
    if (known == kRequestWordWords.end() ||
        (known->second == RequestWord::decided_by && item.condition.when_unknown.empty())) {
      return word;
    }
  }
  return {};
}

template <typename Fact>
void append(std::vector<Fact>& to, const std::vector<Fact>& more) {
  to.insert(to.end(), more.begin(), more.end());
}

}  // namespace

void RequestReader::read(SchemaReader& reader) {
  RequestFileDraft draft;
  kFileAttributes.read(reader, reader.root(), draft);
  RequestSet& set = draft.set;
  for (const pugi::xml_node child : reader.root().children()) {
    const std::string_view name = child.name();
    if (name == "source") {
      set.source = reader.text(child);
    } else if (name == "request") {
      read_request(reader, child, set);
    } else if (name == "part") {
      read_part(reader, child);
    } else if (name != "description") {
      reader.fail(child, fmt::format("<requests> cannot hold <{}>", name));
    }
  }
  if (set.source.empty()) reader.fail(reader.root(), "<requests> needs a <source>");
  for (RequestSchema& request : set.requests) {
    if (request.source.empty()) request.source = set.source;
  }
  if (draft.of.empty() && !set.requests.empty()) {
    reader.fail(reader.root(), "<requests> needs 'of', the flow that they belong to");
  }
  for (const std::string_view of : draft.of) {
    const auto same = [&](const RequestSet& other) { return other.of == of; };
    if (std::any_of(sets_.begin(), sets_.end(), same)) {
      reader.fail(reader.root(), fmt::format("another file has the requests of '{}'", of));
    }
    sets_.push_back(set);
    sets_.back().of = of;
  }
}

void RequestReader::read_request(SchemaReader& reader, pugi::xml_node node, RequestSet& set) {
  RequestSchema request;
  kRequestAttributes.read(reader, node, request);
  const bool has_address = !request.path.empty() || is_whole_address(request.host);
  if (request.step.empty() || request.method.empty() || !has_address) {
    reader.fail(node, "<request> needs 'step', 'method' and 'path'");
  }
  if (!request.path.empty() && !request.path.starts_with('/')) {
    reader.fail(node, "a path begins with '/'");
  }
  const bool post = request.method == word_of(kRequestMethodWords, std::string_view("POST"));
  if (post != (request.body != BodyForm::none)) {
    reader.fail(node, "'body' tells the form of what a POST sends, and of nothing else");
  }
  for (const pugi::xml_node child : node.children()) {
    if (std::string_view(child.name()) == "source") {
      request.source = reader.text(child);
    } else {
      read_item(reader, child, request.items);
    }
  }
  set.requests.push_back(std::move(request));
}

void RequestReader::read_part(SchemaReader& reader, pugi::xml_node node) {
  RequestPart added;
  kPartAttributes.read(reader, node, added);
  if (added.name.empty()) reader.fail(node, "<part> needs a name");
  if (part(added.name) != nullptr) {
    reader.fail(node, fmt::format("there is another part '{}'", added.name));
  }
  for (const pugi::xml_node child : node.children()) {
    read_item(reader, child, added.items);
    if (!added.items.empty() && added.items.back().kind == RequestItem::Kind::use) {
      reader.fail(child, "a part cannot use another part");
    }
  }
  parts_.push_back(std::move(added));
}

void RequestReader::read_item(SchemaReader& reader, pugi::xml_node node,
                              std::vector<RequestItem>& items) {
  const std::string_view name = node.name();
  const auto word = std::find_if(kRequestItemWords.begin(), kRequestItemWords.end(),
                                 [&](const auto& pair) { return pair.first == name; });
  if (word == kRequestItemWords.end()) {
    reader.fail(node, fmt::format("<{}> cannot hold <{}>", node.parent().name(), name));
    return;
  }
  RequestItem item{.kind = word->second};
  if (item.kind == RequestItem::Kind::answer) {
    kAnswerAttributes.read(reader, node, item);
    if (item.status == 0) reader.fail(node, "<answer> needs a status");
  } else {
    kItemAttributes.read(reader, node, item);
  }
  const bool worded =
      item.kind == RequestItem::Kind::note || item.kind == RequestItem::Kind::answer;
  if (worded) item.value = reader.text(node);
  if (!worded && item.name.empty()) {
    reader.fail(node, fmt::format("<{}> needs a name", name));
  }
  const bool has_value =
      item.kind != RequestItem::Kind::use && item.kind != RequestItem::Kind::configured;
  if (has_value && item.value.empty()) {
    reader.fail(node, fmt::format("<{}> needs a {}", name, worded ? "text" : "value"));
  }
  if (const std::string_view unknown = unknown_word(item); !unknown.empty()) {
    reader.fail(node, fmt::format("no app has a word '{{{}}}'", unknown));
  }
  if (item.kind == RequestItem::Kind::use) {
    uses_.push_back({&reader.file(), node.offset_debug(), item.name});
  }
  items.push_back(std::move(item));
}

const RequestPart* RequestReader::part(std::string_view name) const {
  const auto found = std::find_if(parts_.begin(), parts_.end(),
                                  [&](const RequestPart& part) { return part.name == name; });
  return found == parts_.end() ? nullptr : &*found;
}

std::vector<RequestItem> RequestReader::with_parts(const std::vector<RequestItem>& items) const {
  std::vector<RequestItem> expanded;
  for (const RequestItem& item : items) {
    if (item.kind != RequestItem::Kind::use) {
      expanded.push_back(item);
      continue;
    }
    const RequestPart* used = part(item.name);
    if (used == nullptr) continue;
    for (const RequestItem& shared : used->items) {
      RequestItem& added = expanded.emplace_back(shared);
      append(added.condition.when, item.condition.when);
      append(added.condition.when_not, item.condition.when_not);
      append(added.condition.when_unknown, item.condition.when_unknown);
      append(added.condition.unless, item.condition.unless);
    }
  }
  return expanded;
}

std::vector<RequestSet> RequestReader::take(SchemaProblems& problems) {
  for (const Use& use : uses_) {
    if (part(use.part) != nullptr) continue;
    problems.add(*use.file, use.offset, fmt::format("there is no part '{}'", use.part));
  }
  for (RequestSet& set : sets_) {
    for (RequestSchema& request : set.requests) request.items = with_parts(request.items);
  }
  return std::move(sets_);
}

}  // namespace ecac
