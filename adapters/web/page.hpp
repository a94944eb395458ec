// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The pages of the web channel, drawn from values: no request, no store, no clock in here. Every page works without
/// script; the modules in assets/ only make it livelier. Text is escaped and made safe to show by construction
/// (html.hpp). Pure functions, any thread; the result is a whole document in UTF-8.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "adapters/web/web_message.hpp"
#include "bot/moment.hpp"
#include "bot/zone.hpp"

namespace meldmaat {

/// A text of the page in the reader's language, by its key in config/texts/<language>/web.toml ("web.send").
using PageTexts = std::function<std::string(std::string_view key)>;

/// What all pages share.
struct PageFrame {
  std::string language = "nl";           ///< of the texts; for the lang attribute
  std::string organisation;              ///< shown in the head of the page
  std::string emergency_number = "112";  ///< shown on every page (handbook §4.8: the bot is not an alarm system)
  /// Where "Snel weg" leads: an ordinary page nobody is surprised to see on a screen. Absolute https address.
  std::string quick_exit = "https://www.buienradar.nl/";
  bool demo = false;                            ///< shows the banner and the way back to the demo's start
  std::string theme_class = "voorbeeld-theme";  ///< class that switches the municipality's tokens on
  std::optional<std::string> theme_css;         ///< path of the municipality's token file, such as "/theme.css"
};

/// A conversation, whole.
struct ChatPage {
  PageFrame frame;
  std::string person;                ///< id, as in the address /p/{person}/
  std::string person_name;           ///< whom this page belongs to, as shown
  std::vector<WebMessage> messages;  ///< ascending by seq
  /// Random, new for every drawing; the forms derive their idempotency keys from it, so that a double click counts
  /// once.
  std::string form_key;
  std::size_t text_limit = 20'000;         ///< most characters in one message (row C14)
  std::optional<std::string> problem;      ///< what went wrong with the form just posted, in the reader's language
  std::optional<std::string> unsent_text;  ///< put back into the text field together with `problem`
};
[[nodiscard]] std::string chat_page(const ChatPage& page, const Zone& zone, const PageTexts& texts);

/// One person to choose in the demo.
struct DemoPerson {
  std::string id;
  std::string name;
  std::string role;  ///< what the person is, as shown: "Leidinggevende van Burgerzaken"
};

/// Start of the demo: choose a person and move the clock.
struct DemoPage {
  PageFrame frame;
  std::vector<DemoPerson> people;
  std::vector<std::string> together;  ///< ids of the people opened side by side by GET /demo/together
  Moment now;
  std::optional<Moment> next;  ///< when the next reminder is due
};
[[nodiscard]] std::string demo_page(const DemoPage& page, const Zone& zone, const PageTexts& texts);

/// GET /demo/together: the conversations of `together` next to each other in frames, below the clock.
[[nodiscard]] std::string together_page(const DemoPage& page, const Zone& zone, const PageTexts& texts);

/// GET / outside the demo: how one gets in.
[[nodiscard]] std::string sign_in_page(const PageFrame& frame, const PageTexts& texts);

/// GET /invite/{token}: a button that posts, because programs that fetch a link to preview it must not use it up.
[[nodiscard]] std::string invite_page(const PageFrame& frame, std::string_view token, const PageTexts& texts);

/// Any error that a browser asked for as a page. `title` and `detail` are in the reader's language.
[[nodiscard]] std::string problem_page(const PageFrame& frame, std::string_view title, std::string_view detail,
                                       const PageTexts& texts);

/// Name and value of the headers that every page is sent with: the content security policy, no caching, no referrer.
/// In the demo pages may be framed by the demo's own page (together_page) and by nobody else; outside it by nobody.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> page_headers(bool demo);

}  // namespace meldmaat
