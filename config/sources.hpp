// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The files of a configuration as text: those of the municipality and, underneath, those that meldmaat brings itself.
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "bot/second_person.hpp"
#include "config/complaint.hpp"
#include "config/settings.hpp"

namespace meldmaat {

/// A file as it lies in config/, embedded when meldmaat is built. `path` is "protocols/standaard.toml".
struct ShippedFile {
  std::string_view path;
  std::string_view text;
};
[[nodiscard]] std::span<const ShippedFile> shipped_files();

struct SourceFile {
  std::string name;  ///< as shown in complaints, and by its folders what kind of file it is: "texts/nl.toml"
  std::string text;
  bool shipped = false;
};

struct Sources {
  std::optional<SourceFile> settings;      ///< meldmaat.toml; absent: every setting has its default
  std::optional<SourceFile> organisation;  ///< organisation.toml; absent is a mistake
  std::vector<SourceFile> protocols;       ///< shipped ones first, and so below
  std::vector<SourceFile> forms;
  std::vector<SourceFile> dutch;
  std::vector<SourceFile> english;
  TeamsEnvironment environment;
  std::vector<Complaint> unread;  ///< files and folders that could not be read or have no place here
};

/// What is shipped, without an organisation.
[[nodiscard]] Sources shipped_sources();

/// The files of `folder` on top of what is shipped.
[[nodiscard]] Sources read_sources(const std::filesystem::path& folder);

/// The municipality's own files, in order of their names; not what is shipped.
[[nodiscard]] std::vector<ConfigurationFile> own_files(const Sources& sources);

/// Those files on top of what is shipped: what `read_sources` made of a folder that held them.
[[nodiscard]] Sources sources_with(const std::vector<ConfigurationFile>& files);

/// The demo municipality on top of what is shipped.
[[nodiscard]] Sources demo_sources();

}  // namespace meldmaat
