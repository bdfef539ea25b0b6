#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "tests/support/edited_project.h"
#include "tests/support/rule_page.h"
#include "tests/support/sanitized.h"

namespace ecac::test {
namespace {

std::vector<std::string> pages() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(ECAC_SOURCE_DIR "/docs/rules")) {
    if (entry.path().extension() == ".md" && entry.path().stem() != "index") {
      names.push_back(entry.path().string());
    }
  }
  std::sort(names.begin(), names.end());
  return names;
}

struct Edit {
  std::string what;
  std::string text;
};

/// Edits that an author may make, several of them on the way to another: a line less, a value that
/// is a letter shorter, the end not yet typed, nothing at all.
std::vector<Edit> edits_of(const std::string& text) {
  std::vector<Edit> edits;
  std::vector<std::size_t> lines;  // that hold a value
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = std::string_view(text).substr(at, end - at);
    if (line.find("</") != std::string_view::npos && line.find('>') < line.find("</")) {
      lines.push_back(at);
    }
    at = end + 1;
  }
  if (!lines.empty()) {
    // Another line in each file, so that all are met over the pages.
    const std::size_t begin = lines[text.size() % lines.size()];
    const std::size_t end = std::min(text.find('\n', begin), text.size() - 1) + 1;
    edits.push_back({"a line less", text.substr(0, begin) + text.substr(end)});
    const std::size_t other = lines[text.size() / 7 % lines.size()];
    const std::size_t value = text.find('>', other) + 1;
    std::string shorter = text;
    shorter.erase(value, 1);
    edits.push_back({"a letter less", shorter});
  } else if (text.size() > 8) {
    std::string shorter = text;
    shorter.erase(text.size() / 2, 3);
    edits.push_back({"three letters less", shorter});
  }
  edits.push_back({"half of it", text.substr(0, text.size() / 2)});
  return edits;
}

/// `Harbor.eca-meta.xml` to `Harbo.eca-meta.xml`: a name that others miss then.
std::string renamed(const std::string& path) {
  const std::size_t name = path.rfind('/') + 1;
  const std::size_t dot = path.find('.', name);
  if (dot == std::string::npos || dot <= name + 1) return path + "x";
  return path.substr(0, dot - 1) + path.substr(dot);
}

class IncrementalPages : public testing::Test {
 protected:
  /// Compares the edited project with `expected`.
  void compare(EditedProject& project, const std::vector<std::string>& expected,
               const std::string& step) {
    ++steps_;
    const std::string wrong = difference(project.findings(), expected);
    if (wrong.empty()) return;
    if (++differences_ <= 20) ADD_FAILURE() << step << "\n" << wrong;
  }

  void edit_section(const std::string& name, const PageSection& section) {
    ProjectTexts texts;
    ProjectTexts earlier;
    std::vector<std::string> denied;
    std::string all;
    for (const PageFile& file : section.files) {
      if (file.path.back() == '/') continue;
      (file.before ? earlier : texts)[file.path] = file.text;
      if (file.form == PageFile::Form::denied) denied.push_back(file.path);
      all += fmt::format("{}\n{}\n{}\n", file.path, file.before, file.text);
    }
    if (!seen_.insert(all).second) return;
    EditedProject project(texts, denied, earlier);
    if (!project.is_one_project()) return;
    const std::vector<std::string> original = project.findings();
    compare(project, project.fresh_findings(), name + ": as it stands");
    const auto step = [&](const std::string& what) {
      project.update();
      const std::vector<std::string> fresh = project.fresh_findings();
      if (!fresh.empty()) compare(project, fresh, name + ": " + what);
    };
    const auto back = [&](const std::string& what) {
      project.update();
      compare(project, original, name + ": back after " + what);
    };
    for (const auto& [path, text] : texts) {
      if (std::find(denied.begin(), denied.end(), path) != denied.end()) continue;
      for (const Edit& edit : edits_of(text)) {
        project.write(path, edit.text);
        step(path + " with " + edit.what);
      }
      project.write(path, text);
      back("edits of " + path);
      project.remove(path);
      step(path + " removed");
      project.write(path, text);
      back(path + " was removed");
      project.rename(path, renamed(path));
      step(path + " renamed");
      project.rename(renamed(path), path);
      back(path + " was renamed");
    }
  }

  std::set<std::string> seen_;
  std::size_t steps_ = 0;
  std::size_t differences_ = 0;
};

/// Every file of every page is edited, removed, added and renamed, project files, certificates and
/// Apex classes included; after each step the findings are those of a fresh run.
TEST_F(IncrementalPages, GiveWhatAFreshRunGives) {
  const std::vector<std::string> names = pages();
  ASSERT_GT(names.size(), 100u);
  for (std::size_t i = 0; i < names.size(); i += stride(8)) {
    const std::string& path = names[i];
    const std::string name = std::filesystem::path(path).stem().string();
    const RulePage page = read_rule_page(name, read_text_file(path));
    for (const PageSection& section : page.sections) {
      edit_section(name + "/" + section.heading, section);
    }
  }
  EXPECT_GT(steps_, 10000u / stride(8) / 2);
  EXPECT_EQ(differences_, 0u) << "of " << steps_ << " steps";
  RecordProperty("steps", static_cast<int>(steps_));
}

/// What is said of a public client depends on the scopes of any other app.
TEST(IncrementalApps, AnAppThatCarriesTheScopeOfAServiceChangesWhatIsSaidOfOthers) {
  const RulePage page =
      read_rule_page("headless-site-endpoint-open",
                     read_text_file(ECAC_SOURCE_DIR "/docs/rules/headless-site-endpoint-open.md"));
  const auto section =
      std::find_if(page.sections.begin(), page.sections.end(), [](const PageSection& each) {
        return each.heading.find("public client") != std::string::npos;
      });
  ASSERT_NE(section, page.sections.end());
  ProjectTexts texts;
  for (const PageFile& file : section->files) texts[file.path] = file.text;
  const auto scopes = [](std::string_view list) {
    return metadata_text(
        "ExtlClntAppOauthSettings",
        fmt::format("    <commaSeparatedOauthScopes>{}</commaSeparatedOauthScopes>\n"
                    "    <externalClientApplication>Ledger</externalClientApplication>\n"
                    "    <label>Ledger_oauth</label>\n",
                    list));
  };
  const std::string path = "extlClntAppOauthSettings/Ledger_oauth.ecaOauth-meta.xml";
  texts[path] = scopes("Api");
  EditedProject project(texts);
  ASSERT_TRUE(project.is_one_project());
  const auto is_said = [&] {
    const std::vector<std::string> findings = project.findings();
    return std::any_of(findings.begin(), findings.end(), [](const std::string& line) {
      return line.find("FLW032/authentication-of-public-client") != std::string::npos;
    });
  };
  EXPECT_TRUE(is_said());
  for (const bool carried : {true, false, true}) {
    project.write(path, scopes(carried ? "Api, PwdlessLogin" : "Api"));
    project.update();
    EXPECT_EQ(is_said(), !carried);
    EXPECT_EQ(difference(project.findings(), project.fresh_findings()), "");
  }
  project.remove(path);
  project.update();
  EXPECT_TRUE(is_said());
  EXPECT_EQ(difference(project.findings(), project.fresh_findings()), "");
}

}  // namespace
}  // namespace ecac::test
