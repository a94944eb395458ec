// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What a browser without script lets the server do for the anonymous postbox, in memory: derive the keys of a receipt
/// code, make an inbox, seal an envelope and open a reply (docs/postbox.md). assets/envelope.js is the same in the
/// browser, and each opens what the other made. Any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/postbox/ciphers.hpp"
#include "adapters/secret.hpp"
#include "bot/postbox.hpp"

namespace meldmaat {

/// What a code gives. \param code as read_receipt_code returns it
struct CodeKeys {
  explicit CodeKeys(std::string_view code);
  InboxId inbox;
  std::string token_hash;
  Secret wrap;
};

/// The id of an inbox whose name a browser sent, and the hash of a token: what the store keeps of them.
[[nodiscard]] InboxId inbox_id(std::string_view name);
[[nodiscard]] KeyId key_id(std::string_view public_key);

/// A new inbox, with a key pair of its own.
[[nodiscard]] Inbox make_inbox(const CodeKeys& keys, Random& random);
/// The private half; nothing when the code is another one's.
[[nodiscard]] std::optional<KeyPair> unlock(const CodeKeys& keys, const Inbox& inbox);

/// The sizes a body may have: contents are filled up to 2, 8 or 32 KiB.
[[nodiscard]] bool is_body_size(std::size_t bytes);

/// Where an envelope belongs and who wrote it: nothing else opens it.
struct EnvelopePlace {
  InboxId inbox;
  EnvelopeId id;
  Envelope::From from;
};

/// \param content JSON of at most 32 KiB less four bytes; nothing when it is longer
[[nodiscard]] std::optional<Envelope> seal_envelope(const EnvelopePlace& place, std::string_view content,
                                                    const std::vector<std::string>& public_keys, Random& random);
/// The content, for the owner of this key; nothing when it is not for them or was changed.
[[nodiscard]] std::optional<std::string> open_envelope(const InboxId& inbox, const Envelope& envelope,
                                                       const KeyPair& own);

}  // namespace meldmaat
