// SPDX-License-Identifier: EUPL-1.2
#include "adapters/postbox/work_desk.hpp"

#include <charconv>
#include <optional>

#include "adapters/hexadecimal.hpp"
#include "adapters/postbox/ciphers.hpp"
#include "adapters/sha256.hpp"

namespace meldmaat {

namespace {

constexpr std::size_t key_bytes = 32;
constexpr std::size_t chance_bytes = 8;
constexpr std::size_t most_nonce_bytes = 20;
constexpr std::size_t seal_digits = 32;

/// "<milliseconds>-<bits>-<chance>-<seal>"
struct Salt {
  Moment until;
  int bits = 0;
  std::string_view sealed;  ///< what the seal stands on
  std::string_view seal;
};

template <class Number>
bool read_number(std::string_view text, Number& into) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), into);
  return error == std::errc{} && end == text.data() + text.size();
}

std::optional<Salt> read_salt(std::string_view text) {
  const auto first = text.find('-');
  const auto second = text.find('-', first + 1);
  const auto last = text.rfind('-');
  if (second == std::string_view::npos || last <= second) return std::nullopt;
  Salt salt;
  Milliseconds::rep until = 0;
  if (!read_number(text.substr(0, first), until)) return std::nullopt;
  if (!read_number(text.substr(first + 1, second - first - 1), salt.bits)) return std::nullopt;
  salt.until = Moment{Milliseconds{until}};
  salt.sealed = text.substr(0, last);
  salt.seal = text.substr(last + 1);
  return salt;
}

}  // namespace

WorkDesk::WorkDesk(Random& random) : random_(random), key_(random_bytes(random, key_bytes)) {}

std::string WorkDesk::seal(std::string_view text) const {
  return to_hex(hkdf_expand(key_.reveal(), text, seal_digits / 2));
}

WorkDesk::Task WorkDesk::give(Moment now, int bits) {
  const auto text = std::to_string((now + lasts).time_since_epoch().count()) + "-" + std::to_string(bits) + "-" +
                    random_.hex(chance_bytes);
  return {text + "-" + seal(text), bits};
}

bool WorkDesk::take(Moment now, std::string_view salt, std::string_view nonce) {
  constexpr std::size_t longest = 200;
  if (salt.size() > longest || nonce.size() > most_nonce_bytes) return false;
  const auto read = read_salt(salt);
  if (!read || !same_digest(seal(read->sealed), read->seal)) return false;
  if (read->until < now || !is_solved(salt, nonce, read->bits)) return false;
  forget(now);
  const std::string own(salt);
  return !used_before_.contains(own) && used_.insert(own).second;
}

void WorkDesk::forget(Moment now) {
  if (now - turned_ < lasts) return;
  used_before_ = now - turned_ < 2 * lasts ? std::move(used_) : std::unordered_set<std::string>{};
  used_.clear();
  turned_ = now;
}

bool is_solved(std::string_view salt, std::string_view nonce, int bits) {
  const auto hash = sha256_bytes(std::string(salt) + ":" + std::string(nonce));
  for (int bit = 0; bit < bits; ++bit) {
    const auto byte = static_cast<unsigned char>(hash.at(static_cast<std::size_t>(bit / 8)));
    if ((byte >> (7 - bit % 8) & 1) != 0) return false;
  }
  return true;
}

}  // namespace meldmaat
