#include "tests/query/marked_page.h"

#include <algorithm>
#include <stdexcept>

#include "compiler/support/utf8.h"

namespace ecac::test {

namespace {

constexpr std::string_view kFile = "=== ";
constexpr std::string_view kQuestion = "--- ";
constexpr std::string_view kOpen = "⟨";
constexpr std::string_view kClose = "⟩";
constexpr std::string_view kSecret = "secret: ";

void take_marks(MarkedFile& file) {
  for (std::size_t at = 0; (at = file.text.find(kOpen, at)) != std::string::npos;) {
    const std::size_t close = file.text.find(kClose, at);
    if (close == std::string::npos) throw std::runtime_error("a mark without an end");
    const std::string name = file.text.substr(at + kOpen.size(), close - at - kOpen.size());
    file.text.erase(at, close + kClose.size() - at);
    file.marks[name] = at;
  }
}

MarkedFile file_of(std::string_view words) {
  MarkedFile file;
  while (!words.empty()) {
    const std::size_t end = std::min(words.find(' '), words.size());
    const std::string_view word = words.substr(0, end);
    words.remove_prefix(std::min(end + 1, words.size()));
    if (file.path.empty()) {
      file.path = word;
    } else if (word == "bom") {
      file.byte_order_mark = true;
    } else if (word == "crlf") {
      file.crlf = true;
    } else if (word == "utf16") {
      file.utf16 = true;
    } else if (word == "open") {
      file.open = true;
    } else {
      throw std::runtime_error("unknown word behind a path: " + std::string(word));
    }
  }
  return file;
}

/// A file that ends without a line end is marked so by a last line `\`.
void finish(MarkedFile& file) {
  constexpr std::string_view kNoLineEnd = "\\\n";
  if (file.text.ends_with(kNoLineEnd)) file.text.resize(file.text.size() - kNoLineEnd.size() - 1);
  take_marks(file);
}

void add_file(MarkedPage& page, MarkedFile added) {
  finish(added);
  for (MarkedFile& other : page.files) {
    if (other.path != added.path) continue;
    added.before = std::move(other.text);
    added.open = true;
    other = std::move(added);
    return;
  }
  page.files.push_back(std::move(added));
}

}  // namespace

const MarkedFile* MarkedPage::file(std::string_view path) const {
  for (const MarkedFile& each : files) {
    if (each.path == path || each.path.ends_with("/" + std::string(path))) return &each;
  }
  return nullptr;
}

const MarkedFile* MarkedPage::file_marked(const std::string& mark) const {
  for (const MarkedFile& each : files) {
    if (each.marks.contains(mark)) return &each;
  }
  return nullptr;
}

MarkedPage read_marked_page(std::string_view text) {
  MarkedPage page;
  page.parts.emplace_back();
  MarkedFile current;
  enum class In { head, file, answer } in = In::head;
  const auto leave = [&] {
    if (in == In::file) add_file(page, std::move(current));
    if (in == In::answer) page.parts.emplace_back();
  };
  std::size_t number = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = text.substr(begin, end - begin);
    begin = end + 1;
    ++number;
    if (line.starts_with(kFile)) {
      leave();
      current = file_of(line.substr(kFile.size()));
      in = In::file;
    } else if (line.starts_with(kQuestion)) {
      leave();
      page.questions.push_back({std::string(line.substr(kQuestion.size())), "", number});
      in = In::answer;
    } else if (in == In::answer) {
      page.questions.back().answer += std::string(line) + '\n';
      continue;
    } else if (in == In::file) {
      current.text += std::string(line) + '\n';
    } else {
      if (line.starts_with(kSecret)) page.secrets.emplace_back(line.substr(kSecret.size()));
      page.head += std::string(line) + '\n';
    }
    page.parts.back() += std::string(line) + '\n';
  }
  leave();
  if (in != In::answer) page.parts.emplace_back();
  return page;
}

std::string with_answers(const MarkedPage& page, const std::vector<std::string>& answers) {
  std::string text;
  for (std::size_t i = 0; i < answers.size(); ++i) text += page.parts[i] + answers[i];
  return text + page.parts[answers.size()];
}

std::string bytes_of(const MarkedFile& file, const std::string& text) {
  std::string utf8;
  if (file.byte_order_mark) utf8 += kUtf8Bom;
  for (const char c : text) {
    if (c == '\n' && file.crlf) utf8 += '\r';
    utf8 += c;
  }
  if (!file.utf16) return utf8;
  std::string bytes = "\xFF\xFE";
  const auto add = [&bytes](std::uint32_t unit) {
    bytes += static_cast<char>(unit & 0xFF);
    bytes += static_cast<char>(unit >> 8);
  };
  for (std::size_t at = 0; at < utf8.size();) {
    const Utf8Char character = decode_utf8(utf8, at);
    at += character.size;
    if (character.value < 0x10000) {
      add(character.value);
    } else {
      add(0xD800 + ((character.value - 0x10000) >> 10));
      add(0xDC00 + ((character.value - 0x10000) & 0x3FF));
    }
  }
  return bytes;
}

std::uint32_t offset_in(const MarkedFile& file, std::size_t offset) {
  std::size_t at = offset;
  if (file.crlf) {
    at += static_cast<std::size_t>(std::count(
        file.text.begin(), file.text.begin() + static_cast<std::ptrdiff_t>(offset), '\n'));
  }
  if (file.byte_order_mark) at += kUtf8Bom.size();
  return static_cast<std::uint32_t>(at);
}

}  // namespace ecac::test
