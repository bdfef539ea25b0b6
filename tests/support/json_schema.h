#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace ecac::test {

/// Holds documents against a JSON Schema of `schemas/output/`, as far as those use the language.
class JsonSchema {
 public:
  explicit JsonSchema(const std::string& file_name);

  /// What a document lacks or has too much, each with its JSON Pointer; empty: it is valid.
  std::vector<std::string> problems(const nlohmann::json& document);

 private:
  struct Rule {
    const nlohmann::json* schema = nullptr;
    std::string file = {};
  };

  const nlohmann::json& document_of(const std::string& file);
  Rule resolve(const Rule& rule, const std::string& reference);
  void check(const Rule& rule, const nlohmann::json& value, const std::string& pointer,
             std::vector<std::string>& problems);
  void check_object(const Rule& rule, const nlohmann::json& value, const std::string& pointer,
                    std::vector<std::string>& problems);
  std::size_t matches(const Rule& rule, const nlohmann::json& choices, const nlohmann::json& value);

  std::string file_;
  std::map<std::string, nlohmann::json> documents_ = {};
};

}  // namespace ecac::test
