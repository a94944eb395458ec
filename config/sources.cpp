// SPDX-License-Identifier: EUPL-1.2
#include "config/sources.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>

namespace meldmaat {

namespace {
namespace fs = std::filesystem;

constexpr const char* organisation_name = "organisation.toml";
constexpr const char* settings_name = "meldmaat.toml";

/// Puts a file where its path says it belongs.
/// \return false when it belongs nowhere
bool place_file(Sources& sources, const std::string& path, SourceFile file) {
  if (path == organisation_name) {
    sources.organisation = std::move(file);
  } else if (path == settings_name) {
    sources.settings = std::move(file);
  } else if (path.starts_with("protocols/")) {
    sources.protocols.push_back(std::move(file));
  } else if (path.starts_with("forms/")) {
    sources.forms.push_back(std::move(file));
  } else if (path == "texts/nl.toml" || path.starts_with("texts/nl/")) {
    sources.dutch.push_back(std::move(file));
  } else if (path == "texts/en.toml" || path.starts_with("texts/en/")) {
    sources.english.push_back(std::move(file));
  } else {
    return false;
  }
  return true;
}

void unread(Sources& sources, std::string name, std::string what, std::string expected = {}) {
  sources.unread.push_back(
      {{std::move(name), 0, 0}, Complaint::Weight::mistake, std::move(what), std::move(expected), {}});
}

std::optional<std::string> read_text(const fs::path& path) {
  // One byte more than the largest file that is accepted, so that reading never takes more than that.
  constexpr std::size_t most = 1024 * 1024 + 1;
  std::ifstream stream{path, std::ios::binary};
  if (!stream) return std::nullopt;
  std::string text(most, '\0');
  stream.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (stream.bad()) return std::nullopt;
  text.resize(static_cast<std::size_t>(stream.gcount()));
  return text;
}

/// \return nothing when there is no such file; a file that cannot be read is a complaint
std::optional<SourceFile> read_file(Sources& sources, const fs::path& folder, const std::string& name) {
  std::error_code failed;
  if (!fs::exists(folder / name, failed)) return std::nullopt;
  auto text = fs::is_regular_file(folder / name, failed) ? read_text(folder / name) : std::nullopt;
  if (text) return SourceFile{name, std::move(*text), false};
  unread(sources, name, "the file cannot be read", "a file that meldmaat may read");
  return std::nullopt;
}

/// The .toml files below folder/name, as paths relative to `folder`, in order.
std::vector<std::string> files_below(Sources& sources, const fs::path& folder, const std::string& name) {
  std::vector<std::string> found;
  std::error_code failed;
  if (!fs::exists(folder / name, failed)) return found;
  for (auto at = fs::recursive_directory_iterator{folder / name, failed};
       !failed && at != fs::recursive_directory_iterator{}; at.increment(failed)) {
    if (at->path().extension() == ".toml") found.push_back(fs::relative(at->path(), folder, failed).generic_string());
  }
  if (failed) unread(sources, name, "the folder cannot be read", "a folder that meldmaat may read");
  std::ranges::sort(found);
  return found;
}
}  // namespace

Sources shipped_sources() {
  Sources sources;
  for (const auto& [path, text] : shipped_files()) {
    const std::string name{path};
    static_cast<void>(place_file(sources, name, {"shipped/" + name, std::string{text}, true}));
  }
  return sources;
}

Sources read_sources(const fs::path& folder) {
  Sources sources = shipped_sources();
  std::error_code failed;
  if (!fs::is_directory(folder, failed)) {
    unread(sources, folder.string(), "there is no such folder", "the folder of organisation.toml");
    return sources;
  }
  sources.organisation = read_file(sources, folder, organisation_name);
  sources.settings = read_file(sources, folder, settings_name);
  for (const auto* name : {"protocols", "forms", "texts"}) {
    for (const auto& path : files_below(sources, folder, name)) {
      auto file = read_file(sources, folder, path);
      if (file && !place_file(sources, path, std::move(*file))) {
        unread(sources, path, "meldmaat does not speak this language", "texts/nl.toml or texts/en.toml");
      }
    }
  }
  return sources;
}

std::vector<ConfigurationFile> own_files(const Sources& sources) {
  std::vector<ConfigurationFile> files;
  const auto add = [&](const SourceFile& file) {
    if (!file.shipped) files.push_back({file.name, file.text});
  };
  if (sources.organisation) add(*sources.organisation);
  if (sources.settings) add(*sources.settings);
  for (const auto* group : {&sources.protocols, &sources.forms, &sources.dutch, &sources.english}) {
    std::ranges::for_each(*group, add);
  }
  std::ranges::sort(files, {}, &ConfigurationFile::name);
  return files;
}

Sources sources_with(const std::vector<ConfigurationFile>& files) {
  Sources sources = shipped_sources();
  for (const auto& [name, text] : files) {
    static_cast<void>(place_file(sources, name, {name, text, false}));
  }
  return sources;
}

Sources demo_sources() {
  Sources sources = shipped_sources();
  for (const auto& [path, text] : shipped_files()) {
    if (path == "demo/organisation.toml") {
      sources.organisation = SourceFile{organisation_name, std::string{text}, true};
    }
    if (path == "demo/meldmaat.toml") sources.settings = SourceFile{settings_name, std::string{text}, true};
  }
  return sources;
}

}  // namespace meldmaat
