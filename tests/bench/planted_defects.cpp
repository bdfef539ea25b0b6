#include "tests/bench/planted_defects.h"

#include <array>
#include <cstdint>
#include <stdexcept>
#include <utility>

#include "tests/bench/metadata_text.h"

namespace ecac::bench {

namespace {

/// The change to make in one part of a stack. `{}` stands for the name of the app.
struct TextDefect {
  std::string_view kind;
  std::string_view code;
  Part part;
  std::string_view from;
  std::string_view to;
};

constexpr std::string_view kAppElement =
    "<externalClientApplication>{}</externalClientApplication>";

constexpr TextDefect kTextDefects[] = {
    {"bare ampersand", "XML001", Part::header, "&amp;", "&"},
    {"misspelt end tag", "XML001", Part::policies, "_plcy</label>", "_plcy</lable>"},
    {"element left open", "XML001", Part::identity_provider, "OAuth</authenticationProtocol>",
     "OAuth"},
    {"hyphens in a comment", "XML001", Part::named_credential, "    <calloutStatus>",
     "    <!-- on -- since spring -->\n    <calloutStatus>"},
    {"curly quotes", "XML002", Part::external_credential, "\"1.0\"",
     "\xE2\x80\x9C"
     "1.0\xE2\x80\x9D"},
    {"wrong namespace", "XML003", Part::named_credential, "/2006/04/metadata", "/2006/04/metdata"},
    {"element twice", "XML004", Part::policies, "    <isEnabled>true</isEnabled>\n",
     "    <isEnabled>true</isEnabled>\n    <isEnabled>true</isEnabled>\n"},
    {"stray text", "XML006", Part::policies, "    <isEnabled>", "    ...\n    <isEnabled>"},
    {"misspelt element", "SCH001", Part::global_oauth, "isPkceRequired>true</isPkceRequired",
     "isPkceRequird>true</isPkceRequird"},
    {"unknown element", "SCH001", Part::oauth_policies, "    <requiredSessionLevel>STANDARD",
     "    <auditTrail>true</auditTrail>\n    <requiredSessionLevel>STANDARD"},
    {"field of a sibling", "SCH002", Part::policies, "    <isEnabled>",
     "    <isClientCredentialsFlowEnabled>true</isClientCredentialsFlowEnabled>\n    <isEnabled>"},
    {"connected app value", "SCH003", Part::oauth_policies, ">SpecificInactivity<",
     ">specific_inactivity<"},
    {"bad value", "SCH004", Part::oauth_policies, ">AdminApprovedPreAuthorized<",
     ">AdminApproved<"},
    {"bad status", "SCH004", Part::named_credential, ">Enabled<", ">Active<"},
    {"no contact", "SCH005", Part::header,
     "    <contactEmail>owner@s{#}.example.com</contactEmail>\n", ""},
    {"no parameter type", "SCH005", Part::identity_provider,
     "        <parameterType>ClientAuthentication</parameterType>\n", ""},
    {"bad switch", "SCH006", Part::policies, "<isEnabled>true<", "<isEnabled>yes<"},
    {"bad number", "SCH006", Part::oauth_policies, ">30<", ">thirty<"},
    {"unknown scope", "SCH007", Part::oauth_settings, ">Api, ", ">Api, Reporting, "},
    {"scope of the run time", "SCH008", Part::oauth_settings, ">Api, ", ">api, "},
    {"attribute twice", "SCH009", Part::oauth_settings, "    <externalClientApplication>",
     "    <customAttributes>\n"
     "        <formula>$User.Country</formula>\n"
     "        <key>country</key>\n"
     "    </customAttributes>\n"
     "    <customAttributes>\n"
     "        <formula>$Organization.Country</formula>\n"
     "        <key>country</key>\n"
     "    </customAttributes>\n"
     "    <externalClientApplication>"},
    {"reversed addresses", "SCH010", Part::oauth_settings, "_oauth</label>\n",
     "_oauth</label>\n"
     "    <trustedIpRanges>\n"
     "        <endIpAddress>192.0.2.10</endIpAddress>\n"
     "        <startIpAddress>192.0.2.99</startIpAddress>\n"
     "    </trustedIpRanges>\n"},
    {"callbacks by comma", "SCH011", Part::global_oauth, "</callbackUrl>",
     ", https://beta.example.com/oauth/callback</callbackUrl>"},
    {"wrong suffix", "NAM002", Part::policies, "", ""},
    {"other full name", "NAM005", Part::named_credential, "    <generateAuthorizationHeader>",
     "    <fullName>Old_Endpoint</fullName>\n    <generateAuthorizationHeader>"},
    {"app that does not exist", "REF001", Part::policies, kAppElement,
     "<externalClientApplication>Retired_Zeppelin_{#}</externalClientApplication>"},
    {"misspelt app", "REF001", Part::oauth_policies, kAppElement,
     "<externalClientApplication>{-}</externalClientApplication>"},
    {"permission set that does not exist", "REF004", Part::oauth_policies,
     "<commaSeparatedPermissionSet>{}_Users", "<commaSeparatedPermissionSet>Retired_Crew_{#}"},
    {"misspelt permission set", "REF004", Part::oauth_policies,
     "<commaSeparatedPermissionSet>{}_Users", "<commaSeparatedPermissionSet>{-}_Users"},
};

/// Defects that one replacement of text cannot make.
enum class FileDefect : std::uint8_t {
  wrong_root,
  blocks_apart,
  no_oauth_settings,
  policies_alone,
  name_ends_in_underscore,
  second_policies,
};

struct FileDefectKind {
  std::string_view kind;
  std::string_view code;
  FileDefect defect;
};

constexpr FileDefectKind kFileDefects[] = {
    {"wrong root element", "XML003", FileDefect::wrong_root},
    {"blocks apart", "XML005", FileDefect::blocks_apart},
    {"no OAuth settings", "REF002", FileDefect::no_oauth_settings},
    {"policies without settings", "REF003", FileDefect::policies_alone},
    {"name that ends in an underscore", "NAM001", FileDefect::name_ends_in_underscore},
    {"policies twice", "NAM003", FileDefect::second_policies},
};

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at)) {
    text.replace(at, from.size(), to);
    at += to.size();
  }
}

/// `{}` is the stack's name, `{#}` its number, `{-}` the name without its third letter.
std::string filled(std::string_view pattern, const Stack& stack) {
  std::string text(pattern);
  std::string misspelt = stack.name;
  misspelt.erase(2, 1);
  replace_all(text, "{}", stack.name);
  replace_all(text, "{#}", stack.number);
  replace_all(text, "{-}", misspelt);
  return text;
}

void replace_first(std::string& text, std::string_view from, std::string_view to,
                   std::string_view kind) {
  const std::size_t at = text.find(from);
  if (at == std::string::npos) {
    throw std::logic_error("no place for the defect: " + std::string(kind));
  }
  text.replace(at, from.size(), to);
}

void move_label_between_blocks(std::string& text) {
  constexpr std::string_view kBlock = "    <externalAuthIdentityProviderParameters>\n";
  const std::size_t at = text.find("    <label>");
  const std::string label = text.substr(at, text.find('\n', at) + 1 - at);
  text.erase(at, label.size());
  text.insert(text.rfind(kBlock), label);
}

std::string plant(const TextDefect& defect, Stack& stack) {
  GeneratedFile& file = stack[defect.part];
  if (defect.code == "NAM002") {
    replace_first(file.path, ".ecaPlcy-", ".ecaPolicy-", defect.kind);
  } else {
    replace_first(file.text, filled(defect.from, stack), filled(defect.to, stack), defect.kind);
  }
  return file.path;
}

std::string plant(const FileDefectKind& defect, Stack& stack) {
  switch (defect.defect) {
    case FileDefect::wrong_root: {
      GeneratedFile& file = stack[Part::policies];
      replace_all(file.text, "ExtlClntAppConfigurablePolicies", "ExtlClntAppPolicies");
      return file.path;
    }
    case FileDefect::blocks_apart: {
      GeneratedFile& file = stack[Part::identity_provider];
      move_label_between_blocks(file.text);
      return file.path;
    }
    case FileDefect::no_oauth_settings:
      stack[Part::oauth_settings] = {};
      return stack[Part::global_oauth].path;
    case FileDefect::policies_alone:
      stack[Part::oauth_settings] = {};
      stack[Part::global_oauth] = {};
      return stack[Part::oauth_policies].path;
    case FileDefect::name_ends_in_underscore: {
      GeneratedFile& file = stack[Part::named_credential];
      replace_first(file.path, ".namedCredential-", "_.namedCredential-", defect.kind);
      return file.path;
    }
    case FileDefect::second_policies: {
      GeneratedFile copy = stack[Part::policies];
      replace_first(copy.path, "_plcy.", "_plcy_2.", defect.kind);
      replace_first(copy.text, "_plcy<", "_plcy_2<", defect.kind);
      stack.extra.push_back(copy);
      return copy.path;
    }
  }
  throw std::logic_error("no such defect");
}

}  // namespace

std::size_t defect_kind_count() {
  return std::size(kTextDefects) + std::size(kFileDefects);
}

PlantedDefect plant_defect(std::size_t kind, Stack& stack) {
  kind %= defect_kind_count();
  if (kind < std::size(kTextDefects)) {
    const TextDefect& defect = kTextDefects[kind];
    return {plant(defect, stack), std::string(defect.code), std::string(defect.kind)};
  }
  const FileDefectKind& defect = kFileDefects[kind - std::size(kTextDefects)];
  return {plant(defect, stack), std::string(defect.code), std::string(defect.kind)};
}

}  // namespace ecac::bench
