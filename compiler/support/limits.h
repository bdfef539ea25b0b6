#pragma once

#include <cstddef>
#include <cstdint>

namespace ecac {

/// What is read and how deep, whatever somebody puts into a repository. Sizes are bytes. Past a
/// limit there is a finding or an error message, never a crash and never silence.
namespace limits {

/// Metadata, and every text that a finding may stand in.
inline constexpr std::size_t kFile = std::size_t{64} << 20;
/// Project files, configuration, ignore lists, manifests that are named: small by nature.
inline constexpr std::size_t kSettingsFile = std::size_t{16} << 20;
/// Entries of `waivers`; each may be held against each finding.
inline constexpr std::size_t kWaivers = 1000;
/// Files that an ecac.json extends, those they extend included.
inline constexpr std::size_t kExtendedFiles = 32;
/// Lists of components that somebody keeps for `known`.
inline constexpr std::size_t kComponentList = std::size_t{64} << 20;
/// A file that looks like a private key; more of it says nothing more.
inline constexpr std::size_t kKeyFile = std::size_t{256} << 10;
/// A text that `replacements` put into another.
inline constexpr std::size_t kInsertion = std::size_t{1} << 20;
/// Bytes that patterns of `replacements` are looked for in, a file: its size as often as patterns
/// are for it.
inline constexpr std::size_t kPatternWork = std::size_t{256} << 20;
/// The same of all replacements, when they are made. A text is found faster than a pattern, which
/// counts for eight.
inline constexpr std::size_t kReplacementWork = std::size_t{2} << 30;
/// Places of one file in which a replacement puts a text; one may double the places of the next.
inline constexpr std::size_t kReplacements = 100'000;
inline constexpr std::size_t kEnvironmentFile = std::size_t{1} << 20;
inline constexpr std::size_t kSchemaFile = std::size_t{8} << 20;

/// Texts that a SourceStore keeps so that nobody has to open a file twice.
inline constexpr std::size_t kKeptTexts = std::size_t{256} << 10;
/// Folders of a git tree that are kept.
inline constexpr std::size_t kKeptGitTrees = std::size_t{4} << 20;

/// Of a revision: entries of folders that are kept for the next question, entries of all folders
/// that are listed, and memory for reading them.
inline constexpr std::size_t kKeptGitEntries = 500'000;
inline constexpr std::size_t kRevisionEntries = 2'000'000;
inline constexpr std::size_t kSubmodules = 1000;
inline constexpr std::size_t kRevisionMemory = std::size_t{2} << 30;

/// Of one XML document.
inline constexpr std::uint32_t kXmlElements = 1'000'000;
inline constexpr std::uint32_t kXmlAttributes = 1'000'000;
inline constexpr std::uint32_t kXmlPieces = 2'000'000;  ///< of text, and again of comments
/// Of the values of one document: turns between text as it stands and references or line ends.
inline constexpr std::uint32_t kValueSegments = 1'000'000;
inline constexpr std::uint32_t kXmlRepairs = 1'000'000;
inline constexpr std::uint32_t kXmlDepth = 512;
inline constexpr std::uint32_t kXmlBreaksListed = 100;
/// Of one JSON document.
inline constexpr std::size_t kJsonNesting = 64;

/// Folders inside folders.
inline constexpr std::uint32_t kFolderDepth = 128;
/// Links that lead to links, as Linux follows them.
inline constexpr int kLinks = 40;
inline constexpr std::size_t kLinkTarget = 4096;

/// Secrets of one file that are listed.
inline constexpr std::size_t kSecretsListed = 100;
/// Rounds of fixing until nothing changes; where many fixes are at one place, each takes a round.
inline constexpr int kFixRounds = 50;

}  // namespace limits

}  // namespace ecac
