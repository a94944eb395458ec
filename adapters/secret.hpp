// SPDX-License-Identifier: EUPL-1.2
/// \file
/// A text that must never be printed: it converts to nothing, and has to be asked for by name.
#pragma once

#include <openssl/crypto.h>

#include <string>
#include <utility>

namespace meldmaat {

class Secret {
 public:
  Secret() = default;
  explicit Secret(std::string text) : text_(std::move(text)) {}
  ~Secret() { OPENSSL_cleanse(text_.data(), text_.size()); }
  Secret(const Secret&) = default;
  Secret(Secret&&) = default;
  Secret& operator=(const Secret&) = default;
  Secret& operator=(Secret&&) = default;

  [[nodiscard]] bool empty() const { return text_.empty(); }
  /// The long name is the reminder: only for what goes to its owner over TLS, or into a key.
  [[nodiscard]] const std::string& reveal() const { return text_; }

 private:
  std::string text_;
};

}  // namespace meldmaat
