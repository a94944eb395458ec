// SPDX-License-Identifier: EUPL-1.2
// Checks what the program says about a [teams] that nothing can work with: one line that names the setting and quotes
// no file, exit code 1, and the same from check-config. The files are made in a folder of the test.
#include <gtest/gtest.h>

#include <fstream>

#include "tests/adapters/test_authority.hpp"
#include "tests/fakes/temporary_folder.hpp"
#include "tests/functional/program.hpp"

namespace meldmaat::functional {
namespace {

namespace fs = std::filesystem;

constexpr const char* no_certificate = "-----BEGIN CERTIFICATE-----\nbmVlLCBkaXQgbmlldA==\n-----END CERTIFICATE-----\n";

class WrongConfiguration : public testing::Test {
 protected:
  WrongConfiguration() {
    fs::copy_file(fs::path(MELDMAAT_SOURCE_DIR) / "config/demo/organisation.toml", folder_ / "organisation.toml");
  }

  /// A line `key = "path"` for a new file.
  std::string file(const std::string& key, const std::string& content) const {
    std::ofstream(folder_ / key, std::ios::binary) << content;
    fs::permissions(folder_ / key, fs::perms::owner_read);
    return key + " = \"" + (folder_ / key).string() + "\"\n";
  }

  /// What both commands say about a [teams] with these lines; empty, and a failure, when they differ.
  std::string said_of(const std::string& teams) const {
    std::ofstream(folder_ / "meldmaat.toml") << "data = \"" << (folder_ / "data").string() << "\"\n[teams]\n"
                                             << "client_id = \"5b1d4f0a-6c3e-4d8b-9a27-0f4e8c6b2d11\"\n"
                                             << "tenants = [\"7c9e6679-7425-40de-944b-e07fc1f90ae7\"]\n"
                                             << teams;
    const auto served = run_to_end({"serve", "--config", folder_.path().string()});
    const auto checked = run_to_end({"check-config", folder_.path().string()});
    EXPECT_EQ(served.code, 1) << served.words;
    EXPECT_EQ(checked.code, 1) << checked.words;
    EXPECT_FALSE(fs::exists(folder_ / "data")) << "nothing is begun";
    EXPECT_EQ(served.words, checked.words);
    return served.words == checked.words ? served.words : std::string{};
  }

  std::string path(const std::string& name) const { return (folder_ / name).string(); }

 private:
  fakes::TemporaryFolder folder_;
};

constexpr const char* ending = "1 mistake. meldmaat does not start with this configuration.\n";

TEST_F(WrongConfiguration, SaysThatACertificateIsNone) {
  const auto own = self_signed("DNS:bot.kleindorp.example", true);
  EXPECT_EQ(said_of(file("certificate_file", no_certificate) + file("certificate_key_file", own.key)),
            std::string("meldmaat.toml: certificate_file and certificate_key_file of [teams]: the certificate is not "
                        "PEM; expected an RSA certificate and the key that belongs to it, as PEM\n") +
                ending);
}

TEST_F(WrongConfiguration, SaysThatAKeyDoesNotBelongToTheCertificate) {
  const auto own = self_signed("DNS:bot.kleindorp.example", true);
  const auto other = self_signed("DNS:bot.kleindorp.example", true);
  EXPECT_EQ(said_of(file("certificate_file", own.certificate) + file("certificate_key_file", other.key)),
            std::string("meldmaat.toml: certificate_file and certificate_key_file of [teams]: the key does not belong "
                        "to the certificate; expected an RSA certificate and the key that belongs to it, as PEM\n") +
                ending);
}

TEST_F(WrongConfiguration, SaysThatThereAreNoAuthorities) {
  const std::string identity = "managed_identity = true\n[teams.cloud]\n";
  EXPECT_EQ(said_of(identity + "extra_ca_file = \"" + path("nowhere.pem") + "\"\n"),
            "meldmaat.toml:7:17: there is no file \"" + path("nowhere.pem") +
                "\"; expected a file that meldmaat may read\n" + ending);
  EXPECT_EQ(said_of(identity + file("extra_ca_file", no_certificate)),
            "meldmaat.toml: extra_ca_file of [teams.cloud]: there are no certificates in \"" + path("extra_ca_file") +
                "\"; expected PEM: -----BEGIN CERTIFICATE-----\n" + ending);
}

TEST_F(WrongConfiguration, SaysThatAnAddressCannotBeCalled) {
  EXPECT_EQ(said_of("managed_identity = true\n[teams.cloud]\nconnectors = [\"https://smba..example\"]\n"),
            std::string("meldmaat.toml: connectors of [teams.cloud]: \"https://smba..example\" is not an address that "
                        "can be called; expected a host name, or a whole IP address\n") +
                ending);
}

}  // namespace
}  // namespace meldmaat::functional
