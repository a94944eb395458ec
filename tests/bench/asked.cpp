// SPDX-License-Identifier: EUPL-1.2
#include "tests/bench/asked.hpp"

#include <algorithm>
#include <charconv>
#include <stdexcept>

namespace meldmaat::bench {

namespace {

char lower(char letter) {
  return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

}  // namespace

std::string_view Asked::header(std::string_view name) const {
  const std::string_view all = head;
  for (auto at = all.find("\r\n"); at != std::string_view::npos; at = all.find("\r\n", at + 2)) {
    const auto line = all.substr(at + 2);
    if (!line.starts_with(name) || !line.substr(name.size()).starts_with(": ")) continue;
    const auto value = line.substr(name.size() + 2);
    return value.substr(0, value.find("\r\n"));
  }
  return {};
}

bool read_asked(std::string_view bytes, Asked& asked) {
  const auto end = bytes.find("\r\n\r\n");
  if (end == std::string_view::npos) return false;
  asked.head = bytes.substr(0, end);
  std::ranges::transform(asked.head, asked.head.begin(), lower);
  if (!asked.header("transfer-encoding").empty()) throw std::runtime_error("a request came in pieces");
  const auto length = asked.header("content-length");
  std::size_t size = 0;
  std::from_chars(length.data(), length.data() + length.size(), size);
  asked.size = end + 4 + size;
  if (bytes.size() < asked.size) return false;
  const std::string_view head = asked.head;
  const auto space = head.find(' ');
  asked.method = head.substr(0, space);
  asked.target = head.substr(space + 1, head.find(' ', space + 1) - space - 1);
  asked.body = bytes.substr(end + 4, size);
  return true;
}

std::size_t person_in(std::string_view target) {
  const auto at = target.find(person_mark);
  std::size_t person = 0;
  const auto digits = at == std::string_view::npos ? std::string_view{} : target.substr(at + person_mark.size());
  if (std::from_chars(digits.data(), digits.data() + digits.size(), person).ec != std::errc{}) {
    throw std::runtime_error("a bot asked for " + std::string(target));
  }
  return person;
}

std::string answer_of(int status, std::string_view json, bool close) {
  std::string answer{"HTTP/1.1 "};
  answer.append(std::to_string(status)).append(" Answer\r\nContent-Type: application/json\r\nContent-Length: ");
  answer.append(std::to_string(json.size())).append(close ? "\r\nConnection: close" : "").append("\r\n\r\n");
  return answer.append(json);
}

}  // namespace meldmaat::bench
