// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The counsellors' desk of the postbox (docs/postbox.md), for whoever holds or stands in for the role counsellor. The
/// page is a shell: every key and every text is opened by assets/desk.js in the browser, so without script it can only
/// say so. The words are in config/texts/<language>/desk.toml. Pure function, any thread.
#pragma once

#include <string>
#include <vector>

#include "adapters/web/page.hpp"

namespace meldmaat {

struct DeskTeam {
  std::string id;
  std::string name;
};

struct DeskPage {
  PageFrame frame;
  std::string person;           ///< id, as in the address /p/{person}/desk
  std::string person_name;      ///< whose desk it is, as shown
  std::vector<DeskTeam> teams;  ///< whose manager facts can be handed to
};
[[nodiscard]] std::string desk_page(const DeskPage& page, const PageTexts& texts);

}  // namespace meldmaat
