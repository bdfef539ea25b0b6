#include "compiler/resolve/values/request_builder.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/schema/request_schema.h"

namespace ecac {

namespace {

class DescribedRequest {
 public:
  DescribedRequest(const RequestSchema& described, const RequestFacts& facts)
      : described_(described), facts_(facts) {}

  bool is_sent() const { return holds(described_.condition); }

  HttpRequest take() {
    request_.step = described_.step;
    request_.method = described_.method;
    request_.url = facts_.address(described_.host) + std::string(described_.path);
    request_.form = described_.body;
    if (described_.standing == Standing::unconfirmed) {
      request_.notes.emplace_back("the form of this request is not confirmed");
    }
    for (const RequestItem& item : described_.items) {
      if (holds(item.condition)) add(item);
    }
    return std::move(request_);
  }

 private:
  bool holds(const RequestCondition& condition) const {
    const auto is = [&](bool value) {
      return [this, value](RequestFact fact) { return facts_.fact(fact).is(value); };
    };
    const auto known = [&](RequestFact fact) { return facts_.fact(fact).known(); };
    return std::all_of(condition.when.begin(), condition.when.end(), is(true)) &&
           std::all_of(condition.when_not.begin(), condition.when_not.end(), is(false)) &&
           std::none_of(condition.when_unknown.begin(), condition.when_unknown.end(), known) &&
           std::none_of(condition.unless.begin(), condition.unless.end(), is(true));
  }

  /// A text of the description with placeholders as they are shown and the words of the app.
  std::string text(std::string_view pattern) const {
    std::string out;
    while (!pattern.empty()) {
      const char c = pattern.front();
      if (c == '{') {
        out += word(pattern.substr(1, pattern.find('}') - 1));
        pattern.remove_prefix(std::min(pattern.find('}'), pattern.size() - 1));
      } else {
        out += c == '[' ? '<' : c == ']' ? '>' : c;
      }
      pattern.remove_prefix(1);
    }
    return out;
  }

  std::string word(std::string_view name) const {
    const auto known = std::find_if(kRequestWordWords.begin(), kRequestWordWords.end(),
                                    [&](const auto& pair) { return pair.first == name; });
    return known == kRequestWordWords.end() ? std::string() : facts_.word(known->second);
  }

  void add(const RequestItem& item) {
    const auto parameter = [&](std::vector<RequestParameter>& list) {
      list.push_back({std::string(item.name), text(item.value),
                      item.standing == Standing::unconfirmed, item.optional});
    };
    switch (item.kind) {
      case RequestItem::Kind::parameter:
        parameter(described_.body == BodyForm::none ? request_.query : request_.body);
        return;
      case RequestItem::Kind::query: parameter(request_.query); return;
      case RequestItem::Kind::header: parameter(request_.headers); return;
      case RequestItem::Kind::claim: parameter(request_.claims); return;
      case RequestItem::Kind::answer:
        request_.answers.push_back({item.status, std::string(item.name), text(item.value)});
        return;
      case RequestItem::Kind::note: add_note(text(item.value)); return;
      case RequestItem::Kind::use: return;
    }
  }

  void add_note(std::string note) {
    const auto& notes = request_.notes;
    if (std::find(notes.begin(), notes.end(), note) != notes.end()) return;
    request_.notes.push_back(std::move(note));
  }

  const RequestSchema& described_;
  const RequestFacts& facts_;
  HttpRequest request_ = {};
};

}  // namespace

std::vector<HttpRequest> requests_as_sent(const RequestSet& described, const RequestFacts& facts) {
  std::vector<HttpRequest> requests;
  for (const RequestSchema& request : described.requests) {
    DescribedRequest one(request, facts);
    if (one.is_sent()) requests.push_back(one.take());
  }
  return requests;
}

}  // namespace ecac
