// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Carries out what rules/follow_up decided: writes the case, its tasks and its history, and tells every person who
/// must hear of it, in that person's own conversation. The road shared by take_turn and ring_tasks.
#pragma once

#include "bot/case.hpp"
#include "bot/dialog.hpp"
#include "bot/figures.hpp"
#include "bot/happening.hpp"
#include "bot/take_turn.hpp"

namespace meldmaat {

/// Where a conversation begins: nothing asked, the person's own language and form of address.
[[nodiscard]] State opening_state(const Municipality& town, const PersonId& id);

/// The register of bans as this person sees it at the door; nothing of a case the person is kept out of.
[[nodiscard]] std::vector<Ban> register_for(Store& store, const Municipality& town, const PersonId& person,
                                            LocalDate today);

/// What `person` sees of the organisation and the cases; `subject` is empty when no case is concerned.
[[nodiscard]] View view_for(const Desk& desk, Moment now, const PersonId& person, const std::string& channel,
                            const CaseNumber& subject);

/// Fills in what else this person may read about the same perpetrator as the view's subject.
void lay_beside(const Desk& desk, View& view);
/// What is counted beside the self-scan: what the annual report of last year says. Publishes it when nobody asked for
/// it before.
[[nodiscard]] ScanMeasures measured_now(const Desk& desk, Moment now);

/// What was reported in a stretch of time, as it is counted for these readers together. A year is read month by month,
/// each in a turn of its own: nobody should wait until a whole year is read.
[[nodiscard]] std::vector<CountedReport> counted_between(Store& store, const Municipality& town, Moment from,
                                                         Moment until, const std::vector<PersonId>& readers,
                                                         Moment now);

/// Lets something happen to a case. A case that does not exist is left alone: the dialog can only name one it was
/// shown.
void happen(const Desk& desk, Moment now, const CaseNumber& number, const Happening& what, Touched& touched);

/// Opens a new case with its first happening.
void open_case(const Desk& desk, Moment now, const Case& the_case, Touched& touched);

/// Begins a duty in its file; `file` is what it is when there is none yet.
void begin_duty(const Desk& desk, Moment now, const Case& file, const DutyBegan& began, Touched& touched);

/// Begins what the protocol of today owes because of it. Nothing when `by` may not note it (rules/access).
void note_matter(const Desk& desk, Moment now, const NoteMatter& noted, const PersonId& by, Touched& touched);

/// Keeps it and tells whoever leads a team. Nothing when the person may not share it (rules/lessons).
void share_lesson(const Desk& desk, Moment now, const Lesson& lesson, Touched& touched);
/// Keeps a self-scan and ends the duty that waits for it.
void keep_scan(const Desk& desk, Moment now, const Scan& scan, Touched& touched);

/// The first of the person's channels that is not known to be dead, other than `except`; owned by the organisation.
/// Null: there is none.
[[nodiscard]] const ConversationKey* living_channel(Store& store, const Person& person,
                                                    const ConversationKey& except = {});

/// Tells one person, on the first living channel, and when none lives on the first: it may work again. That somebody is
/// in danger (T01), or that no word comes of a home visit (T37), is told on every living channel at once: one that is
/// slow today costs minutes. A person who is on no
/// channel is not told: the configuration check forbids it.
void tell(const Desk& desk, Moment now, const Notice& notice, Touched& touched);

}  // namespace meldmaat
