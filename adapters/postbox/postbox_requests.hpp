// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What browsers hand in at the anonymous postbox and at the counsellors' desk, read strictly, and what they get
/// (docs/postbox.md, "The interface"). Nothing: it cannot be read. Pure; any thread.
#pragma once

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bot/postbox.hpp"
#include "bot/postbox_round.hpp"

namespace meldmaat {

/// Proof that somebody has the code of an inbox.
struct InboxAccess {
  InboxId inbox;
  std::string token_hash;
};

struct FirstReport {
  Inbox inbox;
  Envelope envelope;
};

struct FurtherMessage {
  InboxAccess access;
  Envelope envelope;
};

[[nodiscard]] std::optional<InboxAccess> read_access(std::string_view body);
[[nodiscard]] std::optional<FirstReport> read_first_report(std::string_view body);
[[nodiscard]] std::optional<FurtherMessage> read_further_message(std::string_view body);

/// {"envelope": ...} of a counsellor.
[[nodiscard]] std::optional<Envelope> read_reply(std::string_view body);
/// {"key", "locked_key"}; of the recovery key without `locked_key`.
[[nodiscard]] std::optional<Recipient> read_recipient(std::string_view body, const PersonId& person);
[[nodiscard]] std::optional<std::map<EnvelopeId, std::vector<SealedKey>>> read_more_keys(std::string_view body);
[[nodiscard]] std::optional<HandedFacts> read_facts(std::string_view body);

/// 64 hexadecimal digits.
[[nodiscard]] bool is_inbox_id(std::string_view text);
/// 32 hexadecimal digits.
[[nodiscard]] bool is_envelope_id(std::string_view text);

[[nodiscard]] nlohmann::json to_json(const Envelope& envelope);

/// With spaces behind it up to 16, 64 or 256 KiB, or a multiple of that: how much there is to read does not show.
void fill_up(std::string& body);

}  // namespace meldmaat
