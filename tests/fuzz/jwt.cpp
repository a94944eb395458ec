// SPDX-License-Identifier: EUPL-1.2
// No bytes but those of the one token that was really signed are ever taken for signed, and whatever is read has a kid
// that may be looked up.
#include "adapters/teams/jwt.hpp"

#include <cstdint>
#include <cstdlib>

#include "tests/fuzz/signed_token.hpp"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace meldmaat;
  static const auto set = read_jwk_set(fuzz::key_set);
  require(set.has_value());
  // libFuzzer gives bytes, the readers take text.
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto read = Jwt::read(std::string(bytes));
  const auto* jwt = std::get_if<Jwt>(&read);
  require(jwt != nullptr || bytes != fuzz::signed_token);
  if (jwt == nullptr) return 0;
  require(is_kid(jwt->kid()));
  (void)jwt->seems_from_entra();
  const auto payload = jwt->payload_signed_by(*set->at("first"));
  require(payload.has_value() == (bytes == fuzz::signed_token));
  return 0;
}
