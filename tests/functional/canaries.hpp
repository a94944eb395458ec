// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Canaries: words that stand nowhere else in the world, put in at every door, and looked for in everything that is
/// left behind, however it is written (plan V12).
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace meldmaat::functional {

/// Makes one after the other. All begin alike, so that one search finds any of them.
class Canaries {
 public:
  [[nodiscard]] std::string next();
  /// This many after each other, with a space before each.
  [[nodiscard]] std::string next(int count);
  [[nodiscard]] const std::vector<std::string>& all() const { return made_; }

  static const std::string stem;  ///< with a letter outside ASCII, so that every encoding changes it

 private:
  std::vector<std::string> made_;
};

[[nodiscard]] std::string percent(std::string_view text);  ///< for an address

/// How a text is written in UTF-8, UTF-16 (both orders), base64 at each of its three offsets (both alphabets), hex
/// (both cases), percent-encoding (both cases) and as an escaped JSON string. Of base64 the letters that no neighbour
/// changes.
[[nodiscard]] std::vector<std::string> ways_of_writing(std::string_view text);

/// Where one of these stands, in whatever way: "name at byte 17, hex"; empty: nowhere.
class Search {
 public:
  explicit Search(const std::vector<std::string>& secrets);
  [[nodiscard]] std::vector<std::string> in(std::string_view bytes, const std::string& name) const;
  /// Every file below, its name too. \return places; `bytes` counts what was looked through
  [[nodiscard]] std::vector<std::string> below(const std::filesystem::path& folder, std::size_t& bytes) const;

 private:
  std::vector<std::string> written_;
};

}  // namespace meldmaat::functional
