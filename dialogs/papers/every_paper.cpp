// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/papers/every_paper.hpp"

#include "dialogs/papers/figures_paper.hpp"
#include "dialogs/papers/letter_paper.hpp"
#include "dialogs/papers/overview.hpp"
#include "dialogs/papers/police_pack.hpp"
#include "dialogs/papers/police_paper.hpp"
#include "dialogs/papers/registration.hpp"

namespace meldmaat {

namespace {

class EveryPaper final : public Papers {
 public:
  [[nodiscard]] PolicePack police_pack(const CaseFile& file, const std::vector<Entry>& history,
                                       const Municipality& town, Language language, Moment now) const override {
    return meldmaat::police_pack(file, history, town, language, now);
  }
  [[nodiscard]] Paper police_paper(const PolicePack& pack, const Municipality& town) const override {
    return meldmaat::police_paper(pack, town);
  }
  [[nodiscard]] Paper letter(const Letter& letter, const Case& the_case, const Municipality& town, Language language,
                             Moment now) const override {
    return letter_paper(letter, the_case, town, language, now);
  }
  [[nodiscard]] Overview overview(const PersonId& person, const std::vector<Extract>& extracts,
                                  const Municipality& town, Language language, Moment now) const override {
    return overview_of(person, extracts, town, language, now);
  }
  [[nodiscard]] Paper overview_paper(const Overview& overview, const Municipality& town) const override {
    return meldmaat::overview_paper(overview, town);
  }
  [[nodiscard]] Paper figures_paper(const Figures& figures, const Municipality& town) const override {
    return meldmaat::figures_paper(figures, town);
  }
  [[nodiscard]] std::vector<std::vector<std::string>> registration(const std::vector<CountedReport>& reports,
                                                                   const Municipality& town,
                                                                   Moment now) const override {
    return meldmaat::registration(reports, town, now);
  }
};

}  // namespace

std::unique_ptr<Papers> every_paper() {
  return std::make_unique<EveryPaper>();
}

}  // namespace meldmaat
