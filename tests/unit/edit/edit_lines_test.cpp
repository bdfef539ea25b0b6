// No edit leaves a line behind that has nothing in it, in texts of any layout.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <array>
#include <map>
#include <string>
#include <vector>

#include "compiler/edit/change_set.h"
#include "compiler/edit/element_edit.h"
#include "compiler/edit/json_edit.h"
#include "compiler/edit/manifest_edit.h"
#include "compiler/syntax/xml_scanner.h"
#include "tests/support/loose_ends.h"
#include "tests/unit/syntax/xml_generator.h"

namespace ecac {
namespace edit_lines {
namespace {

using Kind = ElementPosition::Kind;
using test::loose_ends;
using test::Random;

constexpr std::array<std::string_view, 3> kLineEnds = {"\n", "\r\n", "\r"};
constexpr std::array<std::string_view, 3> kUnits = {"    ", "\t", " "};

/// How one text is laid out.
struct Layout {
  std::string_view line_end;
  std::string_view unit;
  std::size_t blank_lines = 0;  ///< percent of gaps with one or two
  std::size_t joined = 0;       ///< percent of items on the line of the one before
  std::size_t comments = 0;     ///< percent of items with one

  static Layout any(Random& random) {
    return {kLineEnds[random.below(3)], kUnits[random.below(3)], random.below(2) * random.below(60),
            random.below(2) * random.below(60), random.below(2) * random.below(50)};
  }

  std::string gap(Random& random, std::size_t depth) const {
    if (random.chance(joined)) return random.chance(50) ? " " : "";
    std::string text(line_end);
    if (random.chance(blank_lines)) text += line_end;
    if (random.chance(blank_lines)) text += line_end;
    for (std::size_t i = 0; i < depth; ++i) text += unit;
    return text;
  }
};

void add_elements(Random& random, const Layout& layout, std::size_t depth, std::string& out) {
  const std::size_t count = 1 + random.below(4);
  for (std::size_t i = 0; i < count; ++i) {
    out += layout.gap(random, depth);
    if (random.chance(layout.comments)) out += "<!-- c -->" + layout.gap(random, depth);
    const char name = static_cast<char>('a' + random.below(5));
    if (depth < 3 && random.chance(30)) {
      out += fmt::format("<{}>", name);
      add_elements(random, layout, depth + 1, out);
      out += layout.gap(random, depth) + fmt::format("</{}>", name);
    } else if (random.chance(20)) {
      out += fmt::format("<{}/>", name);
    } else {
      const std::string_view around = random.chance(20) ? layout.line_end : "";
      out += fmt::format("<{0}>{1}one{1}</{0}>", name, around);
    }
    if (random.chance(layout.comments / 2)) out += " <!-- d -->";
  }
}

std::string document(Random& random, const Layout& layout) {
  std::string text = "<r>";
  add_elements(random, layout, 1, text);
  text += layout.gap(random, 0) + "</r>";
  if (random.chance(70)) text += layout.line_end;
  return text;
}

std::string applied(std::string_view text, const TextEdits& edits) {
  std::map<TextRange, std::string> by_place;
  for (const TextEdit& edit : *edits) by_place[edit.range] = edit.text;
  return apply_edits(text, by_place).value_or("not fit");
}

/// What an edit made of a text: well-formed, and with no more loose ends than before.
void expect_tidy(const std::string& before, const TextEdits& edits, std::string_view what) {
  if (!edits) return;
  const std::string after = applied(before, edits);
  XmlScan scan;
  scan_xml(after, scan);
  EXPECT_TRUE(scan.breaks().empty()) << what << "\n" << before << "\n->\n" << after;
  EXPECT_LE(loose_ends(after), loose_ends(before)) << what << "\n" << before << "\n->\n" << after;
}

TEST(EditLines, NoEditOfElementsLeavesABlankLine) {
  std::size_t edits = 0;
  for (std::uint64_t seed = 0; seed < 1500; ++seed) {
    SCOPED_TRACE(seed);
    Random random(seed);
    const std::string text = document(random, Layout::any(random));
    const ElementEditor editor(text);
    XmlScan scan;
    scan_xml(text, scan);
    ASSERT_TRUE(scan.breaks().empty()) << text;
    const NewElement block{.name = "c", .children = {{.name = "x", .value = "1"}, {.name = "y"}}};
    for (const XmlElement& element : scan.elements().subspan(1)) {
      const std::uint32_t at = element.start_tag.begin;
      const TextEdits removal = editor.remove(at);
      ASSERT_TRUE(removal);
      expect_tidy(text, removal, "remove");
      expect_tidy(text, editor.set(at, "two"), "set");
      expect_tidy(text, editor.insert(Kind::in_order, at, {&block, 1}), "insert in");
      expect_tidy(text, editor.insert(Kind::before, at, {&block, 1}), "insert before");
      expect_tidy(text, editor.insert(Kind::behind, at, {&block, 1}), "insert behind");
      expect_tidy(text, editor.replace(element.range(), {&block, 1}), "replace");
      ++edits;
    }
    for (const XmlComment& comment : scan.comments()) {
      const TextEdits removal = editor.remove_comment(comment.range);
      ASSERT_TRUE(removal);
      expect_tidy(text, removal, "remove comment");
    }
  }
  EXPECT_GT(edits, 5000U);
}

TEST(EditLines, AStrayWordGoesWithItsLine) {
  for (const auto& [before, after] : std::map<std::string, std::string>{
           {"<r>\n    ;\n    <a/>\n</r>\n", "<r>\n    <a/>\n</r>\n"},
           {"<r>\n    <a/> ;\n</r>\n", "<r>\n    <a/>\n</r>\n"},
           {"<r>\n    <a/>\n\n    ;\n\n    <b/>\n</r>\n", "<r>\n    <a/>\n\n    <b/>\n</r>\n"},
           {"<r><a/> ; <b/></r>", "<r><a/> <b/></r>"}}) {
    const auto at = static_cast<std::uint32_t>(before.find(';'));
    EXPECT_EQ(applied(before, ElementEditor(before).set_text({at, at + 1}, "")), after);
  }
}

TEST(EditLines, WhatACommentSaysIsTextToo) {
  const std::string text = "<!-- a: b -->\n<r>\n    <!-- one, two: why -->\n    <a/>\n</r>\n";
  const auto set = [&](std::string_view what, std::string_view by) {
    const auto at = static_cast<std::uint32_t>(text.find(what));
    return applied(
        text, ElementEditor(text).set_text({at, at + static_cast<std::uint32_t>(what.size())}, by));
  };
  const auto with = [&](const std::string& from, const std::string& to) {
    return std::string(text).replace(text.find(from), from.size(), to);
  };
  EXPECT_EQ(set("b", "c & d"), with("b", "c & d"));
  EXPECT_EQ(set("one, ", ""), with("one, ", ""));
  EXPECT_EQ(set(", two", ""), with(", two", ""));
  const auto at = static_cast<std::uint32_t>(text.find("one"));
  EXPECT_FALSE(ElementEditor(text).set_text({at, at + 3}, "--"));
}

TEST(EditLines, WhatStandsBetweenBlankLinesTakesThoseBehindIt) {
  const std::string text = "<r>\n\n  <a/>\n\n\n  <b/>\n \n  <c/>\n</r>\n";
  const auto removed = [&](std::string_view what) {
    return applied(text, ElementEditor(text).remove(static_cast<std::uint32_t>(text.find(what))));
  };
  EXPECT_EQ(removed("<a"), "<r>\n\n  <b/>\n \n  <c/>\n</r>\n");
  EXPECT_EQ(removed("<b"), "<r>\n\n  <a/>\n\n\n  <c/>\n</r>\n");
  EXPECT_EQ(removed("<c"), "<r>\n\n  <a/>\n\n\n  <b/>\n \n</r>\n");
}

/// A list of values or members in a random layout.
std::string json(Random& random, const Layout& layout, bool object) {
  std::string text = object ? "{" : "[";
  const std::size_t count = 1 + random.below(4);
  for (std::size_t i = 0; i < count; ++i) {
    if (random.chance(layout.comments)) text += layout.gap(random, 1) + "/* c */";
    text += layout.gap(random, 1);
    text += object ? fmt::format("\"k{}\": {}", i, i) : fmt::format("{}", i);
    if (i + 1 < count) text += random.chance(20) ? layout.gap(random, 1) + "," : ",";
    if (random.chance(layout.comments)) text += " /* d */";
  }
  return text + layout.gap(random, 0) + (object ? "}" : "]") +
         std::string(random.chance(70) ? layout.line_end : "");
}

TEST(EditLines, NoEditOfJsonLeavesABlankLine) {
  std::size_t removals = 0;
  for (std::uint64_t seed = 0; seed < 3000; ++seed) {
    SCOPED_TRACE(seed);
    Random random(seed);
    const bool object = random.chance(50);
    const std::string text = json(random, Layout::any(random), object);
    const JsonEditor editor(text);
    const auto expect_no_more = [&](const TextEdits& edits, std::string_view what) {
      if (!edits) return;
      const std::string after = applied(text, edits);
      EXPECT_NE(after, "not fit") << what << "\n" << text;
      EXPECT_LE(loose_ends(after), loose_ends(text)) << what << "\n" << text << "\n->\n" << after;
    };
    for (std::size_t i = 0; i < 4; ++i) {
      const std::string pointer = object ? fmt::format("/k{}", i) : fmt::format("/{}", i);
      const TextEdits removal = editor.remove(pointer);
      if (removal) ++removals;
      expect_no_more(removal, "remove " + pointer);
      if (object) expect_no_more(editor.set(pointer, {.text = "v"}), "set " + pointer);
    }
    const std::vector<NewJsonValue> items = {{.text = "v"}};
    if (!object) expect_no_more(editor.add("", items), "add");
    if (object) expect_no_more(editor.add("/list", items), "add");
  }
  EXPECT_GT(removals, 5000U);
}

TEST(EditLines, NoEditOfAManifestLeavesABlankLine) {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    SCOPED_TRACE(seed);
    Random random(seed);
    const Layout layout = Layout::any(random);
    std::string text = "<Package>";
    for (const std::string type : {"NamedCredential", "ExternalCredential"}) {
      text += layout.gap(random, 1) + "<types>";
      for (const std::string member : {"Harbor", "Pier"}) {
        if (type == "ExternalCredential" && member == "Pier") continue;
        text += layout.gap(random, 2) + "<members>" + member + "</members>";
      }
      text += layout.gap(random, 2) + "<name>" + type + "</name>" + layout.gap(random, 1);
      text += "</types>";
    }
    text += layout.gap(random, 0) + "</Package>" + std::string(layout.line_end);
    const ManifestEditor editor(text);
    expect_tidy(text, editor.remove("NamedCredential", "Harbor"), "one of two");
    expect_tidy(text, editor.remove("ExternalCredential", "Harbor"), "the only one");
    expect_tidy(text, editor.add("NamedCredential", "Quay"), "add");
    expect_tidy(text, editor.add("AuthProvider", "Quay"), "add a type");
    expect_tidy(text, editor.rename("NamedCredential", "Pier", "Quay"), "rename");
  }
}

}  // namespace
}  // namespace edit_lines
}  // namespace ecac
