// SPDX-License-Identifier: EUPL-1.2
// Whatever document is read as a set of keys, the keys in it are few, have a name, and take no signature of a key that
// is not among them.
#include <cstdint>
#include <cstdlib>

#include "adapters/teams/jwk.hpp"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace meldmaat;
  // libFuzzer gives bytes, the readers take text.
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto set = read_jwk_set(bytes);
  if (!set) return 0;
  require(!set->empty() && set->size() <= most_keys);
  for (const auto& [kid, key] : *set) {
    require(is_kid(kid) && key->kid() == kid);
    // As long as the shortest modulus that is allowed; 0 and 1 are what a key without strength would take.
    for (const char last : {'\0', '\1'}) {
      std::string signature(256, '\0');
      signature.back() = last;
      require(!key->verifies("text", signature));
    }
  }
  return 0;
}
