// SPDX-License-Identifier: EUPL-1.2
// What a store promises about what was learnt.
#include <stdexcept>

#include "tests/contract/store_contract.hpp"

namespace meldmaat::contract {

TEST_P(StoreContract, KeepsLessonsNewestFirst) {
  const Lesson first{at(10), PersonId{"anna"}, "Bel eerst."};
  const Lesson second{at(20), PersonId{"bram"}, "Ga samen. \"'; 😀"};
  const Lesson third{at(20), PersonId{"anna"}, "Vraag hulp.\nMeteen."};
  EXPECT_TRUE(store->lessons(10).empty());
  commit([&] {
    for (const auto& lesson : {first, second, third}) store->add_lesson(lesson);
  });
  EXPECT_EQ(store->lessons(10), (std::vector{third, second, first}));
  EXPECT_EQ(store->lessons(1), std::vector{third});
}

TEST_P(StoreContract, TakesNoLessonOutsideABatch) {
  EXPECT_THROW(store->add_lesson({at(10), PersonId{"anna"}, "Bel eerst."}), std::logic_error);
  EXPECT_TRUE(store->lessons(10).empty());
}

}  // namespace meldmaat::contract
