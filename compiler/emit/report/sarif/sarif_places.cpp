#include "compiler/emit/report/sarif/sarif_places.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "compiler/emit/report/finding_words.h"
#include "compiler/support/text/ascii.h"
#include "compiler/support/utf8.h"

namespace ecac {
namespace sarif_places {
namespace {

/// More lines than that are no snippet.
constexpr std::uint32_t kMostLines = 12;

/// A line as it is shown; none if there is no such line or it is too long.
std::optional<std::string> whole_line(FileId file, std::uint32_t number, SnippetSource& lines) {
  LineExcerpt excerpt;
  if (!lines.line(file, {number, 1}, excerpt) || excerpt.cut_before || excerpt.cut_after) return {};
  return std::move(excerpt.text);
}

std::size_t offset_of_column(std::string_view line, std::uint32_t column) {
  std::size_t at = 0;
  for (std::uint32_t reached = 1; reached < column && at < line.size(); ++reached) {
    at += decode_utf8(line, at).size;
  }
  return at;
}

void write_snippet(JsonWriter& json, std::string_view text) {
  json.key("snippet").begin_object();
  json.member("text", text);
  json.end_object();
}

/// The lines of a region and up to one on each side.
struct Surroundings {
  std::uint32_t first = 1;
  std::vector<std::string> lines = {};

  std::string joined() const {
    std::string text;
    for (const std::string& line : lines) {
      if (!text.empty() || &line != &lines.front()) text += '\n';
      text += line;
    }
    return text;
  }
};

std::optional<Surroundings> surroundings_of(const ReportPlace& place, SnippetSource& source) {
  if (place.file == FileId::none || place.end.line - place.start.line >= kMostLines) return {};
  Surroundings around;
  around.first = place.start.line;
  if (place.start.line > 1) {
    if (auto line = whole_line(place.file, place.start.line - 1, source)) {
      --around.first;
      around.lines.push_back(std::move(*line));
    }
  }
  for (std::uint32_t number = place.start.line; number <= place.end.line; ++number) {
    auto line = whole_line(place.file, number, source);
    if (!line) return {};
    around.lines.push_back(std::move(*line));
  }
  if (auto line = whole_line(place.file, place.end.line + 1, source)) {
    around.lines.push_back(std::move(*line));
  }
  return around;
}

std::string region_text(const ReportPlace& place, const Surroundings& around) {
  std::string text;
  for (std::uint32_t number = place.start.line; number <= place.end.line; ++number) {
    const std::string_view line = around.lines[number - around.first];
    const std::size_t begin =
        number == place.start.line ? offset_of_column(line, place.start.column) : 0;
    const std::size_t end =
        number == place.end.line ? offset_of_column(line, place.end.column) : line.size();
    if (number != place.start.line) text += '\n';
    text += line.substr(begin, std::max(end, begin) - begin);
  }
  return text;
}

}  // namespace
}  // namespace sarif_places

std::string relative_uri(std::string_view path) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  constexpr std::string_view kPlain = "-._~/!$&'()*+,;=@";
  std::string uri;
  uri.reserve(path.size());
  for (const char c : path) {
    if (ascii::is_letter_or_digit(c) || kPlain.find(c) != std::string_view::npos) {
      uri += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    uri += '%';
    uri += kHex[byte >> 4U];
    uri += kHex[byte & 0xFU];
  }
  return uri;
}

void write_sarif_artifact(JsonWriter& json, std::string_view path) {
  json.key("artifactLocation").begin_object();
  json.member("uri", relative_uri(path));
  json.member("uriBaseId", "%SRCROOT%");
  json.end_object();
}

void write_sarif_region_members(JsonWriter& json, const ReportPlace& place) {
  json.member("startLine", place.start.line);
  json.member("startColumn", place.start.column);
  json.member("endLine", place.end.line);
  json.member("endColumn", place.end.column);
}

void write_sarif_location(JsonWriter& json, const ReportPlace& place) {
  json.key("physicalLocation").begin_object();
  write_sarif_artifact(json, file_of(place));
  json.key("region").begin_object();
  write_sarif_region_members(json, place);
  json.end_object();
  json.end_object();
}

void write_sarif_location_with_text(JsonWriter& json, const ReportPlace& place,
                                    SnippetSource& lines) {
  const auto around = sarif_places::surroundings_of(place, lines);
  json.key("physicalLocation").begin_object();
  write_sarif_artifact(json, file_of(place));
  json.key("region").begin_object();
  write_sarif_region_members(json, place);
  if (around) sarif_places::write_snippet(json, sarif_places::region_text(place, *around));
  json.end_object();
  // It has to be more than the region.
  if (around && around->lines.size() > place.end.line - place.start.line + 1) {
    json.key("contextRegion").begin_object();
    json.member("startLine", around->first);
    json.member("endLine", around->first + static_cast<std::uint32_t>(around->lines.size()) - 1);
    sarif_places::write_snippet(json, around->joined());
    json.end_object();
  }
  json.end_object();
}

}  // namespace ecac
