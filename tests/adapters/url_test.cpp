// SPDX-License-Identifier: EUPL-1.2
// Checks what is read as an address, in its one form, and that everything two programs could read differently is
// refused; and that what was encoded is one segment again.
#include "adapters/url.hpp"

#include <gtest/gtest.h>

#include "adapters/form.hpp"

namespace meldmaat {
namespace {

struct Good {
  std::string text;
  Url url;
  std::string origin;
};

TEST(Url, ReadsAddresses) {
  const Good rows[] = {
      {"https://smba.trafficmanager.net/emea/",
       {true, "smba.trafficmanager.net", 443, "/emea/"},
       "https://smba.trafficmanager.net"},
      {"HTTPS://SMBA.TrafficManager.Net:443/Emea",
       {true, "smba.trafficmanager.net", 443, "/Emea"},
       "https://smba.trafficmanager.net"},
      {"https://a.example", {true, "a.example", 443, "/"}, "https://a.example"},
      {"https://a.example?x=1", {true, "a.example", 443, "/?x=1"}, "https://a.example"},
      {"http://127.0.0.1:3000/v3/a%2Fb/.../..c?u=/../x",
       {false, "127.0.0.1", 3000, "/v3/a%2Fb/.../..c?u=/../x"},
       "http://127.0.0.1:3000"},
      {"http://localhost:8080/x", {false, "localhost", 8080, "/x"}, "http://localhost:8080"},
      {"http://[0:0::1]:80/", {false, "::1", 80, "/"}, "http://[::1]"},
      {"https://[2001:DB8::a]:8443/", {true, "2001:db8::a", 8443, "/"}, "https://[2001:db8::a]:8443"},
      {"https://xn--mnchen-3ya.example/", {true, "xn--mnchen-3ya.example", 443, "/"}, "https://xn--mnchen-3ya.example"},
      {"https://a.example/19:x_y@thread.v2;messageid=1!(*)'$&+,~",
       {true, "a.example", 443, "/19:x_y@thread.v2;messageid=1!(*)'$&+,~"},
       "https://a.example"},
  };
  for (const Good& row : rows) {
    const auto url = read_url(row.text);
    ASSERT_TRUE(url) << row.text;
    EXPECT_EQ(*url, row.url) << row.text;
    EXPECT_EQ(origin_of(*url), row.origin);
    EXPECT_EQ(read_url(row.origin + row.url.target), url) << "an origin reads as itself";
  }
}

TEST(Url, RefusesWhatCanBeReadInTwoWays) {
  const std::string rows[] = {
      "", "https", "https:", "https:/a.example", "https:a.example", "https://", "https:///x", "//a.example/",
      "a.example/", "ftp://a.example/", "javascript://a.example/", " https://a.example/", "https://a.example/ ",
      "https://a.example/\r\nX: y", "https://a.example/\t", "https ://a.example/",
      // who is called?
      "https://user@a.example/", "https://user:word@a.example/", "https://@a.example/",
      "https://a.example@evil.example/", "https://a.example%40evil.example/", "https://a.example\\@evil.example/",
      "https://a.example\\.evil.example/", "https:\\\\a.example/", "https://a.example#@evil.example/",
      "https://a.example/#x", "https://a.example:443:1/", "https://a.example:/", "https://a.example:0/",
      "https://a.example:00443/", "https://a.example:65536/", "https://a.example:+443/", "https://a.example:443a/",
      "https://a.example:-1/", "https://a.example: 443/",
      // names that are none
      "https://a.example./", "https://.a.example/", "https://a..example/", "https://-a.example/", "https://a-.example/",
      "https://a_b.example/", "https://a%2eexample/", "https://a.ex\xC3\xA1mple/",
      "https://a\xE3\x80\x82"
      "example/",
      "https://a,b/", "https://*.example/", "https://a.example;b/", "https://" + std::string(64, 'a') + ".example/",
      "https://" + std::string(250, 'a') + ".example/",
      // numbers that some take for an address
      "https://127.1/", "https://2130706433/", "https://0x7f.0.0.1/", "https://0177.0.0.1/", "https://127.0.0.1.1/",
      "https://256.1.1.1/", "https://127.0.0.01/", "https://a.1/", "https://1.2.3.4./", "https://a.0x10/",
      "https://[::1/", "https://::1/", "https://[::1%25lo]/", "https://[fe80::1%lo]/", "https://[]/", "https://[::1]x/",
      "https://[1.2.3.4]/", "https://[::g]/", "https://a[::1]/",
      // targets
      "https://a.example/a b", "https://a.example/%", "https://a.example/%4", "https://a.example/%zz",
      "https://a.example/\"", "https://a.example/<", "https://a.example/{x}", "https://a.example/a\\b",
      "https://a.example/..", "https://a.example/a/../b", "https://a.example/./b", "https://a.example/%2e%2E/b",
      "https://a.example/.%2e", "https://a.example/" + std::string(most_url_bytes, 'a')};
  for (const std::string& row : rows) EXPECT_FALSE(read_url(row)) << row.substr(0, 100);
  EXPECT_FALSE(read_url(std::string("https://a.example/\0", 19)));
  EXPECT_FALSE(read_url(std::string("https://a.example\0.evil.example/", 32)));
}

TEST(Url, EncodesOneSegment) {
  EXPECT_EQ(percent_encode("a:1x_y/z@thread;m=1%20 \xC3\xA9~"), "a%3A1x_y%2Fz%40thread%3Bm%3D1%2520%20%C3%A9~");
  EXPECT_EQ(percent_encode(""), "");
  std::string all;
  for (int byte = 1; byte < 128; ++byte) all += static_cast<char>(byte);
  EXPECT_TRUE(read_url("https://a.example/" + percent_encode(all) + "/end"));
  EXPECT_EQ(percent_decode(percent_encode(all)), all);
}

}  // namespace
}  // namespace meldmaat
