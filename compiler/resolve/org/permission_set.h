#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/resolve/values/three_valued.h"
#include "compiler/resolve/view/project_view.h"

namespace ecac {

/// The object that keeps the tokens of callouts.
inline constexpr std::string_view kTokenStore = "UserExternalCredential";

/// Object permissions on `UserExternalCredential`, where the tokens of callouts are kept.
enum class StorePermission : std::uint8_t { create, read, edit, remove, modify_all };
inline constexpr std::size_t kStorePermissionCount = 5;
using TokenStoreAccess = std::array<Resolved<bool>, kStorePermissionCount>;

inline const Resolved<bool>& access_to(const TokenStoreAccess& access, StorePermission permission) {
  return access[static_cast<std::size_t>(permission)];
}

/// A principal of the one credential that is asked about, and whether the set grants it.
struct PrincipalEntry {
  std::string principal = {};
  Resolved<bool> enabled = {};
};

/// What a permission set or muting permission set says about one external credential.
struct PermissionSetView {
  std::string name = {};
  Origin origin = {};
  std::vector<PrincipalEntry> principals = {};           ///< each once
  std::map<std::string, std::size_t> by_principal = {};  ///< position in `principals`
  TokenStoreAccess store = {};
  Resolved<bool> activation_required = {};

  /// False where it has no entry; unknown where entries cannot be read.
  Resolved<bool> grants(const std::string& principal) const;
};

/// A permission set by its name, and the files that make it up: its own and, where the project
/// splits permission sets, those of its principals.
struct PermissionSetFiles {
  std::string name = {};
  SymbolId symbol = SymbolId::none;  ///< none if only parts of it are there
  bool muting = false;
  std::vector<FileId> parts = {};
  FileId store = FileId::none;  ///< the part with what it gives on `UserExternalCredential`
};

/// How far a file of permissions opens the store of tokens to its users.
enum class StoreOpening : std::uint8_t { closed, own_records, all_records };
StoreOpening token_store_opening(const FileFacts& facts);
std::string_view to_string(StoreOpening opening);

PermissionSetView read_permission_set(const ProjectView& project, const PermissionSetFiles& files,
                                      SymbolId credential);

/// The permission set that a file of principals is part of: the folder it lies in has its name.
std::string owner_of_part(const ProjectView& project, FileId part);
/// The same for the parts in a folder; "" where it is the folder of no permission set.
std::string_view owner_of_parts_in(std::string_view folder);

}  // namespace ecac
