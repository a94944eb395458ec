// SPDX-License-Identifier: EUPL-1.2
// Checks the structure of tokens, their signatures and the keys, in tables: each row changes one thing of a token or a
// key that is good. Rows are named after the lists they come from (J: token structure, W: bad input).
#include "adapters/teams/jwt.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "adapters/base64url.hpp"
#include "tests/adapters/teams/token_maker.hpp"

namespace meldmaat {
namespace {

using nlohmann::json;

struct Row {
  std::string name;
  std::string token;
  std::string verdict;  // "ok", "forged", or the reason it is not read
};

class JwtTest : public testing::Test {
 protected:
  JwtTest() : set_(read_jwk_set(key_set({key_.jwk()}))) {}

  // What a reader with our key says of a token.
  [[nodiscard]] std::string judge(const std::string& token) const {
    const auto read = Jwt::read(token);
    if (const auto* reason = std::get_if<Literal>(&read)) return std::string(reason->view());
    const auto payload = std::get<Jwt>(read).payload_signed_by(*set_->at("first"));
    return payload ? "ok" : "forged";
  }

  void check(const std::vector<Row>& rows) const {
    for (const Row& row : rows) EXPECT_EQ(judge(row.token), row.verdict) << row.name;
  }

  [[nodiscard]] std::string with_header(const char* name, const json& value) const {
    json header = true_header(key_);
    header[name] = value;
    return make_token(key_, header, claims_);
  }
  [[nodiscard]] std::string without_header(const char* name) const {
    json header = true_header(key_);
    header.erase(name);
    return make_token(key_, header, claims_);
  }
  [[nodiscard]] std::string with_header_text(std::string_view text) const {
    return sign_texts(key_, text, claims_.dump());
  }

  SigningKey key_ = SigningKey::first();
  std::optional<JwkSet> set_;
  json claims_{{"iss", "https://api.botframework.com"}, {"filler", "ab"}};
  std::string token_ = make_token(key_, true_header(key_), claims_);
  std::string head_ = token_.substr(0, token_.find('.'));
  std::string body_ = token_.substr(head_.size() + 1, token_.rfind('.') - head_.size() - 1);
  std::string seal_ = token_.substr(token_.rfind('.') + 1);
};

TEST_F(JwtTest, GivesThePayloadOfAGoodToken) {
  const auto read = Jwt::read(token_);
  const Jwt& jwt = std::get<Jwt>(read);
  EXPECT_EQ(jwt.kid(), "first");
  EXPECT_EQ(jwt.payload_signed_by(*set_->at("first")), claims_.dump());
}

TEST_F(JwtTest, TakesThreePartsOfStrictBase64url) {
  std::string other_letter = seal_;
  other_letter[10] = other_letter[10] == 'A' ? 'B' : 'A';
  std::string loose_bits = seal_;  // 256 bytes leave four bits over in the last character
  loose_bits.back() = static_cast<char>(loose_bits.back() + 1);
  std::string other_payload = body_;
  other_payload[5] = other_payload[5] == 'A' ? 'B' : 'A';
  check({
      {"J01 as it should be", token_, "ok"},
      {"J08 empty", "", "structure"},
      {"J08 one part", head_, "structure"},
      {"J08 two parts", head_ + "." + body_, "structure"},
      {"J08 four parts", token_ + "." + seal_, "structure"},
      {"W17 five parts, as of an encrypted token", token_ + ".AAAA.AAAA", "structure"},
      {"J08 empty header", "." + body_ + "." + seal_, "structure"},
      {"J08 empty payload", head_ + ".." + seal_, "structure"},
      {"W2 empty signature", head_ + "." + body_ + ".", "structure"},
      {"J08 dots only", "..", "structure"},
      {"W16 padding", token_ + "==", "encoding"},
      {"W16 white space before", " " + token_, "encoding"},
      {"W16 white space inside", head_ + ". " + body_ + "." + seal_, "encoding"},
      {"W16 line break after", token_ + "\n", "encoding"},
      {"W16 plus", head_ + "." + body_ + ".+" + seal_.substr(1), "encoding"},
      {"W16 slash", head_ + "." + body_ + "./" + seal_.substr(1), "encoding"},
      {"J09 letter of another alphabet", head_ + "." + body_ + ".\xC3\xA9" + seal_.substr(2), "encoding"},
      {"J09 NUL", head_ + "." + body_ + "." + std::string(1, '\0') + seal_.substr(1), "encoding"},
      {"J09 impossible length", head_ + "." + body_ + "." + seal_ + "AAA", "encoding"},
      {"J09 bits that belong to no byte", head_ + "." + body_ + "." + loose_bits, "encoding"},
      {"J15 payload changed", head_ + "." + other_payload + "." + seal_, "forged"},
      {"J15 signature changed", head_ + "." + body_ + "." + other_letter, "forged"},
      {"W16 signature cut", token_.substr(0, token_.size() - 1), "encoding"},
      {"W16 signature cut at a whole byte", head_ + "." + body_ + "." + seal_.substr(0, 340), "forged"},
      {"W16 extra bytes", head_ + "." + body_ + "." + "AAAA" + seal_, "forged"},
      {"W16 signature of 8 KiB", head_ + "." + body_ + "." + std::string(8192, 'A'), "forged"},
  });
}

TEST_F(JwtTest, TakesAHeaderThatIsPlainlyOurs) {
  const std::string tail = R"(,"kid":"first"})";
  std::string deep = R"({"alg":"RS256","kid":"first","x":)" + std::string(40, '[') + std::string(40, ']') + "}";
  check({
      {"J10 not JSON", with_header_text("alg=RS256"), "header"},
      {"J10 list", with_header_text("[]"), "header"},
      {"J10 text", with_header_text("\"RS256\""), "header"},
      {"J10 deep", with_header_text(deep), "header"},
      {"J10 alg twice", with_header_text(R"({"alg":"RS256","alg":"RS256")" + tail), "header"},
      {"J10 kid twice", with_header_text(R"({"alg":"RS256","kid":"first")" + tail), "header"},
      {"J10 bad UTF-8", with_header_text("{\"alg\":\"RS256\",\"x\":\"\xFF\"" + tail), "header"},
      {"J10 byte order mark", with_header_text("\xEF\xBB\xBF{\"alg\":\"RS256\"" + tail), "header"},
      {"W17 8 KiB of header", with_header("filler", std::string(8192, 'x')), "header"},
      {"J12 kid missing", without_header("kid"), "kid"},
      {"J12 kid null", with_header("kid", nullptr), "kid"},
      {"J12 kid a number", with_header("kid", 7), "kid"},
      {"J12 kid a list", with_header("kid", {"first"}), "kid"},
      {"J12 kid empty", with_header("kid", ""), "kid"},
      {"J12 kid of 2 KiB", with_header("kid", std::string(2048, 'k')), "kid"},
      {"J12 kid of 10 KiB", with_header("kid", std::string(10240, 'k')), "header"},
      {"W7 kid with NUL", with_header("kid", std::string("fir\0st", 6)), "kid"},
      {"W7 kid with a line break", with_header("kid", "first\n"), "kid"},
      {"W8 crit", with_header("crit", {"exp"}), "extension"},
      {"W8 crit empty", with_header("crit", json::array()), "extension"},
      {"W8 crit null", with_header("crit", nullptr), "extension"},
      {"W8 b64", with_header("b64", false), "extension"},
      {"W8 zip", with_header("zip", "DEF"), "extension"},
      {"typ missing", without_header("typ"), "ok"},
      {"unknown member", with_header("nonce", "abc"), "ok"},
  });
}

TEST_F(JwtTest, KnowsOneAlgorithm) {
  for (const char* name : {"none", "None", "NONE", "nOnE", "HS256", "RS384", "RS512", "PS256", "ES256", "rs256", ""}) {
    EXPECT_EQ(judge(with_header("alg", name)), "algorithm") << name;
  }
  check({
      {"J11 missing", without_header("alg"), "algorithm"},
      {"J11 a list", with_header("alg", {"RS256"}), "algorithm"},
      {"J11 NUL after", with_header("alg", std::string("RS256\0", 6)), "algorithm"},
  });
}

// W2, W3, W4: signed truly, in another way.
TEST_F(JwtTest, VerifiesNothingButRs256) {
  const SigningKey curve = SigningKey::elliptic("first");
  for (const std::string algorithm : {"RS384", "RS512", "PS256"}) {
    json header = true_header(key_);
    const std::string honest = sign_texts(key_, header.dump(), claims_.dump(), algorithm);
    EXPECT_EQ(judge(honest), "forged") << algorithm << " under the name of RS256";
    header["alg"] = algorithm;
    EXPECT_EQ(judge(sign_texts(key_, header.dump(), claims_.dump(), algorithm)), "algorithm") << algorithm;
  }
  json header = true_header(key_);
  EXPECT_EQ(judge(sign_texts(curve, header.dump(), claims_.dump(), "ES256")), "forged");
  for (const std::string& secret : {key_.public_pem(), std::string(), std::string("secret")}) {
    EXPECT_EQ(judge(make_shared_secret_token(secret, header, claims_)), "forged");
    json named = header;
    named["alg"] = "HS256";
    EXPECT_EQ(judge(make_shared_secret_token(secret, named, claims_)), "algorithm");
  }
}

// W5, J13: who signs is not for the token to say. The key it brings is the one that signed it.
TEST_F(JwtTest, IgnoresKeysThatATokenBrings) {
  const SigningKey foreign = SigningKey::second("first");
  const std::vector<std::pair<const char*, json>> brought = {
      {"jwk", foreign.jwk()},
      {"jku", "https://keys.example.org/keys"},
      {"x5u", "https://keys.example.org/certificate"},
      {"x5c", {std::string(1500, 'A')}},
  };
  for (const auto& [name, value] : brought) {
    json header = true_header(foreign);
    header[name] = value;
    EXPECT_EQ(judge(make_token(foreign, header, claims_)), "forged") << name;
    EXPECT_EQ(judge(make_token(key_, header, claims_)), "ok") << name;
  }
}

TEST_F(JwtTest, SeesEntraBehindATokenThatWasRefused) {
  const auto seems = [this](const json& claims) {
    const auto read = Jwt::read(make_token(key_, true_header(key_), claims));
    return std::get<Jwt>(read).seems_from_entra();
  };
  EXPECT_TRUE(seems({{"iss", "https://sts.windows.net/11111111-1111-4111-8111-111111111111/"}}));
  EXPECT_TRUE(seems({{"iss", "https://login.microsoftonline.com/11111111-1111-4111-8111-111111111111/v2.0"}}));
  EXPECT_FALSE(seems({{"iss", "https://sts.windows.net.example.org/"}}));
  EXPECT_FALSE(seems({{"iss", 7}}));
  EXPECT_FALSE(seems(json::array()));
}

// --- keys -----------------------------------------------------------------------------------------------------------

class JwkTest : public testing::Test {
 protected:
  // The good key with one member changed, beside another good key. Null takes the member away.
  [[nodiscard]] bool is_usable(const char* name, const json& value) const {
    json entry = key_.jwk();
    if (value.is_null()) entry.erase(name);
    if (!value.is_null()) entry[name] = value;
    const auto set = read_jwk_set(key_set({entry, other_.jwk()}));
    EXPECT_TRUE(set && set->contains("other")) << name << value;
    return set && set->size() == 2;
  }

  SigningKey key_ = SigningKey::first();
  SigningKey other_ = SigningKey::second("other");
};

TEST_F(JwkTest, UsesSoundRsaKeysForSignaturesOnly) {
  std::string even = *base64url_decode(key_.jwk().at("n").get<std::string>());
  even.back() = static_cast<char>(even.back() & '\xFE');
  struct KeyRow {
    const char* name;
    json value;
    bool usable;
  };
  const std::vector<KeyRow> rows = {
      {"filler", 1, true},
      {"use", nullptr, true},
      {"use", "enc", false},
      {"use", 7, false},
      {"alg", "RS256", true},
      {"alg", "RS512", false},
      {"kty", "EC", false},
      {"kty", "oct", false},
      {"kty", nullptr, false},
      {"kid", nullptr, false},
      {"kid", "", false},
      {"kid", std::string(257, 'k'), false},
      {"n", nullptr, false},
      {"n", "", false},
      {"n", "not base64!", false},
      {"n", SigningKey::rsa("weak", 1024).jwk().at("n"), false},
      {"n", SigningKey::rsa("strong", 3072).jwk().at("n"), true},
      {"n", base64url_encode(even), false},
      {"n", base64url_encode(std::string(1025, '\xFF')), false},
      {"e", "AQ", false},            // 1
      {"e", "AA", false},            // 0
      {"e", "AQAA", false},          // 65,536
      {"e", "Aw", true},             // 3
      {"e", "AQAAAAAAAAAB", false},  // 2^64 + 1
      {"e", 65537, false},
  };
  for (const KeyRow& row : rows) EXPECT_EQ(is_usable(row.name, row.value), row.usable) << row.name << row.value;
}

TEST_F(JwkTest, ReadsEndorsements) {
  const auto read = [this](const json& value) {
    json entry = key_.jwk();
    entry["endorsements"] = value;
    return read_jwk_set(key_set({entry}))->at("first")->endorsements();
  };
  EXPECT_EQ(read({"msteams", "webchat"}), (std::vector<std::string>{"msteams", "webchat"}));
  for (const json& none : {json(nullptr), json("msteams"), json{{"msteams", true}}, json{"msteams", 7}}) {
    EXPECT_TRUE(read(none).empty()) << none;
  }
}

// J17: of two keys with one kid the first that can be used counts.
TEST_F(JwkTest, TakesTheFirstOfTwoWithOneName) {
  const SigningKey twin = SigningKey::second("first");
  json spoiled = twin.jwk();
  spoiled["e"] = "AQ";
  const std::string signature = key_.sign("RS256", "text");
  EXPECT_TRUE(read_jwk_set(key_set({key_.jwk(), twin.jwk()}))->at("first")->verifies("text", signature));
  EXPECT_FALSE(read_jwk_set(key_set({twin.jwk(), key_.jwk()}))->at("first")->verifies("text", signature));
  EXPECT_TRUE(read_jwk_set(key_set({spoiled, key_.jwk()}))->at("first")->verifies("text", signature));
}

// W20.
TEST_F(JwkTest, RefusesWhatIsNoSetOfKeys) {
  const std::string entry = key_.jwk().dump();
  std::string hundred = entry;
  for (std::size_t i = 1; i < most_keys; ++i) hundred += "," + entry;
  EXPECT_TRUE(read_jwk_set("{\"keys\":[" + hundred + "]}"));
  const std::vector<std::string> bad = {
      "",
      "[]",
      "null",
      "{}",
      R"({"keys":[]})",
      R"({"keys":{}})",
      R"({"keys":"none"})",
      R"({"keys":[1,null,"x",[]]})",
      "{\"keys\":[" + hundred + "," + entry + "]}",
      "{\"keys\":[" + entry + "],\"keys\":[]}",
      "{\"keys\":[" + entry + "]",
      "{\"keys\":[" + entry + "],\"x\":" + std::string(1000, '[') + std::string(1000, ']') + "}",
      "<html>sign in</html>",
  };
  for (const std::string& text : bad) EXPECT_FALSE(read_jwk_set(text)) << text.substr(0, 100);
}

TEST(Base64url, KnowsTheVectorsOfTheStandard) {
  // RFC 4648 §10, without padding, and one of the letters that differ from the common alphabet.
  const std::vector<std::pair<std::string, std::string>> vectors = {
      {"", ""},           {"f", "Zg"},          {"fo", "Zm8"},          {"foo", "Zm9v"},
      {"foob", "Zm9vYg"}, {"fooba", "Zm9vYmE"}, {"foobar", "Zm9vYmFy"}, {"\xFB\xFF", "-_8"}};
  for (const auto& [bytes, text] : vectors) {
    EXPECT_EQ(base64url_encode(bytes), text);
    EXPECT_EQ(base64url_decode(text), bytes);
  }
}

}  // namespace
}  // namespace meldmaat
