// SPDX-License-Identifier: EUPL-1.2
#include "bot/rules/follow_up.hpp"

#include <algorithm>
#include <utility>

#include "bot/rules/access.hpp"
#include "bot/rules/bans.hpp"
#include "bot/rules/case_change.hpp"
#include "bot/rules/keeping.hpp"
#include "bot/rules/later_words.hpp"
#include "bot/rules/scan.hpp"
#include "bot/rules/telling.hpp"
#include "bot/rules/witnesses.hpp"

namespace meldmaat {

namespace {

using Kind = Notice::Kind;

/// Every happening is a member `happen`; it changes the case through `change_` or leaves it alone.
class Engine {
 public:
  explicit Engine(CaseChange& change) : change_(change), tell_(change) {}

  void happen(const Filed&) {
    auto& own = change_.the_case();
    if (!own.readers.empty() || !change_.file().tasks.empty()) return;
    change_.enter(entries::filed, own.reporter);
    const auto news = change_.settle();
    const auto armed = change_.arm_first();
    tell_.welcome(news);
    tell_.victim_of(armed);
    // The receipt is part of the answer that files the report.
    record_own(own_facts::receipt, {});
  }

  void happen(const CaseOpened& opened) {
    auto& own = change_.the_case();
    if (!may_read(own, opened.by) || is_own(opened.by)) return;
    change_.enter(entries::opened, opened.by);
    if (!own.opened) own.opened = change_.now();
    // Opened counts when its owner does it, or whoever it climbed to once it was overdue.
    const bool counts = std::ranges::any_of(change_.file().tasks, [&](const Task& task) {
      const auto* rule = change_.rule_of(task.key);
      if (task.status != Task::Status::open || rule == nullptr || rule->done != own_facts::opened) return false;
      return change_.owns(task, opened.by) || (task.due <= change_.now() && may(Action::record, &task, opened.by));
    });
    if (counts) record_own(own_facts::opened, opened.by);
  }

  void happen(const FactRecorded& recorded) {
    auto fact = recorded.fact;
    // Only the register says that there is a ban, and only a scan that there was one.
    if (fact.name == own_facts::ban_set || fact.name == own_facts::ban_end || fact.name == own_facts::scan) return;
    fact.recorded = change_.now();
    fact.happened = std::min(fact.happened, change_.now());
    const auto same = [&](Fact known) {
      known.recorded = fact.recorded;
      return known == fact;
    };
    if (fact.name.empty() || std::ranges::any_of(change_.the_case().facts, same) || !may_record(fact)) return;
    if (change_.lacks_kind(fact)) return;
    tell_.of_step(fact, change_.record(fact));
  }

  void happen(const NotApplicable& wish) {
    auto* task = open_task(wish.task);
    if (task == nullptr || wish.reason.empty() || !may(Action::not_applicable, task, wish.by)) return;
    if (!change_.rule_of(wish.task)->reason_needs_second) {
      change_.end(*task, Task::Status::not_applicable, wish.reason);
      change_.enter(entries::not_applicable, wish.by, to_text(wish.task) + " " + wish.reason);
      tell_.of_not_applicable(*task, wish.by);
      return;
    }
    if (!task->proposed_by.empty()) return;
    task->proposed_by = wish.by;
    task->reason = wish.reason;
    change_.enter(entries::proposed, wish.by, to_text(wish.task) + " " + wish.reason);
    for (const auto& second : second_role(change_.the_case(), *task, wish.by, change_.now(), change_.municipality())) {
      tell_.join(second);
      auto notice = change_.notice(Kind::agreement, second);
      notice.tasks.push_back(change_.line(*task));
      notice.args["reason"] = wish.reason;
      change_.tell(std::move(notice));
    }
  }

  void happen(const Agreed& agreed) {
    auto* task = open_task(agreed.task);
    if (task == nullptr || !may(Action::agree, task, agreed.by)) return;
    const Reader proposer{task->proposed_by, task->owner, {}, {}};
    if (agreed.yes) {
      change_.end(*task, Task::Status::not_applicable);
      change_.enter(entries::not_applicable, agreed.by, to_text(agreed.task) + " " + task->reason);
    } else {
      change_.enter(entries::refused, agreed.by, to_text(agreed.task));
      task->proposed_by = {};
      task->reason.clear();
    }
    auto notice = change_.notice(Kind::agreed, proposer);
    notice.tasks.push_back(change_.line(*task));
    notice.args["answer"] = agreed.yes ? "yes" : "no";
    change_.tell(std::move(notice));
    if (agreed.yes) tell_.of_not_applicable(*task, agreed.by);
  }

  void happen(const Postponed& wish) {
    auto* task = open_task(wish.task);
    const bool same = task != nullptr && task->postponed_until == wish.until && task->reason == wish.reason;
    if (task == nullptr || same || wish.until <= change_.now() || wish.reason.empty()) return;
    if (!may(Action::postpone, task, wish.by) || wish.until > change_.latest_postponement(*task)) return;
    task->postponed_until = wish.until;
    task->reason = wish.reason;
    change_.wind(*task);
    change_.enter(entries::postponed, wish.by, to_text(wish.task) + " " + wish.reason);
  }

  void happen(const HandedOver& wish) {
    auto* task = open_task(wish.task);
    const auto& organisation = change_.municipality().organisation;
    if (task == nullptr || task->handed_to == wish.to || organisation.person(wish.to) == nullptr) return;
    const auto out = kept_out(change_.the_case(), organisation);
    if (is_own(wish.to) || std::ranges::find(out, wish.to) != out.end()) return;
    if (!may(Action::hand_over, task, wish.by)) return;
    task->handed_to = wish.to;
    const Reader owner{wish.to, task->owner, "why.handed_over", {}};
    change_.add_reader(owner);
    change_.enter(entries::handed_over, wish.by, to_text(wish.task) + " " + wish.to.str());
    auto notice = change_.notice(Kind::handed_over, owner);
    notice.tasks.push_back(change_.line(*task));
    change_.tell(std::move(notice));
  }

  void happen(const Ordered& wish) {
    auto* task = open_task(wish.task);
    if (task == nullptr || !task->ordered_by.empty() || !may(Action::order, task, wish.by)) return;
    task->ordered_by = wish.by;
    change_.enter(entries::ordered, wish.by, to_text(wish.task));
    tell_.of_order(*task);
  }

  void happen(const AnswerChanged& changed) {
    auto& own = change_.the_case();
    if (changed.by != own.reporter || !may(Action::amend, nullptr, changed.by)) return;
    Case next = own;
    next.answers[changed.question] = changed.answer;
    next.flags = changed.flags;
    next.flags = settled_flags(next, change_.municipality().organisation);
    if (changed.incident) next.incident = *changed.incident;
    if (next == own) return;
    const auto said_before = own.answers[changed.question].said;
    const bool moved = next.incident != own.incident;
    own = std::move(next);
    change_.enter(entries::changed, changed.by, changed.question + ": " + said_before);
    const auto news = change_.settle();
    if (moved) change_.recount_incident();
    const auto armed = change_.arm_first();
    tell_.welcome(news);
    tell_.victim_of(armed);
    tell_.of_addition(changed.by, armed);
  }

  void happen(const Added& words) { hear(change_, tell_, words); }
  void happen(const Inquired& words) { hear(change_, tell_, words); }
  void happen(const InquiryAnswered& words) { hear(change_, tell_, words); }
  void happen(const WitnessCalled& called) { witness(change_, called); }
  void happen(const WitnessTold& told) { witness(change_, tell_, told); }

  void happen(const OwnStep& step) {
    const auto& own = change_.the_case();
    if (!may(Action::amend, nullptr, step.by)) return;
    if (step.fact == own_facts::record_checked || step.fact == own_facts::victim_checked) {
      // Each for themselves: the victim's word does not stand for the reporter's.
      const bool theirs = (step.fact == own_facts::record_checked) == (step.by == own.reporter);
      if (theirs && own.fact(step.fact) == nullptr) record_own(step.fact, step.by, step.kind);
    } else if (change_.asks_reporter(step.fact, step.kind)) {
      record_own(step.fact, step.by, step.kind);
    }
  }

  void happen(const Withdrawn& withdrawn) {
    auto& own = change_.the_case();
    const bool theirs = withdrawn.by == own.reporter && may(Action::amend, nullptr, withdrawn.by);
    if (own.status != Case::Status::open || !theirs) return;
    own.status = Case::Status::withdrawn;
    change_.enter(entries::withdrawn, withdrawn.by, withdrawn.reason);
    tell_.of_withdrawal(withdrawn.reason);
    change_.end_all(Task::Status::withdrawn);
  }

  void happen(const Joined& wish) {
    auto& own = change_.the_case();
    if (wish.series == own.series || wish.series == own.number || !may(Action::join, nullptr, wish.by)) return;
    own.series = wish.series;
    change_.enter(entries::joined, wish.by, wish.series.str());
  }

  void happen(const BanSet& wish) {
    auto& own = change_.the_case();
    auto ban = wish.ban;
    if (own.status != Case::Status::open || !may(Action::ban, nullptr, ban.by)) return;
    const auto& town = change_.municipality();
    if (fault_in(ban, own, change_.today(), town)) return;
    ban.recorded = change_.now();
    ban.ended.reset();
    ban.announced.reset();
    ban.exceptions.clear();
    const auto same = [&](Ban known) {
      known.id = ban.id;
      known.recorded = ban.recorded;
      known.announced.reset();
      return known == ban;
    };
    if (std::ranges::any_of(own.bans, same)) return;
    ban.id = BanId{own.number.str() + "-V" + std::to_string(own.bans.size() + 1)};
    own.bans.push_back(ban);
    change_.enter(entries::ban_set, ban.by, ban.id.str());
    record_own(own_facts::ban_set, ban.by);
    tell_.of_ban(ban, "set");
  }

  void happen(const BanProlonged& wish) {
    auto* ban = open_ban(wish.ban, wish.by);
    if (ban == nullptr || wish.last <= ban->last) return;
    auto next = *ban;
    next.last = wish.last;
    next.signed_by = wish.signed_by;
    if (fault_in(next, change_.the_case(), change_.today(), change_.municipality())) return;
    *ban = next;
    change_.enter(entries::ban_prolonged, wish.by, next.id.str());
    end_of_ban(wish.by, "prolonged");
    tell_.of_ban(next, "prolonged");
  }

  void happen(const BanWithdrawn& wish) {
    auto* ban = open_ban(wish.ban, wish.by);
    if (ban == nullptr || wish.reason.empty()) return;
    ban->ended = change_.now();
    const auto ended = *ban;
    change_.enter(entries::ban_withdrawn, wish.by, ended.id.str() + " " + wish.reason);
    end_of_ban(wish.by, "withdrawn");
    tell_.of_ban(ended, "withdrawn");
  }

  void happen(const BanExcepted& wish) {
    auto* ban = open_ban(wish.ban, wish.by);
    const auto& [day, purpose, signer] = wish.exception;
    if (ban == nullptr || purpose.empty() || day < change_.today() || day < ban->first || day > ban->last) return;
    const auto may_sign = signers(change_.the_case(), change_.today(), change_.municipality().organisation);
    const bool known = std::ranges::find(ban->exceptions, wish.exception) != ban->exceptions.end();
    if (known || std::ranges::find(may_sign, signer) == may_sign.end()) return;
    ban->exceptions.push_back(wish.exception);
    const auto now = *ban;
    change_.enter(entries::ban_excepted, wish.by, now.id.str());
    tell_.of_ban(now, "excepted");
  }

  void happen(const BansLookedAt&) {
    for (std::size_t i = 0; i < change_.the_case().bans.size(); ++i) {
      switch (change_.news_of_ban(change_.the_case().bans[i])) {
        case BanNews::none: break;
        case BanNews::ends_soon:
          if (const auto begun = change_.begin_ban_end(i)) tell_.of_beginning(*begun);
          break;
        case BanNews::over: {
          change_.the_case().bans[i].ended = change_.now();
          const auto ended = change_.the_case().bans[i];
          change_.enter(entries::ban_over, {}, ended.id.str());
          end_of_ban({}, "over");
          tell_.of_ban(ended, "over");
          break;
        }
      }
    }
  }

  void happen(const auto& about_keeping) { keep(change_, tell_, about_keeping); }

  void happen(const ScanKept& kept) {
    const bool theirs = scans_as(kept.by, change_.municipality().organisation).has_value();
    if (theirs && change_.waits_for(own_facts::scan)) record_own(own_facts::scan, kept.by);
  }

  void happen(const DutyBegan& began) {
    if (const auto begun = change_.begin_duty(began)) tell_.of_beginning(*begun);
  }

  void happen(const PaperMade& made) {
    const bool theirs = may_take_paper(made.what, change_.file(), made.by, change_.now(), change_.municipality());
    if (theirs) change_.enter(entries::paper, made.by, made.what);
  }

  void happen(const Rang& rang) {
    for (const auto& key : rang.tasks) {
      auto* task = change_.task(key);
      if (task == nullptr) continue;
      const auto rings = change_.ring(*task);
      if (!rings.empty()) tell_.of_rings(*task, rings);
    }
  }

 private:
  [[nodiscard]] bool is_own(const PersonId& person) {
    return person == change_.the_case().reporter || person == change_.the_case().victim;
  }
  [[nodiscard]] bool may(Action action, const Task* task, const PersonId& by) const {
    return may_act(action, change_.file(), task, by, change_.now(), change_.municipality());
  }
  [[nodiscard]] Task* open_task(const TaskKey& key) {
    auto* task = change_.task(key);
    return task != nullptr && task->status == Task::Status::open && change_.rule_of(key) != nullptr ? task : nullptr;
  }

  /// A fact is recorded by whoever may act for a task that waits for it, or by whoever carries the case.
  [[nodiscard]] bool may_record(const Fact& fact) const {
    const auto waits = [&](const Task& task) {
      const auto* rule = change_.rule_of(task.key);
      return rule != nullptr && means(rule->done, fact) && may(Action::record, &task, fact.by);
    };
    if (fact.name == own_facts::rights_request) return may(Action::rights, nullptr, fact.by);
    return may(Action::record, nullptr, fact.by) || std::ranges::any_of(change_.file().tasks, waits);
  }

  [[nodiscard]] Ban* open_ban(const BanId& id, const PersonId& by) {
    auto& bans = change_.the_case().bans;
    const auto found = std::ranges::find(bans, id, &Ban::id);
    const bool open = found != bans.end() && !found->ended && may(Action::ban, nullptr, by);
    return open ? &*found : nullptr;
  }

  void end_of_ban(const PersonId& by, std::string_view kind) {
    record_own(own_facts::ban_end, by, kind);
    change_.ask_again_about_bans();
  }

  void record_own(std::string_view name, const PersonId& by, std::string_view kind = {}) {
    Fact fact;
    fact.name = name;
    fact.kind = kind;
    fact.happened = change_.now();
    fact.recorded = change_.now();
    fact.by = by;
    tell_.of_step(fact, change_.record(fact));
  }

  CaseChange& change_;
  Telling tell_;
};

}  // namespace

FollowUp follow_up(const CaseFile& file, const Happening& what, Moment now, const Municipality& municipality) {
  CaseFile begun = file;
  const bool filed = std::holds_alternative<Filed>(what);
  if (filed && begun.the_case.protocol.id.empty())
    begun.the_case.protocol = municipality.protocol_for(begun.the_case.team).ref;
  CaseChange change{begun, now, municipality};
  Engine engine{change};
  std::visit([&](const auto& happening) { engine.happen(happening); }, what);
  return std::move(change).result();
}

}  // namespace meldmaat
