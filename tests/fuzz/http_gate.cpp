// SPDX-License-Identifier: EUPL-1.2
// Whatever the gate accepts, Beast reads with the same head, the same length and the same end. The first byte of the
// input chooses how much of it arrives first, so that the scanner is also tried in pieces.
#include "adapters/http_gate.hpp"

#include <cstdint>
#include <cstdlib>

#include "adapters/http_parser.hpp"

namespace {

using namespace meldmaat;

constexpr std::uint64_t most_body_bytes = 4096;

void require(bool holds) {
  if (!holds) std::abort();
}

// The size of the head, or nothing; the same whether the bytes come at once or in two pieces.
std::optional<std::size_t> head_size(std::string_view bytes, std::size_t first_piece) {
  HeadScanner at_once;
  const auto found = at_once.look(bytes);
  HeadScanner in_pieces;
  auto second = in_pieces.look(bytes.substr(0, first_piece));
  if (std::holds_alternative<std::monostate>(second)) second = in_pieces.look(bytes);
  require(found.index() == second.index());
  const auto* size = std::get_if<std::size_t>(&found);
  if (size == nullptr) return std::nullopt;
  require(*size == std::get<std::size_t>(second));
  return *size;
}

void read_on(RequestParser& parser, Request& request, const AcceptedHead& head, std::string_view rest) {
  if (!head.chunked && head.content_length == 0) return;
  const ReadingStep step = parser.feed(rest);
  require(step.consumed <= rest.size() && request.body.size() <= most_body_bytes);
  if (head.chunked) return;
  const bool whole = rest.size() >= head.content_length;
  require((step.reading == Reading::complete) == whole);
  require(step.consumed == (whole ? head.content_length : rest.size()));
  require(request.body == rest.substr(0, step.consumed));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  // libFuzzer gives bytes, the readers take text.
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto found = head_size(bytes, std::size_t{data[0]} * bytes.size() / 255);
  if (!found) return 0;
  const std::string_view head = bytes.substr(0, *found);
  const auto line = read_request_line(head);
  if (!std::holds_alternative<RequestLine>(line)) return 0;
  GateRules rules;
  rules.methods = {Method::get, Method::head, Method::post, Method::put};
  rules.most_head_bytes = most_head_bytes;
  rules.most_body_bytes = most_body_bytes;
  rules.chunked_allowed = true;
  const auto judged = judge_head(head, std::get<RequestLine>(line), rules, {"meld.test"});
  const auto* accepted = std::get_if<AcceptedHead>(&judged);
  if (accepted == nullptr) return 0;
  RequestParser parser;
  Request request;
  parser.start(request, most_body_bytes);
  const ReadingStep step = parser.feed(head);
  const bool without_body = !accepted->chunked && accepted->content_length == 0;
  require(step.reading == (without_body ? Reading::complete : Reading::need_more));
  require(step.consumed == head.size());
  require(parser.content_length() == accepted->content_length && parser.chunked() == accepted->chunked);
  read_on(parser, request, *accepted, bytes.substr(head.size()));
  return 0;
}
