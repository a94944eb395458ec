// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What a message says in Teams, in the parts that plain text and card share (card.hpp), none of them longer than the
/// room there is. Belongs to card.cpp. Pure.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/teams/card.hpp"
#include "bot/message.hpp"
#include "bot/texts.hpp"

namespace meldmaat {

class CardWording {
 public:
  /// Both outlive this. \param room bytes for each text
  CardWording(const Message& message, const CardFrame& frame, std::size_t room)
      : message_(message), frame_(frame), room_(room) {}

  [[nodiscard]] std::string say(std::string_view key, const TextArgs& args = {}) const;

  /// What was stored, as it may stand in a message: of several lines, and of one.
  [[nodiscard]] std::string text(std::string_view stored);
  [[nodiscard]] std::string label(std::string_view stored);
  /// What stands above the text: which case, and that it may have come twice.
  [[nodiscard]] std::vector<std::string> above();
  [[nodiscard]] std::string file(const Attachment& file);

  /// Into so many blocks a text may be divided.
  [[nodiscard]] std::size_t most_blocks() const;

  /// Not all of the message is shown.
  void leave_out() { is_cut_ = true; }
  [[nodiscard]] bool is_cut() const { return is_cut_; }

 private:
  [[nodiscard]] std::string cut(std::string_view whole, std::size_t most);

  const Message& message_;
  const CardFrame& frame_;
  std::size_t room_;
  bool is_cut_ = false;
};

}  // namespace meldmaat
