// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What a browser with script does at the anonymous postbox, by the code of the route without script: assets/postbox.js
/// and this give the same bytes to the server (docs/postbox.md).
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/base64url.hpp"
#include "adapters/postbox/envelope_seal.hpp"
#include "adapters/postbox/postbox_requests.hpp"
#include "adapters/postbox/work_desk.hpp"

namespace meldmaat::fakes {

/// What proves that one has this code.
inline nlohmann::json access_by(std::string_view code) {
  const auto secret = hkdf_extract("meldmaat postbox v1", code);
  return {{"name", base64url_encode(hkdf_expand(secret, "name", 16))},
          {"token", base64url_encode(hkdf_expand(secret, "token", 32))}};
}

/// An envelope of the reporter for these public keys.
inline nlohmann::json sealed_by(std::string_view code, const std::string& content, const std::vector<std::string>& keys,
                                Random& random) {
  const EnvelopePlace place{CodeKeys(code).inbox, EnvelopeId{random.hex(16)}, Envelope::From::reporter};
  auto made = to_json(seal_envelope(place, content, keys, random).value());
  made.erase("from");
  made.erase("week");
  return made;
}

/// The first report, with an inbox of its own.
inline nlohmann::json report_by(std::string_view code, const std::string& content, const std::vector<std::string>& keys,
                                Random& random) {
  const auto inbox = make_inbox(CodeKeys(code), random);
  auto body = access_by(code);
  body["public_key"] = base64url_encode(inbox.public_key);
  body["wrapped_key"] = base64url_encode(inbox.wrapped_key);
  body["envelope"] = sealed_by(code, content, keys, random);
  return body;
}

/// An envelope as the desk or an inbox gives it.
inline Envelope envelope_from(const nlohmann::json& one) {
  Envelope envelope;
  envelope.id = EnvelopeId{one["id"].get<std::string>()};
  const bool counsellor = one.value("from", "counsellor") == "counsellor";
  envelope.from = counsellor ? Envelope::From::counsellor : Envelope::From::reporter;
  envelope.body = base64url_decode(one["body"].get<std::string>()).value();
  if (!one.contains("keys")) return envelope;
  for (const auto& key : one["keys"]) {
    auto sealed = base64url_decode(key["sealed"].get<std::string>()).value();
    envelope.keys.push_back({KeyId{key["to"].get<std::string>()}, std::move(sealed)});
  }
  return envelope;
}

/// Value of the header Postbox-Work for the task that GET /postvak/api/work gave.
inline std::string solved(const nlohmann::json& task) {
  const auto salt = task["salt"].get<std::string>();
  int nonce = 0;
  while (!is_solved(salt, std::to_string(nonce), task["bits"].get<int>())) ++nonce;
  return salt + " " + std::to_string(nonce);
}

}  // namespace meldmaat::fakes
