// SPDX-License-Identifier: EUPL-1.2
// The HTTP half of the bad-input table (rows H1-H34) as bytes and the statuses that are right for them. Two tests use
// it: http_gate_test asks the gate alone, http_server_test sends each row through a real listener in three ways.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace meldmaat {

struct BadRequest {
  std::string name;
  std::string bytes;
  std::vector<int> statuses;  ///< Any of these is right.
};

inline std::string repeated(std::string_view text, std::size_t times) {
  std::string all;
  for (std::size_t count = 0; count < times; ++count) all += text;
  return all;
}

/// POST to /webhook with these header lines (each with its CRLF) and this body.
inline std::string post(std::string_view lines, std::string_view body = "abc") {
  return std::string("POST /webhook HTTP/1.1\r\nHost: meld.test\r\n").append(lines).append("\r\n").append(body);
}

/// The same to the route that takes chunks.
inline std::string post_chunked(std::string_view body) {
  return std::string("POST /chunked HTTP/1.1\r\nHost: meld.test\r\nTransfer-Encoding: chunked\r\n\r\n").append(body);
}

inline std::string get(std::string_view target, std::string_view lines = "Host: meld.test\r\n") {
  return std::string("GET ").append(target).append(" HTTP/1.1\r\n").append(lines).append("\r\n");
}

/// A request that every part of the house takes.
inline const std::string good_request = get("/page?ok=1");

inline std::vector<BadRequest> framing_rows() {
  const std::string chunk = "3\r\nabc\r\n0\r\n\r\n";
  return {
      {"H1", post("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n", chunk), {400}},
      {"H2", post("Transfer-Encoding: chunked\r\nContent-Length: 3\r\n", chunk), {400}},
      {"H3", post("Transfer-Encoding: gzip\r\n"), {400}},
      {"H4", post("Transfer-Encoding: chunked, gzip\r\n", chunk), {400}},
      {"H5", post("Transfer-Encoding: xchunked\r\n", chunk), {400}},
      {"H6 off", post("Transfer-Encoding: chunked\r\n", chunk), {411}},
      {"H6 get", get("/chunked", "Host: meld.test\r\nTransfer-Encoding: chunked\r\n") + chunk, {400, 405}},
      {"H7", "POST /chunked HTTP/1.0\r\nHost: meld.test\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk, {400}},
      {"H8", post("Transfer-Encoding:\tchunked\r\n", chunk), {400}},
      {"H9", post("Transfer-Encoding : chunked\r\n", chunk), {400}},
      {"H10", post("X-Note: one\r\n Transfer-Encoding: chunked\r\n", chunk), {400}},
      {"H10 tab", post("X-Note: one\r\n\tTransfer-Encoding: chunked\r\n", chunk), {400}},
      {"H11", post("Content-Length: 3\r\nX-Note: one\r\n two\r\n"), {400}},
      {"H12", post("Content-Length: 3\r\nContent-Length: 3\r\n"), {400}},
      {"H13", post("Content-Length: 3\r\nContent-Length: 4\r\n"), {400}},
      {"H14", post("Content-Length: 3, 3\r\n"), {400}},
      {"H15 plus", post("Content-Length: +3\r\n"), {400}},
      {"H15 minus", post("Content-Length: -1\r\n"), {400}},
      {"H15 hex", post("Content-Length: 0x3\r\n"), {400}},
      {"H15 spaces", post("Content-Length:  3 \r\n"), {400}},
      {"H15 zero", post("Content-Length: 03\r\n"), {400}},
      {"H15 empty", post("Content-Length: \r\n"), {400}},
      {"H16 2^64", post("Content-Length: 18446744073709551616\r\n"), {413}},
      {"H16 10^18", post("Content-Length: 1000000000000000000\r\n"), {413}},
      {"H16 one over", post("Content-Length: 1025\r\n", std::string(1025, 'x')), {413}},
      {"H18", "POST /webhook HTTP/1.1\nHost: meld.test\nContent-Length: 3\n\nabc", {400}},
      {"H18 one", "POST /webhook HTTP/1.1\r\nHost: meld.test\nContent-Length: 3\r\n\r\nabc", {400}},
      {"H19", post("Content-Length: 3\r\nX-Note: a\rb\r\n"), {400}},
      {"H32 get with body", get("/page", "Host: meld.test\r\nContent-Length: 3\r\n") + "abc", {400}},
      {"H32 post without", post("", ""), {400}},
  };
}

inline std::vector<BadRequest> field_rows() {
  std::vector<BadRequest> rows = {
      {"H21", get("/page", ""), {400}},
      {"H22", get("/page", "Host: meld.test\r\nHost: meld.test\r\n"), {400}},
      {"H23 other", get("/page", "Host: evil.test\r\n"), {421}},
      {"H23 port", get("/page", "Host: meld.test:80@evil.test\r\n"), {421}},
      {"H23 user", get("/page", "Host: meld.test@evil.test\r\n"), {421}},
      {"H23 user before", get("/page", "Host: user@meld.test\r\n"), {421}},
      {"H23 other port", get("/page", "Host: meld.test:81\r\n"), {421}},
      {"H23 empty", get("/page", "Host: \r\n"), {421}},
      {"H23 dot", get("/page", "Host: meld.test.\r\n"), {421}},
      {"H24", get("/page", "Host: meld.test\r\nAuthorization: a\r\nauthorization: b\r\n"), {400}},
      {"H30 bytes", get("/page", "Host: meld.test\r\nX-Pad: " + std::string(16 * 1024, 'x') + "\r\n"), {431}},
      {"H30 lines", get("/page", "Host: meld.test\r\n" + repeated("X-Note: 1\r\n", 64)), {431}},
      {"H30 name", get("/page", "Host: meld.test\r\n" + std::string(8 * 1024, 'n') + ": 1\r\n"), {431}},
      {"H30 webhook", post("Content-Length: 3\r\nX-Pad: " + std::string(8 * 1024, 'x') + "\r\n"), {431}},
      {"H33 other", post("Content-Length: 3\r\nExpect: x\r\n"), {417}},
      {"Upgrade", get("/page", "Host: meld.test\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"), {400}},
      {"no colon", get("/page", "Host: meld.test\r\nX-Note\r\n"), {400}},
      {"no name", get("/page", "Host: meld.test\r\n: x\r\n"), {400}},
  };
  for (int byte = 0; byte < 0x20; ++byte) {
    if (byte == '\n' || byte == '\r') continue;
    const std::string value = std::string("a") + static_cast<char>(byte) + "b";
    rows.push_back(
        {"H20 " + std::to_string(byte), get("/page", "Host: meld.test\r\nX-Note: " + value + "\r\n"), {400}});
  }
  rows.push_back({"H20 DEL", get("/page", "Host: meld.test\r\nX-Note: a\x7F\r\n"), {400}});
  return rows;
}

inline std::vector<BadRequest> first_line_rows() {
  const std::string rest = "\r\nHost: meld.test\r\n\r\n";
  std::vector<BadRequest> rows = {
      {"H26 0.9", "GET /page\r\n", {400, 505}},
      {"H26 0.9 named", "GET /page HTTP/0.9" + rest, {400, 505}},
      {"H26 1.0", "GET /page HTTP/1.0" + rest, {400, 505}},
      {"H26 1.9", "GET /page HTTP/1.9" + rest, {400, 505}},
      {"H26 2.0", "GET /page HTTP/2.0" + rest, {400, 505}},
      {"H26 PRI", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", {400, 505}},
      {"H26 case", "GET /page http/1.1" + rest, {400, 505}},
      {"H26 digits", "GET /page HTTP/1.10" + rest, {400, 505}},
      {"H27 absolute", get("http://meld.test/page"), {400}},
      {"H27 authority", get("meld.test:80"), {400}},
      {"H27 star", get("*"), {400}},
      {"H28 empty", "GET  HTTP/1.1" + rest, {400}},
      {"H28 long", get("/" + std::string(2000, 'a')), {400}},
      {"H29 lower", "get /page HTTP/1.1" + rest, {405, 501}},
      {"H29 TRACE", "TRACE /page HTTP/1.1" + rest, {405, 501}},
      {"H29 CONNECT", "CONNECT meld.test:80 HTTP/1.1" + rest, {405, 501}},
      {"H29 long", std::string(40, 'M') + " /page HTTP/1.1" + rest, {405, 501}},
      {"H29 not here", "PUT /page HTTP/1.1\r\nHost: meld.test\r\nContent-Length: 0\r\n\r\n", {405}},
      {"H34 TLS", std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11) + std::string(500, 'r'), {400}},
      {"H34 SSLv3", std::string("\x16\x03\x00\x00\x2f\x01\x00\x00\x2b\x03\x00", 11), {400}},
      {"H34 SSLv2", std::string("\x80\x2e\x01\x00\x02\x00\x15\x00\x00", 9), {400}},
      {"H34 long SNI", std::string("\x16\x03\x01\x40\x00", 5) + std::string(16 * 1024, 's'), {400}},
      {"empty line first", "\r\n" + good_request, {400}},
      {"unknown route", get("/nowhere"), {404}},
  };
  const std::vector<std::string> targets = {"/a\x80",  "/a b",      "/page%00", "/a%2e%2e/b", "/a/%2E%2E/page",
                                            "/a//b",   "//page",    "/a\\b",    "/a/../page", "/./page",
                                            "/page#x", "/page?%00", "/a%5cb",   "/page\x01"};
  for (const std::string& target : targets) rows.push_back({"H28 " + target, get(target), {400, 404}});
  return rows;
}

/// Found in the body, so only a whole server can refuse them.
inline std::vector<BadRequest> chunk_rows() {
  return {
      {"H6 extension", post_chunked("3;a=b\r\nabc\r\n0\r\n\r\n"), {400}},
      {"H6 last extension", post_chunked("3\r\nabc\r\n0;a\r\n\r\n"), {400}},
      {"H6 trailer", post_chunked("3\r\nabc\r\n0\r\nX-Note: 1\r\n\r\n"), {400}},
      {"H25", post_chunked("3\r\nabc\r\n0\r\nAuthorization: Bearer x\r\n\r\n"), {400}},
      {"H6 size", post_chunked("x\r\nabc\r\n0\r\n\r\n"), {400}},
      {"H6 longer", post_chunked("2\r\nabc\r\n0\r\n\r\n"), {400}},
      {"H6 over limit", post_chunked("401\r\n" + std::string(1025, 'x') + "\r\n0\r\n\r\n"), {413}},
      {"H6 over limit together", post_chunked(repeated("100\r\n" + std::string(256, 'x') + "\r\n", 5)), {413}},
      {"H6 endless size", post_chunked(std::string(20 * 1024, '0')), {400}},
  };
}

}  // namespace meldmaat
