#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "tests/unit/cli/cli_run.h"

namespace ecac {
namespace {

constexpr std::string_view kSecret = "hunter2hunter2hunter2hunter2hunter2";

// `$` stands for the secret. Each file has a mistake beside it, so that its line is shown, a fix
// that touches the line, or a break that hides where the secret ends.
constexpr std::string_view kGlobal =
    "<ExtlClntAppGlobalOauthSettings xmlns=\"http://soap.sforce.com/2006/04/metadata\">{}"
    "<externalClientApplication>Portal</externalClientApplication>"
    "<label>Portal</label></ExtlClntAppGlobalOauthSettings>";

constexpr std::string_view kBodies[] = {
    "<consumerSecret>$</consumerSecret><isPkceRequired>True</isPkceRequired>",
    "<consumerSecret>$</consumerSecret><isPkceRequried>true</isPkceRequried>",
    "<consumerSecret>$</consumerSecret><consumerSecret>$</consumerSecret>",
    "<consumerSecret>$<isPkceRequired>True</isPkceRequired>",
    "<consumerSecret>$\n<isPkceRequired>True</isPkceRequired>\n",
    "<consumerSecret>$</consumerSecrt><isPkceRequired>True</isPkceRequired>",
    "<consumerSecrt>$</consumerSecrt>",
    "<consumerSecret>$",
    "<consumerSecret a=\"$\">x</consumerSecret><b c=1/>",
    "<isPkceRequired>$</isPkceRequired><consumerSecret>$</consumerSecret>",
    "<callbackUrl>$, $</callbackUrl><consumerSecret>$</consumerSecret>",
    "<!-- <consumerSecret>$</consumerSecret> -- --><isPkceRequired>True</isPkceRequired>",
    "<consumerSecret><![CDATA[$]]></consumerSecret><isPkceRequired>True</isPkceRequired>",
    "<consumerSecret>$ & co</consumerSecret>",
    "<consumerSecret>a & $</consumerSecret>",
    "<consumerSecret>&#104;unter2$</consumerSecret><isPkceRequired>True</isPkceRequired>",
    "<consumerSecret>$ < $</consumerSecret>",
    "<consumerSecret>$]]></consumerSecret>",
    "<consumerSecret><x>$</x></consumerSecret>",
    "$<consumerSecret>$</consumerSecret>",
    "<$>1</$><consumerSecret>$</consumerSecret>",
    "<clientSecret>$</clientSecret>",
    "<consumerKey>$</consumerKey><consumerSecret>$</consumerSecret><isPkceRequired>True",
};

std::string planted(std::string_view body) {
  std::string text;
  for (char c : body) {
    if (c == '$') {
      text += kSecret;
    } else {
      text += c;
    }
  }
  return fmt::format(fmt::runtime(kGlobal), text);
}

TEST(Discretion, NoOutputOfAnyFormTellsASecret) {
  const std::vector<std::vector<std::string>> runs = {
      {"check", "p", "--level", "info"},
      {"check", "p", "--output-format", "concise", "--level", "info", "--statistics"},
      {"check", "p", "--output-format", "json"},
      {"check", "p", "--output-format", "json-lines", "--mode", "audit"},
      {"check", "p", "--diff"},
      {"check", "p", "--diff", "--unsafe-fixes", "--show-fixes"},
      {"check", "p", "--show-files"},
      {"check", "p", "--show-settings", "-v"},
      {"check", "p", "--color", "always", "--mode", "predeploy", "--level", "info"},
  };
  std::size_t with_findings = 0;
  for (std::string_view body : kBodies) {
    for (std::string_view end : {"", "\n", "\r\n"}) {
      CliRun run;
      run.files.add("/work/p/extlClntAppGlobalOauthSets/Portal_glbloauth.ecaGlblOauth-meta.xml",
                    planted(body) + std::string(end));
      for (const std::vector<std::string>& arguments : runs) {
        int code = run(arguments);
        if (code == 1) ++with_findings;
        EXPECT_NE(code, 2) << run.err;
        for (const std::string& output : {run.out, run.err}) {
          // Four characters may stay, the fifth not.
          EXPECT_EQ(output.find("hunte"), std::string::npos) << body << "\n" << output;
        }
      }
    }
  }
  EXPECT_GT(with_findings, std::size(kBodies));
}

}  // namespace
}  // namespace ecac
