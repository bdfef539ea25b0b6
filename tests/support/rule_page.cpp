#include "tests/support/rule_page.h"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <fstream>
#include <optional>
#include <sstream>
#include <utility>

#include "tests/support/page_project.h"

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
  static const RE2 kHead(R"(^\s*(error|warning|info)\[([a-z0-9-]+)(?:/([a-z0-9-]+))?\])");
  re2::StringPiece rest(text.data(), text.size());
  if (!RE2::Consume(&rest, kHead, &expectation.severity, &expectation.rule,
                    &expectation.rule_case)) {
    return false;
  }
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

namespace {

/// Reads a page from top to bottom. Headings nest: what stands below one holds for those inside.
class PageReader {
 public:
  PageReader(const std::string& name, std::string_view markdown) : lines_(lines_of(markdown)) {
    page_.name = name;
  }

  RulePage read() {
    if (!lines_.empty()) {
      RE2::PartialMatch(lines_[0], R"(^# [a-z0-9-]+ \(([A-Z]{3}\d{3})\))", &page_.code);
    }
    for (; next_ < lines_.size(); ++next_) read_line(lines_[next_]);
    close(1);
    return std::move(page_);
  }

 private:
  struct Heading {
    std::size_t depth = 0;
    bool holds_runs = false;   ///< a heading inside is a run
    bool has_content = false;  ///< says more than what it inherits
    PageSection section = {};
  };
  /// What the fence below a path is.
  enum class Part { file, earlier, change };

  void complain(std::string text) { page_.mistakes.push_back(page_.name + ": " + std::move(text)); }
  Heading& heading() { return open_.back(); }

  void read_line(const std::string& line) {
    static const RE2 kHeading(R"((#+) (.*))");
    static const RE2 kPath(R"((?:^|[ (])(Before: |Change: )?`([^`]+)`:\s*$)");
    std::string first;
    std::string rest;
    if (RE2::FullMatch(line, kHeading, &first, &rest)) {
      begin_heading(first.size(), rest);
    } else if (RE2::FullMatch(line, R"(Options: (.*))", &rest)) {
      append_words(rest, heading().section.options);
    } else if (RE2::FullMatch(line, R"(Project: (.*))", &rest)) {
      add_projects(rest);
    } else if (RE2::FullMatch(line, R"(Without: (.*))", &rest)) {
      remove_files(rest);
    } else if (RE2::FullMatch(line, R"(Expect: (.*))", &rest)) {
      add_expectation(rest);
    } else if (line.starts_with("```")) {
      read_block(line.substr(3));
    } else if (!line.empty()) {
      // A blank line may stand between the path and its block.
      path_.clear();
      if (RE2::PartialMatch(line, kPath, &first, &rest)) {
        path_ = rest;
        part_ = first == "Before: "   ? Part::earlier
                : first == "Change: " ? Part::change
                                      : Part::file;
      }
    }
  }

  void begin_heading(std::size_t depth, const std::string& text) {
    close(depth);
    Heading inner;
    inner.depth = depth;
    if (!open_.empty()) inner.section = heading().section;
    inner.section.heading = text;
    open_.push_back(std::move(inner));
    path_.clear();
  }

  /// Ends the headings of this depth and those inside.
  void close(std::size_t depth) {
    while (!open_.empty() && heading().depth >= depth) {
      Heading ended = std::move(heading());
      open_.pop_back();
      if (!ended.holds_runs && ended.has_content) {
        finish(std::move(ended.section));
        ended.holds_runs = true;
      }
      if (!open_.empty() && ended.holds_runs) heading().holds_runs = true;
    }
  }

  void finish(PageSection section) {
    for (const PageFile& file : section.files) {
      if (file.before) continue;
      for (Expectation& found : expectations_in(file.path, file.text, page_.mistakes)) {
        section.expectations.push_back(std::move(found));
      }
    }
    page_.sections.push_back(std::move(section));
  }

  /// `[harbor](projects/harbor), [ledger](projects/ledger) in `folder``.
  void add_projects(const std::string& text) {
    static const RE2 kFolder(R"( in `([^`]+)`$)");
    static const RE2 kProject(R"(\[[a-z0-9-]+\]\(projects/([a-z0-9-]+)\))");
    std::string folder;
    if (RE2::PartialMatch(text, kFolder, &folder)) folder += '/';
    re2::StringPiece rest(text);
    std::string name;
    bool any = false;
    while (RE2::FindAndConsume(&rest, kProject, &name)) {
      any = true;
      const StoredFiles& files = stored_project(name);
      if (files.empty()) complain("there is no stored project " + name);
      for (const auto& [path, content] : files) put({.path = folder + path, .text = content});
    }
    if (!any) complain("cannot read `Project: " + text + "`");
    heading().has_content = true;
  }

  void remove_files(const std::string& text) {
    static const RE2 kName("`([^`]+)`");
    re2::StringPiece rest(text);
    std::string path;
    while (RE2::FindAndConsume(&rest, kName, &path)) {
      const std::size_t gone = std::erase_if(heading().section.files, [&](const PageFile& file) {
        return !file.before && file.path == path;
      });
      if (gone == 0) complain("`Without: " + path + "` names no file");
    }
    heading().has_content = true;
  }

  void add_expectation(const std::string& text) {
    Expectation expectation;
    expectation.written = text;
    std::string what;
    if (!RE2::FullMatch(text, R"((.+?):(\d+): (.*))", &expectation.path, &expectation.line,
                        &what) ||
        !parse_expectation(what, expectation)) {
      complain("cannot read `Expect: " + text + "`");
    }
    heading().section.expectations.push_back(std::move(expectation));
    heading().has_content = true;
  }

  void read_block(const std::string& language) {
    std::vector<std::string> body;
    for (++next_; next_ < lines_.size() && lines_[next_] != "```"; ++next_) {
      body.push_back(lines_[next_]);
    }
    if (path_.empty()) {
      // An example of configuration or output; a file of metadata without a name never ran.
      const std::string& text = heading().section.heading;
      if (language == "xml" && text.find("eported") != std::string::npos) {
        complain("a block under `" + text + "` has no path");
      }
      return;
    }
    PageFile file;
    file.path = std::exchange(path_, "");
    file.before = part_ == Part::earlier;
    if (language == "unreadable") {
      file.form = PageFile::Form::denied;
    } else if (language == "generated") {
      file.text = generate(body);
    } else {
      for (const std::string& each : body) file.text += each + "\n";
      if (language == "bytes") file.text = unescape_bytes(file.text);
    }
    if (part_ == Part::change) {
      change(std::move(file));
    } else {
      put(std::move(file));
    }
    heading().has_content = true;
  }

  PageFile* find(const PageFile& like) {
    std::vector<PageFile>& files = heading().section.files;
    const auto found = std::find_if(files.begin(), files.end(), [&](const PageFile& file) {
      return file.before == like.before && file.path == like.path;
    });
    return found == files.end() ? nullptr : &*found;
  }

  void put(PageFile file) {
    PageFile* there = find(file);
    if (there != nullptr) {
      *there = std::move(file);
    } else {
      heading().section.files.push_back(std::move(file));
    }
  }

  void change(PageFile with) {
    PageFile* there = find(with);
    const std::optional<std::string> text =
        there == nullptr ? std::nullopt : change_elements(there->text, with.text);
    if (!text) {
      complain("`Change: " + with.path + "` cannot be done");
    } else {
      there->text = *text;
    }
  }

  std::vector<std::string> lines_;
  std::size_t next_ = 0;
  RulePage page_ = {};
  std::vector<Heading> open_ = {Heading{}};
  std::string path_ = {};  ///< of the block that comes next; "" is none
  Part part_ = Part::file;
};

}  // namespace

RulePage read_rule_page(const std::string& name, std::string_view markdown) {
  return PageReader(name, markdown).read();
}

}  // namespace ecac::test
