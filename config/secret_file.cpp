// SPDX-License-Identifier: EUPL-1.2
#include "config/secret_file.hpp"

#include <fstream>
#include <system_error>

#include "config/addresses.hpp"

namespace meldmaat {

namespace {
namespace fs = std::filesystem;

bool open_to_others(const fs::path& path) {
  std::error_code failed;
  const auto status = fs::status(path, failed);
  return !failed && (status.permissions() & fs::perms::others_all) != fs::perms::none;
}

std::string read_small_file(const Table& table, std::string_view key, const fs::path& path) {
  constexpr std::size_t most = 64UL * 1024;
  std::error_code failed;
  std::string content;
  std::ifstream stream;
  if (fs::is_regular_file(path, failed)) stream.open(path, std::ios::binary);
  if (!stream.is_open()) {
    const std::string name = in_quotes(path.string());
    table.complaints().mistake(table.place(key),
                               fs::exists(path, failed) ? name + " cannot be read" : "there is no file " + name,
                               "a file that meldmaat may read");
    return {};
  }
  content.resize(most + 1);
  stream.read(content.data(), static_cast<std::streamsize>(content.size()));
  content.resize(static_cast<std::size_t>(stream.gcount()));
  content.erase(content.find_last_not_of(" \t\r\n") + 1);
  if (content.empty() || content.size() > most) {
    table.complaints().mistake(table.place(key), "the file " + in_quotes(path.string()) +
                                                     (content.empty() ? " is empty" : " is larger than 64 KiB"));
    return {};
  }
  return content;
}
}  // namespace

std::string read_secret_file(const Table& table, std::string_view key) {
  const auto path = read_path(table, key);
  if (!path) return {};
  if (open_to_others(*path)) {
    table.complaints().mistake(table.place(key), "every user of this machine can reach " + in_quotes(path->string()),
                               "a file for meldmaat alone: chmod o= " + path->string());
    return {};
  }
  return read_small_file(table, key, *path);
}

std::string read_public_file(const Table& table, std::string_view key) {
  const auto path = read_path(table, key);
  return path ? read_small_file(table, key, *path) : std::string{};
}

}  // namespace meldmaat
