#include "tests/mutation/mutants.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <limits>
#include <utility>

#include "compiler/model/binder/facts_builder.h"
#include "compiler/model/value_list.h"
#include "compiler/schema/field_ids.h"
#include "compiler/source/line_form.h"
#include "compiler/support/path_text.h"
#include "compiler/workspace/discovery/schema_matcher.h"

namespace ecac::test {
namespace {

constexpr char kDeleteRequired[] = "required element deleted";
constexpr char kMisspellElement[] = "element name misspelt";
constexpr char kMisspellValue[] = "enum value misspelt";
constexpr char kFlip[] = "boolean flipped";
constexpr char kMissingName[] = "reference to a missing name";
constexpr char kOtherName[] = "reference to another name";
constexpr char kNumber[] = "number outside its domain";
constexpr char kUrlHttp[] = "URL to http";
constexpr char kUrlHost[] = "URL to another host";
constexpr char kUrlRelative[] = "URL made relative";
constexpr char kDeleteFile[] = "file deleted";
constexpr char kDuplicate[] = "single element duplicated";
constexpr char kDropGrant[] = "permission set grant removed";
constexpr char kMarker[] = "placeholder spelling changed";
constexpr char kTwin[] = "twin added";
constexpr char kOutside[] = "copied outside";
constexpr char kLeftOut[] = "member left out of the manifest";

/// A file that is read by its fields.
struct SourceFile {
  std::string path = {};
  std::string text = {};
  std::string full_name = {};
  TypeId type = TypeId::none;
  FileFacts facts = {};
};

std::string with_edit(std::string text, TextRange range, std::string_view replacement) {
  return text.replace(range.begin, range.end - range.begin, replacement);
}

/// One letter in the middle becomes another.
std::string misspelt(std::string_view word) {
  std::string changed(word);
  char& letter = changed[changed.size() / 2];
  letter = letter == 'q' ? 'z' : 'q';
  return changed;
}

/// The nearest whole numbers outside the domain: below and above the documented limits, or those of
/// `xsd:int` where there are none; and what is no number.
std::vector<std::string> numbers_outside(const FieldSchema& field) {
  constexpr char kNoNumber[] = "many";
  if (field.kind == FieldKind::number) return {kNoNumber};
  if (field.kind != FieldKind::integer) return {};
  auto least = static_cast<long long>(field.min.value_or(std::numeric_limits<std::int32_t>::min()));
  auto most = static_cast<long long>(field.max.value_or(std::numeric_limits<std::int32_t>::max()));
  if (!field.allowed.empty()) {
    const auto [first, last] =
        std::minmax_element(field.allowed.begin(), field.allowed.end(),
                            [](const auto& a, const auto& b) { return a.value < b.value; });
    least = first->value;
    most = last->value;
  }
  return {std::to_string(least - 1), std::to_string(most + 1), kNoNumber};
}

class Mutator {
 public:
  Mutator(std::string root, const ProjectTexts& project)
      : schema_(*SchemaSet::embedded()), root_(std::move(root)) {
    const SchemaMatcher matcher(schema_);
    FactsBuilder builder(schema_);
    for (const auto& [path, text] : project) {
      if (path == join_path(root_, kSampleManifest)) manifest_ = text;
      const TypeMatch match = matcher.match(file_name(path), matcher.folder(parent_path(path)));
      if (match.kind != FileKind::component) continue;
      const TypeId type{match.type};
      if (schema_.type(type).read != ReadDepth::fields) continue;
      files_.push_back(
          {path, text, std::string(match.full_name), type, builder.analyze(text, type)});
    }
  }

  std::vector<Mutant> all() {
    for (const SourceFile& file : files_) {
      add(kDeleteFile, file, "", std::nullopt);
      add_copies(file);
      misspell_root(file);
      for (const FieldFact& fact : file.facts.fields()) of_field(file, fact);
    }
    leave_members_out();
    const std::vector<std::string> order = mutation_operators();
    const auto rank = [&](const Mutant& mutant) {
      return std::find(order.begin(), order.end(), mutant.op) - order.begin();
    };
    std::stable_sort(mutants_.begin(), mutants_.end(),
                     [&](const Mutant& a, const Mutant& b) { return rank(a) < rank(b); });
    return std::move(mutants_);
  }

 private:
  void add(std::string_view op, const SourceFile& file, std::string_view what,
           std::optional<std::string> text) {
    Mutant mutant;
    mutant.op = op;
    mutant.what = std::string(file_name(file.path)) + (what.empty() ? "" : " ") + std::string(what);
    mutant.files[file.path] = std::move(text);
    mutants_.push_back(std::move(mutant));
  }

  /// The file again with another value of a switch: in another folder of the package directory, and
  /// where no package directory is. The latter must not matter at all.
  void add_copies(const SourceFile& file) {
    for (const FieldFact& fact : file.facts.fields()) {
      if (schema_.field(fact.field).kind != FieldKind::boolean) continue;
      if (fact.state != ValueState::set || fact.tainted) continue;
      const bool on = file.facts.text(fact) == "true";
      const std::string copy = with_edit(file.text, fact.value, on ? "false" : "true");
      const std::string below = below_its_folder(file.path);
      for (const auto& [op, folder] :
           {std::pair(kTwin, "force-app/twins"), std::pair(kOutside, "backup")}) {
        Mutant mutant;
        mutant.op = op;
        mutant.what = fmt::format("{} {}", file_name(file.path), name_of(file, fact));
        mutant.files[join_path(join_path(root_, folder), below)] = copy;
        mutants_.push_back(std::move(mutant));
      }
      return;
    }
  }

  static std::string below_its_folder(std::string_view path) {
    return join_path(file_name(parent_path(path)), file_name(path));
  }

  void leave_members_out() {
    constexpr std::string_view kOpen = "<members>";
    constexpr std::string_view kClose = "</members>";
    for (std::size_t at = manifest_.find(kOpen); at != std::string::npos;
         at = manifest_.find(kOpen, at + 1)) {
      const std::size_t begin = at + kOpen.size();
      const std::size_t end = manifest_.find(kClose, begin);
      const std::size_t type = manifest_.find("<name>", end) + 6;
      const TextRange element = {static_cast<std::uint32_t>(at),
                                 static_cast<std::uint32_t>(end + kClose.size())};
      Mutant mutant;
      mutant.op = kLeftOut;
      mutant.what = fmt::format("{} {}", manifest_.substr(type, manifest_.find('<', type) - type),
                                manifest_.substr(begin, end - begin));
      mutant.files[join_path(root_, kSampleManifest)] =
          with_edit(manifest_, whole_lines(manifest_, element), "");
      mutant.by_manifest = true;
      mutants_.push_back(std::move(mutant));
    }
  }

  /// `parameters[2].value`, so that equal elements are told apart.
  std::string name_of(const SourceFile& file, const FieldFact& fact) const {
    const auto fields = file.facts.fields();
    std::string name(schema_.field(fact.field).name);
    std::size_t number = 0;
    std::size_t count = 0;
    for (const FieldFact& other : fields) {
      if (other.field != fact.field || other.parent != fact.parent) continue;
      ++count;
      if (&other == &fact) number = count;
    }
    if (count > 1) name += fmt::format("[{}]", number);
    return fact.parent == kNoFact ? name : name_of(file, fields[fact.parent]) + "." + name;
  }

  void of_field(const SourceFile& file, const FieldFact& fact) {
    const FieldSchema& field = schema_.field(fact.field);
    const std::string name = name_of(file, fact);
    const FileFacts& facts = file.facts;
    if (field.required == Requirement::schema || field.required == Requirement::documentation) {
      add(kDeleteRequired, file, name,
          with_edit(file.text, whole_lines(file.text, fact.element), ""));
    }
    misspell_element(file, fact, name);
    if (!field.repeated) {
      const std::string element(fact.element.in(file.text));
      add(kDuplicate, file, name,
          with_edit(file.text, {fact.element.end, fact.element.end}, "\n" + element));
    }
    if (file.type == types::PermissionSet && field.repeated && field.record != nullptr) {
      add(kDropGrant, file, name, with_edit(file.text, whole_lines(file.text, fact.element), ""));
    }
    if (fact.state != ValueState::set) return;
    const std::string_view value = facts.text(fact);
    const auto put = [&](std::string_view op, TextRange range, std::string_view text) {
      const std::string label = fmt::format("{}: {} -> {}", name, range.in(file.text), text);
      add(op, file, label, with_edit(file.text, range, text));
    };
    if (fact.tainted) {
      change_markers(facts, fact, put);
      return;
    }
    if (field.kind == FieldKind::boolean)
      put(kFlip, fact.value, value == "true" ? "false" : "true");
    for (const std::string& number : numbers_outside(field)) put(kNumber, fact.value, number);
    for_each_item(value, field.list, [&](const ListItem& item) {
      const TextRange range = facts.range_in_value(fact, item.begin, item.end);
      if (field.values != nullptr && !item.text.empty()) {
        put(kMisspellValue, range, misspelt(item.text));
      }
      if (field.reference_type != TypeId::none) change_reference(field, item, range, put);
      if (item.text.starts_with("https://")) change_url(item.text, range, put);
    });
  }

  void misspell_root(const SourceFile& file) {
    misspell(file, file.facts.root(), schema_.type(file.type).name, "root");
  }

  void misspell_element(const SourceFile& file, const FieldFact& fact, std::string_view name) {
    misspell(file, fact.element, schema_.field(fact.field).name, name);
  }

  void misspell(const SourceFile& file, TextRange element, std::string_view word,
                std::string_view name) {
    std::string text = file.text;
    const std::string wrong = misspelt(word);
    // The end tag first, so that the places before it hold.
    const std::size_t end_tag = text.rfind(word, element.end);
    if (end_tag > element.begin + 1 + word.size()) text.replace(end_tag, word.size(), wrong);
    text.replace(element.begin + 1, word.size(), wrong);
    add(kMisspellElement, file, fmt::format("{} -> {}", name, wrong), std::move(text));
  }

  /// The marker of another tool, so that what the project declares replaces nothing.
  template <class Put>
  static void change_markers(const FileFacts& facts, const FieldFact& fact, Put&& put) {
    for (const Placeholder& marker : facts.placeholders_in(fact)) {
      const std::string_view text =
          facts.text(fact).substr(marker.begin, marker.end - marker.begin);
      const std::size_t begin = std::min(text.find_first_not_of("${}@%_#[]()<>"), text.size());
      const std::string name(
          text.substr(begin, text.find_last_not_of("${}@%_#[]()<>") + 1 - begin));
      const TextRange range = facts.range_in_value(fact, marker.begin, marker.end);
      for (const auto& [open, close] :
           std::initializer_list<std::pair<const char*, const char*>>{{"${NEW_", "}"},
                                                                      {"{{", "}}"},
                                                                      {"@", "@"},
                                                                      {"__", "__"},
                                                                      {"%%", "%%"},
                                                                      {"%", "%"},
                                                                      {"#{", "}#"},
                                                                      {"$(", ")"},
                                                                      {"[[", "]]"}}) {
        put(kMarker, range, open + name + close);
      }
    }
  }

  template <class Put>
  void change_reference(const FieldSchema& field, const ListItem& item, TextRange range,
                        Put&& put) {
    std::string_view own = item.text;
    std::string_view rest;
    if (field.reference_format == ReferenceFormat::principal) {
      const std::size_t hyphen = own.find('-');
      if (hyphen == std::string_view::npos) return;
      rest = own.substr(hyphen);
      own = own.substr(0, hyphen);
      put(kMissingName, range, std::string(own) + "-Nobody_At_All");
    }
    put(kMissingName, range, "Nothing_Like_This" + std::string(rest));
    for (const SourceFile& other : files_) {
      const bool fits =
          other.type == field.reference_type || other.type == field.reference_also_type;
      if (!fits || other.full_name == own) continue;
      put(kOtherName, range, other.full_name + std::string(rest));
      return;
    }
  }

  template <class Put>
  static void change_url(std::string_view url, TextRange range, Put&& put) {
    const std::string_view after_scheme = url.substr(8);
    const std::size_t slash = after_scheme.find('/');
    const std::string_view path =
        slash == std::string_view::npos ? std::string_view() : after_scheme.substr(slash);
    put(kUrlHttp, range, "http://" + std::string(after_scheme));
    put(kUrlHost, range, "https://elsewhere.example.net" + std::string(path));
    put(kUrlRelative, range, path.empty() ? "/" : std::string(path));
  }

  const SchemaSet& schema_;
  std::string root_;
  std::string manifest_ = {};
  std::vector<SourceFile> files_;
  std::vector<Mutant> mutants_;
};

}  // namespace

std::vector<std::string> mutation_operators() {
  return {kDeleteRequired, kMisspellElement, kMisspellValue, kFlip,        kMissingName, kOtherName,
          kNumber,         kUrlHttp,         kUrlHost,       kUrlRelative, kDeleteFile,  kDuplicate,
          kDropGrant,      kMarker,          kTwin,          kOutside,     kLeftOut};
}

std::vector<Mutant> mutants_of(const std::string& root, const ProjectTexts& project) {
  return Mutator(root, project).all();
}

}  // namespace ecac::test
