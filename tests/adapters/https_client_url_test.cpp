// SPDX-License-Identifier: EUPL-1.2
// Checks that no address, however evil, carries the token anywhere but to the one origin that may have it: 100,000
// addresses from a generator with a fixed seed, which takes real ones and breaks them in the ways attackers do. Names
// are looked up and connections made only for calls that passed the rules, so these are counted.
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <string_view>

#include "adapters/https_client.hpp"
#include "tests/adapters/outside_caller.hpp"
#include "tests/adapters/outside_server.hpp"

namespace meldmaat {
namespace {

constexpr std::string_view named = "smba.trafficmanager.net";

class EvilAddresses {
 public:
  explicit EvilAddresses(std::string plain_origin) : plain_origin_(std::move(plain_origin)) {}

  std::string next() {
    std::string address =
        pick({"https://", "https://", "https://", "http://", "HTTPS://", "https:/", "https:\\\\", "//", "ftp://", ""});
    address +=
        pick({"", "", "", "", "user@", "user:word@", "evil.test@", "evil.test%40", "evil.test\\@", "@", "[", " "});
    address += pick({std::string(named),
                     std::string(named),
                     "evil.trafficmanager.net",
                     "trafficmanager.net",
                     "127.0.0.1",
                     "127.1",
                     "2130706433",
                     "0x7f000001",
                     "[::1]",
                     "[::ffff:127.0.0.1]",
                     "[fe80::1%25eth0]",
                     "localhost",
                     "smba.trafficmanager.net.evil.test",
                     "smba.trafficmanager.net.",
                     "SMBA.trafficmanager.net",
                     "smba\xE3\x80\x82trafficmanager\xE3\x80\x82net",
                     "\xD1\x95mba.trafficmanager.net",
                     "xn--mba-2vc.trafficmanager.net",
                     "smba%2etrafficmanager.net",
                     "smba.trafficmanager.net%00.evil.test",
                     "169.254.169.254",
                     "10.0.0.1",
                     "town.sharepoint.com",
                     "login.microsoftonline.com"});
    address += pick({"", "", "", ":443", ":80", ":8443", ":", ":0443", ":443@evil.test", ".evil.test", "\\.evil.test",
                     "%2f.evil.test", "#.evil.test", "?.evil.test", ";.evil.test", "@evil.test"});
    address += pick({"/", "/emea/", "", "/emea/../..//evil.test/", "//evil.test/", "\\evil.test",
                     "/\r\nHost: evil.test", "?x=https://evil.test/", "/#@evil.test"});
    const std::size_t near_miss = below(8);
    if (near_miss < 2) {
      address = near_miss == 0 ? plain_origin_ : "https://" + std::string(named);
      address += pick({"/", "", "@evil.test/", "0/", ".evil.test/", "\\evil.test"});
    }
    const std::size_t changes = below(3);
    for (std::size_t number = 0; number < changes; ++number) change(address);
    return address;
  }

 private:
  std::size_t below(std::size_t limit) { return chance_() % limit; }

  template <std::size_t Size>
  std::string pick(const std::string (&choices)[Size]) {
    return choices[below(Size)];
  }

  // One byte goes, comes, or becomes another.
  void change(std::string& address) {
    constexpr std::string_view bytes = "/\\@:.#?%[]; \t\r\n\0-_aA1\x7F\x80\xFF";
    const std::size_t at = below(address.size() + 1);
    const char byte = bytes[below(bytes.size())];
    switch (below(3)) {
      case 0: address.insert(at, 1, byte); break;
      case 1: address.erase(at, 1); break;
      default:
        if (at < address.size()) address[at] = byte;
    }
  }

  std::string plain_origin_;
  std::mt19937 chance_{20'261'122};
};

// What a careful reader would call the right origin, written down without the parser under test.
bool begins_with_origin(std::string address, const std::string& origin, const std::string& with_port) {
  for (char& letter : address) {
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter + 32);
  }
  const auto ends = [&](const std::string& start) {
    return address.starts_with(start) &&
           (address.size() == start.size() || address[start.size()] == '/' || address[start.size()] == '?');
  };
  return ends(origin) || ends(with_port);
}

TEST(HttpsClientAddresses, CarryTheTokenToTheOneOriginOnly) {
  OutsideServer right([](const std::string&) { return answer_with(200, ""); });
  const std::string plain_origin = "http://127.0.0.1:" + std::to_string(right.port());
  const std::string named_origin = "https://" + std::string(named);
  TestNames names;
  HttpsSettings settings;
  settings.bearer_origins = {named_origin, plain_origin};
  settings.open_origins = {"https://login.microsoftonline.com"};
  settings.open_suffixes = {".sharepoint.com"};
  OutsideCaller caller(settings, names.seams());
  EvilAddresses addresses(plain_origin);
  std::size_t sent = 0;
  std::size_t looked_up = 0;
  for (int number = 0; number < 100'000; ++number) {
    OutsideRequest request(Method::post, addresses.next());
    request.bearer = "the-token";
    const std::string url = request.url;
    names.asked.clear();
    const OutsideResult result = caller.call(std::move(request));
    const auto* fault = std::get_if<OutsideFault>(&result);
    if (fault == nullptr) {
      ++sent;
      ASSERT_TRUE(begins_with_origin(url, plain_origin, plain_origin)) << url;
    } else if (!names.asked.empty()) {
      ++looked_up;
      ASSERT_EQ(*fault, OutsideFault::not_reached);
      ASSERT_EQ(names.asked, std::vector<std::string>{std::string(named)}) << url;
      ASSERT_TRUE(begins_with_origin(url, named_origin, named_origin + ":443")) << url;
    } else {
      ASSERT_EQ(*fault, OutsideFault::not_allowed) << url;
    }
  }
  EXPECT_EQ(right.requests().size(), sent);
  // The generator must also make addresses that pass, or it shows nothing.
  EXPECT_GT(sent, 1'000U);
  EXPECT_GT(looked_up, 1'000U);
}

}  // namespace
}  // namespace meldmaat
