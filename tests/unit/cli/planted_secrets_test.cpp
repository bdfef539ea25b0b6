// Secrets of every kind in every text field of every type, in comments beside it and in files that
// are broken right behind it: none of our outputs repeats one.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "compiler/emit/report/report_formats.h"
#include "compiler/schema/schema_set.h"
#include "tests/support/project_builder.h"
#include "tests/support/sanitized.h"
#include "tests/unit/cli/cli_run.h"

namespace ecac {
namespace {

std::string times(std::string_view part, int count) {
  std::string text;
  for (int i = 0; i < count; ++i) text += part;
  return text;
}

struct Kind {
  std::string name;
  std::string text;    ///< as it is planted, escaped
  std::string hidden;  ///< the part that is the secret
  bool by_form;        ///< told by its form; others only by where they stand
};

std::vector<Kind> kinds() {
  const std::string jwt = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJtYWRlLXVwIn0.TWFkZVVwU2lnbmF0dXJlT25seQ";
  const std::string access = "00D000MadeUpOrg!" + times("MadeUpTokenPart_", 6);
  const std::string refresh = "5Aep861" + times("MadeUpRefreshPart_20", 4);
  const std::string key = times("MIIEmadeupMateri", 4);
  return {
      {"consumer secret", times("QZXJ00NOSECRET77", 4), times("QZXJ00NOSECRET77", 4), false},
      {"password", "hunter2hunter2hunter2", "hunter2hunter2hunter2", false},
      {"private key", "-----BEGIN PRIVATE KEY-----\n" + key + "\n-----END PRIVATE KEY-----", key,
       true},
      {"access token", access, access, true},
      {"refresh token", refresh, refresh, true},
      {"JWT", jwt, jwt, true},
      {"bearer header", "Bearer qzxvbearer0made1up2token3", "qzxvbearer0made1up2token3", true},
      {"address with a password", "https://harbor:qzxvpassword77@api.example.com/v1",
       "qzxvpassword77", true},
      {"client_secret", "https://api.example.com/v1?client_secret=qzxvclientsecret&amp;a=b",
       "qzxvclientsecret", true},
  };
}

enum class Spot { field, comment, unclosed, cut_off };
constexpr Spot kSpots[] = {Spot::field, Spot::comment, Spot::unclosed, Spot::cut_off};

/// A text field of a type, directly or in a record of it.
struct Target {
  const TypeSchema* type = nullptr;
  const FieldSchema* outer = nullptr;
  const FieldSchema* field = nullptr;
};

std::vector<Target> targets() {
  std::vector<Target> found;
  for (const TypeSchema& type : SchemaSet::embedded()->types()) {
    if (type.read != ReadDepth::fields || type.suffix.empty()) continue;
    for (const FieldSchema& field : type.root.fields) {
      if (field.kind == FieldKind::string) found.push_back({&type, nullptr, &field});
      if (field.record == nullptr) continue;
      for (const FieldSchema& inner : field.record->fields) {
        if (inner.kind == FieldKind::string) found.push_back({&type, &field, &inner});
      }
    }
  }
  return found;
}

std::string sample_of(const FieldSchema& field) {
  switch (field.kind) {
    case FieldKind::boolean: return "true";
    case FieldKind::integer:
    case FieldKind::number: return "1";
    case FieldKind::enumeration:
      return field.values->values.empty() ? "x" : std::string(field.values->values[0].name);
    default: return "Harbor";
  }
}

std::string planted(const Target& target, const Kind& kind, Spot spot) {
  const std::string_view name = target.field->name;
  // A secret of no form of its own is told in a comment by the element it stands in.
  const std::string commented =
      kind.by_form ? kind.text : fmt::format("<{0}>{1}</{0}>", name, kind.text);
  switch (spot) {
    case Spot::field: return fmt::format("<{0}>{1}</{0}>", name, kind.text);
    case Spot::comment: return fmt::format("<!-- {1} --><{0}>x</{0}>", name, commented);
    case Spot::unclosed:
    case Spot::cut_off: return fmt::format("<{}>{}", name, kind.text);
  }
  return "";
}

/// The file of a type with everything it demands, and the secret at its place.
std::string file_with(const Target& target, const Kind& kind, Spot spot, std::string_view app) {
  const TypeSchema& type = *target.type;
  std::string text =
      fmt::format("<{} xmlns=\"http://soap.sforce.com/2006/04/metadata\">\n", type.name);
  for (const FieldSchema& field : type.root.fields) {
    if (&field == target.field || &field == target.outer) continue;
    if (field.name == "externalClientApplication") {
      text += fmt::format("    <{0}>{1}</{0}>\n", field.name, app);
    } else if (field.required != Requirement::optional && field.kind != FieldKind::complex) {
      text += fmt::format("    <{0}>{1}</{0}>\n", field.name, sample_of(field));
    }
  }
  const std::string body = planted(target, kind, spot);
  if (target.outer == nullptr) {
    text += "    " + body;
  } else {
    text += fmt::format("    <{}>\n", target.outer->name);
    for (const FieldSchema& field : target.outer->record->fields) {
      if (&field == target.field || field.kind == FieldKind::complex) continue;
      // A parameter of that name makes its value a secret.
      const bool names = field.name == "parameterName";
      text += fmt::format("        <{0}>{1}</{0}>\n", field.name,
                          names ? "client_secret" : sample_of(field));
    }
    text += "        " + body;
    if (spot != Spot::cut_off) text += fmt::format("\n    </{}>", target.outer->name);
  }
  if (spot == Spot::cut_off) return text;
  return text + fmt::format("\n    <zebra>1</zebra>\n</{}>\n", type.name);
}

std::string path_of(const Target& target, std::string_view name) {
  const TypeSchema& type = *target.type;
  return fmt::format("/work/p/{}/{}/{}.{}-meta.xml", name, type.directory,
                     type.file_name.empty() ? name : type.file_name, type.suffix);
}

bool belongs(const Target& target, const Kind& kind) {
  return kind.by_form || target.field->secret;
}

/// A third of the ways to bring three things together in which any two of them still meet: every
/// target has every kind, and every spot.
bool is_tried(std::size_t target, std::size_t kind, std::size_t spot) {
  return (target + kind + spot) % 3 == 0;
}

const std::vector<std::vector<std::string>> kRuns = {
    {"check", "p", "--level", "info"},
    {"check", "p", "--level", "info", "--output-format", "concise", "--statistics"},
    {"check", "p", "--mode", "predeploy", "--output-format", "json-lines"},
    {"check", "p", "--diff"},
    {"compile", "p", "--emit-partial"},
    {"compile", "p", "--emit-partial", "--output-format", "oauth-client-metadata"},
    {"plan", "p"},
};

/// All machine formats at once, for the checking takes the time.
const std::vector<std::string> kAllFormats = [] {
  std::vector<std::string> arguments = {"check", "p"};
  for (const ReportFormat& format : kReportFormats) {
    if (format.for_people) continue;
    const std::string name(format.name);
    arguments.insert(arguments.end(), {"--output-format", name, "-o", "reports/" + name});
  }
  return arguments;
}();

/// `source` tells what the output is of.
void expect_silent(const std::string& output, const Kind& kind, std::string_view where,
                   std::string_view source) {
  // Four characters may stay, the fifth not.
  const std::size_t at = output.find(kind.hidden.substr(0, 5));
  if (at == std::string::npos) return;
  const std::size_t line = output.rfind('\n', at) + 1;
  ADD_FAILURE() << kind.name << " " << where << ": " << source << " tells it in\n"
                << output.substr(line, output.find('\n', at) - line).substr(0, 400);
}

void expect_silence(CliRun& run, const std::vector<std::string>& arguments, const Kind& kind,
                    std::string_view where) {
  run(arguments);
  for (const std::string& output : {run.out, run.err}) {
    expect_silent(output, kind, where, arguments[0] + " " + arguments.back());
  }
}

void expect_silent_formats(CliRun& run, const Kind& kind, std::string_view where) {
  run(kAllFormats);
  std::size_t reports = 0;
  for (const ReportFormat& format : kReportFormats) {
    std::string report;
    if (!run.files.read("/work/reports/" + std::string(format.name), report, 100'000'000)) continue;
    ++reports;
    // The pages of the rules tell how tokens begin, whatever is in the files.
    if (const std::size_t rules = report.find("\"rules\": ["); rules != std::string::npos) {
      report.erase(rules, report.find("\"invocations\":", rules) - rules);
    }
    if (format.name == "html") {
      const std::size_t rules = std::min(report.find("<section id=\"rules\""), report.size());
      report.erase(rules, report.find("</section>", rules) - rules);
    }
    expect_silent(report, kind, where, format.name);
  }
  EXPECT_GE(reports, kReportFormats.size() - 2);
}

/// A document tells nothing of a file's comments, and nothing of a file that was cut off.
bool may_tell(const std::vector<std::string>& arguments, Spot spot) {
  return arguments.front() == "check" || spot == Spot::field || spot == Spot::unclosed;
}

std::string name_of(Spot spot) {
  switch (spot) {
    case Spot::field: return "in a field";
    case Spot::comment: return "in a comment";
    case Spot::unclosed: return "in an unclosed element";
    case Spot::cut_off: return "at the cut end of a file";
  }
  return "";
}

TEST(PlantedSecrets, NoOutputOfAProjectTellsOne) {
  const std::vector<Target> all = targets();
  ASSERT_GT(all.size(), 200U);
  const std::vector<Kind> every_kind = kinds();
  for (std::size_t k = 0; k < every_kind.size(); ++k) {
    const Kind& kind = every_kind[k];
    for (const Spot spot : kSpots) {
      CliRun run;
      for (std::size_t i = 0; i < all.size(); i += test::stride(8)) {
        if (!belongs(all[i], kind)) continue;
        // Of the fields that are secrets there are few.
        if (kind.by_form && !is_tried(i, k, static_cast<std::size_t>(spot))) continue;
        const std::string app = fmt::format("App{}", i);
        run.files.add(path_of(all[i], app), file_with(all[i], kind, spot, app));
        if (all[i].type->root.find("externalClientApplication") == nullptr) continue;
        run.files.add(fmt::format("/work/p/externalClientApps/{}.eca-meta.xml", app),
                      test::app_text(app));
      }
      for (const auto& arguments : kRuns) {
        if (may_tell(arguments, spot)) expect_silence(run, arguments, kind, name_of(spot));
      }
      expect_silent_formats(run, kind, name_of(spot));
    }
  }
}

TEST(PlantedSecrets, NoExplanationTellsOne) {
  const std::vector<Target> all = targets();
  const std::vector<Kind> every_kind = kinds();
  for (std::size_t i = 0; i < all.size(); i += test::stride(8)) {
    const Target& target = all[i];
    if (target.type->role == "context") continue;
    for (std::size_t k = 0; k < every_kind.size(); ++k) {
      const Kind& kind = every_kind[k];
      if (!belongs(target, kind)) continue;
      for (const Spot spot : {Spot::field, Spot::unclosed}) {
        if (kind.by_form && !is_tried(i, k, static_cast<std::size_t>(spot))) continue;
        CliRun run;
        const std::string text = file_with(target, kind, spot, "Harbor");
        run.files.add("/work/p/externalClientApps/Harbor.eca-meta.xml", test::app_text("Harbor"));
        run.files.add(path_of(target, "Harbor"), text);
        const std::string where =
            fmt::format("{} of {} {}", target.field->name, target.type->name, name_of(spot));
        expect_silence(run, {"explain", "--app", "Harbor", "p"}, kind, where);
        if (target.type->role == "credential") {
          expect_silence(run, {"explain", "--credential", "Harbor", "p"}, kind, where);
        }
      }
    }
  }
}

/// The secret in its field in every disguise, and repeated where none belongs.
TEST(PlantedSecrets, NoOutputRepeatsOneThatIsDisguised) {
  const Kind kind = {"password", "", "Zk9qP4vX7wLm2TnB8sRd", false};
  for (const char* own : {"Zk9qP4vX7wLm2TnB8sRd", "Zk9qP4<!-- x -->vX7wLm2TnB8sRd",
                          "Zk9qP4vX7wL&#109;2TnB8sRd", "<![CDATA[Zk9qP4vX7w]]>Lm2TnB8sRd"}) {
    for (const char* other :
         {"Zk9qP4vX7wLm2TnB8sRd", "Zk9qP4vX7wLm2<!-- y -->TnB8sRd", "Zk&#57;qP4vX7wLm2TnB8sRd"}) {
      CliRun run;
      run.files.add(
          "/work/p/externalClientApps/Harbor.eca-meta.xml",
          test::metadata_text("ExternalClientApplication",
                              "<contactEmail>a@example.com</contactEmail>"
                              "<distributionState>Local</distributionState><label>Harbor</label>"));
      run.files.add(
          "/work/p/namedCredentials/Dock.namedCredential-meta.xml",
          test::metadata_text(
              "NamedCredential",
              fmt::format("<description>{1} is it</description><endpoint>https://api.example.com/"
                          "{1}</endpoint><label>Dock {1}</label><password>{0}</password>"
                          "<principalType>NamedUser</principalType><protocol>Password</protocol>"
                          "<username>{1}</username><lable>{1}</lable>",
                          own, other)));
      const std::string where = fmt::format("as {} and {}", own, other);
      for (const auto& arguments : kRuns) expect_silence(run, arguments, kind, where);
      expect_silence(run, {"explain", "--credential", "Dock", "p"}, kind, where);
      EXPECT_NE(run.out.find("Dock"), std::string::npos) << run.out << run.err;
    }
  }
}

/// The secret of one file, in the text of others that have no secret of their own.
TEST(PlantedSecrets, NoOutputRepeatsTheSecretOfAnotherFile) {
  const Kind kind = {"password", "", "Zk9qP4vX7wLm2TnB8sRd", false};
  for (const char* other : {"Zk9qP4vX7wLm2TnB8sRd", "Zk&#57;qP4vX7wLm2TnB8sRd"}) {
    CliRun run;
    run.files.add("/work/p/namedCredentials/Dock.namedCredential-meta.xml",
                  test::metadata_text(
                      "NamedCredential",
                      fmt::format("<endpoint>https://api.example.com</endpoint><label>Dock</label>"
                                  "<password>{}</password><principalType>NamedUser</principalType>"
                                  "<protocol>Password</protocol><username>a</username>",
                                  kind.hidden)));
    // Each finding here has a line that repeats it, one a message, too.
    run.files.add("/work/p/externalClientApps/Harbor.eca-meta.xml",
                  test::metadata_text(
                      "ExternalClientApplication",
                      fmt::format("<contactEmail>a@example.com</contactEmail>"
                                  "<description>{0}</description><descriptoin>{0}</descriptoin>"
                                  "<distributionState>{0}</distributionState><label>x</label>",
                                  other)));
    run.files.add("/work/p/ecac.json",
                  fmt::format(R"({{"waivers": [{{"rule": "SCT", "reason": "not {0} any more"}}]}})",
                              kind.hidden));
    const std::string where = fmt::format("of another file, as {}", other);
    for (const auto& arguments : kRuns) expect_silence(run, arguments, kind, where);
    expect_silent_formats(run, kind, where);
    run({"check", "p"});
    // The line is there.
    EXPECT_NE(run.out.find("<distributionState>"), std::string::npos) << run.out;
  }
}

/// A call is taken to pieces for a document: the query of its address, its headers.
TEST(PlantedSecrets, NoDocumentTellsOneInThePartsOfACall) {
  const Kind kind = {"signature", "", "Zk9qP4vX7wLm2TnB8sRd", false};
  const auto parameter = [&](std::string_view name, std::string_view type, std::string_view value) {
    return fmt::format("<parameterName>{}</parameterName><parameterType>{}</parameterType>{}", name,
                       type, value);
  };
  for (const char* key : {"sig", "token", "code"}) {
    CliRun run;
    const std::string url = fmt::format(
        "<parameterValue>https://api.example.com/a?{}={}</parameterValue>", key, kind.hidden);
    run.files.add(
        "/work/p/namedCredentials/Dock.namedCredential-meta.xml",
        test::metadata_text("NamedCredential",
                            "<label>Dock</label><namedCredentialParameters>" +
                                parameter("Url", "Url", url) +
                                "</namedCredentialParameters><namedCredentialParameters>"
                                "<externalCredential>Dock</externalCredential>" +
                                parameter("ExternalCredential", "Authentication", "") +
                                "</namedCredentialParameters><namedCredentialType>SecuredEndpoint</"
                                "namedCredentialType>"));
    run.files.add(
        "/work/p/externalCredentials/Dock.externalCredential-meta.xml",
        test::metadata_text("ExternalCredential",
                            "<authenticationProtocol>Custom</"
                            "authenticationProtocol><externalCredentialParameters>" +
                                parameter("X-Signature", "AuthHeader",
                                          "<parameterValue>" + kind.hidden + "</parameterValue>") +
                                "<sequenceNumber>1</sequenceNumber></"
                                "externalCredentialParameters><label>Dock</label>"));
    for (const auto& arguments : kRuns) expect_silence(run, arguments, kind, key);
    expect_silence(run, {"explain", "--credential", "Dock", "p"}, kind, key);
    EXPECT_NE(run.out.find("api.example.com"), std::string::npos) << run.out << run.err;
  }
}

/// The test above would also pass if nothing was shown at all.
TEST(PlantedSecrets, OutputsSpeakOfTheFiles) {
  const std::vector<Kind> all = kinds();
  CliRun run;
  for (const Target& target : targets()) {
    if (target.field->name != "label" || target.type->name != "NamedCredential") continue;
    run.files.add(path_of(target, "Harbor"), file_with(target, all[5], Spot::field, "Harbor"));
  }
  run({"check", "p", "--level", "info"});
  EXPECT_NE(run.out.find("SCT004"), std::string::npos) << run.out;
  EXPECT_NE(run.out.find("eyJh*****"), std::string::npos) << run.out;
}

}  // namespace
}  // namespace ecac
