#include "compiler/report/secrets/project_secrets.h"

#include <algorithm>
#include <utility>

#include "compiler/secrets/placeholder.h"
#include "compiler/secrets/secret_readings.h"
#include "compiler/secrets/secret_value.h"
#include "compiler/support/limits.h"

namespace ecac {

namespace {

/// A value without what stands for another.
std::string without_placeholders(std::string_view value) {
  std::string rest;
  std::size_t at = 0;
  for (const Placeholder& placeholder : find_placeholders(value)) {
    rest += value.substr(at, placeholder.begin - at);
    at = placeholder.end;
  }
  return rest += value.substr(at);
}

/// Those readings of a secret that are nothing else in another file.
void add_readings(std::string_view secret, bool (*is_secret)(std::string_view),
                  std::vector<std::string>& values) {
  for (std::string& reading : secret_readings(secret)) {
    if (is_secret(without_placeholders(reading))) values.push_back(std::move(reading));
  }
}

}  // namespace

ProjectSecrets::ProjectSecrets(const AnalysedProject& project, const SourceStore& sources,
                               const Redactor& redactor)
    : project_(project.project()),
      replaced_(project.replaced()),
      sources_(sources),
      redactor_(redactor),
      known_(project.analysis()) {}

/// What is known to be a secret, and what stands where one is expected if it also looks like one.
ProjectSecrets::Values ProjectSecrets::shared_in(FileId file) const {
  Values values;
  const std::string path = project_.path(file);
  const std::shared_ptr<const SourceText> source = sources_.get(file);
  std::vector<TextRange> places = known_.in(file);
  if (replaced_ != nullptr && replaced_->is_changed(path)) {
    std::string judged;
    if (!replaced_->read(path, judged, limits::kFile)) return values;
    add_shared(judged, places, values);
    for (TextRange& place : places) place = replaced_->original(path, place).range;
  } else if (source != nullptr && source->hash() != project_.file(file).facts.content_hash()) {
    return values;
  }
  if (source != nullptr) add_shared(source->text(), places, values);
  return values;
}

void ProjectSecrets::add_shared(std::string_view text, std::span<const TextRange> places,
                                Values& values) const {
  std::vector<TextRange> known(places.begin(), places.end());
  std::sort(known.begin(), known.end());
  std::uint32_t known_end = 0;  // of those that begin before what is looked at
  auto next = known.begin();
  for (const TextRange range : redactor_.find(text, places)) {
    for (; next != known.end() && next->begin < range.end; ++next) {
      known_end = std::max(known_end, next->end);
    }
    const bool known_by_place = known_end > range.begin;
    const auto is_secret = known_by_place ? is_unmistakable_secret : looks_generated;
    const std::string_view secret = range.in(text);
    add_readings(secret, is_secret, values);
    // What is hidden as a whole may be repeated in part, such as a key in a masked element.
    for (const TextRange part : redactor_.find(secret)) {
      if (part.size() < secret.size()) add_readings(part.in(secret), is_secret, values);
    }
  }
}

void ProjectSecrets::find_shared() {
  if (std::exchange(is_found_, true)) return;
  for (const FileId file : known_.files()) {
    Values values = shared_in(file);
    if (values.empty()) continue;
    for (const std::string& value : values) ++counts_[value];
    by_file_.emplace(file, std::move(values));
  }
  // Who keeps a value out of the repository does not want it in a report either, whatever it is.
  if (replaced_ != nullptr) {
    for (std::string& value : replaced_->values_put_in(Redactor::kShortestRepeatedValue)) {
      ++counts_[std::move(value)];
    }
  }
  for (const auto& [value, count] : counts_) values_.push_back(value);
}

const std::vector<std::string>& ProjectSecrets::shared_values() {
  find_shared();
  return values_;
}

const SecretValues& ProjectSecrets::shared() {
  find_shared();
  if (!shared_) shared_.emplace(values_, Redactor::kShortestRepeatedValue);
  return *shared_;
}

bool ProjectSecrets::renew(std::span<const FileId> files) {
  for (const FileId file : files) known_.renew(file);
  if (!is_found_) return false;
  bool other = false;
  for (const FileId file : files) {
    Values after;
    if (project_.has(file) && known_.may_have(file)) after = shared_in(file);
    const auto known = by_file_.find(file);
    const Values before = known == by_file_.end() ? Values() : std::move(known->second);
    for (const std::string& value : after) other |= ++counts_[value] == 1;
    for (const std::string& value : before) {
      const auto counted = counts_.find(value);
      if (--counted->second != 0) continue;
      counts_.erase(counted);
      other = true;
    }
    if (known != by_file_.end()) by_file_.erase(known);
    if (!after.empty()) by_file_.emplace(file, std::move(after));
  }
  if (!other) return false;
  Values values;
  values.reserve(counts_.size());
  for (const auto& [value, count] : counts_) values.push_back(value);
  if (values == values_) return false;
  values_ = std::move(values);
  shared_.reset();
  return true;
}

}  // namespace ecac
