// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Everything of a case that goes to the police, in the order in which they ask (handbook §10). The one source of the
/// paper and of the file for their own systems, so that both say the same. Words are resolved in `language`; what the
/// reporter typed stays as it was typed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "bot/case.hpp"
#include "bot/form.hpp"
#include "bot/language.hpp"
#include "bot/organisation.hpp"

namespace meldmaat {

/// What an answer said before it was corrected.
struct PoliceChange {
  Moment at;
  std::string before;
  bool operator==(const PoliceChange&) const = default;
};

struct PoliceAnswer {
  std::string question;  ///< the form's id
  std::string label;     ///< of one choice the question as it was asked, of others a word or two
  std::string text;
  bool unknown = false;     ///< the person said not to know
  bool from_story = false;  ///< read out of the story, and shown to the reporter before it was sent
  Moment at;                ///< when it was answered
  std::vector<PoliceChange> changes;
  bool operator==(const PoliceAnswer&) const = default;
};

/// One of the seven questions, with all that was answered to it.
struct PoliceTopic {
  Topic topic = Topic::who;
  std::vector<PoliceAnswer> answers;
  bool operator==(const PoliceTopic&) const = default;
};

/// Somebody's own words beside the answers: what was added later, or what a witness told.
struct PoliceWords {
  Moment at;
  std::string by;  ///< a name; of what was added later empty when the reporter did
  std::string text;
  bool operator==(const PoliceWords&) const = default;
};

/// What the police were told before.
struct PoliceStep {
  std::string fact;    ///< "police_report", "police_notification"
  std::string label;   ///< what it is called
  std::string kind;    ///< by whom, in words; may be empty
  std::string number;  ///< what the police call it; may be empty
  Moment happened;
  bool about = false;  ///< only its day is known
  bool operator==(const PoliceStep&) const = default;
};

/// Stalking is prosecuted only when the victim asks for it (art. 285b of the Criminal Code, legal C5).
enum class ProsecutionRequest {
  none,    ///< not needed for what happened here, or the victim does not want it
  to_ask,  ///< the victim may still sign it
  filed
};

struct PolicePack {
  CaseNumber number;
  Language language = Language::nl;
  Moment made;
  std::string organisation;
  PoliceContacts contacts;
  IncidentMoment incident;
  Moment reported;
  std::string victim;      ///< a name; empty: not somebody the organisation knows
  std::string reporter;    ///< a name
  bool witnessed = false;  ///< the reporter saw it happen to somebody else
  std::optional<PoliceAnswer> story;
  std::vector<PoliceTopic> topics;      ///< who, what, where, with, how, when, why: always these seven
  std::vector<PoliceAnswer> after;      ///< damage and witnesses
  std::vector<PoliceWords> statements;  ///< of witnesses (S0-10)
  std::vector<PoliceWords> additions;
  std::vector<Attachment> evidence;
  std::vector<PoliceStep> steps;
  ProsecutionRequest complaint = ProsecutionRequest::none;
  bool operator==(const PolicePack&) const = default;
};

}  // namespace meldmaat
