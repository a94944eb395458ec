// SPDX-License-Identifier: EUPL-1.2
/// \file
/// A file that whoever has the private half of a key pair can read, and nobody else: backups, whose key is kept away
/// from the machine that makes them (threat model C15). A key drawn for the file seals it in chunks of 64 KiB with
/// AES-256-GCM, each in its place and the last one marked, and is itself sealed for the public key (HPKE). Lengths show
/// in whole mebibytes only. Any thread; two files at once never in one place.
#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>

#include "adapters/postbox/ciphers.hpp"

namespace meldmaat {

/// Cannot be read or written, is for another key, or is not as it was written. Says which file, and nothing of its
/// content.
class SealedFileRefused : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Writes `to` durably; what was there goes. \throws SealedFileRefused; then `to` is as it was
void seal_file(const std::filesystem::path& from, const std::filesystem::path& to, const PublicKey& reader,
               Random& random);

/// \return whether it begins as sealed files do
[[nodiscard]] bool is_sealed_file(const std::filesystem::path& file);

/// Writes `to`, readable for the owner only, when the whole of `from` is as it was sealed.
/// \throws SealedFileRefused; then there is no `to`
void open_file(const std::filesystem::path& from, const std::filesystem::path& to, const KeyPair& key);

}  // namespace meldmaat
