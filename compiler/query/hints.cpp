#include "compiler/query/hints.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/emit/schema/schema_facts.h"
#include "compiler/emit/screen/app_words.h"
#include "compiler/emit/text/display_text.h"
#include "compiler/emit/text/sentence.h"
#include "compiler/query/hover/markdown.h"
#include "compiler/query/place/app_of_file.h"
#include "compiler/schema/field_ids.h"

namespace ecac {

namespace {

/// So many bytes of defaults stand in one line beside the text; the tip has all.
constexpr std::size_t kRoom = 100;
constexpr std::size_t kLongestLabel = 120;

/// What decides who gets in, how the client proves itself and how long that lasts, as far as one
/// field says it.
std::vector<Origin> deciding_origins(const CompiledApp& app) {
  return {app.permitted_users.origin,
          app.ip_relaxation.origin,
          app.pkce_by_app.origin,
          app.client.secret_required_for_code.origin,
          app.client.secret_required_for_refresh.origin,
          app.client.secret_required_for_token_exchange.origin,
          app.refresh.policy.origin,
          app.refresh.rotation.origin};
}

class Hints {
 public:
  Hints(const Snapshot& snapshot, FileId file, const ResolvedProject& project)
      : snapshot_(snapshot),
        facts_(snapshot.facts(file)),
        app_(project.apps.front()),
        words_(project, app_),
        file_(file) {}

  std::vector<InlayHint> collect() {
    add_defaults();
    add_lifetimes();
    return std::move(hints_);
  }

 private:
  /// Behind the root's start tag, where a person looks for what is not there.
  void add_defaults() {
    if (facts_.root_tag().empty() || facts_.broken()) return;
    std::vector<const FieldSchema*> fields;
    for (const Origin& origin : deciding_origins(app_)) {
      if (origin.kind != OriginKind::defaulted || origin.field == FieldId::none) continue;
      if (snapshot_.schema().type_of(origin.field) != facts_.type()) continue;
      const FieldSchema& field = snapshot_.schema().field(origin.field);
      if (!field.default_value || facts_.find(origin.field) != nullptr) continue;
      if (std::find(fields.begin(), fields.end(), &field) == fields.end()) {
        fields.push_back(&field);
      }
    }
    if (fields.empty()) return;
    std::string label = fields.size() == 1 ? "by default " : "by default: ";
    std::size_t shown = 0;
    Markdown tip;
    for (std::size_t i = 0; i < fields.size(); ++i) {
      const FieldSchema& field = *fields[i];
      const std::string said =
          fmt::format("{}{} = {}", i == 0 ? "" : ", ", field.name, *field.default_value);
      if (shown == i && label.size() + said.size() <= kRoom) {
        label += said;
        ++shown;
      }
      tip.item(fmt::format("{} is {} ({}): {}", in_code(field.name), in_code(*field.default_value),
                           standing_word(field.default_standing), in_prose(field.description)));
    }
    if (fields.size() > shown) label += fmt::format(", {} more", fields.size() - shown);
    hints_.push_back(
        {facts_.root_tag().end, shortened(label, kLongestLabel), std::move(tip).text()});
  }

  /// Beside the last of the fields that decide a lifetime together, unless it says the same.
  void add_lifetimes() {
    struct Beside {
      const FieldFact* fact;
      AppFact life;
    };
    std::vector<Beside> all;
    for (const FieldFact& fact : facts_.fields()) {
      for (AppFact& life : words_.lifetimes_by(fact.field)) {
        std::erase_if(all, [&](const Beside& each) { return each.life.label == life.label; });
        all.push_back({&fact, std::move(life)});
      }
    }
    for (const Beside& each : all) {
      const AppFact& life = each.life;
      if (life.value == fmt::format("{} min", facts_.text(*each.fact))) continue;
      std::string tip = life.reason;
      if (!life.place.empty()) {
        tip = fmt::format("{}{}{}", in_code(life.place), life.reason.empty() ? "" : ": ",
                          in_prose(life.reason));
      }
      hints_.push_back({each.fact->element.end, shown(fmt::format("{} {}", life.label, life.value)),
                        shown(tip)});
    }
  }

  std::string shown(const std::string& text) const {
    return shortened(snapshot_.redact(file_, printable(text)), kLongestLabel);
  }

  const Snapshot& snapshot_;
  const FileFacts& facts_;
  const CompiledApp& app_;
  AppWords words_;
  FileId file_;
  std::vector<InlayHint> hints_ = {};
};

}  // namespace

std::vector<InlayHint> inlay_hints(const Snapshot& snapshot, FileId file, TextRange within) {
  const AppName app = app_of_file(snapshot, file);
  if (app.symbol == SymbolId::none) return {};
  const ResolvedProject project = resolve_alone(snapshot, app);
  std::vector<InlayHint> hints = Hints(snapshot, file, project).collect();
  std::erase_if(hints, [within](const InlayHint& hint) {
    return hint.offset < within.begin || within.end < hint.offset;
  });
  return hints;
}

}  // namespace ecac
