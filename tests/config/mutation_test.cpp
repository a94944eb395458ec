// SPDX-License-Identifier: EUPL-1.2
// Checks that no file, however damaged, stops the reading of configuration: files that are right are damaged at random
// (lines left out, doubled or swapped, characters swapped or replaced), always from the same seed, and must be read or
// refused with a reason.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "config/organisation_file.hpp"
#include "tests/config/fixtures.hpp"

namespace meldmaat {
namespace {

class Damage {
 public:
  explicit Damage(unsigned seed) : random_(seed) {}

  std::string operator()(std::string text) {
    for (std::size_t times = 1 + below(3); times > 0 && !text.empty(); --times) damage(text);
    return text;
  }

 private:
  std::size_t below(std::size_t end) { return std::uniform_int_distribution<std::size_t>{0, end - 1}(random_); }

  /// From somewhere to the end of the line there.
  std::pair<std::size_t, std::size_t> some_line(const std::string& text) {
    const std::size_t at = below(text.size());
    const std::size_t before = text.rfind('\n', at);
    const std::size_t start = before == std::string::npos || before == at ? 0 : before + 1;
    const std::size_t end = std::min(text.find('\n', at), text.size() - 1);
    return {start, end + 1 - std::min(start, end + 1)};
  }

  void damage(std::string& text) {
    constexpr std::string_view interesting = "\"'[]{}=.,#\n\\ 0-\xff\x01z";
    const std::size_t at = below(text.size());
    switch (below(5)) {
      case 0: {
        const auto [start, length] = some_line(text);
        text.erase(start, length);
        break;
      }
      case 1: {
        const auto [start, length] = some_line(text);
        text.insert(at, text.substr(start, length));
        break;
      }
      case 2: std::swap(text[at], text[below(text.size())]); break;
      case 3: text[at] = interesting[below(interesting.size())]; break;
      default: text.erase(at, 1 + below(20)); break;
    }
  }

  std::minstd_rand random_;
};

/// Either way is right; a mistake must be told.
void expect_an_answer(const LoadResult& result) {
  if (const auto* refused = std::get_if<Refused>(&result)) {
    EXPECT_TRUE(std::ranges::any_of(refused->complaints, [](const Complaint& complaint) {
      return complaint.weight == Complaint::Weight::mistake && !complaint.what.empty();
    }));
  }
}

TEST(Mutation, TheDemoOrganisationDamagedIsReadOrRefused) {
  const Sources demo = demo_sources();
  ASSERT_TRUE(demo.organisation.has_value());
  Damage damage{1};
  int refused = 0;
  for (int round = 0; round < 600; ++round) {
    Complaints complaints;
    const std::string text = damage(demo.organisation->text);
    const auto document = read_toml("organisation.toml", text, complaints);
    if (document) static_cast<void>(read_organisation(*document, complaints));
    EXPECT_TRUE(document || complaints.any_mistake());
    if (complaints.any_mistake()) ++refused;
  }
  // Most damage hits something; a loader that finds nothing wrong would pass without this.
  EXPECT_GT(refused, 300);
}

TEST(Mutation, EveryFileDamagedIsReadOrRefused) {
  const Sources valid = valid_sources();
  Damage damage{2};
  for (int round = 0; round < 100; ++round) {
    Sources sources = valid;
    for (SourceFile* file : {&*sources.settings, &*sources.organisation, &sources.protocols[0], &sources.forms[0],
                             &sources.dutch[0], &sources.english[0]}) {
      file->text = damage(file->text);
    }
    expect_an_answer(load_sources(sources));
    Sources one = valid;
    SourceFile* const files[]{&*one.settings, &*one.organisation, &one.protocols[0], &one.forms[0], &one.dutch[0]};
    SourceFile& chosen = *files[static_cast<std::size_t>(round) % 5];
    chosen.text = damage(chosen.text);
    expect_an_answer(load_sources(one));
  }
}

}  // namespace
}  // namespace meldmaat
