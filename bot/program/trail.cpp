// SPDX-License-Identifier: EUPL-1.2
#include "bot/program/trail.hpp"

#include <fstream>
#include <iterator>
#include <map>
#include <sstream>

#include "adapters/system_clock.hpp"
#include "adapters/upkeep.hpp"
#include "storage/cipher.hpp"

namespace meldmaat {

namespace {

constexpr std::string_view configuration_note = "configuration";

/// By the name of each file: the hash of what is in it.
using Prints = std::map<std::string, std::string>;

/// What a person decides stands in these; keys and secrets lie in files of other kinds, and are not looked at.
Prints prints_of(const std::filesystem::path& folder) {
  Prints prints;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file() || entry.path().extension() != ".toml") continue;
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    prints[entry.path().lexically_relative(folder).generic_string()] = hexadecimal(sha256(text));
  }
  return prints;
}

Prints prints_in(const std::string& note) {
  Prints prints;
  std::istringstream lines(note);
  for (std::string print, name; lines >> print && std::getline(lines >> std::ws, name);) prints[name] = print;
  return prints;
}

std::string note_of(const Prints& prints) {
  std::string note;
  for (const auto& [name, print] : prints) note.append(print).append(" ").append(name).append("\n");
  return note;
}

}  // namespace

Moment moment_for(Store& store) {
  return SystemClock(store.note(Upkeep::watermark_note).value_or("")).now();
}

void note_on_trail(Store& store, std::string_view what, std::string about) {
  const Moment now = moment_for(store);
  store.begin_batch();
  store.add_audit({now, {}, std::string(what), {}, std::move(about)});
  store.commit_batch();
}

void note_configuration(Store& store, const std::filesystem::path& folder) {
  const auto now_there = prints_of(folder);
  auto before = prints_in(store.note(configuration_note).value_or(""));
  if (now_there == before) return;
  const Moment now = moment_for(store);
  const auto note = [&](const std::string& name) {
    store.add_audit({now, {}, std::string(audits::configuration), {}, name});
  };
  store.begin_batch();
  for (const auto& [name, print] : now_there) {
    const auto known = before.extract(name);
    if (known.empty() || known.mapped() != print) note(name);
  }
  for (const auto& [name, print] : before) note(name);
  store.write_note(configuration_note, note_of(now_there));
  store.commit_batch();
}

}  // namespace meldmaat
