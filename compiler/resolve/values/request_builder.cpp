#include "compiler/resolve/values/request_builder.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/resolve/values/url_query.h"
#include "compiler/support/edit_distance.h"

namespace ecac {

namespace {

std::string_view words_for(RequestHost host) {
  switch (host) {
    case RequestHost::my_domain: return "My Domain";
    case RequestHost::site: return "site";
    case RequestHost::named_credential: return "address";
    case RequestHost::authorize_url: return "authorize URL";
    case RequestHost::token_url: return "token endpoint";
    case RequestHost::described: return "address";
  }
  return "";
}

bool is_formula(std::string_view text) {
  return text.find("{!") != std::string_view::npos;
}

class DescribedRequest {
 public:
  DescribedRequest(const RequestSchema& described, const RequestFacts& facts)
      : described_(described), facts_(facts) {}

  bool is_asked_for() const { return holds(described_.condition); }

  HttpRequest take() {
    request_.step = described_.step;
    request_.method = described_.method;
    request_.form = described_.body;
    request_.host = described_.host;
    request_.sent = described_.sent;
    request_.source = described_.source;
    request_.standing = described_.standing;
    request_.since = described_.since;
    if (described_.standing == Standing::unconfirmed) {
      request_.notes.emplace_back("the form of this request is not confirmed");
    }
    set_address();
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

  /// A query of the address goes to the other parameters, so that it is encoded with them.
  void set_address() {
    const Resolved<std::string> address =
        described_.host == RequestHost::described
            ? Resolved<std::string>{text({.value = described_.address}), {}}
            : facts_.address(described_.host);
    if (!address.known()) {
      const std::string_view what = words_for(described_.host);
      request_.url = fmt::format("<{}>", what);
      depends(fmt::format("what the {} is", what), address.origin);
      return;
    }
    AddressParts parts = address_parts(*address.value + std::string(described_.path));
    request_.url = std::move(parts.address);
    for (auto& [name, value] : parts.query) {
      request_.query.push_back({std::move(name), std::move(value)});
    }
  }

  /// The word that is all of a text, as in `{scope}`.
  static std::optional<RequestWord> only_word(std::string_view text) {
    if (!text.starts_with('{') || text.find('}') != text.size() - 1) return std::nullopt;
    return word_called(text.substr(1, text.size() - 2));
  }

  static std::optional<RequestWord> word_called(std::string_view name) {
    const auto known = std::find_if(kRequestWordWords.begin(), kRequestWordWords.end(),
                                    [&](const auto& pair) { return pair.first == name; });
    if (known == kRequestWordWords.end()) return std::nullopt;
    return known->second;
  }

  /// The text of an item with placeholders as they are shown and the words of the app.
  std::string text(const RequestItem& item) const {
    std::string out;
    for (std::string_view rest = item.value; !rest.empty(); rest.remove_prefix(1)) {
      const char c = rest.front();
      if (c == '{') {
        const std::string_view name = rest.substr(1, rest.find('}') - 1);
        out += word(name, item);
        rest.remove_prefix(std::min(name.size() + 1, rest.size() - 1));
      } else {
        out += c == '[' ? '<' : c == ']' ? '>' : c;
      }
    }
    return out;
  }

  std::string word(std::string_view name, const RequestItem& item) const {
    const std::optional<RequestWord> word = word_called(name);
    if (!word) return {};
    if (*word == RequestWord::decided_by) {
      return facts_.fact(item.condition.when_unknown.front()).origin.decided_by();
    }
    return facts_.word(*word).value.value_or(fmt::format("<{}>", name));
  }

  void add(const RequestItem& item) {
    switch (item.kind) {
      case RequestItem::Kind::parameter:
        add_parameter(described_.body == BodyForm::none ? request_.query : request_.body, item);
        return;
      case RequestItem::Kind::query: add_parameter(request_.query, item); return;
      case RequestItem::Kind::header: add_parameter(request_.headers, item); return;
      case RequestItem::Kind::claim: add_parameter(request_.claims, item); return;
      case RequestItem::Kind::answer:
        request_.answers.push_back({item.status, std::string(item.name), text(item)});
        return;
      case RequestItem::Kind::note: add_note(text(item)); return;
      case RequestItem::Kind::configured: add_configured(item.configured); return;
      case RequestItem::Kind::use: return;
    }
  }

  void add_parameter(std::vector<RequestParameter>& list, const RequestItem& item) {
    const std::optional<RequestWord> only = only_word(item.value);
    std::string value;
    if (only) {
      const Resolved<std::string> said = facts_.word(*only);
      if (said.is("")) return;
      value = shown(item.name, said);
    } else {
      value = text(item);
    }
    list.push_back({std::string(item.name), std::move(value), item.standing, item.optional, !only});
  }

  void add_note(std::string note) {
    const auto& notes = request_.notes;
    if (std::find(notes.begin(), notes.end(), note) != notes.end()) return;
    request_.notes.push_back(std::move(note));
  }

  void depends(std::string_view what, const Origin& origin) {
    add_note(
        fmt::format("It is not known here {}; that depends on {}.", what, origin.decided_by()));
  }

  /// A value, or a placeholder for it and a note that says why.
  std::string shown(std::string_view name, const Resolved<std::string>& value) {
    if (!value.known()) {
      depends(fmt::format("what `{}` is", name), value.origin);
      return fmt::format("<{}>", name);
    }
    if (is_formula(*value.value)) {
      add_note(fmt::format("`{}` is the value of the formula `{}`.", name, *value.value));
      return fmt::format("<{}>", name);
    }
    return *value.value;
  }

  void add_configured(ConfiguredItems what) {
    for (const ConfiguredParameter& parameter : facts_.configured(what, described_.step)) {
      if (parameter.sent) {
        switch (what) {
          case ConfiguredItems::parameters: add_once(parameter); break;
          case ConfiguredItems::headers: add_as_written(request_.headers, parameter); break;
          case ConfiguredItems::claims: add_as_written(request_.claims, parameter); break;
        }
      }
      if (!parameter.note.empty()) add_note(parameter.note);
    }
  }

  static void add_as_written(std::vector<RequestParameter>& list,
                             const ConfiguredParameter& parameter) {
    const std::string name = parameter.name.value.value_or("<name>");
    list.push_back({name, parameter.value.value.value_or(fmt::format("<{}>", name))});
  }

  std::vector<RequestParameter>& list(ParameterPlace place) {
    switch (place) {
      case ParameterPlace::query: return request_.query;
      case ParameterPlace::body: return request_.body;
      case ParameterPlace::header: return request_.headers;
    }
    return request_.body;
  }

  /// Nothing where the same name and value stand there.
  void add_once(const ConfiguredParameter& parameter) {
    if (!parameter.name.known()) {
      depends("what the name of a parameter is", parameter.name.origin);
    }
    const std::string name = parameter.name.value.value_or("<name>");
    std::vector<RequestParameter>& parameters = list(parameter.place);
    const bool header = parameter.place == ParameterPlace::header;
    const auto other =
        std::find_if(parameters.begin(), parameters.end(), [&](const RequestParameter& some) {
          return header ? equal_ignoring_case(some.name, name) : some.name == name;
        });
    RequestParameter added = {name, shown(name, parameter.value)};
    if (other != parameters.end()) {
      if (other->value == added.value) return;
      added.standing = Standing::unconfirmed;
      add_note(fmt::format("`{}` stands twice in this request; which one counts is not confirmed.",
                           name));
    }
    parameters.push_back(std::move(added));
  }

  const RequestSchema& described_;
  const RequestFacts& facts_;
  HttpRequest request_ = {};
};

}  // namespace

std::vector<ConfiguredParameter> RequestFacts::configured(ConfiguredItems /*what*/,
                                                          std::string_view /*step*/) const {
  return {};
}

std::optional<HttpRequest> request_as_sent(const RequestSchema& described,
                                           const RequestFacts& facts) {
  DescribedRequest request(described, facts);
  if (!request.is_asked_for()) return std::nullopt;
  return request.take();
}

std::vector<HttpRequest> requests_as_sent(const RequestSet& described, const RequestFacts& facts) {
  std::vector<HttpRequest> requests;
  for (const RequestSchema& request : described.requests) {
    if (auto sent = request_as_sent(request, facts)) requests.push_back(*std::move(sent));
  }
  return requests;
}

}  // namespace ecac
