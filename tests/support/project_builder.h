#pragma once

#include <map>
#include <string>
#include <string_view>

#include "compiler/support/files/memory_file_tree.h"

namespace ecac::test {

/// A metadata file: XML declaration, root element of the type with its namespace, these elements.
std::string metadata_text(std::string_view type, std::string_view elements);

/// The root element of the files of this name: `ExternalClientApplication` for
/// `Harbor.eca-meta.xml`. Throws std::invalid_argument if no type has such files.
std::string_view root_element_of(std::string_view path);

/// The files of a project, by their path below it.
using ProjectTexts = std::map<std::string, std::string>;

/// All files of a folder of the repository, such as `samples/mcp-oauth21`.
ProjectTexts texts_of_folder(const std::string& path_in_source);

/// The first `from` of the file whose path ends so becomes `to`. Throws std::invalid_argument if
/// there is none.
void edit_text(ProjectTexts& texts, const std::string& path, std::string_view from,
               std::string_view to);

/// Small files without anything to complain about.
std::string app_text(std::string_view name);
std::string oauth_text(std::string_view stem, std::string_view app);
std::string global_oauth_text(std::string_view stem, std::string_view app);
/// `more` are elements that stand in front.
std::string oauth_policies_text(std::string_view stem, std::string_view app,
                                std::string_view more = {});

/// Puts the files below a folder of a tree.
void add_texts(MemoryFileTree& tree, const std::string& folder, const ProjectTexts& texts);

/// The way in which tests make a project: who derives from it says what is done with the files.
template <class Self>
class ProjectBuilder {
 public:
  /// Path below the project, and the whole text. Replaces a file of that path.
  Self& file(const std::string& path, std::string text) {
    texts_[path] = std::move(text);
    return self();
  }
  /// A metadata file by the elements below its root, which the path tells.
  Self& metadata(const std::string& path, std::string_view elements) {
    return file(path, metadata_text(root_element_of(path), elements));
  }
  /// The project file, with one package directory.
  Self& package(const std::string& directory) {
    return file("sfdx-project.json",
                "{\"packageDirectories\": [{\"path\": \"" + directory + "\"}]}");
  }
  /// All files of a folder of the repository, such as `samples/mcp-oauth21`.
  Self& folder(const std::string& path_in_source) {
    for (auto& [path, text] : texts_of_folder(path_in_source)) texts_[path] = std::move(text);
    return self();
  }
  Self& edit(const std::string& path, std::string_view from, std::string_view to) {
    edit_text(texts_, path, from, to);
    return self();
  }

  Self& app(const std::string& name) {
    return file("externalClientApps/" + name + ".eca-meta.xml", app_text(name));
  }
  Self& oauth(const std::string& stem, const std::string& app) {
    return file("extlClntAppOauthSettings/" + stem + ".ecaOauth-meta.xml", oauth_text(stem, app));
  }
  Self& global_oauth(const std::string& stem, const std::string& app) {
    return file("extlClntAppGlobalOauthSets/" + stem + ".ecaGlblOauth-meta.xml",
                global_oauth_text(stem, app));
  }
  Self& oauth_policies(const std::string& stem, const std::string& app,
                       const std::string& more = {}) {
    return file("extlClntAppOauthPolicies/" + stem + ".ecaOauthPlcy-meta.xml",
                oauth_policies_text(stem, app, more));
  }

  const ProjectTexts& texts() const { return texts_; }

 private:
  Self& self() { return static_cast<Self&>(*this); }

  ProjectTexts texts_ = {};
};

/// Nothing but the files, for who hands them to a command or the driver.
class ProjectFiles : public ProjectBuilder<ProjectFiles> {
 public:
  MemoryFileTree tree(const std::string& folder) const {
    MemoryFileTree tree;
    add_texts(tree, folder, texts());
    return tree;
  }
  /// `Folder` writes below itself, as a TemporaryDirectory does.
  template <class Folder>
  void write_to(const Folder& folder) const {
    for (const auto& [path, text] : texts()) folder.write(path, text);
  }
};

}  // namespace ecac::test
