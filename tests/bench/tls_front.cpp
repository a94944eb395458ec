// SPDX-License-Identifier: EUPL-1.2
#include "tests/bench/tls_front.hpp"

#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <array>
#include <fstream>
#include <stdexcept>
#include <string>

#include "tests/adapters/test_authority.hpp"
#include "tests/bench/loopback.hpp"

namespace meldmaat::bench {

namespace {

template <class Thing, void (*free)(Thing*), class Read>
std::unique_ptr<Thing, decltype(free)> read_pem(const std::string& text, Read read) {
  const std::unique_ptr<BIO, decltype(&BIO_free)> memory(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())),
                                                         &BIO_free);
  return {read(memory.get(), nullptr, nullptr, nullptr), free};
}

}  // namespace

void TlsFront::FreeContext::operator()(SSL_CTX* context) const {
  SSL_CTX_free(context);
}

TlsFront::TlsFront(const Cloud& cloud, const std::filesystem::path& authority)
    : cloud_(cloud), context_(SSL_CTX_new(TLS_server_method())) {
  const TestAuthority issuer;
  std::ofstream(authority) << issuer.certificate();
  const auto issued = issuer.issue("DNS:login.botframework.com,DNS:login.microsoftonline.com");
  const auto certificate = read_pem<X509, X509_free>(issued.certificate, PEM_read_bio_X509);
  const auto key = read_pem<EVP_PKEY, EVP_PKEY_free>(issued.key, PEM_read_bio_PrivateKey);
  if (SSL_CTX_use_certificate(context_.get(), certificate.get()) != 1 ||
      SSL_CTX_use_PrivateKey(context_.get(), key.get()) != 1) {
    throw std::runtime_error("OpenSSL does not take its own certificate");
  }
  const auto listening = listen_on_loopback();
  listener_ = listening.descriptor;
  port_ = listening.port;
  thread_ = std::jthread([this] { serve(); });
}

TlsFront::~TlsFront() {
  ::shutdown(listener_, SHUT_RDWR);  // accept returns
  thread_.join();
  ::close(listener_);
}

void TlsFront::serve() {
  for (;;) {
    const int descriptor = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (descriptor < 0) return;
    const timeval limit{5, 0};
    ::setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    answer_one(descriptor);
    ::close(descriptor);
  }
}

void TlsFront::answer_one(int descriptor) {
  const std::unique_ptr<SSL, decltype(&SSL_free)> session(SSL_new(context_.get()), &SSL_free);
  SSL_set_fd(session.get(), descriptor);
  if (SSL_accept(session.get()) != 1) return;
  std::string in;
  Asked asked;
  while (!read_asked(in, asked)) {
    std::array<char, 4096> piece;
    const int size = SSL_read(session.get(), piece.data(), static_cast<int>(piece.size()));
    if (size <= 0) return;
    in.append(piece.data(), static_cast<std::size_t>(size));
  }
  const auto answer = cloud_.answer(asked, "https://" + std::string(asked.header("host")));
  SSL_write(session.get(), answer.data(), static_cast<int>(answer.size()));
  SSL_shutdown(session.get());
}

}  // namespace meldmaat::bench
