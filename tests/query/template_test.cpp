// Templates of files, as they are filled in, against a check of them.

#include <gtest/gtest.h>

#include <set>

#include "compiler/edit/file_template.h"
#include "compiler/query/creation/new_file.h"
#include "compiler/schema/schema_set.h"
#include "tests/query/query_workspace.h"

namespace ecac::template_test {
namespace {

/// A path for a template, with what its siblings are called.
std::string path_of(const FileTemplate& one, std::string& name) {
  const TypeSchema* type = SchemaSet::embedded()->find_type(one.type);
  if (type == nullptr) return "/w/" + std::string(one.type);
  name = "Harbor" + std::string(type->name_ending);
  if (one.name == "permission-set") name = "Harbor_Users";
  if (one.type == "Package") return "/w/manifest/package.xml";
  return "/w/force-app/main/default/" + std::string(type->directory) + "/" + name + "." +
         std::string(type->suffix) + "-meta.xml";
}

std::string filled(const FileTemplate& one, const std::string& name, bool is_public) {
  const TypeSchema* type = SchemaSet::embedded()->find_type(one.type);
  TemplateNames names{.name = name, .version = "66.0"};
  if (type != nullptr) names.app = app_in_name(*type, name);
  std::string text = filled_text_of(one, names);
  // What a person would choose here.
  const auto put = [&](std::string_view from, std::string_view to) {
    const std::size_t at = text.find(from);
    if (at != std::string::npos) text.replace(at, from.size(), to);
  };
  put("Credential-Service", "Harbor-Service");
  put("\"Portal\"", "\"Harbor\"");
  if (one.name == "ecac" && !is_public) put("public", "confidential");
  return text;
}

/// Each of several templates of a type with the first ones of all others.
TEST(Templates, AreCleanTogether) {
  for (const FileTemplate& wanted : all_file_templates()) {
    test::QueryWorkspace work;
    std::set<std::string> paths;
    std::string name;
    const std::string path = path_of(wanted, name);
    const bool is_public = wanted.name.find("public") != std::string_view::npos;
    work.add(path, filled(wanted, name, is_public));
    paths.insert(path);
    for (const FileTemplate& one : all_file_templates()) {
      std::string other;
      const std::string beside = path_of(one, other);
      if (paths.insert(beside).second) work.add(beside, filled(one, other, is_public));
    }
    std::string found;
    for (const std::string& line : test::findings_in(work.files())) {
      if (!line.starts_with("info")) found += line + '\n';
    }
    EXPECT_EQ(found, "") << wanted.name;
  }
}

TEST(Templates, SayNoMoreThanTheirForm) {
  for (const FileTemplate& one : all_file_templates()) {
    const std::string snippet = snippet_of(one, {.name = "A_b", .app = "A", .version = "66.0"});
    EXPECT_EQ(snippet.find("{{"), std::string::npos) << one.name;
    EXPECT_NE(snippet.find("${1"), std::string::npos) << one.name;
    EXPECT_EQ(without_tab_stops(snippet).find("${"), std::string::npos) << one.name;
    EXPECT_TRUE(one.text.ends_with('\n')) << one.name;
  }
}

TEST(Snippets, LoseTheirStops) {
  EXPECT_EQ(without_tab_stops("<a>${1:x}</a>$0"), "<a>x</a>");
  EXPECT_EQ(without_tab_stops("${1|a\\,b,c|} ${2} $3"), "a,b  ");
  EXPECT_EQ(without_tab_stops("{!\\$Credential.X.${3:Key}}"), "{!$Credential.X.Key}");
  EXPECT_EQ(without_tab_stops(escape_snippet("a$b}c\\d")), "a$b}c\\d");
  EXPECT_EQ(without_tab_stops("${1|" + escape_choice("a|b,c") + "|}"), "a|b,c");
}

}  // namespace
}  // namespace ecac::template_test
