// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The app that puts the bot into Teams: a manifest of version 1.19 of Microsoft's schema (packaging/teams), Dutch with
/// English beside it, and two icons. The words come from the texts "teams_package.", the commands from the words the
/// dialog listens to, so that they cannot drift apart. Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "adapters/zip_file.hpp"
#include "bot/texts.hpp"

namespace meldmaat {

/// What differs from one municipality to the next.
struct AppFacts {
  std::string client_id;     ///< of the bot; GUID in lower case
  std::string version;       ///< "1.2.3"; Teams takes a new package only when it is higher than the one it has
  std::string organisation;  ///< its name
  std::string emergency;     ///< the number for direct danger
  std::string origin;        ///< "https://meldmaat.zandrecht.example"
  std::string privacy_url;
  std::string terms_url;
};

/// PNG.
struct AppIcons {
  std::string_view color;
  std::string_view outline;
};

/// The files of the package: manifest.json, en.json, color.png, outline.png.
using AppFiles = std::vector<ZippedFile>;
/// What Teams would refuse, a line each.
using AppFaults = std::vector<std::string>;
[[nodiscard]] std::variant<AppFiles, AppFaults> app_package(const AppFacts& facts, const AppIcons& icons,
                                                            const Texts& texts);

/// The id of the app: always the same for one bot (RFC 9562 version 5, with the bot's id as name space).
/// \pre `client_id` is a GUID
[[nodiscard]] std::string app_id_of(const std::string& client_id);

}  // namespace meldmaat
