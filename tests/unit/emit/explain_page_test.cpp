#include "compiler/emit/screen/explain_page.h"

#include <gtest/gtest.h>

namespace ecac {
namespace {

TEST(ExplainPage, SaysWhereTheRestOfAProjectIs) {
  EXPECT_EQ(explain_page("## Reported\n\nProject: [harbor](projects/harbor), "
                         "[ledger](projects/ledger) in `app`\n\nChange: `a.xml`:\n\n"
                         "```xml\n    <!-- expect-next: error[some-rule/one] on \"A\" -->\n"
                         "    <label>A</label>\n```\n",
                         false),
            "Reported\n\nProject: harbor, ledger in `app`, whole in docs/rules/projects of the "
            "sources; here is what\ndiffers\n\nChange: `a.xml`:\n\n        <label>A</label>\n"
            "      ▲ error[some-rule/one] on \"A\"\n");
}

}  // namespace
}  // namespace ecac
