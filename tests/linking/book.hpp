// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What somebody reads in a copy of the files: the postbox as rows and as bytes, and the chat, in the clear when the
/// key is at hand.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "tests/linking/referee.hpp"

namespace meldmaat::linking {

/// An envelope as it lies in the file, whatever columns that has.
struct Lying {
  std::string id;
  std::string inbox;
  bool from_counsellor = false;
  std::string week;
  std::optional<Moment> hidden_until;
  std::string body;
  std::optional<std::int64_t> row;  ///< its number, where rows have one
  std::vector<Moment> moments;      ///< other numbers that could be a time
  std::vector<std::string> texts;   ///< other texts, also of its inbox
};

struct Book {
  Moment taken;
  Moment written;  ///< by the time of the file
  std::vector<Lying> envelopes;
  std::string bytes;  ///< the file itself
};

[[nodiscard]] Book read_book(const Copy& copy);

/// Where in the file each envelope's overflow page lies; nothing for one that has none.
[[nodiscard]] std::vector<std::optional<std::size_t>> pages_of(const Book& book);

/// Somebody said something in the chat.
struct Visit {
  Moment at;
  std::size_t person = 0;
  std::size_t characters = 0;
};

/// By time. Without `key` a conversation has a number and nobody's name: it is taken for that of the person with that
/// number.
[[nodiscard]] std::vector<Visit> read_chat(const Loot& loot, bool with_key);

[[nodiscard]] std::string read_file(const std::filesystem::path& file);

}  // namespace meldmaat::linking
