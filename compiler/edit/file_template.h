#pragma once

#include <span>
#include <string>
#include <string_view>

namespace ecac {

/// A file to begin with, from schemas/templates, which tells its form.
struct FileTemplate {
  std::string_view name;  ///< of the template
  std::string_view type;  ///< of metadata, or the name of the only file that it is for
  std::string_view title;
  std::string_view text;
};

/// All of them, sorted by name.
std::span<const FileTemplate> all_file_templates();

/// What a file is made for.
struct TemplateNames {
  std::string name = {};     ///< of its component
  std::string app = {};      ///< that it belongs to; "" where it belongs to none
  std::string version = {};  ///< of the API, `67.0`
};

/// A template with its names filled in: as a snippet with tab stops (`${1:text}`, `${2|a,b|}`, in
/// the syntax of LSP), or plain, where each stop has its text or its first choice. Lines end in LF.
std::string snippet_of(const FileTemplate& file_template, const TemplateNames& names);
std::string filled_text_of(const FileTemplate& file_template, const TemplateNames& names);

/// A snippet without its stops.
std::string without_tab_stops(std::string_view snippet);
/// Text as it stands in a snippet outside of a stop, or as the text of one.
std::string escape_snippet(std::string_view text);
/// Text as a choice of a stop.
std::string escape_choice(std::string_view text);

}  // namespace ecac
