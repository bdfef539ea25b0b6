#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "compiler/diagnostics/rule_info.h"
#include "compiler/host/git/libgit2_objects.h"
#include "compiler/schema/schema_set.h"
#include "tests/support/git_repository.h"
#include "tests/support/json_schema.h"
#include "tests/unit/cli/cli_run.h"

namespace ecac {
namespace {

using testing::HasSubstr;

TEST(Version, IsOneLineHoweverItIsAskedFor) {
  const std::string line = "ecac " + std::string(version()) + "\n";
  CliRun run;
  for (const std::vector<std::string>& words : {std::vector<std::string>{"--version"},
                                                {"-V"},
                                                {"version"},
                                                {"version", "--output-format", "text"}}) {
    EXPECT_EQ(run(words), 0);
    EXPECT_EQ(run.out, line);
    EXPECT_EQ(run.err, "");
  }
}

TEST(Version, AsJsonTellsWhatItKnows) {
  CliRun run;
  ASSERT_EQ(run({"version", "--output-format", "json"}), 0);
  const nlohmann::json document = nlohmann::json::parse(run.out);
  EXPECT_EQ(test::JsonSchema("version.schema.json").problems(document), std::vector<std::string>());
  EXPECT_EQ(document["tool"]["version"], version());
  EXPECT_EQ(document["rules"], all_rules().size());
  EXPECT_EQ(document["newestApiVersion"],
            std::to_string(SchemaSet::embedded()->newest_version()) + ".0");
  // The tests are linked as the program that stands beside them, and never without the C library.
  EXPECT_EQ(document["target"]["linkage"], "dynamic");
}

TEST(Version, NamesWhatReallyReadsRevisions) {
  CliRun run;
  ASSERT_EQ(run({"version", "--output-format", "json"}), 0);
  const GitRepository repository;
  const bool by_library = static_cast<bool>(open_with_libgit2(repository.path()));
  EXPECT_EQ(nlohmann::json::parse(run.out)["revisions"], by_library ? "library" : "program");
}

TEST(Version, RefusesWhatItDoesNotKnow) {
  CliRun run;
  EXPECT_EQ(run({"version", "--output-format", "yaml"}), 2);
  EXPECT_THAT(run.err, HasSubstr("`yaml` is no value of --output-format"));
  EXPECT_EQ(run({"version", "check"}), 2);
  EXPECT_THAT(run.err, HasSubstr("takes no arguments"));
}

}  // namespace
}  // namespace ecac
