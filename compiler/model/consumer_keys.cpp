#include "compiler/model/consumer_keys.h"

#include <functional>

#include "compiler/schema/field_ids.h"

namespace ecac {

static FieldId key_field(TypeId type) {
  if (type == types::ExtlClntAppGlobalOauthSettings) {
    return fields::ExtlClntAppGlobalOauthSettings::consumerKey;
  }
  if (type == types::ConnectedApp) return fields::ConnectedApp::oauthConfig_consumerKey;
  if (type == types::AuthProvider) return fields::AuthProvider::consumerKey;
  return FieldId::none;
}

const FieldFact* find_consumer_key(const FileFacts& facts) {
  const FieldId field = key_field(facts.type());
  if (field == FieldId::none) return nullptr;
  const FieldFact* key = facts.find(field);
  const bool judged = key != nullptr && key->judgeable();
  return judged ? key : nullptr;
}

std::uint64_t ConsumerKeys::hash(std::string_view key) {
  return std::hash<std::string_view>{}(key);
}

void ConsumerKeys::add(const FileFacts& facts, FileId file) {
  if (const FieldFact* key = find_consumer_key(facts)) files_.emplace(hash(facts.text(*key)), file);
}

void ConsumerKeys::remove(const FileFacts& facts, FileId file) {
  const FieldFact* key = find_consumer_key(facts);
  if (key == nullptr) return;
  const auto [first, last] = files_.equal_range(hash(facts.text(*key)));
  for (auto entry = first; entry != last; ++entry) {
    if (entry->second != file) continue;
    files_.erase(entry);
    return;
  }
}

std::vector<FileId> ConsumerKeys::find(std::string_view key) const {
  std::vector<FileId> found;
  const auto [first, last] = files_.equal_range(hash(key));
  for (auto entry = first; entry != last; ++entry) found.push_back(entry->second);
  return found;
}

}  // namespace ecac
