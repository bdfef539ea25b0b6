#include "compiler/query/completion/json_context.h"

#include <algorithm>
#include <utility>

namespace ecac {

namespace {

constexpr std::size_t kDeepest = 64;

bool is_json_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// Reads tokens up to the place, and keeps what is open.
class JsonWalk {
 public:
  JsonWalk(std::string_view text, std::uint32_t offset)
      : text_(text), offset_(std::min<std::size_t>(offset, text.size())) {}

  JsonContext run() {
    if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
    while (at_ < offset_) {
      const char c = text_[at_];
      if (is_json_blank(c)) {
        ++at_;
      } else if (text_.substr(at_).starts_with("//")) {
        if (!skip_to("\n")) return {};
      } else if (text_.substr(at_).starts_with("/*")) {
        if (!skip_to("*/")) return {};
      } else if (c == '{' || c == '[') {
        if (open_.size() >= kDeepest) return {};
        open_.push_back({c == '{'});
        ++at_;
      } else if (c == '}' || c == ']') {
        if (!open_.empty()) open_.pop_back();
        ++at_;
      } else if (c == ',') {
        if (!open_.empty()) open_.back().behind_colon = false;
        ++at_;
      } else if (c == ':') {
        if (!open_.empty()) open_.back().behind_colon = true;
        ++at_;
      } else if (!read_word()) {
        break;
      }
    }
    return finish();
  }

 private:
  struct Level {
    bool object = false;
    bool behind_colon = false;
    std::string key = {};
    std::vector<std::string> keys = {};
    std::vector<std::string> items = {};
  };

  /// False if the place lies before its end.
  bool skip_to(std::string_view end) {
    const std::size_t found = text_.find(end, at_ + 2);
    if (found == std::string_view::npos || found + end.size() > offset_) return false;
    at_ = found + end.size();
    return true;
  }

  /// A string ends with its quote or its line, another word where something else begins.
  std::size_t word_end(bool& closed) const {
    closed = false;
    std::size_t end = at_ + 1;
    if (text_[at_] != '"') {
      while (end < text_.size() &&
             std::string_view(",:{}[]\"").find(text_[end]) == std::string_view::npos &&
             !is_json_blank(text_[end])) {
        ++end;
      }
      return end;
    }
    for (; end < text_.size() && text_[end] != '\n' && text_[end] != '\r'; ++end) {
      if (text_[end] == '\\' && end + 1 < text_.size()) {
        ++end;
      } else if (text_[end] == '"') {
        closed = true;
        return end + 1;
      }
    }
    return end;
  }

  std::string letters(std::size_t begin, std::size_t end) const {
    std::string out;
    for (std::size_t i = begin; i < end; ++i) {
      if (text_[i] == '\\' && i + 1 < end) ++i;
      out += text_[i];
    }
    return out;
  }

  /// False if the place lies in it, or right behind a word that has no end of its own.
  bool read_word() {
    bool closed = false;
    const std::size_t end = word_end(closed);
    const bool quoted = text_[at_] == '"';
    const bool behind = closed ? end <= offset_ : end < offset_;
    const std::size_t inner = at_ + (quoted ? 1U : 0U);
    if (!behind) {
      word_ = {static_cast<std::uint32_t>(at_), static_cast<std::uint32_t>(end)};
      letters_ = letters(inner, offset_);
      quoted_ = quoted;
      if (!closed && quoted) {
        // What follows on the line may belong to the rest of the file.
        const std::size_t stop = text_.find_first_of(",:{}[]", offset_);
        word_.end = static_cast<std::uint32_t>(std::min(stop, end));
        while (word_.end > offset_ && is_json_blank(text_[word_.end - 1])) --word_.end;
      }
      return false;
    }
    if (!open_.empty()) {
      Level& level = open_.back();
      std::string text = letters(inner, closed ? end - 1 : end);
      if (level.object && !level.behind_colon) {
        level.key = text;
        level.keys.push_back(std::move(text));
      } else if (!level.object) {
        level.items.push_back(std::move(text));
      }
    }
    at_ = end;
    return true;
  }

  JsonContext finish() {
    JsonContext context;
    if (open_.empty()) return context;
    const auto here = static_cast<std::uint32_t>(offset_);
    context.replaced = word_.empty() ? TextRange{here, here} : word_;
    context.letters = letters_;
    context.quoted = quoted_;
    for (std::size_t i = 0; i + 1 < open_.size(); ++i) {
      context.path.push_back(open_[i].object ? open_[i].key : "[]");
    }
    Level& level = open_.back();
    const bool key = level.object && !level.behind_colon;
    context.kind = key ? JsonContext::Kind::key : JsonContext::Kind::value;
    if (!key) context.path.push_back(level.object ? level.key : "[]");
    context.keys = std::move(level.keys);
    context.items = std::move(level.items);
    note_rest(level, context);
    return context;
  }

  /// What stands behind the place in the same object or list.
  void note_rest(const Level& level, JsonContext& context) {
    std::size_t depth = 0;
    bool behind_colon = level.behind_colon;
    bool first = true;
    at_ = context.replaced.end;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (is_json_blank(c)) {
        ++at_;
        continue;
      }
      if (text_.substr(at_).starts_with("//") || text_.substr(at_).starts_with("/*")) {
        const std::size_t end = text_.find(text_[at_ + 1] == '/' ? "\n" : "*/", at_);
        at_ = end == std::string_view::npos ? text_.size() : end + 2;
        continue;
      }
      if (first) context.has_colon = c == ':';
      first = false;
      if (c == '{' || c == '[') {
        ++depth;
      } else if (c == '}' || c == ']') {
        if (depth-- == 0) return;
      } else if (c == ',' && depth == 0) {
        behind_colon = false;
      } else if (c == ':' && depth == 0) {
        behind_colon = true;
      } else if (c != ',' && c != ':') {
        bool closed = false;
        const std::size_t end = word_end(closed);
        if (depth == 0 && c == '"') {
          std::string text = letters(at_ + 1, closed ? end - 1 : end);
          if (level.object && !behind_colon) {
            context.keys.push_back(std::move(text));
          } else if (!level.object) {
            context.items.push_back(std::move(text));
          }
        }
        at_ = end;
        continue;
      }
      ++at_;
    }
  }

  std::string_view text_;
  std::size_t offset_;
  std::size_t at_ = 0;
  std::vector<Level> open_;
  TextRange word_ = {};
  std::string letters_;
  bool quoted_ = false;
};

}  // namespace

JsonContext json_context(std::string_view text, std::uint32_t offset) {
  return JsonWalk(text, offset).run();
}

}  // namespace ecac
