#include "tests/corpus/xsd_verdicts.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/driver/check.h"
#include "compiler/emit/schema/schema_xsd.h"
#include "compiler/support/files/memory_file_tree.h"
#include "tests/support/test_host.h"
#include "tests/support/xsd_validation.h"

namespace ecac::test {
namespace {

/// A finding of ours that XSD 1.0 cannot have: the verdicts differ if a file has no other error.
struct OnlyWeRefuse {
  std::string_view finding;
  std::string_view reason;
};

constexpr OnlyWeRefuse kOnlyWeRefuse[] = {
    {"XML005 separated", "adjacency: a choice without order cannot keep blocks of a list together"},
    {"SCH003 element", "versions: the XSD has the fields of all versions, those long gone too"},
    {"SCH006 email", "the check is softer than any pattern and allows a placeholder"},
    {"SCH007 unknown", "a list in one text cannot be split"},
    {"SCH008 runtime-name", "a list in one text cannot be split"},
    {"SCH009 empty-formula", "a text may be empty for the WSDL"},
    {"SCH009 too-many", "a choice without order cannot count"},
    {"SCH010 address", "cross-field: the form of one end decides how the other is read"},
    {"SCH010 family", "cross-field"},
    {"SCH010 order", "cross-field"},
    {"SCH010 too-many", "a choice without order cannot count"},
    {"SCH011 not-a-uri", "a list in one text cannot be split"},
    {"SCH011 separator", "a list in one text cannot be split"},
    {"SCH013 push-not-exactly-one", "cross-field"},
    {"SCH013 push-service-mismatch", "cross-field"},
    {"CRD016 no-hyphen", "two names in one text"},
    {"CRD016 profile", "the element is listed so that it is found"},
    {"SCH014 certificate", "a certificate has to be read"},
    {"SCH014 custom-subject", "cross-field"},
    {"SCH014 encryption-certificate", "cross-field"},
};

/// What XSD has to refuse and we let pass, with a warning where there is something to say.
struct OnlyXsdRefuses {
  std::string_view finding;
  std::string_view words;  ///< of libxml2: each of its complaints needs an entry
  std::string_view reason;
};

constexpr OnlyXsdRefuses kOnlyXsdRefuses[] = {
    {"XML006 text", "Character content other than whitespace is not allowed",
     "whether an org minds is not known"},
    {"SCH005 deleted-profile", "The element is not 'nillable'",
     "a key cannot point at an element that may be nil, and orgs write nil"},
    {"SCH006 empty", "'' is not a valid value", "whether an org minds is not known"},
    {"SCH006 empty", "[facet 'enumeration'] The value '' ", "whether an org minds is not known"},
    {"SCH006 empty", "Not all fields of key", "so it cannot be the value of a key"},
    {"SCH006 not-positive", "[facet 'minInclusive']", "the limit is our inference"},
    {"placeholder", "Not all fields of key", "so it cannot be the value of a key"},
    {"placeholder", "'{{", "placeholders: replaced before the deploy"},
    {"placeholder", "'${", "placeholders: replaced before the deploy"},
};

struct Verdicts {
  std::vector<std::string> errors = {};  ///< `XML005 separated`
  std::vector<std::string> remarks = {};
  std::vector<std::string> complaints = {};  ///< of libxml2
  bool unread = false;

  std::string text() const {
    return fmt::format("\n  errors:  {}\n  remarks: {}\n  libxml2: {}", fmt::join(errors, ", "),
                       fmt::join(remarks, ", "), fmt::join(complaints, "           "));
  }
};

/// The file alone in a bare folder: what its own bytes decide, and nothing else.
Verdicts verdicts_on(const Document& document, const TypeSchema& type) {
  MemoryFileTree tree;
  tree.add("/alone/" + document.path, document.bytes);
  CheckRequest request;
  request.current_directory = "/alone";
  request.isolated = true;
  // Two constraints of the schema are reported by rules of their own.
  request.select = {"XML", "SCH", "PRJ", "CRD016", "POL007"};
  const CheckResult result = run_check(test::host_with(tree), request);

  Verdicts verdicts;
  for (const ReportFinding& finding : result.report.findings) {
    const RuleInfo& rule = rule_of(finding.rule_case);
    verdicts.unread = verdicts.unread || rule.family() == "PRJ";
    auto& list = finding.severity == Severity::error ? verdicts.errors : verdicts.remarks;
    list.push_back(fmt::format("{} {}", rule.code, case_of(finding.rule_case).id));
  }
  if (result.report.summary.placeholders > 0) verdicts.remarks.emplace_back("placeholder");
  verdicts.complaints = xsd_problems(schema_xsd(type), document.bytes);
  return verdicts;
}

}  // namespace

std::string VerdictComparison::compare(const Document& document, const TypeSchema& type) {
  const Verdicts verdicts = verdicts_on(document, type);
  if (verdicts.unread) {
    unread_.push_back(document.name);
    return {};
  }
  ++(verdicts.errors.empty() ? valid_ : invalid_);
  if (verdicts.errors.empty() == verdicts.complaints.empty()) return {};

  for (const std::string& error : verdicts.errors) {
    const auto* entry =
        std::find_if(std::begin(kOnlyWeRefuse), std::end(kOnlyWeRefuse),
                     [&](const OnlyWeRefuse& difference) { return difference.finding == error; });
    if (entry == std::end(kOnlyWeRefuse)) {
      return fmt::format("{}: the XSD misses `{}`{}", document.name, error, verdicts.text());
    }
    used_.insert(entry);
  }
  if (!verdicts.errors.empty()) return {};

  for (const std::string& complaint : verdicts.complaints) {
    const auto* entry =
        std::find_if(std::begin(kOnlyXsdRefuses), std::end(kOnlyXsdRefuses),
                     [&](const OnlyXsdRefuses& difference) {
                       return complaint.find(difference.words) != std::string::npos &&
                              std::find(verdicts.remarks.begin(), verdicts.remarks.end(),
                                        difference.finding) != verdicts.remarks.end();
                     });
    if (entry == std::end(kOnlyXsdRefuses)) {
      return fmt::format("{}: only the XSD refuses this{}", document.name, verdicts.text());
    }
    used_.insert(entry);
  }
  return {};
}

std::vector<std::string> VerdictComparison::unused_differences() const {
  std::vector<std::string> unused;
  for (const OnlyWeRefuse& entry : kOnlyWeRefuse) {
    if (!used_.contains(&entry)) unused.push_back(fmt::format("only we refuse: {}", entry.finding));
  }
  for (const OnlyXsdRefuses& entry : kOnlyXsdRefuses) {
    if (used_.contains(&entry)) continue;
    unused.push_back(fmt::format("only the XSD refuses: {}, {}", entry.finding, entry.words));
  }
  return unused;
}

}  // namespace ecac::test
