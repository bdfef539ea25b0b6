#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "compiler/source/place.h"

namespace ecac {

/// `safe` keeps the meaning or is the only possible one; `unsafe` is an offer a person must weigh.
enum class Applicability : std::uint8_t { safe, unsafe };

/// Replaces the bytes of a range. For repairs of a text that is not well-formed, and for what
/// realised fixes are made of; every other fix says what it means by one of the operations below.
struct EditOperation {
  Place place = {};
  std::string text = {};

  friend bool operator==(const EditOperation&, const EditOperation&) = default;
};
/// A fix makes a new file of these bytes.
struct CreateOperation {
  std::string path = {};
  std::string text = {};

  friend bool operator==(const CreateOperation&, const CreateOperation&) = default;
};
/// A fix gives a file another name.
struct RenameOperation {
  std::string from = {};
  std::string to = {};

  friend bool operator==(const RenameOperation&, const RenameOperation&) = default;
};
/// A fix removes a file.
struct DeleteOperation {
  std::string path = {};

  friend bool operator==(const DeleteOperation&, const DeleteOperation&) = default;
};

/// What becomes of files, byte for byte: a fix after `edit/` gave it the form of its files.
using FileOperation =
    std::variant<EditOperation, CreateOperation, RenameOperation, DeleteOperation>;

// Below an element is named by a place that begins where it does, at the `<` of its start tag, and
// every text is the one that is meant: it is escaped, and a line feed becomes the file's line end,
// when it is written.

/// An element that a fix writes: its name with a value, or with children.
struct NewElement {
  std::string name = {};   ///< without a prefix; that of the file is put before it
  std::string value = {};  ///< of one without children
  std::vector<NewElement> children = {};
  std::string comment = {};  ///< stands on a line above it, if there is any

  friend bool operator==(const NewElement&, const NewElement&) = default;
};

/// Where an element goes.
struct ElementPosition {
  enum class Kind : std::uint8_t {
    in_order,  ///< among the children of `element`: behind those of its name, else by the alphabet
    before,    ///< right before `element`
    behind     ///< right behind `element`
  } kind = Kind::in_order;
  Place element = {};

  static ElementPosition in(Place parent) { return {Kind::in_order, parent}; }
  static ElementPosition before(Place sibling) { return {Kind::before, sibling}; }
  static ElementPosition behind(Place sibling) { return {Kind::behind, sibling}; }

  friend bool operator==(const ElementPosition&, const ElementPosition&) = default;
};

/// Replaces part of an element's value, or of what a comment says, by a text.
struct SetText {
  Place place = {};
  std::string text = {};

  friend bool operator==(const SetText&, const SetText&) = default;
};
/// Gives an element that holds no elements a value, whether it is empty, nil or has one.
struct SetElement {
  Place element = {};
  std::string value = {};

  friend bool operator==(const SetElement&, const SetElement&) = default;
};
/// Writes new elements.
struct InsertElements {
  ElementPosition at = {};
  std::vector<NewElement> elements = {};

  friend bool operator==(const InsertElements&, const InsertElements&) = default;
};
/// Writes elements in place of a run of siblings, from the begin of the first to the end of the
/// last. What stands between them goes.
struct ReplaceElements {
  Place elements = {};
  std::vector<NewElement> by = {};

  friend bool operator==(const ReplaceElements&, const ReplaceElements&) = default;
};
/// Removes an element, with its line where it has that to itself.
struct RemoveElement {
  Place element = {};

  friend bool operator==(const RemoveElement&, const RemoveElement&) = default;
};
/// Removes a comment, named by its range, with its line where it has that to itself.
struct RemoveComment {
  Place comment = {};

  friend bool operator==(const RemoveComment&, const RemoveComment&) = default;
};
/// Moves a run of siblings, in their file or to another one. What stands between them moves along.
struct MoveElements {
  Place elements = {};
  ElementPosition to = {};

  friend bool operator==(const MoveElements&, const MoveElements&) = default;
};
/// Gives an element another name, in both its tags; the prefix stays.
struct RenameElement {
  Place element = {};
  std::string name = {};

  friend bool operator==(const RenameElement&, const RenameElement&) = default;
};

/// A value that a fix writes into a JSON file.
struct NewJsonValue {
  enum class Kind : std::uint8_t {
    string,
    literal,  ///< a number, true, false or null, as it is written
    array,
    object
  } kind = Kind::string;
  std::string text = {};                 ///< of a string, as it is meant; of a literal
  std::vector<std::string> keys = {};    ///< of an object
  std::vector<NewJsonValue> items = {};  ///< of an array, or the values to the keys

  friend bool operator==(const NewJsonValue&, const NewJsonValue&) = default;
};

/// A value in a JSON file, named by its JSON Pointer (RFC 6901): `/packageDirectories/0/path`.
struct JsonPlace {
  FileId file = FileId::none;
  std::string pointer = {};
  /// Where it is known, instead of a pointer: the value itself, or the key of a member.
  TextRange range = {};

  static JsonPlace at(Place place) { return {place.file, {}, place.range}; }

  friend bool operator==(const JsonPlace&, const JsonPlace&) = default;
};

/// Gives a value to what stands at the place; a member that is not there yet is added.
struct SetJsonValue {
  JsonPlace at = {};
  NewJsonValue value = {};

  friend bool operator==(const SetJsonValue&, const SetJsonValue&) = default;
};
/// Adds items to the end of a list; a list that is not there yet is added.
struct AddJsonItems {
  JsonPlace list = {};
  std::vector<NewJsonValue> items = {};

  friend bool operator==(const AddJsonItems&, const AddJsonItems&) = default;
};
/// Removes a member of an object or an item of a list, with its line where it has that to itself.
struct RemoveJsonValue {
  JsonPlace at = {};

  friend bool operator==(const RemoveJsonValue&, const RemoveJsonValue&) = default;
};
/// Gives a member of an object another key.
struct RenameJsonKey {
  JsonPlace at = {};
  std::string key = {};

  friend bool operator==(const RenameJsonKey&, const RenameJsonKey&) = default;
};

/// Adds a member to a type in a manifest (package.xml), which may not name the type yet.
struct AddManifestMember {
  FileId manifest = FileId::none;
  std::string type = {};  ///< as a manifest names it
  std::string member = {};

  friend bool operator==(const AddManifestMember&, const AddManifestMember&) = default;
};
/// Removes a member from a manifest, and the type with its last one.
struct RemoveManifestMember {
  FileId manifest = FileId::none;
  std::string type = {};
  std::string member = {};

  friend bool operator==(const RemoveManifestMember&, const RemoveManifestMember&) = default;
};
/// Gives a member of a manifest another name.
struct RenameManifestMember {
  FileId manifest = FileId::none;
  std::string type = {};
  std::string member = {};
  std::string name = {};

  friend bool operator==(const RenameManifestMember&, const RenameManifestMember&) = default;
};

/// Makes a new XML file.
struct CreateDocument {
  std::string path = {};
  NewElement root = {};         ///< with children
  std::string name_space = {};  ///< of the root
  FileId like = FileId::none;   ///< the file whose line ends and indentation the new one has

  friend bool operator==(const CreateDocument&, const CreateDocument&) = default;
};

/// Writes one more line at the top of a text that is a list of lines.
struct AddTopLine {
  FileId file = FileId::none;
  std::string line = {};  ///< without its end

  friend bool operator==(const AddTopLine&, const AddTopLine&) = default;
};

/// What a fix does, by its meaning. `edit/` makes bytes of it, in the form of each file.
using FixOperation =
    std::variant<EditOperation, CreateOperation, RenameOperation, DeleteOperation, SetText,
                 SetElement, InsertElements, ReplaceElements, RemoveElement, RemoveComment,
                 MoveElements, RenameElement, SetJsonValue, AddJsonItems, RemoveJsonValue,
                 RenameJsonKey, AddManifestMember, RemoveManifestMember, RenameManifestMember,
                 CreateDocument, AddTopLine>;

/// One way to mend a finding: all operations or none.
struct Fix {
  std::string description = {};
  Applicability applicability = Applicability::unsafe;
  std::vector<FixOperation> operations = {};

  friend bool operator==(const Fix&, const Fix&) = default;
};

}  // namespace ecac
