// SPDX-License-Identifier: EUPL-1.2
// Checks the homeserver's connections to the letter: several requests on one, and bodies whose announced length is too
// large or is not what comes (testcases H6, H7, H11). How: bytes are written to a socket as they are. A sender that is
// too slow is the server's own matter: tests/adapters/http_deadline_test.cpp.
#include <array>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>

#include "tests/matrix/matrix_town.hpp"

namespace meldmaat {
namespace {

using boost::asio::ip::tcp;

/// One connection, in the io_context of the town.
class Wire {
 public:
  explicit Wire(MatrixTown& town) : town_(town), socket_(town.io) {
    socket_.connect({boost::asio::ip::make_address("127.0.0.1"), town.service_port()});
    read();
  }
  void send(const std::string& bytes) {
    boost::system::error_code ignored;
    boost::asio::write(socket_, boost::asio::buffer(bytes), ignored);
  }
  void say_no_more() { socket_.shutdown(tcp::socket::shutdown_send); }
  /// Waits until so many answers came. \return the status of each, as in "200 413"
  std::string answers(std::size_t count) {
    EXPECT_TRUE(town_.until([&] { return closed_ || statuses().size() >= count; }));
    std::string shown;
    for (const auto& status : statuses()) shown += (shown.empty() ? "" : " ") + status;
    return shown;
  }
  bool is_closed() {
    return town_.until([&] { return closed_; });
  }

 private:
  void read() {
    socket_.async_read_some(boost::asio::buffer(buffer_), [this](boost::system::error_code failed, std::size_t size) {
      came_.append(buffer_.data(), size);
      closed_ = bool{failed};
      if (!failed) read();
    });
  }
  [[nodiscard]] std::vector<std::string> statuses() const {
    const std::string line = "HTTP/1.1 ";
    std::vector<std::string> found;
    for (auto at = came_.find(line); at != std::string::npos; at = came_.find(line, at + 1)) {
      found.push_back(came_.substr(at + line.size(), 3));
    }
    return found;
  }

  MatrixTown& town_;
  tcp::socket socket_;
  std::array<char, 4096> buffer_{};
  std::string came_;
  bool closed_ = false;
};

class MatrixConnection : public MatrixTest {
 protected:
  std::string head(const std::string& id, std::size_t length) {
    return "PUT /_matrix/app/v1/transactions/" + id +
           " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(town->service_port()) + "\r\nAuthorization: Bearer " +
           hs_token + "\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(length) + "\r\n\r\n";
  }
  std::string request(const std::string& id, const std::vector<nlohmann::json>& events) {
    const std::string body = nlohmann::json{{"events", events}}.dump();
    return head(id, body.size()) + body;
  }
};

TEST_F(MatrixConnection, CarriesOneRequestAfterTheOther) {  // H7
  const auto room = greeted(noor);
  Wire wire(*town);
  wire.send(request("1", {homeserver.text(room, noor.user(), "hallo")}));
  EXPECT_EQ(wire.answers(1), "200");
  town->pass(std::chrono::seconds{20});
  wire.send(request("2", {homeserver.text(room, noor.user(), "help")}));
  EXPECT_EQ(wire.answers(2), "200 200");
  EXPECT_EQ(heard(noor), (std::vector<std::string>{"hallo", "help"}));
}

TEST_F(MatrixConnection, CarriesRequestsThatWaitForNoAnswerInTheirOrder) {  // H7
  const auto room = greeted(noor);
  Wire wire(*town);
  std::string all;
  std::vector<std::string> expected;
  for (int number = 0; number < 5; ++number) {
    expected.push_back("regel " + std::to_string(number));
    all += request(std::to_string(number), {homeserver.text(room, noor.user(), expected.back())});
  }
  wire.send(all);
  EXPECT_EQ(wire.answers(5), "200 200 200 200 200");
  EXPECT_EQ(heard(noor), expected);
}

TEST_F(MatrixConnection, ABodyThatIsTooLargeIsRefusedBeforeItComes) {  // H6
  Wire wire(*town);
  wire.send(head("1", 33UL * 1024 * 1024));
  EXPECT_EQ(wire.answers(1), "413");
  EXPECT_TRUE(wire.is_closed());
  EXPECT_EQ(town->push({}).status, 200) << "the door still stands";
}

TEST_F(MatrixConnection, ABodyThatEndsTooSoonIsNotTaken) {  // H6
  const auto room = greeted(noor);
  const std::string whole = request("1", {homeserver.text(room, noor.user(), "hallo")});
  for (const std::size_t missing : {1UL, 20UL, 200UL}) {
    Wire wire(*town);
    wire.send(whole.substr(0, whole.size() - missing));
    wire.say_no_more();
    EXPECT_TRUE(wire.is_closed());
    EXPECT_TRUE(heard(noor).empty()) << missing;
  }
  Wire wire(*town);
  wire.send(whole);
  EXPECT_EQ(wire.answers(1), "200");
  EXPECT_EQ(heard(noor).size(), 1U);
}

TEST_F(MatrixConnection, ABodyThatIsLongerThanAnnouncedIsCutAndEndsTheConnection) {  // H6
  const auto room = greeted(noor);
  const std::string body = nlohmann::json{{"events", {homeserver.text(room, noor.user(), "hallo")}}}.dump();
  Wire wire(*town);
  wire.send(head("1", body.size() - 10) + body);
  wire.say_no_more();
  EXPECT_TRUE(wire.is_closed());
  EXPECT_EQ(wire.answers(1), "400") << "of what was cut; what was left is nothing";
  EXPECT_TRUE(heard(noor).empty());
  EXPECT_EQ(town->push({}).status, 200) << "the door still stands";
}

TEST_F(MatrixConnection, AnEventOfTenMegabytesIsLeftOutAndStopsNoOther) {  // H11
  const auto room = greeted(noor);
  auto huge = homeserver.text(room, noor.user(), "x");
  huge["content"]["body"] = std::string(10UL * 1024 * 1024, 'x');
  auto deep = homeserver.text(room, noor.user(), "y");
  deep["content"]["body"] = nlohmann::json::parse(std::string(1'000, '[') + std::string(1'000, ']'));
  EXPECT_EQ(town->push({huge, deep, homeserver.text(room, noor.user(), "hallo")}).status, 200);
  EXPECT_EQ(heard(noor), std::vector<std::string>{"hallo"});
  EXPECT_EQ(town->figure("meldmaat_matrix_unreadable_total"), "2");
}

}  // namespace
}  // namespace meldmaat
