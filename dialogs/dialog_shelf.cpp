// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/dialog_shelf.hpp"

#include <algorithm>
#include <utility>

#include "dialogs/cards/cards_dialog.hpp"
#include "dialogs/casework/casework_dialog.hpp"
#include "dialogs/doubt/doubt_dialog.hpp"
#include "dialogs/house_dialog.hpp"
#include "dialogs/intake/intake.hpp"
#include "dialogs/intake/own_case.hpp"
#include "dialogs/lessons/lessons_dialog.hpp"
#include "dialogs/matters/matters_dialog.hpp"
#include "dialogs/proposal/proposal_dialog.hpp"
#include "dialogs/scan/scan_dialog.hpp"
#include "dialogs/visits/visits_dialog.hpp"
#include "dialogs/witness/witness_dialog.hpp"

namespace meldmaat {

void DialogShelf::add(std::unique_ptr<FrameDialog> dialog) {
  dialogs_.push_back(std::move(dialog));
}

const FrameDialog* DialogShelf::find(std::string_view name) const {
  const auto found = std::ranges::find_if(dialogs_, [&](const auto& dialog) { return dialog->name() == name; });
  return found == dialogs_.end() ? nullptr : found->get();
}

std::unique_ptr<Dialog> every_dialog() {
  DialogShelf shelf;
  shelf.add(std::make_unique<Intake>());
  shelf.add(std::make_unique<OwnCase>());
  shelf.add(std::make_unique<CaseworkDialog>());
  shelf.add(std::make_unique<CardsDialog>());
  shelf.add(std::make_unique<DoubtDialog>());
  shelf.add(std::make_unique<LessonsDialog>());
  shelf.add(std::make_unique<MattersDialog>());
  shelf.add(std::make_unique<ProposalDialog>());
  shelf.add(std::make_unique<ScanDialog>());
  shelf.add(std::make_unique<VisitsDialog>());
  shelf.add(std::make_unique<WitnessDialog>());
  return std::make_unique<HouseDialog>(std::move(shelf));
}

}  // namespace meldmaat
