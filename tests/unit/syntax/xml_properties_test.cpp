#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "compiler/source/decode.h"
#include "compiler/syntax/xml_scanner.h"
#include "compiler/syntax/xml_value.h"
#include "tests/unit/syntax/libxml2_opinion.h"
#include "tests/unit/syntax/xml_dump.h"
#include "tests/unit/syntax/xml_generator.h"

namespace ecac {
namespace {

constexpr std::size_t kDocuments = 20'000;
constexpr std::uint64_t kSeed = 20'260'201;

TEST(XmlProperties, HoldForWholeAndBrokenDocuments) {
  test::Random random(kSeed);
  XmlScan scan;
  XmlTree tree;
  std::size_t broken = 0;
  for (std::size_t i = 0; i < kDocuments; ++i) {
    const std::string whole = test::generate_document(random);
    scan_xml(whole, scan);
    ASSERT_EQ(test::dump_breaks(scan), "") << whole;
    ASSERT_EQ(test::broken_promise(scan), "") << whole;
    tree.build(scan);

    const std::string mutated = test::mutate(whole, random);
    scan_xml(mutated, scan);
    if (!scan.well_formed()) ++broken;
    ASSERT_EQ(test::broken_promise(scan), "") << mutated;
    ASSERT_EQ(test::broken_repair(scan), "") << mutated;
    tree.build(scan);
    ASSERT_EQ(tree.size(), scan.elements().size()) << mutated;
  }
  EXPECT_GT(broken, kDocuments / 2) << "the mutations are too tame to test anything";
}

TEST(XmlProperties, SafeFixesRemoveTheirBreakAndAddNone) {
  test::Random random(kSeed + 1);
  XmlScan scan;
  XmlScan again;
  for (std::size_t i = 0; i < kDocuments; ++i) {
    const std::string text = test::mutate(test::generate_document(random), random);
    scan_xml(text, scan);
    for (const XmlBreak& broken : scan.breaks()) {
      const std::optional<XmlBreakFix> fix = fix_of(scan, broken);
      if (!fix || !fix->safe) continue;
      std::string fixed = text;
      for (auto edit = fix->edits.rbegin(); edit != fix->edits.rend(); ++edit) {
        fixed.replace(edit->range.begin, edit->range.size(), edit->text);
      }
      scan_xml(fixed, again);
      ASSERT_LT(again.breaks().size(), scan.breaks().size()) << to_string(broken.kind) << "\n"
                                                             << text << "\n"
                                                             << fixed;
    }
  }
}

/// Where libxml2 accepts what the recommendation does not:
/// * it reads VersionNum as '1.' [0-9]*;
/// * it wants no white space between `encoding="..."` and `standalone`;
/// * a NUL behind the root element is the end of the document for it.
bool libxml2_is_lax(std::string_view text) {
  const std::string_view declaration = text.substr(0, text.find("?>"));
  for (std::string_view lax : {"1.\"", "1.'", "\"standalone", "'standalone"}) {
    if (declaration.find(lax) != std::string_view::npos) return true;
  }
  return text.find('\0') != std::string_view::npos;
}

std::vector<std::string> attributes_of(const XmlScan& scan, NodeId node) {
  std::vector<std::string> attributes;
  for (const XmlAttribute& attribute : scan.attributes(node)) {
    std::string_view name = attribute.name.in(scan.text());
    if (name == "xmlns" || name.starts_with("xmlns:")) continue;
    name.remove_prefix(name.find(':') + 1);
    XmlValue value;
    decode_attribute(scan, attribute, value);
    std::string entry = "{";
    entry.append(scan.namespace_uri(attribute)).append("}").append(name);
    attributes.push_back(entry.append("=").append(value.text()));
  }
  std::sort(attributes.begin(), attributes.end());
  return attributes;
}

bool is_blank_text(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

/// Blank text beside elements is not recorded, so there only the rest is compared.
std::string without_blanks(std::string_view text) {
  std::string rest;
  std::copy_if(text.begin(), text.end(), std::back_inserter(rest), [](char c) {
    return !is_blank_text({&c, 1});
  });
  return rest;
}

/// Empty, or in what our reading differs from libxml2's.
std::string difference(std::string_view text, XmlScan& scan) {
  scan_xml(text, scan);
  const bool doctype =
      std::any_of(scan.breaks().begin(), scan.breaks().end(),
                  [](const XmlBreak& b) { return b.kind == XmlBreakKind::doctype; });
  if (doctype || scan.limit_exceeded() != XmlLimit::none) return {};
  const test::Libxml2Opinion opinion = test::ask_libxml2(text);
  if (opinion.well_formed != scan.well_formed()) {
    if (opinion.well_formed && libxml2_is_lax(text)) return {};
    return "verdict: " + test::dump_breaks(scan) + " against " + opinion.complaint;
  }
  if (!opinion.well_formed) return {};
  if (opinion.elements.size() != scan.elements().size()) return "number of elements";
  std::vector<bool> has_children(scan.elements().size());
  for (const XmlElement& element : scan.elements()) {
    if (element.parent != kNoNode) has_children[element.parent] = true;
  }
  for (NodeId i = 0; i < scan.elements().size(); ++i) {
    const test::Libxml2Element& theirs = opinion.elements[i];
    XmlValue value;
    decode_value(scan, i, value);
    if (theirs.name != scan.name(i)) return "name " + theirs.name;
    if (theirs.namespace_uri != scan.namespace_uri(i)) return "namespace of " + theirs.name;
    const bool same_text = has_children[i]
                               ? without_blanks(theirs.text) == without_blanks(value.text())
                               : theirs.text == value.text();
    if (!same_text) return "text of " + theirs.name;
    if (theirs.attributes != attributes_of(scan, i)) return "attributes of " + theirs.name;
  }
  return {};
}

TEST(XmlProperties, AgreeWithLibxml2) {
  test::Random random(kSeed + 2);
  XmlScan scan;
  for (std::size_t i = 0; i < kDocuments; ++i) {
    const std::string whole = test::generate_document(random);
    const std::string mutated = test::mutate(whole, random);
    for (const std::string* text : {&whole, &mutated}) {
      std::string buffer;
      const DecodedText decoded = decode_text(*text, buffer);
      if (!decoded.offsets_are_file_offsets()) continue;
      ASSERT_EQ(difference(*text, scan), "") << *text;
    }
  }
}

TEST(XmlProperties, AgreeWithLibxml2OnPrefixesOfADocument) {
  test::Random random(kSeed + 3);
  XmlScan scan;
  for (std::size_t i = 0; i < 200; ++i) {
    const std::string whole = test::generate_document(random);
    for (std::size_t size = 4; size < whole.size(); ++size) {
      const std::string_view text = std::string_view(whole).substr(0, size);
      ASSERT_EQ(difference(text, scan), "") << text;
      ASSERT_EQ(test::broken_promise(scan), "") << text;
      ASSERT_EQ(test::broken_repair(scan), "") << text;
    }
  }
}

}  // namespace
}  // namespace ecac
