// SPDX-License-Identifier: EUPL-1.2
// Plays every transcript of transcripts/ (transcript.hpp says how they are written) through take_turn with the demo
// municipality and compares what the person hears and what is filed with what is written down.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <variant>
#include <vector>

#include "config/complaint.hpp"
#include "config/municipality_loader.hpp"
#include "dialogs/dialog_shelf.hpp"
#include "tests/conversations/transcript.hpp"
#include "tests/fakes/amsterdam.hpp"

namespace meldmaat::tests {
namespace {

std::vector<std::filesystem::path> transcripts() {
  std::vector<std::filesystem::path> found;
  for (const auto& entry : std::filesystem::directory_iterator{MELDMAAT_SOURCE_DIR "/tests/conversations/transcripts"})
    found.push_back(entry.path());
  std::ranges::sort(found);
  return found;
}

const Municipality& demo_town() {
  static const Municipality town = [] {
    auto loaded = load_demo();
    if (auto* refused = std::get_if<Refused>(&loaded)) {
      for (const auto& complaint : refused->complaints) ADD_FAILURE() << describe(complaint);
      return Municipality{};
    }
    return std::get<Loaded>(std::move(loaded)).municipality;
  }();
  return town;
}

class Conversation : public testing::TestWithParam<std::filesystem::path> {};

TEST_P(Conversation, GoesAsWritten) {
  ASSERT_FALSE(demo_town().forms.empty());
  const auto dialog = every_dialog();
  const auto wrong = play(GetParam(), *dialog, demo_town());
  // What follows the first difference follows from it.
  if (!wrong.empty()) ADD_FAILURE() << wrong.front();
}

INSTANTIATE_TEST_SUITE_P(Transcripts, Conversation, testing::ValuesIn(transcripts()), [](const auto& each) {
  std::string name = each.param.stem().string();
  std::ranges::replace(name, '-', '_');
  return name;
});

}  // namespace
}  // namespace meldmaat::tests
