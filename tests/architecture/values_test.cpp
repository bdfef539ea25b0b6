// Code names the values of closed lists by constants, so that a misspelt one does not compile.

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "compiler/schema/schema_set.h"
#include "tests/architecture/source_tree.h"

namespace ecac::architecture {
namespace {

/// Literals that only look like a value: a part of their line, and what they are.
const std::map<std::string, std::string> kNoValue = {
    {"case FlowKind::saml: return \"SAML\"", "the name of the flow on the screen"},
    {"\"kind\", identity ? \"ExternalAuthIdentityProvider\" : \"AuthProvider\"",
     "names of metadata types"},
    {"? \"OAuth\" : std::string(*protocol_)", "the word of the Connect REST API"},
    {".placeholder = \"DATE\"", "what stands for a day in the help"},
    {".name = \"certificateKey\"", "a condition of a flow"},
    {"node.list(\"permissionSets\")", "a member of the resolved document"},
    {"\"profiles\" : \"permissionSets\"", "members of the resolved document"},
    {"node.put(\"namedCredentials\"", "a member of the resolved document"},
    {"node.put(\"principalAccess\"", "a member of the resolved document"},
};

/// A word in small letters alone, such as `profile` or `int`, means too much else.
bool is_plain_word(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

std::set<std::string, std::less<>> words_of_lists() {
  std::set<std::string, std::less<>> words;
  for (const EnumSchema& list : SchemaSet::embedded()->enums()) {
    words.emplace(list.name);
    for (const EnumValue& value : list.values) {
      if (!is_plain_word(value.name)) words.emplace(value.name);
    }
  }
  return words;
}

TEST(Values, AreNamedByConstants) {
  const std::set<std::string, std::less<>> words = words_of_lists();
  ASSERT_NE(words.count("AdminApprovedPreAuthorized"), 0U);
  std::set<std::string> unused;
  for (const auto& [fragment, reason] : kNoValue) unused.insert(fragment);
  Complaints complaints;
  for (const std::string_view ending : {".cpp", ".h"}) {
    for (const SourceFile* file : files_in("compiler/", ending)) {
      // What writes the constants cannot use them.
      if (file->path.starts_with("compiler/tools/")) continue;
      std::size_t number = 0;
      for (const std::string_view line : lines_of(file->text)) {
        ++number;
        if (line.starts_with("#include")) continue;
        for (const std::string_view literal : literals_of(line)) {
          if (words.find(literal) == words.end()) continue;
          const auto excused = std::find_if(
              kNoValue.begin(), kNoValue.end(),
              [&](const auto& entry) { return line.find(entry.first) != std::string_view::npos; });
          if (excused != kNoValue.end()) {
            unused.erase(excused->first);
            continue;
          }
          complaints.add(file->path + ':' + std::to_string(number) + ": \"" + std::string(literal) +
                         "\" has a constant in namespace `values`");
        }
      }
    }
  }
  for (const std::string& fragment : unused) complaints.add("nobody writes " + fragment);
  EXPECT_EQ(complaints.text(), "");
}

TEST(Values, LiteralsAreFoundInCode) {
  EXPECT_EQ(literals_of(R"(  f("Full", '"', "a\"b");  // "Web")"),
            (std::vector<std::string_view>{"Full", R"(a\"b)"}));
}

}  // namespace
}  // namespace ecac::architecture
