#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace ecac::test {

/// The published description of the language server protocol, against which messages are held.
/// Strict: a property that a structure does not have is wrong.
// NOLINTNEXTLINE(bugprone-exception-escape): no Json throws when it is made empty
class MetaModel {
 public:
  /// Of the shared folder; false if it is not there.
  bool load();

  bool knows_request(const std::string& method) const { return requests_.count(method) != 0; }
  /// What is wrong with the params of a message that a server sends, each with where it is.
  std::vector<std::string> problems_of_params(const std::string& method,
                                              const nlohmann::json& params) const;
  std::vector<std::string> problems_of_result(const std::string& method,
                                              const nlohmann::json& result) const;

 private:
  using Json = nlohmann::json;
  struct Property {
    const Json* type = nullptr;
    bool optional = false;
  };

  void check(const Json& type, const Json& value, const std::string& at,
             std::vector<std::string>& problems) const;
  bool fits(const Json& type, const Json& value) const;
  void check_reference(const std::string& name, const Json& value, const std::string& at,
                       std::vector<std::string>& problems) const;
  void check_properties(const std::map<std::string, Property>& properties, const Json& value,
                        const std::string& at, std::vector<std::string>& problems) const;
  void check_choice(const Json& choices, const Json& value, const std::string& at,
                    std::vector<std::string>& problems) const;
  void collect(const Json& structure, std::map<std::string, Property>& properties) const;

  Json model_ = {};
  std::map<std::string, const Json*> requests_ = {};
  std::map<std::string, const Json*> notifications_ = {};
  std::map<std::string, const Json*> structures_ = {};
  std::map<std::string, const Json*> enumerations_ = {};
  std::map<std::string, const Json*> aliases_ = {};
};

}  // namespace ecac::test
