// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The port to what meldmaat puts on paper: pure, like dialogs. dialogs/papers implements it, so that a channel can
/// hand out a paper without knowing any words.
#pragma once

#include <string>
#include <vector>

#include "bot/dialog.hpp"
#include "bot/figures.hpp"
#include "bot/letter.hpp"
#include "bot/municipality.hpp"
#include "bot/overview.hpp"
#include "bot/paper.hpp"
#include "bot/police_pack.hpp"
#include "bot/rules/extracts.hpp"

namespace meldmaat {

class Papers {
 public:
  Papers() = default;
  Papers(const Papers&) = delete;
  Papers& operator=(const Papers&) = delete;
  virtual ~Papers() = default;
  /// \param file as rules/access lets it go to the police (for_police)
  /// \param history of the case: corrections are found in it
  [[nodiscard]] virtual PolicePack police_pack(const CaseFile& file, const std::vector<Entry>& history,
                                               const Municipality& town, Language language, Moment now) const = 0;
  [[nodiscard]] virtual Paper police_paper(const PolicePack& pack, const Municipality& town) const = 0;
  /// A draft: what meldmaat does not know stands in it between square brackets.
  [[nodiscard]] virtual Paper letter(const Letter& letter, const Case& the_case, const Municipality& town,
                                     Language language, Moment now) const = 0;
  /// What somebody may have of their data (rules/extracts).
  /// \param person whose own reports these are; empty: they are for the one complained of
  [[nodiscard]] virtual Overview overview(const PersonId& person, const std::vector<Extract>& extracts,
                                          const Municipality& town, Language language, Moment now) const = 0;
  [[nodiscard]] virtual Paper overview_paper(const Overview& overview, const Municipality& town) const = 0;
  /// The report in which the figures stand.
  [[nodiscard]] virtual Paper figures_paper(const Figures& figures, const Municipality& town) const = 0;
  /// A line of headings and one for each report, in Dutch, as docs/registration-export.md describes it; the last one
  /// says what is not in it.
  [[nodiscard]] virtual std::vector<std::vector<std::string>> registration(const std::vector<CountedReport>& reports,
                                                                           const Municipality& town,
                                                                           Moment now) const = 0;
};

}  // namespace meldmaat
