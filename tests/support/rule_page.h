#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ecac::test {

struct PageFile {
  enum class Form { text, denied } form = Form::text;
  std::string path = {};  ///< below the project; a folder when it ends in `/`
  std::string text = {};
  bool before = false;  ///< belongs to the earlier revision
};

/// One finding that a page demands.
struct Expectation {
  std::string path = {};
  std::uint32_t line = 0;
  std::string severity = {};
  std::string rule = {};
  std::string rule_case = {};  ///< "" is any
  std::string on = {};         ///< the text that the range covers; "" is any
  std::string says = {};       ///< a part of the message; "" is any
  std::string written = {};
};

/// One heading of a page: a project, a run, and what must come of it. All that it inherits from the
/// headings around it and from stored projects is in it.
struct PageSection {
  std::string heading = {};
  std::vector<std::string> options = {};
  std::vector<PageFile> files = {};
  std::vector<Expectation> expectations = {};
};

/// A page of docs/rules as a test (house rules for pages: docs/adding-a-rule.md).
struct RulePage {
  std::string name = {};
  std::string code = {};
  std::vector<PageSection> sections = {};  ///< only those that add to what they inherit
  std::vector<std::string> mistakes = {};  ///< what could not be read as the convention says
};

RulePage read_rule_page(const std::string& name, std::string_view markdown);

/// Expectations in comments of a file's text.
std::vector<Expectation> expectations_in(const std::string& path, std::string_view text,
                                         std::vector<std::string>& mistakes);

std::string read_text_file(const std::string& path);

}  // namespace ecac::test
