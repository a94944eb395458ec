// SPDX-License-Identifier: EUPL-1.2
/// \file
/// A story: who says and presses what, how far the clock moves, and every message that everybody gets. A text file:
///
///     # a remark
///     @ medewerker          from here on this person acts and hears
///     > Ik wil iets melden  types it
///     [ Ja, verstuur ]      presses the newest open button with this label; [ 2026-0001 | Bekijk ] one of that case
///     + 25h                 moves the clock
///     < Hallo.              the next message, its further lines indented by two spaces, its buttons as [label]
///
/// Played against a program, it gives the same file again with the messages as they came: equal means all is as told.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "tests/functional/program.hpp"

namespace meldmaat::functional {

/// Posts something; returns when it was answered 200. Whatever happens on the way (a kill, a restart) is its business.
using Post =
    std::function<nlohmann::json(const std::string& target, const nlohmann::json& body, const std::string& key)>;
/// Gets something as JSON.
using Get = std::function<nlohmann::json(const std::string& target)>;

struct Server {
  Post post;
  Get get;
};

class Story {
 public:
  explicit Story(const std::string& text);
  /// \return the story as it was played; where it could not go on, a line that begins with '!' says why
  [[nodiscard]] std::string play(const Server& server);

 private:
  struct Seen {
    std::int64_t last = 0;
    std::map<std::int64_t, nlohmann::json> messages;  ///< those that stand, by sequence
  };
  void play_line(const std::string& line, const Server& server);
  void say(const nlohmann::json& body, const Server& server);
  void press(const std::string& label, const Server& server);
  void hear(const Server& server);

  std::vector<std::string> lines_;
  std::string played_;
  std::string person_;
  std::map<std::string, Seen> seen_;
  int posts_ = 0;
};

/// The file of that name in tests/functional/stories.
[[nodiscard]] std::string read_story(const std::string& name);

}  // namespace meldmaat::functional
