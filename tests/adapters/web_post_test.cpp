// SPDX-License-Identifier: EUPL-1.2
// Checks how a posted file is read: its kind is that of its bytes, whatever it is called and however it was sent; what
// is no evidence is refused with the reason the page has a text for. Small requests made by hand.
#include "adapters/web/web_post.hpp"

#include <gtest/gtest.h>

namespace meldmaat {
namespace {

constexpr std::size_t most_bytes = 1000;

Request posted(const std::string& name, std::string bytes) {
  Request request;
  request.headers.add("Idempotency-Key", "k1");
  request.headers.add("X-File-Name", name);
  request.body = std::move(bytes);
  return request;
}

Request posted_form(const std::string& file_name, const std::string& bytes) {
  Request request;
  request.headers.add("Content-Type", "multipart/form-data; boundary=X7");
  request.body =
      "--X7\r\nContent-Disposition: form-data; name=\"key\"\r\n\r\nk1\r\n"
      "--X7\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" +
      file_name + "\"\r\n\r\n" + bytes + "\r\n--X7--\r\n";
  return request;
}

std::string outcome(const Request& request) {
  const auto read = read_web_file(request, most_bytes);
  if (const auto* problem = std::get_if<WebProblem>(&read)) return std::string(problem->reason);
  const auto& file = std::get<WebFile>(read);
  return file.key + " '" + file.name + "' " + std::string(file.kind.media_type) + " " +
         std::string(file.kind.extension);
}

TEST(WebPost, AFileIsOfTheKindOfItsBytes) {
  EXPECT_EQ(outcome(posted("foto.jpg", "%PDF-1.7")), "k1 'foto.jpg' application/pdf pdf");
  EXPECT_EQ(outcome(posted_form("brief.pdf", "\xFF\xD8\xFF")), "k1 'brief.pdf' image/jpeg jpg");
  EXPECT_EQ(outcome(posted_form("", "OggS")), "k1 '' audio/ogg ogg") << "a form may send a file without a name";
}

TEST(WebPost, WhatIsNoEvidenceIsRefused) {
  EXPECT_EQ(outcome(posted("foto.jpg", "MZ")), "file_kind");
  EXPECT_EQ(outcome(posted_form("foto.jpg", "MZ")), "file_kind");
  EXPECT_EQ(outcome(posted("foto.jpg", "")), "no_file");
  EXPECT_EQ(outcome(posted("foto.jpg", std::string(most_bytes + 1, 'a'))), "file_too_large");
  EXPECT_EQ(outcome(posted("", "%PDF-1.7")), "unreadable");
}

}  // namespace
}  // namespace meldmaat
