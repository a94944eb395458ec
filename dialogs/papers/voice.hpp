// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Words for paper: a Talk with nobody, so that a paper says dates and answers exactly as a conversation does. A paper
/// is read by strangers, so it never says "je".
#pragma once

#include "dialogs/talk.hpp"

namespace meldmaat {

class Voice {
 public:
  Voice(const Municipality& town, Language language, Moment now)
      : view_{.municipality = town,
              .person = {},
              .channel = {},
              .free_number = {},
              .cases = {},
              .subject = std::nullopt,
              .related = {},
              .bans = {},
              .scan = std::nullopt,
              .visits = {}},
        event_{now, Opened{}},
        talk_(speaking(language), event_, view_) {}

  [[nodiscard]] const Talk& talk() const { return talk_; }
  [[nodiscard]] std::string operator()(std::string_view key, const TextArgs& args = {}) const {
    return talk_.text(key, args);
  }

 private:
  static State speaking(Language language) {
    State state;
    state.language = language;
    return state;
  }

  View view_;
  Event event_;
  Talk talk_;
};

}  // namespace meldmaat
