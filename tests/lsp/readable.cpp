#include "tests/lsp/readable.h"

#include <fmt/format.h>

#include <sstream>

#include "compiler/server/protocol/document_uri.h"
#include "compiler/support/path_text.h"

namespace ecac::test {
namespace {

using Json = nlohmann::json;

bool is_position(const Json& value) {
  return value.is_object() && value.size() == 2 && value.contains("line") &&
         value.contains("character");
}

bool is_range(const Json& value) {
  return value.is_object() && value.size() == 2 && value.contains("start") &&
         value.contains("end") && is_position(value["start"]) && is_position(value["end"]);
}

std::string position_text(const Json& value) {
  return std::to_string(value["line"].get<unsigned>() + 1) + ':' +
         std::to_string(value["character"].get<unsigned>() + 1);
}

/// In one line, if the value is as simple as that.
bool one_line(const Json& value, std::string& text) {
  if (value.is_string()) {
    text = readable_uri(value.get<std::string>());
    return text.find('\n') == std::string::npos && !text.empty();
  }
  if (is_range(value)) {
    text = readable_range(value);
    return true;
  }
  if (is_position(value)) {
    text = position_text(value);
    return true;
  }
  if (value.is_object() && value.size() == 2 && value.contains("uri") && value.contains("range")) {
    text = readable_uri(value["uri"]) + ':' + readable_range(value["range"]);
    return true;
  }
  const bool has_numbers =
      value.is_array() && !value.empty() && (value[0].is_number() || value[0].is_string());
  if (has_numbers && value.dump().size() < 90) {
    text = value.dump();
    return true;
  }
  if (value.is_structured() && !value.empty()) return false;
  text = value.dump();
  return true;
}

void outline(const Json& value, const std::string& indent, std::vector<std::string>& lines) {
  std::string text;
  if (one_line(value, text)) {
    lines.push_back(indent + text);
  } else if (value.is_string()) {
    std::istringstream parts(value.get<std::string>());
    for (std::string line; std::getline(parts, line);)
      lines.push_back(fmt::format("{}| {}", indent, line));
    if (value.get<std::string>().empty()) lines.push_back(indent + "\"\"");
  } else if (value.is_array()) {
    for (const Json& item : value) {
      const std::size_t first = lines.size();
      outline(item, indent + "  ", lines);
      lines[first].replace(indent.size(), 2, "- ");
    }
  } else {
    for (const auto& [key, item] : value.items()) {
      if (one_line(item, text)) {
        lines.push_back(fmt::format("{}{}: {}", indent, key, text));
      } else {
        lines.push_back(fmt::format("{}{}:", indent, key));
        outline(item, indent + "  ", lines);
      }
    }
  }
}

std::vector<std::string> readable_diagnostics(const Json& params) {
  std::string head = "diagnostics " + readable_uri(params["uri"]);
  if (params.contains("version")) head += " v" + params["version"].dump();
  std::vector<std::string> lines = {head};
  if (params["diagnostics"].empty()) lines[0] += " none";
  static constexpr const char* kSeverities[] = {"", "error", "warning", "info", "hint"};
  for (const Json& each : params["diagnostics"]) {
    const auto message = each["message"].get<std::string>();
    lines.push_back(
        readable_range(each["range"]) + ' ' + kSeverities[each["severity"].get<unsigned>()] + ' ' +
        each.value("code", "configuration") + ' ' + message.substr(0, message.find('\n')));
    if (!each.contains("relatedInformation")) continue;
    for (const Json& label : each["relatedInformation"]) {
      lines.push_back("  " + readable_uri(label["location"]["uri"]) + ':' +
                      readable_range(label["location"]["range"]) + ' ' +
                      label["message"].get<std::string>());
    }
  }
  return lines;
}

}  // namespace

std::string readable_uri(const std::string& uri) {
  const std::optional<std::string> path = path_of_uri(uri);
  if (!path) return uri;
  return is_within(*path, "/w") ? std::string(relative_path(*path, "/w")) : *path;
}

std::string readable_range(const Json& range) {
  return position_text(range["start"]) + '-' + position_text(range["end"]);
}

std::vector<std::string> readable(const Json& value) {
  std::vector<std::string> lines;
  outline(value, "", lines);
  return lines;
}

std::vector<std::string> readable_message(const Json& message) {
  if (!message.contains("method")) return readable(message);
  const std::string method = message["method"];
  const Json params = message.contains("params") ? message["params"] : Json();
  if (method == "textDocument/publishDiagnostics") return readable_diagnostics(params);
  std::vector<std::string> lines = {method};
  if (method == "client/registerCapability") {
    for (const Json& each : params["registrations"]) {
      lines[0] += ' ' + each["method"].get<std::string>();
    }
    return lines;
  }
  if (params.is_null()) return lines;
  for (std::string& line : readable(params)) lines.push_back(std::move(line));
  return lines;
}

}  // namespace ecac::test
