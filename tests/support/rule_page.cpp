#include "tests/support/rule_page.h"

#include <fmt/format.h>
#include <re2/re2.h>

#include <fstream>
#include <sstream>

namespace ecac::test {

namespace {

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    lines.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return lines;
}

std::string unescape_bytes(std::string_view text) {
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text.substr(i, 2) == "\\x" && i + 3 < text.size()) {
      bytes += static_cast<char>(std::stoi(std::string(text.substr(i + 2, 2)), nullptr, 16));
      i += 3;
    } else {
      bytes += text[i];
    }
  }
  return bytes;
}

std::string numbered(std::string text, int number) {
  for (const auto& [mark, width] : {std::pair{"{nnn}", 3}, std::pair{"{n}", 1}}) {
    const std::string value = fmt::format("{:0{}}", number, width);
    for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at)) {
      text.replace(at, std::string_view(mark).size(), value);
    }
  }
  return text;
}

/// `N * text` is the text N times on one line.
std::string generate(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) {
    int times = 0;
    std::string repeated;
    if (RE2::FullMatch(line, R"((\d+) \* (.*))", &times, &repeated)) {
      for (int i = 1; i <= times; ++i) text += numbered(repeated, i);
    } else {
      text += line;
    }
    text += '\n';
  }
  return text;
}

bool parse_expectation(std::string_view text, Expectation& expectation) {
  static const RE2 kHead(R"(^\s*(error|warning|info)\[([a-z0-9-]+)\])");
  re2::StringPiece rest(text.data(), text.size());
  if (!RE2::Consume(&rest, kHead, &expectation.severity, &expectation.rule)) return false;
  // The text may hold quotes itself; what is quoted ends before the next key or the end.
  static const RE2 kOn(R"re(^\s+on "(.*?)"(\s+says |\s*$))re");
  std::string tail(rest.data(), rest.size());
  std::string next;
  if (RE2::PartialMatch(tail, kOn, &expectation.on, &next)) {
    const std::size_t used = tail.find("on \"") + 4 + expectation.on.size() + 1;
    tail = tail.substr(used);
  }
  static const RE2 kSays(R"re(^\s+says "(.*)"\s*$)re");
  if (RE2::PartialMatch(tail, kSays, &expectation.says)) tail.clear();
  return tail.find_first_not_of(" \t") == std::string::npos;
}

void append_words(std::string_view text, std::vector<std::string>& words) {
  std::istringstream stream{std::string(text)};
  for (std::string word; stream >> word;) words.push_back(word);
}

}  // namespace

std::string read_text_file(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

std::vector<Expectation> expectations_in(const std::string& path, std::string_view text,
                                         std::vector<std::string>& mistakes) {
  std::vector<Expectation> found;
  static const RE2 kComment(R"((?:<!--|//) *expect(-next|@\d+)?: *(.*?) *(?:-->|$))");
  std::uint32_t number = 0;
  for (const std::string& line : lines_of(text)) {
    ++number;
    re2::StringPiece rest(line);
    std::string where;
    std::string what;
    while (RE2::FindAndConsume(&rest, kComment, &where, &what)) {
      Expectation expectation;
      expectation.path = path;
      expectation.written = what;
      expectation.line = where.empty() ? number
                         : where == "-next"
                             ? number + 1
                             : static_cast<std::uint32_t>(std::stoul(where.substr(1)));
      if (!parse_expectation(what, expectation)) {
        mistakes.push_back(fmt::format("{}:{}: cannot read `{}`", path, number, what));
      }
      found.push_back(std::move(expectation));
    }
  }
  return found;
}

RulePage read_rule_page(const std::string& name, std::string_view markdown) {
  RulePage page;
  page.name = name;
  const std::vector<std::string> lines = lines_of(markdown);
  if (!lines.empty())
    RE2::PartialMatch(lines[0], R"(^# [a-z0-9-]+ \(([A-Z]{3}\d{3})\))", &page.code);
  PageSection section;
  const auto finish = [&] {
    if (!section.files.empty() || !section.expectations.empty()) page.sections.push_back(section);
    section = {};
  };
  std::string path;
  std::string before;
  static const RE2 kPath(R"((?:^|[ (])(Before: )?`([^`]+)`:\s*$)");
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string& line = lines[i];
    std::string rest;
    if (line.rfind("## ", 0) == 0) {
      finish();
      section.heading = line.substr(3);
      path.clear();
    } else if (RE2::FullMatch(line, R"(Options: (.*))", &rest)) {
      append_words(rest, section.options);
    } else if (RE2::FullMatch(line, R"(Expect: (.*))", &rest)) {
      Expectation expectation;
      expectation.written = rest;
      std::string what;
      if (!RE2::FullMatch(rest, R"((.+?):(\d+): (.*))", &expectation.path, &expectation.line,
                          &what) ||
          !parse_expectation(what, expectation)) {
        page.mistakes.push_back(fmt::format("{}: cannot read `{}`", name, line));
      }
      section.expectations.push_back(std::move(expectation));
    } else if (line.rfind("```", 0) == 0) {
      const std::string language = line.substr(3);
      std::vector<std::string> body;
      for (++i; i < lines.size() && lines[i] != "```"; ++i) body.push_back(lines[i]);
      if (path.empty()) {
        // An example of configuration or output; a file of metadata without a name never ran.
        if (language == "xml" && section.heading.find("eported") != std::string::npos) {
          page.mistakes.push_back(
              fmt::format("{}: a block under `{}` has no path", name, section.heading));
        }
        continue;
      }
      PageFile file;
      file.path = path;
      file.before = !before.empty();
      if (language == "unreadable") {
        file.form = PageFile::Form::denied;
      } else if (language == "generated") {
        file.text = generate(body);
      } else {
        for (const std::string& each : body) file.text += each + "\n";
        if (language == "bytes") file.text = unescape_bytes(file.text);
      }
      if (!file.before) {
        for (Expectation& found : expectations_in(path, file.text, page.mistakes)) {
          section.expectations.push_back(std::move(found));
        }
      }
      section.files.push_back(std::move(file));
      path.clear();
    } else {
      // A blank line may stand between the path and its block.
      if (!line.empty() && !RE2::PartialMatch(line, kPath, &before, &path)) path.clear();
    }
  }
  finish();
  return page;
}

}  // namespace ecac::test
