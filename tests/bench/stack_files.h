#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace ecac::bench {

/// The nine files of an app and its credential stack.
enum class Part : std::uint8_t {
  header,
  global_oauth,
  oauth_settings,
  oauth_policies,
  policies,
  named_credential,
  external_credential,
  identity_provider,
  permission_set,
};
inline constexpr std::size_t kPartCount = 9;

struct GeneratedFile {
  std::string path = {};  ///< from the project's folder
  std::string text = {};  ///< a file without text is not written
};

/// One app with everything it needs; a defect changes it before it is written.
struct Stack {
  std::string name = {};
  std::string number = {};
  std::string root = {};  ///< `force-app/main/default/`
  std::array<GeneratedFile, kPartCount> parts = {};
  std::vector<GeneratedFile> extra = {};

  GeneratedFile& operator[](Part part) { return parts[static_cast<std::size_t>(part)]; }
};

/// Equal for equal arguments, on every machine. Texts have the sizes of retrieved files.
Stack make_stack(std::uint64_t seed, std::uint32_t number, std::string root);

/// Settings that an org has once.
std::vector<GeneratedFile> make_org_files(const std::string& root);

}  // namespace ecac::bench
