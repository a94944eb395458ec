// SPDX-License-Identifier: EUPL-1.2
// Checks which addresses of files are believed, what is asked of the homeserver for them, and what becomes of each
// answer (row M9). The homeserver is a script.
#include "adapters/matrix/matrix_files.hpp"

#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <optional>

#include "adapters/file_kind.hpp"
#include "tests/adapters/log_text.hpp"
#include "tests/fakes/hand_clock.hpp"
#include "tests/fakes/scripted_outside.hpp"

namespace meldmaat {
namespace {

using Kind = Fetched::Kind;

FileSent file_at(const std::string& url, const std::string& name = "foto.jpg") {
  return {url, name, ""};
}

TEST(MatrixFileAddress, NamesAServerAndAFileAndNothingElse) {
  for (const std::string url : {"mxc://zandrecht.example/AbC_1-2", "mxc://zandrecht.example:8448/x",
                                "mxc://[2001:db8::1]:8448/x", "mxc://10.0.0.1/x"}) {
    EXPECT_TRUE(errand_of(file_at(url))) << url;
  }
  const std::string too_long = "mxc://zandrecht.example/" + std::string(250, 'x');
  for (const std::string& url : {std::string(),
                                 std::string("mxc://"),
                                 std::string("mxc:///x"),
                                 std::string("mxc://zandrecht.example"),
                                 std::string("mxc://zandrecht.example/"),
                                 std::string("MXC://zandrecht.example/x"),
                                 std::string("https://zandrecht.example/x"),
                                 std::string("mxc://zandrecht.example/x/y"),
                                 std::string("mxc://zandrecht.example/../x"),
                                 std::string("mxc://zandrecht.example/.."),
                                 std::string("mxc://../x"),
                                 std::string("mxc://./x"),
                                 std::string("mxc://zandrecht.example/x?y=1"),
                                 std::string("mxc://zandrecht.example/x#y"),
                                 std::string("mxc://zandrecht.example/x%2Fy"),
                                 std::string("mxc://zandrecht%2Eexample/x"),
                                 std::string("mxc://noor@zandrecht.example/x"),
                                 std::string("mxc://zandrecht.example/x y"),
                                 std::string("mxc://zandrecht.example/x\r\n"),
                                 std::string("mxc://zandrecht.example/\xC3\xAB"),
                                 std::string("mxc://zandrecht.example\\x/y"),
                                 too_long}) {
    EXPECT_FALSE(errand_of(file_at(url))) << url;
  }
}

class MatrixFilesTest : public testing::Test {
 protected:
  static constexpr const char* address =
      "https://matrix.zandrecht.example/_matrix/client/v1/media/download/zandrecht.example%3A8448/AbC"
      "?user_id=%40meldmaat%3Azandrecht.example&device_id=MELD";

  Fetched fetch(const std::string& details, std::size_t most_bytes = 1000) {
    std::optional<Fetched> got;
    boost::asio::co_spawn(io_, files_.fetch(details, most_bytes),
                          [&](const std::exception_ptr& thrown, Fetched fetched) {
                            if (thrown) std::rethrow_exception(thrown);
                            got = std::move(fetched);
                          });
    io_.restart();
    io_.run();
    return std::move(got).value();
  }
  Fetched fetch_photo(std::size_t most_bytes = 1000) {
    return fetch(errand_of(file_at("mxc://zandrecht.example:8448/AbC")).value(), most_bytes);
  }
  Kind kind_of(const OutsideResult& result) {
    outside_.forget(address);
    outside_.answer(address, result);
    return fetch_photo().kind;
  }
  Kind kind_of(int status) {
    OutsideAnswer answer;
    answer.status = status;
    answer.body = "{}";
    return kind_of(OutsideResult{answer});
  }

  boost::asio::io_context io_{1};
  ScriptedOutside outside_{io_.get_executor()};
  HandClock clock_{Moment{}};
  LogText log_;
  Homeserver homeserver_{
      outside_,
      clock_,
      {"https://matrix.zandrecht.example", "@meldmaat:zandrecht.example", "MELD", "meldmaat", Secret("as-token")}};
  MatrixFiles files_{homeserver_, log_.log};
};

TEST_F(MatrixFilesTest, FetchesTheBytesFromOurOwnHomeserverWithTheName) {
  outside_.answer(address, 200, std::string("\xFF\xD8\x00\xFF", 4));
  const Fetched fetched = fetch_photo();
  EXPECT_EQ(fetched.kind, Kind::here);
  EXPECT_EQ(fetched.name, "foto.jpg");
  EXPECT_EQ(fetched.bytes, std::string("\xFF\xD8\x00\xFF", 4));
  EXPECT_EQ(outside_.requests().front().url, address) << "and not from the server of the address";
  EXPECT_EQ(outside_.requests().front().bearer, "as-token");
}

TEST_F(MatrixFilesTest, EachFailureIsPassingOrNot) {
  for (const int status : {401, 429, 500, 502, 504}) EXPECT_EQ(kind_of(status), Kind::later) << status;
  for (const int status : {204, 302, 400, 403, 404, 413}) EXPECT_EQ(kind_of(status), Kind::never) << status;
  EXPECT_EQ(kind_of(OutsideResult{OutsideFault::not_reached}), Kind::later);
  EXPECT_EQ(kind_of(OutsideResult{OutsideFault::lost}), Kind::later);
  EXPECT_EQ(kind_of(OutsideResult{OutsideFault::not_allowed}), Kind::never);
  EXPECT_FALSE(log_.has("foto")) << log_.text();
  EXPECT_FALSE(log_.has("AbC")) << log_.text();
}

TEST_F(MatrixFilesTest, WhatIsLargerThanItMayBeIsNotTaken) {
  outside_.answer(address, 200, std::string(11, 'x'));
  const Fetched fetched = fetch_photo(10);
  EXPECT_EQ(fetched.kind, Kind::too_large);
  EXPECT_EQ(fetched.bytes, "");
  EXPECT_EQ(fetch_photo(11).kind, Kind::here);
}

TEST_F(MatrixFilesTest, ADamagedErrandAsksNobody) {
  for (const std::string details : {"", "{", "[]", "{}", R"({"url":7,"name":"x"})", R"({"url":"mxc://../x"})"}) {
    EXPECT_EQ(fetch(details).kind, Kind::never) << details;
  }
  EXPECT_TRUE(outside_.requests().empty());
}

TEST_F(MatrixFilesTest, ANameThatIsTooLongIsNoName) {
  const auto name_of_length = [](std::size_t bytes) {
    return errand_of(file_at("mxc://zandrecht.example:8448/AbC", std::string(bytes, 'n'))).value();
  };
  EXPECT_EQ(fetch(name_of_length(most_file_name_bytes)).name, std::string(most_file_name_bytes, 'n'));
  EXPECT_EQ(fetch(name_of_length(most_file_name_bytes + 1)).name, "");
}

}  // namespace
}  // namespace meldmaat
