#pragma once

#include <string>
#include <string_view>

namespace ecac {

/// A rule's page (Markdown) laid out for a terminal: headings, wrapped paragraphs, aligned tables,
/// indented code. The marks by which the page is run as a test become pointers at the findings.
std::string explain_page(std::string_view markdown, bool color);

}  // namespace ecac
