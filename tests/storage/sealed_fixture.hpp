// SPDX-License-Identifier: EUPL-1.2
/// \file
/// A row of every kind in which every text, person and address is a canary: a word that nothing else holds. Written
/// through the port or, as schema 9 wrote it, into the tables; read back; and looked for in bytes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tests/storage/store_fixture.hpp"

namespace meldmaat {

/// Everything that a store can be given.
struct Everything {
  ConversationKey web{"web", "kanarie-persoon"};
  ConversationKey room_key{"matrix", "kanarie-adres"};
  EventId event{"kanarie-gebeurtenis"};
  Message heard;
  Message said;
  State state;
  Case the_case;
  Task task;
  Entry entry;
  AuditLine audited;
  std::string evidence = "kanarie-bewijsstuk in bytes";
  std::string draft = "kanarie-concept in bytes";
  Attachment kept;
  Attachment unkept;
  Scan scan;
  Lesson lesson;
  ConfigurationFile accepted{"organisation.toml", "kanarie-organisatie"};
  Visit visit;
  Room room;
  Reach reach;
  Errand errand;
  Session session;

  Everything();
  void write(Store& store) const;
  /// The rows that meldmaat wrote before it sealed anything. \pre the tables of schema 9
  void write_plain(Connection& connection) const;
  void expect_in(Store& store) const;
};

struct SealedFixture : StoreFixture {
  Everything everything;

  void fill() const {
    const auto store = open();
    commit(*store, [&] { everything.write(*store); });
  }
  /// A database of schema 9 with everything in it.
  void fill_schema_9() const;
};

/// Every canary that is there in plain text, base64, hexadecimal or UTF-16.
[[nodiscard]] std::vector<std::string> canaries_in(std::string_view bytes);
/// Of the file and of everything SQLite keeps beside it.
[[nodiscard]] std::vector<std::string> canaries_in_files(const std::filesystem::path& database);
/// \param bit from 0 to 7
inline void flip_bit(std::string& bytes, std::size_t at, unsigned long bit) {
  bytes[at] = static_cast<char>(static_cast<unsigned char>(bytes[at]) ^ (1U << bit));
}
[[nodiscard]] std::string bytes_of(const std::filesystem::path& file);

}  // namespace meldmaat
