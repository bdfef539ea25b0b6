#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "compiler/driver/check.h"
#include "compiler/host/disk_file_tree.h"
#include "tests/corpus/xsd_field_documents.h"
#include "tests/corpus/xsd_verdicts.h"
#include "tests/support/golden.h"
#include "tests/support/page_run.h"
#include "tests/support/rule_page.h"
#include "tests/support/sanitized.h"
#include "tests/support/test_host.h"

namespace ecac::test {
namespace {

/// Types whose elements are looked at, not only their names.
const TypeSchema* type_to_compare(const ShownFile& file) {
  const TypeSchema* type = SchemaSet::embedded()->find_type(file.type);
  return type != nullptr && type->read == ReadDepth::fields ? type : nullptr;
}

/// A file with another suffix is never read by its fields.
bool has_suffix(const std::string& path, std::string_view suffix) {
  const std::string ending = "." + std::string(suffix);
  return path.ends_with(ending) || path.ends_with(ending + "-meta.xml");
}

void expect_agreement(VerdictComparison& comparison, const Document& document,
                      const TypeSchema& type) {
  const std::string difference = comparison.compare(document, type);
  EXPECT_TRUE(difference.empty()) << difference;
}

void compare_page(VerdictComparison& comparison, const RulePage& page) {
  for (const PageSection& section : page.sections) {
    for (const ShownFile& shown : check_section(section).files) {
      const TypeSchema* type = type_to_compare(shown);
      if (type == nullptr || !has_suffix(shown.path, type->suffix)) continue;
      for (const PageFile& file : section.files) {
        if (file.path != shown.path || file.before || file.form != PageFile::Form::text) continue;
        const std::string name = page.name + ", " + section.heading + ", " + file.path;
        expect_agreement(comparison, {name, file.path, file.text}, *type);
      }
    }
  }
}

/// What neither the pages nor the fields' documents show.
constexpr std::string_view kNilProfile =
    R"(<ProfileSessionSetting xmlns="http://soap.sforce.com/2006/04/metadata"
                       xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
    <profile xsi:nil="true"/>
    <sessionTimeout>15</sessionTimeout>
</ProfileSessionSetting>)";

TEST(XsdVerdict, AgreesWithOursOnTheCorpus) {
  ECAC_NEED_SHARED(shared);
  const DiskFileTree disk;
  CheckRequest request;
  request.current_directory = shared + "/corpus";
  request.list_files = true;
  VerdictComparison comparison;
  for (const ShownFile& file : run_check(test::host_with(disk), request).files) {
    const TypeSchema* type = type_to_compare(file);
    if (type == nullptr) continue;
    const std::string bytes = read_text_file(request.current_directory + "/" + file.path);
    expect_agreement(comparison, {file.path, file.path, bytes}, *type);
  }
  EXPECT_TRUE(comparison.unread().empty()) << comparison.unread().front();
  EXPECT_GT(comparison.valid_count(), 100U);
  EXPECT_GT(comparison.invalid_count(), 10U);
}

TEST(XsdVerdict, AgreesWithOursOnPagesAndFieldsAndNeedsEveryListedDifference) {
  VerdictComparison comparison;
  std::size_t seen = 0;
  for (const auto& entry : std::filesystem::directory_iterator(ECAC_SOURCE_DIR "/docs/rules")) {
    if (!entry.is_regular_file()) continue;
    if (seen++ % stride(4) != 0) continue;
    const std::string path = entry.path().string();
    compare_page(comparison, read_rule_page(entry.path().stem().string(), read_text_file(path)));
  }
  if (!kSanitized) {
    EXPECT_GT(comparison.invalid_count(), 20U);
  }
  for (const std::string& name : comparison.unread()) {
    EXPECT_TRUE(name.starts_with("limit-exceeded") || name.starts_with("unsupported-encoding"))
        << name;
  }
  const SchemaSet& schemas = *SchemaSet::embedded();
  for (const TypeSchema& type : schemas.types()) {
    if (type.read != ReadDepth::fields || type.suffix.empty()) continue;
    for (const Document& document : field_documents(type)) {
      if (seen++ % stride(4) != 0) continue;
      expect_agreement(comparison, document, type);
    }
  }
  expect_agreement(comparison,
                   {"a nil profile", "profileSessionSettings/P.profileSessionSetting-meta.xml",
                    std::string(kNilProfile)},
                   *schemas.find_type("ProfileSessionSetting"));
  if (kSanitized) return;
  for (const std::string& difference : comparison.unused_differences()) {
    ADD_FAILURE() << "nothing needs the difference " << difference;
  }
}

}  // namespace
}  // namespace ecac::test
