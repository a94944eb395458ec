// SPDX-License-Identifier: EUPL-1.2
#include "adapters/authorities.hpp"

#include <openssl/err.h>
#include <openssl/x509_vfy.h>

#include <memory>

namespace meldmaat {

bool holds_authorities(const std::string& file) {
  const std::unique_ptr<X509_STORE, decltype(&X509_STORE_free)> store(X509_STORE_new(), X509_STORE_free);
  const bool read = store && X509_STORE_load_file(store.get(), file.c_str()) == 1;
  ERR_clear_error();
  return read;
}

}  // namespace meldmaat
