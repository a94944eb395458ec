// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The people who speak with one bot in Teams or on Matrix. There are many more of them than connections: the server
/// between carries everybody's messages over few. Whoever waited longest speaks next.
///
/// A turn is complete when it was answered with 200 and all that the bot says to it has arrived at that server; only
/// then the same person speaks again. How much that is, the first person finds out; from everybody after that, more or
/// less is an error: nothing may be lost and nothing sent twice.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "tests/bench/load.hpp"

namespace meldmaat::bench {

/// What somebody says to a bot.
struct Utterance {
  std::size_t person = 0;
  std::uint64_t number = 0;  ///< no other has it
  std::string_view text;     ///< empty: the chat with the bot begins
};

/// Whom the people speak with.
struct Bot {
  enum class Kind : std::uint8_t {
    dialog,  ///< meldmaat: begins a report with it first
    echo     ///< says one thing back
  };
  Kind kind = Kind::dialog;
  std::uint16_t port = 0;
  /// A whole HTTP request in which these come to the bot.
  std::function<std::string(const std::vector<Utterance>& said)> request;
};

/// How what people say is carried to the bot.
struct Lanes {
  std::size_t connections = 1;
  std::size_t under_way = 1;   ///< so many turns at most
  std::size_t in_request = 1;  ///< so many turns come together
};

class Crowd {
 public:
  /// \param connections never more than these
  Crowd(Bot bot, std::size_t people, std::size_t connections);
  ~Crowd();
  Crowd(const Crowd&) = delete;
  Crowd& operator=(const Crowd&) = delete;

  /// Brings everybody to the begin of a round. \throws std::runtime_error when the conversation goes another way
  void prepare(EventLoop& loop);

  /// Who speak over the connections, as the lanes say from now on.
  [[nodiscard]] std::vector<Caller*> voices(const Lanes& lanes);

  /// From here on turns are noted.
  void begin(Clock::duration lasts);
  struct Turns {
    Figures complete;  ///< until the last thing that was said to it arrived
    Figures heard;     ///< until the first
  };
  /// Waits until nothing is outstanding. \throws std::runtime_error when something was lost
  [[nodiscard]] Turns end(EventLoop& loop);

  /// How much the bot says to a turn of the round, on average.
  [[nodiscard]] double said_to_turn() const;

  /// The bot said something to this person.
  void said(std::size_t person);

 private:
  class Voice;
  struct Person {
    std::size_t turn = 0;  ///< how many were begun
    bool busy = false;
    bool answered = false;
    std::size_t said = 0;  ///< to the turn that is under way, or since it was answered
    Clock::time_point since;
  };

  [[nodiscard]] bool can_begin() const;
  [[nodiscard]] Utterance begin_turn(Clock::time_point due);
  void answered(std::size_t person, const Answer& answer);
  void check_complete(std::size_t person);
  void learn(EventLoop& loop);
  void let_speak(EventLoop& loop);
  void wait_until_complete(EventLoop& loop) const;
  void wait_for_silence(EventLoop& loop) const;
  [[noreturn]] void complain(std::size_t person, const std::string& what) const;

  Bot bot_;
  std::vector<Person> people_;
  std::deque<std::size_t> idle_;
  std::size_t under_way_ = 0;
  Lanes lanes_;
  std::vector<std::unique_ptr<Voice>> voices_;
  std::vector<std::string_view> script_;  ///< texts; the last three are said again and again
  std::vector<std::size_t> expected_;     ///< of each of these: how much is said to it
  bool learning_ = false;
  std::size_t last_turn_ = 0;  ///< nobody goes further
  std::uint64_t messages_ = 0;
  Clock::time_point last_said_;
  Notes complete_{{}, {}};
  Notes heard_{{}, {}};
};

/// Nobody in the organisation is this.
inline constexpr std::size_t nobody = 99'999'999;

/// \return the status of the answer to one request
[[nodiscard]] int status_of(EventLoop& loop, std::uint16_t port, const std::string& request);

}  // namespace meldmaat::bench
