#include "compiler/resolve/deploy/content_digest.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include "compiler/model/value_list.h"
#include "compiler/resolve/org/bundle.h"
#include "compiler/support/hash/sha256.h"

namespace ecac {

namespace {

/// The length in front keeps values from running into each other.
void append_counted(std::string& out, std::string_view text) {
  out += std::to_string(text.size());
  out += ':';
  out += text;
}

std::string canonical_value(const FieldSchema& field, std::string_view value) {
  std::string text;
  for_each_item(value, field.list, [&](const ListItem& item) { append_counted(text, item.text); });
  return text;
}

class CanonicalText {
 public:
  CanonicalText(const SchemaSet& schema, const FileFacts& facts) : schema_(schema), facts_(facts) {}

  /// The facts from `begin` to `end`, sorted. A complex field holds at most a few levels.
  std::string of(FactIndex begin, FactIndex end) const {
    std::vector<std::string> elements;
    for (FactIndex i = begin; i < end; i = facts_.fields()[i].subtree_end) {
      const FieldFact& fact = facts_.fields()[i];
      if (fact.state == ValueState::nil) continue;
      const FieldSchema& field = schema_.field(fact.field);
      std::string element(field.name);
      if (field.kind == FieldKind::complex) {
        element += '{' + of(i + 1, fact.subtree_end) + '}';
      } else if (field.secret) {
        element += '*';
      } else {
        element += '=' + canonical_value(field, facts_.text(fact));
      }
      elements.push_back(std::move(element));
    }
    std::sort(elements.begin(), elements.end());
    std::string text;
    for (const std::string& element : elements) append_counted(text, element);
    return text;
  }

 private:
  const SchemaSet& schema_;
  const FileFacts& facts_;
};

class DigestMaker {
 public:
  DigestMaker(const ProjectView& project, std::span<const DeployComponent> components)
      : project_(project), components_(components), by_file_(project.file_count(), nullptr) {
    for (const DeployComponent& component : components) {
      by_file_[project_.index_of(component.file)] = &component;
    }
    for (const DeployComponent& component : components) {
      if (is_credential(component)) mark_named(component);
    }
  }

  std::vector<ContentDigest> all() const {
    std::vector<ContentDigest> digests;
    for (const DeployComponent& component : components_) {
      const TypeSchema& type = project_.schema().type(component.type);
      const SymbolId symbol = project_.file(component.file).definition;
      if (type.role == "header") {
        std::set<FileId> files = {component.file};
        const Bundle bundle(project_, symbol);
        for (const BundleMember& member : bundle.members()) add_deployed(files, member.site.file);
        digests.push_back(digest_of(component, files));
      } else if (is_credential(component) && named_.find(component.file) == named_.end()) {
        std::set<FileId> files;
        reach(component.file, files);
        digests.push_back(digest_of(component, files));
      }
    }
    std::sort(digests.begin(), digests.end(), [](const auto& a, const auto& b) {
      return std::tie(a.type, a.name) < std::tie(b.type, b.name);
    });
    return digests;
  }

 private:
  bool is_credential(const DeployComponent& component) const {
    return project_.schema().type(component.type).role == "credential";
  }
  const DeployComponent* find(FileId file) const { return by_file_[project_.index_of(file)]; }
  void add_deployed(std::set<FileId>& files, FileId file) const {
    if (find(file) != nullptr) files.insert(file);
  }

  template <class Visit>
  void for_each_credential_named_by(FileId file, Visit&& visit) const {
    for (std::size_t use = 0; use < project_.file(file).facts.uses().size(); ++use) {
      for (const FileId target : project_.definitions(project_.use_symbol(file, use))) {
        const DeployComponent* component = find(target);
        if (component != nullptr && is_credential(*component)) visit(target);
      }
    }
  }

  void mark_named(const DeployComponent& component) {
    for_each_credential_named_by(component.file, [&](FileId target) {
      if (target != component.file) named_.insert(target);
    });
  }

  void reach(FileId first, std::set<FileId>& files) const {
    std::vector<FileId> open = {first};
    while (!open.empty()) {
      const FileId file = open.back();
      open.pop_back();
      if (!files.insert(file).second) continue;
      for_each_credential_named_by(file, [&](FileId target) { open.push_back(target); });
    }
  }

  ContentDigest digest_of(const DeployComponent& root, const std::set<FileId>& files) const {
    ContentDigest digest{.type = root.type, .name = root.name};
    std::vector<std::string> parts;
    for (const FileId id : files) {
      const ProjectFile& file = project_.file(id);
      if (!file.facts.usable() || file.facts.broken()) {
        digest.sha256 = Resolved<std::string>::unknown("a well-formed file");
        return digest;
      }
      std::string part;
      append_counted(part, project_.schema().type(file.type).name);
      append_counted(part, find(id)->name);
      part += canonical_text(project_.schema(), file.facts);
      parts.push_back(std::move(part));
    }
    std::sort(parts.begin(), parts.end());
    Sha256 hash;
    hash.update("ecac 1\n");
    for (const std::string& part : parts) {
      hash.update(std::to_string(part.size()));
      hash.update(":");
      hash.update(part);
    }
    digest.sha256 = {hash.hex_digest(), Origin::derived_from({})};
    return digest;
  }

  ProjectView project_;
  std::span<const DeployComponent> components_;
  std::vector<const DeployComponent*> by_file_;
  std::set<FileId> named_ = {};
};

}  // namespace

std::string canonical_text(const SchemaSet& schema, const FileFacts& facts) {
  return CanonicalText(schema, facts).of(0, static_cast<FactIndex>(facts.fields().size()));
}

std::vector<ContentDigest> content_digests(const ProjectView& project,
                                           std::span<const DeployComponent> components) {
  return DigestMaker(project, components).all();
}

}  // namespace ecac
