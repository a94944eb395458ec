// SPDX-License-Identifier: EUPL-1.2
#include "bot/program/town.hpp"

#include <cstdio>
#include <iostream>
#include <iterator>
#include <system_error>
#include <utility>

#include "bot/program/matrix_settings.hpp"
#include "bot/program/teams_settings.hpp"
#include "config/check_config.hpp"

namespace meldmaat {

namespace {

/// With what only those find who must work with it.
LoadResult looked_through(LoadResult result) {
  const auto* loaded = std::get_if<Loaded>(&result);
  if (loaded == nullptr) return result;
  std::vector<Complaint> complaints;
  const auto add = [&complaints](std::vector<Complaint> more) {
    complaints.insert(complaints.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  };
  if (loaded->settings.teams) add(complaints_about(*loaded->settings.teams));
  if (loaded->settings.matrix) add(complaints_about(*loaded->settings.matrix));
  if (complaints.empty()) return result;
  complaints.insert(complaints.end(), loaded->warnings.begin(), loaded->warnings.end());
  return Refused{std::move(complaints)};
}

}  // namespace

LoadResult load_configuration(const std::filesystem::path& folder, const TeamsEnvironment& environment) {
  return looked_through(folder.empty() ? load_demo() : load(folder, environment));
}

LoadResult load_configuration(const Sources& sources) {
  return looked_through(load_sources(sources));
}

namespace {

std::optional<Loaded> or_complain(LoadResult result) {
  if (auto* loaded = std::get_if<Loaded>(&result)) return std::move(*loaded);
  static_cast<void>(report_configuration(result, std::cerr));
  return std::nullopt;
}

}  // namespace

std::optional<Loaded> load_or_complain(const std::filesystem::path& folder, const TeamsEnvironment& environment) {
  return or_complain(load_configuration(folder, environment));
}

std::optional<Loaded> load_or_complain(const Sources& sources) {
  return or_complain(load_configuration(sources));
}

KeyFile key_file_of(const Settings& settings, const std::filesystem::path& credentials) {
  if (settings.master_key) return {.path = *settings.master_key};
  const auto handed_over = credentials / "meldmaat-master-key";
  std::error_code failed;
  if (!credentials.empty() && std::filesystem::exists(handed_over, failed)) {
    return {.path = handed_over, .handed_over = true};
  }
  return {};
}

std::optional<Complaint> warning_about(const KeyFile& key, const Settings& settings) {
  if (!key.path.empty()) return std::nullopt;
  Complaint warning;
  warning.place.file = "meldmaat.toml";
  warning.weight = Complaint::Weight::warning;
  warning.what = "the master key lies beside the database, in " + in_quotes(settings.data.string()) +
                 ": who copies the folder can read everything";
  warning.expected = "master in [keys], a file elsewhere";
  return warning;
}

std::optional<Moment> read_local_moment(const std::string& text, const Zone& zone) {
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  int hour = 0;
  int minute = 0;
  int used = 0;
  const int read = std::sscanf(text.c_str(), "%4d-%2u-%2u %2d:%2d%n", &year, &month, &day, &hour, &minute, &used);
  const LocalDate date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
  const bool whole = read == 5 && static_cast<std::size_t>(used) == text.size();
  if (!whole || !date.ok() || hour < 0 || hour > 23 || minute < 0 || minute > 59) return std::nullopt;
  return zone.to_moment(at_time(date, std::chrono::hours{hour} + std::chrono::minutes{minute}));
}

}  // namespace meldmaat
