// SPDX-License-Identifier: EUPL-1.2
#include "config/secret_file.hpp"

#include <fstream>
#include <optional>
#include <system_error>
#include <utility>

#include "config/addresses.hpp"

namespace meldmaat {

namespace {
namespace fs = std::filesystem;

bool open_to_others(const fs::path& path) {
  std::error_code failed;
  const auto status = fs::status(path, failed);
  return !failed && (status.permissions() & fs::perms::others_all) != fs::perms::none;
}

constexpr std::size_t most = 64UL * 1024;

/// Without the line break at its end; longer than `most` when the file is. Nothing when it cannot be read.
std::optional<std::string> content_of(const fs::path& path) {
  std::error_code failed;
  std::ifstream stream;
  if (fs::is_regular_file(path, failed)) stream.open(path, std::ios::binary);
  if (!stream.is_open()) return std::nullopt;
  std::string content(most + 1, '\0');
  stream.read(content.data(), static_cast<std::streamsize>(content.size()));
  content.resize(static_cast<std::size_t>(stream.gcount()));
  content.erase(content.find_last_not_of(" \t\r\n") + 1);
  return content;
}

std::string read_small_file(const Table& table, std::string_view key, const fs::path& path) {
  auto content = content_of(path);
  if (!content) {
    std::error_code failed;
    const std::string name = in_quotes(path.string());
    table.complaints().mistake(table.place(key),
                               fs::exists(path, failed) ? name + " cannot be read" : "there is no file " + name,
                               "a file that meldmaat may read");
    return {};
  }
  if (content->empty() || content->size() > most) {
    table.complaints().mistake(table.place(key), "the file " + in_quotes(path.string()) +
                                                     (content->empty() ? " is empty" : " is larger than 64 KiB"));
    return {};
  }
  return std::move(*content);
}
}  // namespace

std::string read_secret_again(const fs::path& path) {
  if (open_to_others(path)) return {};
  auto content = content_of(path);
  return content && content->size() <= most ? std::move(*content) : std::string{};
}

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
