#include "compiler/rules/shared/security_callbacks.h"

#include <algorithm>

#include "compiler/diagnostics/words.h"
#include "compiler/resolve/app/app_questions.h"

namespace ecac {

CallbackUri::CallbackUri(const RuleContext& ctx, const WrittenField& field, const ListItem& item)
    : facts_(ctx.project().file(field.file).facts),
      field_(field),
      begin_(item.begin),
      text_(item.text),
      stand_in_(item.text) {
  gaps_ = facts_.placeholders_in(*field.fact, item.begin, item.end);
  for (const Placeholder& gap : gaps_) {
    std::fill(stand_in_.begin() + static_cast<std::ptrdiff_t>(gap.begin),
              stand_in_.begin() + static_cast<std::ptrdiff_t>(gap.end), '1');
  }
  std::replace(stand_in_.begin(), stand_in_.end(), '*', '1');
  const auto uri = parse_uri(stand_in_);
  if (!uri || !uri->is_absolute() || !is_literal(uri->scheme)) return;
  readable_ = true;
  uri_ = *uri;
  find_wildcard();
}

void CallbackUri::find_wildcard() {
  for (const std::string_view part : {uri_.host, uri_.port, uri_.path}) {
    if (part.empty()) continue;
    const std::size_t begin = offset_of(part);
    for (std::size_t at = begin; at < begin + part.size(); ++at) {
      if (text_[at] == '*' && !overlaps(at, at + 1)) wildcard_ = std::min(wildcard_, at);
    }
  }
}

std::string CallbackUri::shown() const {
  return ecac::shown(text_);
}

std::string CallbackUri::subject() const {
  if (!uri_.has_user) return std::string(text_);
  return std::string(uri_.scheme) + "://" + std::string(text_.substr(offset_of(uri_.host)));
}

bool CallbackUri::overlaps(std::size_t begin, std::size_t end) const {
  return std::any_of(gaps_.begin(), gaps_.end(),
                     [&](const Placeholder& gap) { return gap.begin < end && begin < gap.end; });
}

bool CallbackUri::is_literal(std::string_view part) const {
  const std::size_t begin = offset_of(part);
  return !overlaps(begin, begin + part.size());
}

Place CallbackUri::place(std::string_view part) const {
  const std::size_t begin = offset_of(part);
  return place(begin, begin + part.size());
}

Place CallbackUri::place(std::size_t begin, std::size_t end) const {
  return {field_.file, facts_.range_in_value(*field_.fact, begin_ + begin, begin_ + end)};
}

/// The list of callbacks of an app; one that holds placeholders too.
static WrittenField callback_list(const RuleContext& ctx, const ResolvedApp& app) {
  const FieldId field = fields::ExtlClntAppGlobalOauthSettings::callbackUrl;
  const FileId file = file_of(ctx, app, types::ExtlClntAppGlobalOauthSettings);
  if (file == FileId::none) return {};
  const FileFacts& facts = ctx.project().file(file).facts;
  const FieldFact* fact = facts.find(field);
  if (fact == nullptr || !fact->has_text()) return {};
  return {file, fact, facts.text(*fact)};
}

AppCallbacks::AppCallbacks(const RuleContext& ctx, const ResolvedApp& app)
    : list_(callback_list(ctx, app)) {
  if (!list_ || app.callbacks.empty()) return;
  for_each_item(list_.text, ListSyntax::lines, [&](const ListItem& item) {
    uris_.emplace_back(ctx, list_, item);
    if (!uris_.back().readable()) uris_.pop_back();
  });
}

bool Redirects::certain() {
  if (!certain_) certain_ = resolve_redirects(ctx_.org(), app_).is(true);
  return *certain_;
}

void Redirects::explain(FindingBuilder& finding) {
  if (certain()) return;
  finding.note(
      "the app offers a flow that never redirects, so this may be a placeholder that only fills "
      "the required element");
}

}  // namespace ecac
