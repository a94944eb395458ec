// SPDX-License-Identifier: EUPL-1.2
// Checks forms with files: one as browsers send it is read part by part; each deviation is refused for its own reason;
// a good form cut at every byte is refused, never read half.
#include "adapters/multipart.hpp"

#include <gtest/gtest.h>

namespace meldmaat {
namespace {

const std::string type = "multipart/form-data; boundary=----X7";
const std::string text_part = "Content-Disposition: form-data; name=\"text\"\r\n\r\nhallo\r\n";
const std::string file_part =
    "Content-Disposition: form-data; name=\"file\"; filename=\"foto.jpg\"\r\nContent-Type: Image/JPEG\r\n\r\n";

std::string form_of(const std::vector<std::string>& parts) {
  std::string body;
  for (const std::string& part : parts) body += "------X7\r\n" + part;
  return body + "------X7--\r\n";
}

using Read = std::variant<std::vector<FormPart>, MultipartRefusal>;

std::string_view reason_of(const Read& read) {
  const auto* refusal = std::get_if<MultipartRefusal>(&read);
  return refusal == nullptr ? "accepted" : name_of(refusal->reason).view();
}

TEST(Multipart, ReadsFieldsAndFiles) {
  const std::string bytes("\xFF\xD8\r\n--\0\r\n------X", 16);
  const std::string body = form_of({text_part, file_part + bytes + "\r\n"});
  const Read read = read_multipart(type, body, {});
  ASSERT_EQ(reason_of(read), "accepted");
  const auto& parts = std::get<std::vector<FormPart>>(read);
  ASSERT_EQ(parts.size(), 2U);
  EXPECT_EQ(parts[0].name, "text");
  EXPECT_FALSE(parts[0].is_file);
  EXPECT_EQ(parts[0].content, "hallo");
  EXPECT_EQ(parts[1].name, "file");
  EXPECT_TRUE(parts[1].is_file);
  EXPECT_EQ(parts[1].file_name, "foto.jpg");
  EXPECT_EQ(parts[1].content_type, "image/jpeg");
  EXPECT_EQ(parts[1].content, bytes);
}

TEST(Multipart, ReadsNamesAsBrowsersWriteThem) {
  const std::string body =
      form_of({"Content-Disposition: form-data; filename=\"C:\\%22a%0D%0A%41€.jpg\"; name=\"f\"\r\n\r\n\r\n",
               "content-disposition:form-data;name=\"f\";filename=\"\"\r\n\r\n\r\n"});
  const Read read = read_multipart("multipart/form-data; boundary=\"----X7\"", body, {});
  ASSERT_EQ(reason_of(read), "accepted");
  const auto& parts = std::get<std::vector<FormPart>>(read);
  EXPECT_EQ(parts[0].file_name, "C:\\\"a\r\n%41€.jpg");
  EXPECT_EQ(parts[0].content, "");
  EXPECT_TRUE(parts[1].is_file);
  EXPECT_EQ(parts[1].file_name, "");
}

TEST(Multipart, ReadsAnEmptyForm) {
  EXPECT_EQ(reason_of(read_multipart(type, "------X7--\r\n", {})), "accepted");
  EXPECT_EQ(reason_of(read_multipart(type, "------X7--", {})), "accepted");
}

TEST(Multipart, RefusesEachDeviation) {
  struct Row {
    std::string content_type;
    std::string body;
    std::string_view reason;
  };
  const std::string head = "Content-Disposition: form-data; ";
  const auto with = [](const std::string& part) { return form_of({part + "\r\n\r\nx\r\n"}); };
  const std::vector<Row> rows = {
      {"text/plain", form_of({text_part}), "wrong_content_type"},
      {"multipart/mixed; boundary=----X7", form_of({text_part}), "wrong_content_type"},
      {"multipart/form-data", form_of({text_part}), "boundary_invalid"},
      {"multipart/form-data; boundary=", form_of({text_part}), "wrong_content_type"},
      {"multipart/form-data; boundary=a; boundary=b", form_of({text_part}), "boundary_invalid"},
      {"multipart/form-data; boundary=\"a\\\"b\"", form_of({text_part}), "boundary_invalid"},
      {"multipart/form-data; boundary=" + std::string(71, 'a'), form_of({text_part}), "boundary_invalid"},
      {type, "", "not_terminated"},
      {type, "before\r\n" + form_of({text_part}), "text_outside_parts"},
      {type, form_of({text_part}) + "after", "text_outside_parts"},
      {type, "------X7\r\n" + text_part + "------X7", "not_terminated"},
      {type, "------X7\r\n" + text_part + "------X7 --\r\n", "not_terminated"},
      {type, with("Content-Type: text/plain"), "disposition_invalid"},
      {type, with("Content-Disposition: attachment; name=\"a\""), "disposition_invalid"},
      {type, with("Content-Disposition: form-data"), "disposition_invalid"},
      {type, with(head + "name=a"), "disposition_invalid"},
      {type, with(head + "name=\"a"), "disposition_invalid"},
      {type, with(head + "name=\"a\" filename=\"b\""), "disposition_invalid"},
      {type, with(head + "name=\"a\"\r\n" + head + "name=\"b\""), "disposition_invalid"},
      {type, with(head + "name=\"\""), "name_invalid"},
      {type, with(head + "name=\"a\"; name=\"b\""), "name_invalid"},
      {type, with(head + "name=\"a\"; filename*=\"utf-8''b\""), "name_invalid"},
      {type, with(head + "name=\"\xFF\""), "name_invalid"},
      {type, with(head + "name=\"" + std::string(129, 'n') + "\""), "name_invalid"},
      {type, with(head + "name=\"a\"; filename=\"" + std::string(1025, 'f') + "\""), "name_invalid"},
      {type, with(head + std::string("name=\"a\0b\"", 10)), "part_head_invalid"},
      {type, with(head + "name=\"a\"\r\nno colon"), "part_head_invalid"},
      {type, with(head + "name=\"a\"\nX: y"), "part_head_invalid"},
      {type, with(head + "name=\"a\"\r\nX-Pad: " + std::string(2'048, 'x')), "part_head_invalid"},
      {type, with(head + "name=\"a\"\r\nContent-Transfer-Encoding: base64"), "encoding_not_allowed"},
      {type, form_of({head + "name=\"a\"\r\n\r\n\xFF\r\n"}), "field_not_text"},
      {type, form_of({head + "name=\"a\"\r\n\r\n" + std::string(1, '\0') + "\r\n"}), "field_not_text"},
      {type, form_of({head + "name=\"a\"\r\n\r\n" + std::string(64 * 1024 + 1, 'x') + "\r\n"}), "part_too_large"},
      {type, form_of(std::vector<std::string>(101, text_part)), "too_many_parts"},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(reason_of(read_multipart(row.content_type, row.body, {})), row.reason)
        << row.content_type << " " << row.body.substr(0, 100);
  }
}

TEST(Multipart, RefusesAFormCutAnywhere) {
  const std::string body = form_of({text_part, file_part + "bytes\r\n"});
  const std::size_t whole = body.size() - 2;  // The last line end may be left out.
  for (std::size_t size = 0; size < whole; ++size) {
    EXPECT_NE(reason_of(read_multipart(type, std::string_view(body).substr(0, size), {})), "accepted") << size;
  }
}

TEST(Multipart, LimitsFiles) {
  MultipartLimits limits;
  limits.most_file_bytes = 5;
  EXPECT_EQ(reason_of(read_multipart(type, form_of({file_part + "12345\r\n"}), limits)), "accepted");
  const Read refused = read_multipart(type, form_of({file_part + "123456\r\n"}), limits);
  EXPECT_EQ(reason_of(refused), "part_too_large");
  EXPECT_EQ(std::get<MultipartRefusal>(refused).status, 413);
}

}  // namespace
}  // namespace meldmaat
