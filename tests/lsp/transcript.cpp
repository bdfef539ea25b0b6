#include "tests/lsp/transcript.h"

#include <gtest/gtest.h>

#include <map>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <vector>

#include "tests/lsp/lsp_client.h"
#include "tests/lsp/readable.h"

namespace ecac::test {
namespace {

using Json = nlohmann::json;

/// A place in a file, as an editor counts it.
struct Cursor {
  std::string path = {};
  unsigned line = 0;
  unsigned character = 0;
};

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream parts(text);
  for (std::string line; std::getline(parts, line);) lines.push_back(line);
  return lines;
}

/// In code units of UTF-16.
unsigned units(std::string_view text) {
  unsigned count = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0) != 0x80) count += byte >= 0xF0 ? 2 : 1;
  }
  return count;
}

bool is_block(const std::string& line) {
  return line.starts_with("=== ") || line.starts_with("--> ") || line.starts_with("<-- ") ||
         line.starts_with("## ");
}

class Runner {
 public:
  explicit Runner(const std::string& text) : lines_(lines_of(text)) {}

  std::string run() {
    while (at_ < lines_.size()) {
      const std::string line = lines_[at_++];
      if (line.starts_with("<-- ")) {
        while (at_ < lines_.size() && lines_[at_].starts_with("    ")) ++at_;
        continue;
      }
      out_ += line + '\n';
      if (line.starts_with("=== ")) read_file(line.substr(4));
      if (line.starts_with("--> ")) step(line.substr(4));
    }
    return out_;
  }

 private:
  void read_file(const std::string& path) {
    std::string text;
    unsigned number = 0;
    for (; at_ < lines_.size() && !is_block(lines_[at_]); ++at_, ++number) {
      std::string line = lines_[at_];
      out_ += line + '\n';
      for (std::size_t mark; (mark = line.find('^')) != std::string::npos;) {
        line.erase(mark, 1);
        cursors_.push_back({path, number, units(std::string_view(line).substr(0, mark))});
      }
      text += line + '\n';
    }
    put(path, text);
  }

  void put(const std::string& path, const std::string& text) {
    files_.add("/w/" + path, text);
    texts_[path] = text;
  }

  std::string body() {
    std::string text;
    for (; at_ < lines_.size() && lines_[at_].starts_with("| "); ++at_) {
      out_ += lines_[at_] + '\n';
      text += lines_[at_].substr(2) + '\n';
    }
    return text;
  }

  void step(const std::string& line) {
    std::istringstream words(line);
    std::string name;
    words >> name;
    std::string rest;
    std::getline(words >> std::ws, rest);
    if (!take(name, rest)) ask(name, rest);
    client_.run();
    for (const Json& message : client_.take_received()) show(readable_message(message));
    if (asked_) {
      const Json answer = client_.answer(*asked_);
      if (!answer.is_null()) {
        const bool failed = answer.contains("error");
        std::vector<std::string> lines = readable(failed ? answer["error"] : answer["result"]);
        if (failed) lines.insert(lines.begin(), "error");
        show(lines);
        asked_.reset();
      }
    }
  }

  void show(const std::vector<std::string>& lines) {
    for (std::size_t i = 0; i < lines.size(); ++i) {
      out_ += (i == 0 ? "<-- " : "    ") + lines[i] + '\n';
    }
  }

  /// False for what is a method.
  bool take(const std::string& name, const std::string& rest) {
    if (name == "start") {
      const std::size_t blank = std::min(rest.find(' '), rest.size());
      const Json more = blank < rest.size() ? Json::parse(rest.substr(blank)) : Json::object();
      Json can = rest.starts_with("all") ? LspClient::all_capabilities() : Json::object();
      if (more.contains("capabilities")) can.merge_patch(more["capabilities"]);
      Json params = more;
      params.erase("capabilities");
      if (params.contains("settings")) client_.settings = params["settings"];
      params.erase("settings");
      client_.start(can, params);
    } else if (name == "open") {
      versions_[rest] = 1;
      client_.open("/w/" + rest, texts_.at(rest), 1);
    } else if (name == "save" || name == "close") {
      client_.notify(name == "save" ? "textDocument/didSave" : "textDocument/didClose",
                     {{"textDocument", {{"uri", uri("/w/" + rest)}}}});
    } else if (name == "change" || name == "replace") {
      change(rest);
    } else if (name == "write" || name == "delete" || name == "move") {
      change_disk(name, rest);
    } else if (name == "hold") {
      client_.holds_loading = true;
    } else if (name == "load") {
      client_.holds_loading = false;
    } else if (name == "raw") {
      client_.send_raw(rest);
    } else if (name == "cancel") {
      client_.notify("$/cancelRequest", {{"id", *asked_}});
    } else if (name == "send") {
      std::istringstream words(rest);
      std::string method;
      words >> method;
      std::string arguments;
      std::getline(words >> std::ws, arguments);
      asked_ = client_.send(method, params_of(arguments));
      return finish_send();
    } else if (name == "notify") {
      const std::size_t blank = rest.find(' ');
      client_.notify(rest.substr(0, blank), Json::parse(rest.substr(blank)));
    } else {
      return false;
    }
    return true;
  }

  /// The step that follows comes before anything is done.
  bool finish_send() {
    if (at_ < lines_.size() && lines_[at_].starts_with("--> ")) {
      const std::string line = lines_[at_++];
      out_ += line + '\n';
      std::istringstream words(line.substr(4));
      std::string name;
      words >> name;
      std::string rest;
      std::getline(words >> std::ws, rest);
      take(name, rest);
    }
    return true;
  }

  void change(const std::string& rest) {
    const std::size_t blank = rest.find(' ');
    const std::string path = rest.substr(0, blank);
    std::string text = body();
    Json change = {{"text", text}};
    if (blank != std::string::npos) {
      if (!text.empty()) text.pop_back();
      unsigned numbers[4] = {};
      if (std::sscanf(rest.c_str() + blank, " %u:%u-%u:%u", &numbers[0], &numbers[1], &numbers[2],
                      &numbers[3]) != 4) {
        throw std::invalid_argument(rest);
      }
      change = {{"text", text},
                {"range",
                 {{"start", {{"line", numbers[0] - 1}, {"character", numbers[1] - 1}}},
                  {"end", {{"line", numbers[2] - 1}, {"character", numbers[3] - 1}}}}}};
    }
    client_.change("/w/" + path, Json::array({change}), ++versions_[path]);
  }

  void change_disk(const std::string& name, const std::string& rest) {
    const std::size_t blank = rest.find(' ');
    const std::string path = rest.substr(0, blank);
    Json changes = Json::array();
    const auto tell = [&](const std::string& which, int type) {
      changes.push_back({{"uri", uri("/w/" + which)}, {"type", type}});
    };
    if (name == "write") {
      put(path, body());
      tell(path, 2);
    } else if (name == "delete") {
      files_.remove("/w/" + path);
      tell(path, 3);
    } else {
      const std::string to = rest.substr(blank + 1);
      files_.remove("/w/" + path);
      put(to, texts_.at(path));
      tell(path, 3);
      tell(to, 1);
    }
    client_.notify("workspace/didChangeWatchedFiles", {{"changes", changes}});
  }

  /// `^ {…}`, `FILE {…}`, `{…}`, or nothing.
  Json params_of(const std::string& arguments) {
    if (arguments.empty()) return nullptr;
    if (arguments.starts_with('{')) return Json::parse(arguments);
    const std::size_t blank = std::min(arguments.find(' '), arguments.size());
    const std::string what = arguments.substr(0, blank);
    Json params = Json::object();
    if (what.starts_with('^')) {
      const Cursor& cursor = cursors_.at(what.size() == 1 ? 0 : std::stoul(what.substr(1)) - 1);
      const Json position = {{"line", cursor.line}, {"character", cursor.character}};
      params = {{"textDocument", {{"uri", uri("/w/" + cursor.path)}}},
                {"position", position},
                {"range", {{"start", position}, {"end", position}}},
                {"context", {{"diagnostics", Json::array()}, {"includeDeclaration", true}}}};
    } else {
      params = {{"textDocument", {{"uri", uri("/w/" + what)}}},
                {"range",
                 {{"start", {{"line", 0}, {"character", 0}}},
                  {"end", {{"line", 9999}, {"character", 0}}}}},
                {"context", {{"diagnostics", Json::array()}}}};
    }
    if (blank < arguments.size()) params.merge_patch(Json::parse(arguments.substr(blank)));
    return params;
  }

  void ask(const std::string& method, const std::string& arguments) {
    asked_ = client_.send(method, params_of(arguments));
  }

  std::vector<std::string> lines_;
  std::size_t at_ = 0;
  std::string out_ = {};
  MemoryFileTree files_ = {};
  std::map<std::string, std::string> texts_ = {};
  std::map<std::string, int> versions_ = {};
  std::vector<Cursor> cursors_ = {};
  LspClient client_{files_};
  std::optional<std::int64_t> asked_ = {};
};

}  // namespace

std::string run_transcript(const std::string& text) {
  return Runner(text).run();
}

}  // namespace ecac::test
