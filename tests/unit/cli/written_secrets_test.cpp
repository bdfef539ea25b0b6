// Secrets in every writing that XML has for them, and plain copies of them elsewhere.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/emit/report/report_formats.h"
#include "tests/support/project_builder.h"
#include "tests/support/sanitized.h"
#include "tests/unit/cli/cli_run.h"

namespace ecac {
namespace {

/// A secret as it may be written, and what a plain copy of it says.
struct Writing {
  std::string name;
  std::string path;
  std::string text;
  std::string copy;  ///< as it stands in XML
};

constexpr std::string_view kFirst = "Zk9qP4vX7wLm2TnB8sRd";
constexpr std::string_view kSecond = "Qw3rT6yU9iOp1AsDf5gH";
constexpr std::string_view kThird = "Mn7bV4cX1zLk8JhG2fDs";

std::string key_lines(std::string_view between) {
  std::string lines;
  for (int i = 0; i < 3; ++i) {
    lines += fmt::format("{}MadeUpL1ne{}AbCdEfGhIjKlMnOpQrStUvWxYz0123456789abcdefGHIJKLMNOP",
                         i == 0 ? "" : between, i);
  }
  return lines;
}

std::vector<Writing> writings() {
  const auto in_password = [](std::string_view value) {
    return test::metadata_text(
        "NamedCredential",
        fmt::format("<endpoint>https://api.example.com</endpoint><label>Dock</label>"
                    "<password>{}</password><principalType>NamedUser</principalType>"
                    "<protocol>Password</protocol><username>a</username>",
                    value));
  };
  const auto in_header = [](std::string_view value) {
    return test::metadata_text(
        "ExternalCredential",
        fmt::format("<authenticationProtocol>Custom</authenticationProtocol>"
                    "<externalCredentialParameters><parameterName>Authorization</parameterName>"
                    "<parameterType>AuthHeader</parameterType><parameterValue>{}</parameterValue>"
                    "<sequenceNumber>1</sequenceNumber></externalCredentialParameters>"
                    "<label>Dock</label>",
                    value));
  };
  const auto in_settings = [](std::string_view elements) {
    return test::metadata_text("ExtlClntAppGlobalOauthSettings",
                               fmt::format("{}<externalClientApplication>Harbor</"
                                           "externalClientApplication><label>Harbor</label>",
                                           elements));
  };
  const std::string credential = "namedCredentials/Dock.namedCredential-meta.xml";
  const std::string header = "externalCredentials/Dock.externalCredential-meta.xml";
  const std::string settings = "extlClntAppGlobalOauthSets/Harbor_g.ecaGlblOauth-meta.xml";
  std::vector<Writing> all;
  const auto add_value = [&](const std::string& name, const std::string& value,
                             const std::vector<std::string>& copies) {
    for (const std::string& copy : copies) {
      all.push_back({name + " in a field", credential, in_password(value), copy});
      all.push_back({name + " in a header", header, in_header(value), copy});
      all.push_back({name + " in a secret", settings,
                     in_settings("<consumerSecret>" + value + "</consumerSecret>"), copy});
    }
  };
  const std::string a(kFirst);
  const std::string b(kSecond);
  const std::string half = a.substr(0, 10);
  const std::string rest = a.substr(10);
  add_value("plain", a, {a});
  add_value("CDATA", "<![CDATA[" + a + "]]>", {a});
  add_value("half in CDATA", half + "<![CDATA[" + rest + "]]>", {a});
  add_value("two CDATA", "<![CDATA[" + half + "]]><![CDATA[" + rest + "]]>", {a});
  add_value("an element inside", a + "<b>" + b + "</b>", {a + b, a, b});
  add_value("half in an element", half + "<b>" + rest + "</b>", {a});
  add_value("a placeholder inside", a + "${b}" + b, {a, b, a + "${b}" + b});
  add_value("a comment inside", half + "<!-- x -->" + rest, {a});
  add_value("a secret in a comment inside", a + "<!-- " + b + " -->", {a, b});
  add_value("a reference inside", half + "&amp;" + b, {half + "&amp;" + b, b});
  add_value("a character by number", half + "&#50;" + rest, {half + "2" + rest});
  add_value("white space around", "\n    " + a + " \n", {a});
  add_value("white space inside", a + "\n    " + b, {a + b, a, b, a + " " + b});
  const std::string url = fmt::format(
      "https://harbor:{}@api.example.com/v1?client_secret={}&amp;token={}", a, b, kThird);
  for (const std::string_view copy : {kFirst, kSecond, kThird}) {
    all.push_back({"three in an address", settings,
                   in_settings("<callbackUrl>" + url + "</callbackUrl>"), std::string(copy)});
  }
  const std::string line = key_lines("\n").substr(0, key_lines("\n").find('\n'));
  for (const char* between : {"\n", "\r\n", "\n    ", "<!-- x -->\n", "\n]]><![CDATA["}) {
    const std::string key = fmt::format(
        "-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----", key_lines(between));
    const bool sections = key.find("CDATA") != std::string::npos;
    const std::string text = sections ? "<![CDATA[" + key + "]]>" : key;
    for (const std::string& copy : {key_lines("\n"), line}) {
      all.push_back(
          {"a key", settings, in_settings("<description>" + text + "</description>"), copy});
      all.push_back({"a key in a field", credential, in_password(text), copy});
      if (key.find("<!") != std::string::npos) continue;
      all.push_back({"a key in a comment", settings, in_settings("<!-- " + key + " -->"), copy});
    }
  }
  return all;
}

/// No eight characters of a secret in a row.
void expect_no_piece(const std::string& output, const Writing& writing, std::string_view source) {
  constexpr std::size_t kPiece = 8;
  std::vector<std::string> secrets = {std::string(kFirst), std::string(kSecond),
                                      std::string(kThird)};
  const std::string key = key_lines("\n");
  for (std::size_t at = 0; at < key.size(); at = key.find('\n', at) + 1) {
    secrets.push_back(key.substr(at, key.find('\n', at) - at));
    if (key.find('\n', at) == std::string::npos) break;
  }
  for (const std::string& secret : secrets) {
    for (std::size_t at = 0; at + kPiece <= secret.size(); ++at) {
      const std::size_t found = output.find(secret.substr(at, kPiece));
      if (found == std::string::npos) continue;
      ADD_FAILURE() << writing.name << ", repeated as " << writing.copy << ": " << source
                    << " tells it in\n"
                    << output.substr(found - std::min<std::size_t>(found, 100), 200);
      return;
    }
  }
}

/// In whatever way a secret is written, a plain copy of it or of a part is covered, in the same
/// file and in others.
TEST(WrittenSecrets, AreRepeatedByNoOutput) {
  const std::vector<Writing> all = writings();
  for (std::size_t i = 0; i < all.size(); i += test::stride(8)) {
    const Writing& writing = all[i];
    CliRun run;
    run.files.add("/work/p/" + writing.path, writing.text);
    run.files.add(
        "/work/p/externalClientApps/Harbor.eca-meta.xml",
        test::metadata_text("ExternalClientApplication",
                            fmt::format("<contactEmail>a@example.com</contactEmail>"
                                        "<description>{0}</description><descriptoin>{0}</"
                                        "descriptoin><distributionState>local</distributionState>"
                                        "<isProtected>{0}</isProtected><label>{0}</label>",
                                        writing.copy)));
    const std::string reason = writing.copy.substr(0, writing.copy.find('\n'));
    run.files.add(
        "/work/p/ecac.json",
        fmt::format(R"({{"waivers": [{{"rule": "SCT", "reason": "no {0}", "owner": "{0}"}},)"
                    R"({{"rule": "SCH003", "reason": "is {0}"}}]}})",
                    reason));
    std::vector<std::string> formats = {"check", "p", "--show-suppressed"};
    for (const ReportFormat& format : kReportFormats) {
      if (format.for_people) continue;
      const std::string name(format.name);
      formats.insert(formats.end(), {"--output-format", name, "-o", "reports/" + name});
    }
    EXPECT_NE(run(formats), 2) << run.err;
    for (const ReportFormat& format : kReportFormats) {
      std::string report;
      if (format.for_people) continue;
      ASSERT_TRUE(run.files.read("/work/reports/" + std::string(format.name), report, 100'000'000));
      expect_no_piece(report, writing, format.name);
    }
    for (const std::vector<std::string>& arguments : std::vector<std::vector<std::string>>{
             {"check", "p", "--level", "info", "--show-suppressed"},

             {"check", "p", "--diff", "--unsafe-fixes", "--show-fixes"}}) {
      run(arguments);
      expect_no_piece(run.out + run.err, writing, arguments[2]);
    }
    EXPECT_NE(run.out.find("distributionState"), std::string::npos) << run.out << run.err;
  }
}

}  // namespace
}  // namespace ecac
