// SPDX-License-Identifier: EUPL-1.2
/// \file
/// One turn while it is being made. A dialog says and asks things to a Talk; `finish` gives the Turn. Everything that
/// holds for every question on every channel is in here once: slots, option ids, the answered question that loses its
/// buttons.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bot/dialog.hpp"

namespace meldmaat {

/// A question as a dialog puts it. Option ids are bare ("yes") and get the slot in front ("q12/yes"); an id that holds
/// a '/' ("menu/help", "case/2026-0001/own") is pressable at any time and stays as it is.
struct Ask {
  std::string question;  ///< the dialog's own name of the question
  std::string text;      ///< in the person's language
  Expects expects = Expects::choice;
  bool many = false;
  std::vector<Option> options;
};

/// Not copied, lives for one turn; the references are those of the turn. Pure: the effects are only collected.
class Talk {
 public:
  Talk(State before, const Event& event, const View& view);
  Talk(const Talk&) = delete;
  Talk& operator=(const Talk&) = delete;
  ~Talk() = default;

  State state;  ///< the next state; dialogs change it freely, but for `turn` and `open`

  [[nodiscard]] const Event& event() const { return event_; }
  [[nodiscard]] const View& view() const { return view_; }
  [[nodiscard]] Moment now() const { return event_.at; }
  [[nodiscard]] LocalMoment local_now() const;
  /// The case that the view holds. \pre it holds one \throws std::logic_error when it does not
  [[nodiscard]] const CaseFile& subject() const;
  /// nullptr when the person is not known on this channel.
  [[nodiscard]] const Person* person() const;

  /// The text of `key` in the language and form of address of this conversation. Beside `args` every text may name
  /// {organisation}, {emergency}, {police}, {self_harm_line} and {victim_support}.
  [[nodiscard]] std::string text(std::string_view key, const TextArgs& args = {}) const;
  /// An option whose label is the text of `key`.
  [[nodiscard]] Option option(std::string id, std::string_view key, Option::Style style = Option::Style::plain) const;

  /// The frame on top. \pre there is one
  [[nodiscard]] Frame& top() { return state.frames.back(); }
  [[nodiscard]] const Frame& top() const { return state.frames.back(); }
  void push(Frame frame);
  /// Takes the frame off; its open question goes with it.
  void pop();

  /// Says the text of `key` as a notice.
  void say(std::string_view key, const TextArgs& args = {}, std::vector<Option> options = {});
  void say(Message message);
  /// Asks at the end of this turn, after everything that is said. The last one asked counts: a second call takes the
  /// place of the first.
  void ask(Ask question);
  /// Nothing is open any more: the last question was answered and no other follows.
  void close();
  /// Like close, and this turn asks nothing more, not even what lies beneath: the person decides when to go on.
  void rest();
  void wish(Effect effect);

  [[nodiscard]] bool asked() const { return question_.has_value(); }
  /// The question that was open is answered or gone, and no other was asked yet.
  [[nodiscard]] bool closed() const { return closed_ && !question_; }
  [[nodiscard]] bool rests() const { return rests_ && !question_; }

  /// \post the Talk is used up
  [[nodiscard]] Turn finish();

 private:
  [[nodiscard]] std::string slot() const;

  const Event& event_;
  const View& view_;
  TextArgs everywhere_;  ///< what every text may name
  std::vector<Effect> effects_;
  std::optional<Ask> question_;
  bool closed_ = false;
  bool rests_ = false;
};

}  // namespace meldmaat
