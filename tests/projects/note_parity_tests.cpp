// What the resolved configuration notes beside requests, grants and lifetimes, and what the rules
// find: whatever is without effect, ambiguous or there twice is a finding too, not a note alone.

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/diagnostics/rule_info.h"
#include "compiler/driver/compile.h"
#include "tests/support/golden.h"
#include "tests/support/project_builder.h"
#include "tests/support/rule_page.h"
#include "tests/support/sanitized.h"
#include "tests/support/test_host.h"

namespace ecac::test {
namespace {

/// A kind of note, by words of it, and the rules that report what it tells; none where it only
/// describes what is sent.
struct NoteKind {
  std::string_view words;
  std::vector<std::string_view> rules = {};
};

const std::vector<NoteKind>& note_kinds() {
  static const std::vector<NoteKind> kinds = {
      {"stands twice in this request", {"CRD027"}},
      {"make no authorize request, so this has no effect", {"CRD032"}},
      {"make no authorize request; the setup guide"},
      {"so its parameters have no effect", {"CRD032"}},
      {"of the external credential is not sent", {"CRD031"}},
      {"The external credential has no principal", {"CRD017"}},
      {"`UserSession`: `", {"POL008"}},
      {"minutes count only with the type", {"POL008"}},
      {" is not allowed", {"POL007", "SCH006", "POL014", "SCH004"}},
      // They compare. What follows depends on whether the server is one for MCP, where MCP003 and
      // MCP004 find it.
      {"`resource` must be an absolute address"},
      {"the token is meant for another server"},
      {"another path of that server"},
      {"It is not known here"},
      {"No document states"},
      {"is the value of the formula"},
      {"The assertion is written as RFC 7523 has it"},
      {"formulas in headers are filled in"},
      {"Sent after a callout was answered"},
      {"the form of this request is not confirmed"},
      {"no session setting for profile"},
      {"profile `"},
      {"`UserSession`"},
      {"not set"},
      {"not in this project"},
  };
  return kinds;
}

/// The notes of schemas/requests, up to what an app or a credential fills in.
const std::set<std::string>& described_notes() {
  static const std::set<std::string> notes = [] {
    std::set<std::string> found;
    for (const auto& [path, text] : texts_of_folder("schemas/requests")) {
      for (std::size_t at = text.find("<note"); at != std::string::npos;
           at = text.find("<note", at + 1)) {
        const std::size_t begin = text.find('>', at) + 1;
        found.insert(text.substr(begin, text.find_first_of("{<", begin) - begin));
      }
    }
    return found;
  }();
  return notes;
}

bool is_described(const std::string& note) {
  const std::set<std::string>& described = described_notes();
  return std::any_of(described.begin(), described.end(), [&](const std::string& beginning) {
    return note.find(beginning) != std::string::npos;
  });
}

void add_lifetime(const ResolvedLifetime& lifetime, std::set<std::string>& notes) {
  for (const LifetimeStep& step : lifetime.steps) {
    if (!step.note.empty()) notes.insert(step.note);
  }
}

std::set<std::string> notes_of(const ResolvedProject& project) {
  std::set<std::string> notes;
  for (const ResolvedCredential& credential : project.credentials) {
    for (const HttpRequest& request : credential.requests) {
      notes.insert(request.notes.begin(), request.notes.end());
    }
    for (const PrincipalGrant& grant : credential.grants) {
      notes.insert(grant.notes.begin(), grant.notes.end());
    }
  }
  for (const CompiledApp& app : project.apps) {
    add_lifetime(app.guest_token, notes);
    add_lifetime(app.named_user_token, notes);
  }
  return notes;
}

class NoteParity : public testing::Test {
 protected:
  void judge(const std::string& name, const ProjectTexts& texts) {
    MemoryFileTree tree;
    add_texts(tree, "/p", texts);
    CompileRequest request;
    request.check.current_directory = "/p";
    const CompileResult result = compile(host_with(tree, "2026-11-29"), request);
    if (!result.project) return;
    std::set<std::string_view> codes;
    for (const ReportFinding& finding : result.check.report.findings) {
      codes.insert(rule_of(finding.rule_case).code);
    }
    for (const std::string& note : notes_of(*result.project)) judge_note(name, note, codes);
  }

  void judge_note(const std::string& name, const std::string& note,
                  const std::set<std::string_view>& codes) {
    ++notes_;
    // The name of a value alone says what stands there.
    if (is_described(note) || note.find(' ') == std::string::npos) return;
    const auto& kinds = note_kinds();
    const auto kind = std::find_if(kinds.begin(), kinds.end(), [&](const NoteKind& one) {
      return note.find(one.words) != std::string::npos;
    });
    if (kind == kinds.end()) {
      ADD_FAILURE() << name << ": a note of no known kind, which says no rule: " << note;
      return;
    }
    if (kind->rules.empty()) return;
    ++told_;
    EXPECT_TRUE(std::any_of(kind->rules.begin(), kind->rules.end(),
                            [&](std::string_view rule) { return codes.contains(rule); }))
        << name << ": no finding beside the note: " << note;
  }

  std::size_t notes_ = 0;
  std::size_t told_ = 0;
};

TEST_F(NoteParity, WhatHasNoEffectIsAFinding) {
  std::size_t seen = 0;
  for (const auto& entry : std::filesystem::directory_iterator(ECAC_SOURCE_DIR "/docs/rules")) {
    if (seen++ % stride(8) != 0) continue;
    if (entry.path().extension() != ".md" || entry.path().stem() == "index") continue;
    const RulePage page =
        read_rule_page(entry.path().stem().string(), read_text_file(entry.path().string()));
    for (const PageSection& section : page.sections) {
      ProjectTexts texts;
      for (const PageFile& file : section.files) {
        if (file.form == PageFile::Form::text && !file.before && file.path.back() != '/') {
          texts[file.path] = file.text;
        }
      }
      judge(page.name + ", " + section.heading, texts);
    }
  }
  if (kSanitized) return;
  EXPECT_GT(notes_, 400U);
  EXPECT_GT(told_, 5U);
}

}  // namespace
}  // namespace ecac::test
