// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Where a conversation stands. A plain value: it is stored as it is, compared in tests and replayed years later.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "bot/ids.hpp"
#include "bot/language.hpp"
#include "bot/message.hpp"
#include "bot/moment.hpp"

namespace meldmaat {

/// One answer: what was understood and what was literally said, because both go to the police pack (handbook §5).
struct Answer {
  enum class Status {
    given,       ///< the person answered
    from_story,  ///< read out of the free story, shown for confirmation in the summary
    unknown,     ///< "weet ik niet"
    skipped      ///< passed over, may be asked again later
  };
  Status status = Status::given;
  /// Choices: option ids joined by ','. Moments: see `IncidentMoment` in bot/case.hpp. Files: blob ids joined by ','.
  /// Text: the text.
  std::string value;
  std::string said;  ///< literal words or label; what a reader sees
  Moment at;         ///< when it was answered
  bool operator==(const Answer&) const = default;
};

/// The question that waits for an answer, with the options as they were offered, so that a typed number or label means
/// the same as the button (symmetry of channels).
struct OpenQuestion {
  std::string slot;      ///< "q<turn>": the slot of its message and the prefix of its option ids
  std::string question;  ///< the dialog's own name of the question
  std::string text;      ///< as it was asked; shown without its options once it is answered
  Expects expects = Expects::nothing;
  bool many = false;
  std::vector<Option> options;
  bool operator==(const OpenQuestion&) const = default;
};

/// One dialog at work. Frames are stacked: help, a correction or a step in a case lies on top of a half-finished
/// report, and when it is done the report's question is asked again.
struct Frame {
  std::string dialog;  ///< which dialog owns it: "intake", "casework", ...
  int version = 0;     ///< of the form it interprets; 0 when it interprets none
  std::string step;    ///< the dialog's own name of where it stands
  std::map<std::string, Answer> answers;
  std::vector<std::string> trail;  ///< the questions answered so far in order, for "terug"
  std::vector<Attachment> attachments;
  CaseNumber subject;  ///< the case it is about, when there is one
  bool operator==(const Frame&) const = default;
};

struct State {
  Language language = Language::nl;
  bool informal = false;   ///< je-form instead of u-form
  std::uint64_t turn = 0;  ///< counts the turns taken; names the slots
  std::vector<Frame> frames;
  std::optional<OpenQuestion> open;
  bool operator==(const State&) const = default;
};

}  // namespace meldmaat
