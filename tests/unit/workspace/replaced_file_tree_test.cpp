#include "compiler/workspace/replaced_file_tree.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "compiler/support/files/memory_file_tree.h"

namespace ecac {
namespace {

constexpr std::size_t kLimit = 1000;

/// A project at /p whose project file has the given replacements.
class Replacing {
 public:
  explicit Replacing(std::string replacements, Environment environment)
      : environment_(std::move(environment)) {
    project_ = R"({"packageDirectories":[{"path":"app"}],"replacements":[)" +
               std::move(replacements) + "]}";
    base_.add("/p/sfdx-project.json", project_);
    base_.add_directory("/p/app");
  }

  Replacing& file(const std::string& path, std::string text) {
    base_.add(path, std::move(text));
    return *this;
  }
  MemoryFileTree& base() { return base_; }
  const std::string& project_text() const { return project_; }

  const ReplacedFileTree& tree() {
    if (!tree_) {
      tree_.emplace(base_, "/p",
                    parse_project_file(FileId{0}, "/p/sfdx-project.json", project_, &base_),
                    environment_);
    }
    return *tree_;
  }

  std::string read(const std::string& path) {
    std::string text = "left over";
    const auto result = tree().read(path, text, kLimit);
    return result ? text : "error: " + result.error().message;
  }

  /// Each problem as `text it stands on: message`.
  std::vector<std::string> problems() {
    std::vector<std::string> lines;
    for (const ProjectFileFault& fault : tree().faults()) {
      lines.push_back(fmt::format("{}: {}", fault.range.in(project_), fault.words));
    }
    return lines;
  }

 private:
  MemoryFileTree base_;
  std::string project_;
  Environment environment_;
  std::optional<ReplacedFileTree> tree_;
};

using Lines = std::vector<std::string>;

TEST(ReplacedFileTree, PutsInEveryOccurrence) {
  Replacing project(
      R"({"filename":"app/a.xml","stringToReplace":"@HOST@","replaceWithEnv":"HOST"})",
      {{"HOST", "api.example.com"}});
  project.file("/p/app/a.xml", "<u>https://@HOST@/</u><v>@HOST@</v>");
  project.file("/p/app/b.xml", "<u>@HOST@</u>");
  project.file("/p/app/deep/app/a.xml", "<u>@HOST@</u>");
  project.file("/q/app/a.xml", "<u>@HOST@</u>");
  EXPECT_EQ(project.read("/p/app/a.xml"), "<u>https://api.example.com/</u><v>api.example.com</v>");
  EXPECT_EQ(project.read("/p/app/b.xml"), "<u>@HOST@</u>");
  // The CLI compares the end of the path.
  EXPECT_EQ(project.read("/p/app/deep/app/a.xml"), "<u>api.example.com</u>");
  EXPECT_EQ(project.read("/q/app/a.xml"), "<u>@HOST@</u>");
  EXPECT_EQ(project.problems(), Lines());
}

TEST(ReplacedFileTree, GlobsMatchAtAnyDepth) {
  Replacing project(
      R"({"glob":"**/*.{one,two}-meta.xml","stringToReplace":"X","replaceWithEnv":"V"},)"
      R"({"glob":"app/b.xml","stringToReplace":"X","replaceWithEnv":"V"})",
      {{"V", "v"}});
  for (const char* path : {"/p/app/a.one-meta.xml", "/p/app/c/a.two-meta.xml",
                           "/p/app/a.three-meta.xml", "/p/app/b.xml", "/p/sub/app/b.xml"}) {
    project.file(path, "X");
  }
  EXPECT_EQ(project.read("/p/app/a.one-meta.xml"), "v");
  EXPECT_EQ(project.read("/p/app/c/a.two-meta.xml"), "v");
  EXPECT_EQ(project.read("/p/app/a.three-meta.xml"), "X");
  EXPECT_EQ(project.read("/p/app/b.xml"), "v");
  EXPECT_EQ(project.read("/p/sub/app/b.xml"), "v");
}

TEST(ReplacedFileTree, PatternsAndDollarsMeanWhatTheyMeanToTheCli) {
  Replacing project(
      R"j({"filename":"a.xml","regexToReplace":"user-(\\w+)","replaceWithEnv":"PATTERN"},)j"
      R"({"filename":"b.xml","stringToReplace":"${X}","replaceWithEnv":"TEXT"},)"
      R"({"filename":"c.xml","regexToReplace":"x*","replaceWithEnv":"DASH"})",
      {{"PATTERN", "$1@$$$&$2"}, {"TEXT", "[$1$`|$'$]"}, {"DASH", "-"}});
  project.file("/p/app/a.xml", "<a>user-one user-two</a>");
  project.file("/p/app/b.xml", "l${X}r");
  project.file("/p/app/c.xml", "axé");
  EXPECT_EQ(project.read("/p/app/a.xml"), "<a>one@$user-one$2 two@$user-two$2</a>");
  EXPECT_EQ(project.read("/p/app/b.xml"), "l[$1l|r$]r");
  EXPECT_EQ(project.read("/p/app/c.xml"), "-a--é-");
}

TEST(ReplacedFileTree, EachReplacementSeesWhatTheOnesBeforeLeft) {
  Replacing project(R"({"filename":"a.xml","stringToReplace":"AB","replaceWithEnv":"FIRST"},)"
                    R"({"filename":"a.xml","stringToReplace":"BC","replaceWithEnv":"SECOND"})",
                    {{"FIRST", "xB"}, {"SECOND", "y"}});
  project.file("/p/app/a.xml", "<v>ABC and ABAB</v>");
  EXPECT_EQ(project.read("/p/app/a.xml"), "<v>xy and xBxB</v>");
  const OriginalPlace place = project.tree().original("/p/app/a.xml", {3, 5});
  EXPECT_EQ(place.range, (TextRange{3, 6}));
  EXPECT_EQ(place.variable, "FIRST, SECOND");
}

TEST(ReplacedFileTree, ConditionsDecide) {
  const std::string entry =
      R"({"filename":"a.xml","stringToReplace":"X","replaceWithEnv":"V",)"
      R"("replaceWhenEnv":[{"env":"TARGET","value":"prod"},{"env":"FLAG","value":true}]})";
  Replacing both(entry, {{"V", "v"}, {"TARGET", "prod"}, {"FLAG", "true"}});
  EXPECT_EQ(both.file("/p/app/a.xml", "X").read("/p/app/a.xml"), "v");
  Replacing one(entry, {{"V", "v"}, {"TARGET", "prod"}});
  EXPECT_EQ(one.file("/p/app/a.xml", "X").read("/p/app/a.xml"), "X");
  Replacing other(entry, {{"V", "v"}, {"TARGET", "test"}, {"FLAG", "true"}});
  EXPECT_EQ(other.file("/p/app/a.xml", "X").read("/p/app/a.xml"), "X");
  // What does not apply needs no value.
  Replacing unset(entry, {});
  EXPECT_EQ(unset.file("/p/app/a.xml", "X").read("/p/app/a.xml"), "X");
  EXPECT_EQ(unset.problems(), Lines());
}

TEST(ReplacedFileTree, AnUnsetVariableIsAProblemOnceAFileNeedsIt) {
  Replacing project(R"({"filename":"b.xml","stringToReplace":"Y","replaceWithEnv":"OTHER"},)"
                    R"({"filename":"a.xml","stringToReplace":"X","replaceWithEnv":"MISSING"},)"
                    R"({"filename":"a.xml","stringToReplace":"Z","replaceWithEnv":"ALLOWED",)"
                    R"("allowUnsetEnvVariable":true})",
                    {{"SET", ""}});
  project.file("/p/app/a.xml", "<a>X</a><b>Z</b>");
  EXPECT_EQ(project.problems(), Lines());
  EXPECT_EQ(project.read("/p/app/a.xml"), "<a>X</a><b></b>");
  // A rule says so.
  EXPECT_EQ(project.problems(), Lines());
}

TEST(ReplacedFileTree, TellsTheUnsetVariablesWithTheirPlaces) {
  const std::string entries =
      R"({"filename":"a.xml","stringToReplace":"A","replaceWithEnv":"SET"},)"
      R"({"filename":"a.xml","stringToReplace":"B","replaceWithEnv":"UNSET"},)"
      R"({"filename":"b.xml","stringToReplace":"C","replaceWithEnv":"ALLOWED",)"
      R"("allowUnsetEnvVariable":true},)"
      R"({"filename":"a.xml","stringToReplace":"D","replaceWithEnv":"NEVER",)"
      R"("replaceWhenEnv":[{"env":"TARGET","value":"prod"}]})";
  Replacing project(entries, {{"SET", "1"}});
  const std::vector<DeclaredReplacement> unset = project.tree().unset_variables();
  ASSERT_EQ(unset.size(), 1U);
  EXPECT_EQ(unset[0].variable, "UNSET");
  EXPECT_EQ(unset[0].range.in(project.project_text()), "UNSET");
}

TEST(ReplacedFileTree, PutsInTheTrimmedContentOfFilesOfTheProject) {
  const auto entry = [](std::string_view text, std::string_view file) {
    return fmt::format(R"({{"filename":"a.xml","stringToReplace":"{}","replaceWithFile":"{}"}})",
                       text, file);
  };
  Replacing project(entry("CERT", "certs/app.pem") + "," + entry("OUT", "../secret") + "," +
                        entry("LINK", "link") + "," + entry("EMPTY", "empty") + "," +
                        entry("NONE", "none"),
                    {});
  project.file("/p/app/a.xml", "CERT OUT LINK EMPTY NONE");
  project.file("/p/certs/app.pem", "\nMIIB\n");
  project.file("/secret", "hunter2");
  project.file("/p/empty", " \n");
  project.base().add_link("/p/link", "/secret");
  EXPECT_EQ(project.read("/p/app/a.xml"), "MIIB OUT LINK EMPTY NONE");
  EXPECT_EQ(project.tree().original("/p/app/a.xml", {0, 4}).variable, "certs/app.pem");
  const Lines problems = project.problems();
  ASSERT_EQ(problems.size(), 3U);
  EXPECT_EQ(project.tree().faults().front().path, "/p/sfdx-project.json");
  EXPECT_EQ(problems[0], "../secret: `../secret` is outside this project and is not read");
  EXPECT_EQ(problems[1], "link: `link` is outside this project and is not read");
  EXPECT_EQ(problems[2], "empty: `empty` is empty");
  ASSERT_EQ(project.tree().missing_files().size(), 1U);
  EXPECT_EQ(project.tree().missing_files()[0].file, "none");
}

TEST(ReplacedFileTree, APatternThatCannotBeUsedIsAProblem) {
  Replacing project(R"j({"filename":"a.xml","regexToReplace":"(?=X)","replaceWithEnv":"V"},)j"
                    R"({"filename":"a.xml","stringToReplace":"","replaceWithEnv":"V"})",
                    {{"V", "v"}});
  EXPECT_EQ(project.file("/p/app/a.xml", "X").read("/p/app/a.xml"), "X");
  const Lines problems = project.problems();
  ASSERT_EQ(problems.size(), 2U);
  EXPECT_EQ(problems[0].rfind("(?=X): this pattern cannot be used here: ", 0), 0U) << problems[0];
  EXPECT_EQ(problems[1], ": the text to replace is empty, so nothing is replaced");
}

TEST(ReplacedFileTree, FillsPlaceholdersThatHaveAValue) {
  Replacing project(R"({"filename":"a.xml","stringToReplace":"DECLARED","replaceWithEnv":"D"})",
                    {{"D", "${HOST}"}, {"HOST", "h"}, {"PATH_1", ""}});
  project.file("/p/app/a.xml", "${HOST}{{HOST}}{${HOST}}{{{HOST}}} DECLARED ${NONE} ${HO {{HOST}");
  EXPECT_EQ(project.read("/p/app/a.xml"), "hh{h}{h} ${HOST} ${NONE} ${HO {{HOST}");
  project.file("/p/app/b.xml", "[${PATH_1}]");
  EXPECT_EQ(project.read("/p/app/b.xml"), "[]");
  EXPECT_EQ(project.tree().original("/p/app/b.xml", {1, 1}).variable, "PATH_1");
  // The project file keeps its own text.
  project.file("/p/sub/sfdx-project.json", "${HOST}").file("/p/sub/app/a.xml", "${HOST}");
  EXPECT_EQ(project.read("/p/sub/sfdx-project.json"), "${HOST}");
  EXPECT_EQ(project.read("/p/sub/app/a.xml"), "${HOST}") << "another project's file";
}

TEST(ReplacedFileTree, TellsThePlaceInTheFileAsWritten) {
  Replacing project(R"({"filename":"a.xml","stringToReplace":"${U}","replaceWithEnv":"U"})",
                    {{"U", "ünï\r\nzwei"}});
  const std::string written = "<é>\r\n  <u>${U}</u><v>1</v>\r\n</é>\r\n";
  project.file("/p/app/a.xml", written);
  const std::string text = project.read("/p/app/a.xml");
  EXPECT_EQ(text, "<é>\r\n  <u>ünï\r\nzwei</u><v>1</v>\r\n</é>\r\n");
  const auto at = [&](const std::string& part) {
    const auto begin = static_cast<std::uint32_t>(text.find(part));
    return TextRange{begin, begin + static_cast<std::uint32_t>(part.size())};
  };
  EXPECT_EQ(project.tree().original("/p/app/a.xml", at("zwei")).range.in(written), "${U}");
  EXPECT_EQ(project.tree().original_position("/p/app/a.xml", at("zwei")), (LineColumn{2, 6}));
  const OriginalPlace after = project.tree().original("/p/app/a.xml", at("1"));
  EXPECT_EQ(after.range.in(written), "1");
  EXPECT_EQ(after.variable, "");
  EXPECT_EQ(project.tree().original_position("/p/app/a.xml", at("1")), (LineColumn{2, 17}));
}

TEST(ReplacedFileTree, LeavesEveryByteOfOtherFiles) {
  Replacing project(R"({"glob":"**/*","stringToReplace":"X","replaceWithEnv":"V"})", {{"V", "v"}});
  const std::string plain = "\xEF\xBB\xBF<a>\r\n\xC3(</a>\r";
  const std::string utf16("<\0X\0>\0", 6);
  project.file("/p/app/a.xml", plain).file("/p/app/b.xml", utf16);
  EXPECT_EQ(project.read("/p/app/a.xml"), plain);
  EXPECT_EQ(project.read("/p/app/b.xml"), utf16);
  EXPECT_EQ(project.tree().original("/p/app/a.xml", {3, 5}).range, (TextRange{3, 5}));
  EXPECT_EQ(project.tree().original_position("/p/app/a.xml", {3, 5}), std::nullopt);
  EXPECT_EQ(project.read("/p/app/none.xml").rfind("error: ", 0), 0U);
}

TEST(ReplacedFileTree, ALimitHoldsForWhatComesOut) {
  Replacing project(R"({"filename":"a.xml","stringToReplace":"X","replaceWithEnv":"V"})",
                    {{"V", std::string(600, 'v')}, {"P", std::string(600, 'p')}});
  project.file("/p/app/a.xml", "XX").file("/p/app/b.xml", "${P}${P}").file("/p/c/a.xml", "X");
  EXPECT_EQ(project.read("/p/app/a.xml"),
            "error: more than the limit of 1000 bytes after replacements");
  EXPECT_EQ(project.read("/p/app/b.xml"),
            "error: more than the limit of 1000 bytes after replacements");
  EXPECT_EQ(project.read("/p/c/a.xml").size(), 600U);
}

TEST(ReplacedFileTree, ReadersAndListingsShowTheSame) {
  Replacing project(R"({"filename":"a.xml","stringToReplace":"X","replaceWithEnv":"V"})",
                    {{"V", "v"}});
  project.file("/p/app/a.xml", "<X/>");
  std::string text;
  ASSERT_TRUE(project.tree().make_reader()->read("/p/app", "a.xml", text, kLimit));
  EXPECT_EQ(text, "<v/>");
  DirectoryListing listing;
  ASSERT_TRUE(project.tree().list("/p/app", listing));
  EXPECT_EQ(listing.entries().size(), 1U);
  EXPECT_EQ(project.tree().kind("/p/app/a.xml"), EntryKind::file);
  EXPECT_EQ(project.tree().resolve("/p/app/a.xml"), "/p/app/a.xml");
}

TEST(ExpandedBraces, GiveAllAlternatives) {
  EXPECT_EQ(expanded_braces("a{b,c{d,e}}f"), (Lines{"abf", "acdf", "acef"}));
  EXPECT_EQ(expanded_braces("{a}{b,}"), (Lines{"{a}b", "{a}"}));
  EXPECT_EQ(expanded_braces("{a,b"), Lines{"{a,b"});
  std::string many;
  for (int i = 0; i < 40; ++i) many += "{a,b}";
  EXPECT_LE(expanded_braces(many).size(), 80U);
}

}  // namespace
}  // namespace ecac
