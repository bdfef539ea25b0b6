#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace ecac::test {

/// One file of a page: its text without marks, and how its bytes are written.
struct MarkedFile {
  std::string path = {};  ///< below the project
  std::string text = {};  ///< UTF-8, lines end at LF
  bool byte_order_mark = false;
  bool crlf = false;
  bool utf16 = false;
  bool open = false;        ///< an editor has it
  std::string before = {};  ///< what it said before the editor changed it; for `open`
  std::map<std::string, std::size_t> marks = {};  ///< offsets in `text`
};

/// A question, and what is answered.
struct MarkedQuestion {
  std::string words = {};
  std::string answer = {};  ///< with a line end, or empty
  std::size_t line = 0;     ///< of the page, from 1
};

/// A page of marked text: a project in memory and what is asked of it.
///
///     === force-app/main/default/externalClientApps/Portal.eca-meta.xml utf16
///     <ExternalClientApplication>⟨root⟩
///     --- hover root
///     the answer, up to the next question or file
///
/// Marks stand between `⟨` and `⟩` and are taken out of the text. Behind the path: `bom`, `crlf`,
/// `utf16`, `open`. A file named twice is open: the first text is what it said before. What stands
/// before the first file is for people, apart from lines `secret: VALUE`.
struct MarkedPage {
  std::string head = {};
  std::vector<std::string> secrets = {};
  std::vector<MarkedFile> files = {};
  std::vector<MarkedQuestion> questions = {};
  std::vector<std::string> parts = {};  ///< the page around the answers, one before each and a last

  const MarkedFile* file(std::string_view path) const;
  /// The file that has the mark; null if none has.
  const MarkedFile* file_marked(const std::string& mark) const;
};

MarkedPage read_marked_page(std::string_view text);
/// The page with other answers, in the order of the questions.
std::string with_answers(const MarkedPage& page, const std::vector<std::string>& answers);

/// The bytes of a file.
std::string bytes_of(const MarkedFile& file, const std::string& text);
/// Where an offset of the text is in what the bytes say as UTF-8.
std::uint32_t offset_in(const MarkedFile& file, std::size_t offset);

}  // namespace ecac::test
