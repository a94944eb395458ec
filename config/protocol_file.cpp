// SPDX-License-Identifier: EUPL-1.2
#include "config/protocol_file.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "bot/organisation.hpp"
#include "bot/rules/follow_up.hpp"
#include "config/condition.hpp"

namespace meldmaat {

namespace {

constexpr std::array top_keys{
    Key{"id", "an identifier such as \"standaard\"", "Names the protocol; the same in all its versions.", true},
    Key{"version", "a whole number from 1",
        "A changed protocol gets a higher version in a file of its own. Cases keep the version they began with, so "
        "keep the old file.",
        true},
    Key{"extends", "a table such as { id = \"standaard\", version = 1 }",
        "The protocol that this one changes. Then only what is otherwise stands here: a key at the top, a rule that is "
        "new, or of a rule with the same id and step the keys that are otherwise. Raise version whenever it changes."},
    Key{"name", "the key of a text", "How the protocol is called. Default: protocol.<id>."},
    Key{"office_hours", "from and to, such as \"08:30-17:30\"",
        "Soft reminders ring between these hours, on working days. Default: 08:30-17:30."},
    Key{"extra_holidays", "a list of dates without quotes, such as [2026-05-15]",
        "Days that are no working days, beside the holidays of the Algemene termijnenwet."},
    Key{"draft_nudge", "a term such as \"24h\"",
        "How long a half-finished report lies before meldmaat reminds of it, once. Default: 24h."},
    Key{"draft_removed", "a term such as \"14d\"",
        "How long a half-finished report lies before it is removed. Default: 14d."},
    Key{"postpone_hard", "a term such as \"3d\"",
        "The longest a hard task can be put off at a time, counted from when it is due, or from now when it is late. "
        "Default: 3d."},
    Key{"postpone_soft", "a term such as \"14d\"", "The same for soft tasks. Default: 14d."},
    Key{"home_visit", "a table such as { colleague = \"10m\", manager = \"15m\" }",
        "When a home visit without word climbs. In a protocol that extends another, only what is otherwise."},
    Key{"danger", "a table such as { tells = [\"manager\"] }", "Whom somebody in danger can warn by one tap."},
    Key{"rule", "tables [[rule]]", "See below.", true}};
const Section top_section{"protocols/*.toml", "At the top of the file, before the first table.", top_keys};

constexpr std::array visit_keys{
    Key{"colleague", "a term from \"1m\" to \"4h\"",
        "After the agreed moment the colleague is asked to call. Default: 10m."},
    Key{"manager", "a term from \"1m\" to \"4h\"", "After the agreed moment the manager hears of it. Default: 20m."},
    Key{"security", "a term from \"1m\" to \"4h\"",
        "After the agreed moment security and the coordinator hear of it. Default: 30m."},
    Key{"repeat", "a term from \"1m\" to \"4h\"", "Each of them is told once more, so long after. Default: 10m."},
    Key{"again", "a term from \"1m\" to \"4h\"",
        "After all that everybody who was told hears of it again and again, until it is over. Default: 30m."}};
const Section visit_section{"home_visit", "When a home visit without word climbs, in minutes or hours.", visit_keys};

constexpr std::array danger_keys{Key{"tells", "a list of roles such as [\"manager\", \"security\"]",
                                     "At least one; in the order of the buttons. Default: manager, security.", true}};
const Section danger_section{"danger", "Whom somebody in danger can warn by one tap, before there is a report.",
                             danger_keys};

constexpr std::array rule_keys{
    Key{"id", "an identifier such as \"T16\"", "Names the rule: the id of the handbook where there is one.", true},
    Key{"step", "a whole number from 1 to 99",
        "A rule of several steps has one table a step, with the same id. Default: 1."},
    Key{"trigger", "\"filed\", \"incident\", \"fact:<fact>\", \"fact:<fact>.<kind>\", or the word of a duty",
        "What starts the task: the report; the incident (or the report, when the term was over by then); a step that "
        "was recorded, or one kind of it. Or, for what a role owes without a report, the first office hour of a week, "
        "quarter or year, of a new council or of a colleague's first day: \"week\", \"quarter\", \"year\", "
        "\"council\", \"newcomer\"; or the moment at which somebody notes that a matter came in, such as "
        "\"matter:data_breach\", whose text is matters.<matter>. Or \"ban_end\": the term of due before the last day "
        "of a ban.",
        true},
    Key{"only_if", "a table such as { any = [\"physical\"] }", "For which reports. Default: all."},
    Key{"from_incident", "true or false",
        "Whether the term of a rule that a step starts counts from the incident all the same, as long as it is not "
        "over by "
        "then. Default: false."},
    Key{"due", "a term such as \"48h\"",
        "Before when, counted from the trigger: 48h is elapsed time, 5d calendar days, 2wd working days, 0eod the end "
        "of that working day. From 1h to 180d.",
        true},
    Key{"remind", "a list of terms such as [\"24h\", \"40h\"]",
        "When the owner is reminded, counted from the trigger, in order. It rings at the due moment in any case."},
    Key{"nature", "\"hard\" or \"soft\"",
        "hard rings at any hour, soft in office hours on working days only. Default: hard."},
    Key{"owner", "the id of a role", "Who owes it.", true},
    Key{"escalate", "a list such as [{ after = \"1h\", to = \"coordinator\" }]",
        "Who hears of it when it stays out, in order."},
    Key{"repeat", "a term such as \"24h\"",
        "After the last of all this it rings again and again until somebody acts. Needed wherever people are "
        "reminded, unless another rule that waits for the same step has it."},
    Key{"done", "an identifier such as \"reaction\"", "The step that ends the task.", true},
    Key{"asks", "a table such as { kinds = [\"held\", \"declined\"], note = true }",
        "What is asked when the step is recorded."},
    Key{"tells_reporter", "true or false", "Recording the step tells the reporter. Default: false."},
    Key{"again", "a term such as \"28d\"", "When done, the same task comes back after this term. Needs until."},
    Key{"until", "a list such as [\"police_status.decision\"]",
        "Steps, or kinds of steps, that end the task as well and stop it from coming back."},
    Key{"postpone", "a term such as \"24h\"",
        "The longest this task can be put off at a time. Default: as the protocol says for its nature."},
    Key{"reason_needs_second", "true or false",
        "\"Not applicable\" counts only when a second role agrees. Default: false."},
    Key{"to_reporter", "true or false",
        "The task is the reporter's own: asked, never escalated as a failing. The owner is then reporter, or victim: "
        "whom it happened to, when somebody else reported it; nobody is asked where the victim may not know. Default: "
        "false."},
    Key{"always", "true or false",
        "The law or somebody's safety asks for the rule. A protocol that extends this one can change who it goes "
        "to and what is asked, and make it come sooner; nothing else. Default: false."},
    Key{"off", "a text with the reason, such as \"the works doctor asks this\"",
        "The rule is not used, and why. Rules that wait for its step then never begin."},
    Key{"source", "a text", "Where the rule comes from, for whoever reads the file."}};
const Section rule_section{"[[rule]]", "One thing a role owes a case.", rule_keys};

constexpr std::array escalation_keys{
    Key{"after", "a term such as \"1h\"", "Counted from the due moment. From 1m to 180d.", true},
    Key{"to", "the id of a role", "Who hears of it, besides the owner.", true}};
const Section escalation_section{"escalate", "One stair up.", escalation_keys};

constexpr std::array asks_keys{
    Key{"moment", "true or false", "When the step was taken. Default: true."},
    Key{"channel", "true or false", "How: by letter, by telephone. Default: false."},
    Key{"number", "true or false", "A number, such as the one of a police report. Default: false."},
    Key{"kinds", "a list of identifiers such as [\"held\", \"declined\"]",
        "What kind of step it was; the text of a kind is fact.<done>.<kind>."},
    Key{"note", "true or false", "A remark in free words. Default: false."}};
const Section asks_section{"asks", "What is asked when the step is recorded.", asks_keys};

constexpr std::pair<std::string_view, Rule::Nature> nature_words[]{{"hard", Rule::Nature::hard},
                                                                   {"soft", Rule::Nature::soft}};

constexpr std::pair<std::string_view, Trigger::Kind> trigger_words[]{
    {"filed", Trigger::Kind::filed},       {"incident", Trigger::Kind::incident}, {"week", Trigger::Kind::week},
    {"quarter", Trigger::Kind::quarter},   {"year", Trigger::Kind::year},         {"council", Trigger::Kind::council},
    {"newcomer", Trigger::Kind::newcomer}, {"ban_end", Trigger::Kind::ban_end}};

/// What stands behind the colon is a name.
constexpr std::pair<std::string_view, Trigger::Kind> named_triggers[]{{"fact:", Trigger::Kind::fact},
                                                                      {"matter:", Trigger::Kind::matter}};

RoleId known_role(const Table& table, std::string_view key, const std::string& name, bool own_too,
                  std::vector<Word>& roles) {
  std::vector<std::string> known;
  // Handbook §2.2: these two read no case.
  for (const auto& role : known_roles()) {
    if (role != meldmaat::roles::administrator && role != meldmaat::roles::works_council) known.push_back(role.str());
  }
  if (own_too) known.insert(known.end(), {meldmaat::roles::reporter.str(), meldmaat::roles::victim.str()});
  if (std::ranges::find(known, name) == known.end()) {
    table.complaints().mistake(table.place(key), "unknown role " + in_quotes(name), "one of " + listed(known),
                               nearest_word(name, known));
    return {};
  }
  roles.push_back({name, table.place(key)});
  return RoleId{name};
}

RoleId read_role(const Table& table, std::string_view key, bool own_too, std::vector<Word>& roles) {
  const std::string name = table.id(key);
  return name.empty() ? RoleId{} : known_role(table, key, name, own_too, roles);
}

/// Nobody in danger finds no button.
std::vector<RoleId> read_danger(const Table& top, std::vector<RoleId> otherwise, std::vector<Word>& roles) {
  const auto table = top.table("danger", danger_section);
  if (!table) return otherwise;
  std::vector<RoleId> told;
  for (const auto& word : table->ids("tells")) {
    const auto role = known_role(*table, "tells", word.text, false, roles);
    if (!role.empty()) told.push_back(role);
  }
  if (told.empty()) {
    table->complaints().mistake(table->place("tells"), "nobody is told of danger", "at least one role");
  }
  return told;
}

Trigger read_trigger(const Table& table) {
  const std::string text = table.text("trigger");
  for (const auto& [begin, kind] : named_triggers) {
    if (text.starts_with(begin) && text.size() > begin.size()) return {kind, text.substr(begin.size())};
  }
  const auto known = std::ranges::find(trigger_words, text, &std::pair<std::string_view, Trigger::Kind>::first);
  if (known != std::end(trigger_words)) return {known->second, {}};
  if (!text.empty()) {
    std::vector<std::string> words;
    for (const auto& [word, kind] : trigger_words) words.emplace_back(word);
    table.complaints().mistake(
        table.place("trigger"), in_quotes(text) + " is not a trigger",
        "\"fact:<fact>\", \"fact:<fact>.<kind>\", \"matter:<matter>\" or one of " + listed(words),
        nearest_word(text, words));
  }
  return {Trigger::Kind::filed, {}};
}

FactAsks read_asks(const Table& table) {
  FactAsks asks;
  const auto inner = table.table("asks", asks_section);
  if (!inner) return asks;
  asks.moment = inner->yes("moment", asks.moment);
  asks.channel = inner->yes("channel", asks.channel);
  asks.number = inner->yes("number", asks.number);
  for (const auto& kind : inner->ids("kinds")) asks.kinds.push_back(kind.text);
  asks.note = inner->yes("note", asks.note);
  return asks;
}

/// "At once" makes sense only for what meldmaat does itself.
Term read_due(const Table& table, const std::string& done) {
  TermLimits limits;
  if (done == own_facts::receipt || own_facts::tells_of_week(done)) limits.least = std::chrono::minutes{0};
  return table.term("due", limits).value_or(Term{1, Term::Unit::hours});
}

Rule read_rule(const Table& table, std::vector<Word>& roles) {
  Rule rule;
  rule.id = RuleId{table.id("id")};
  rule.step = static_cast<int>(table.whole("step", 1, 99).value_or(1));
  rule.trigger = read_trigger(table);
  rule.only_if = read_condition(table, "only_if");
  rule.from_incident = table.yes("from_incident", false);
  rule.done = table.id("done");
  rule.due = read_due(table, rule.done);
  rule.remind = table.terms("remind", reminder_limits);
  rule.nature = table.one_of("nature", nature_words, Rule::Nature::hard);
  rule.to_reporter = table.yes("to_reporter", false);
  rule.owner = read_role(table, "owner", true, roles);
  for (const auto& stair : table.tables("escalate", escalation_section)) {
    const auto after = stair.term("after", reminder_limits);
    const RoleId to = read_role(stair, "to", false, roles);
    if (after && !to.empty()) rule.escalate.push_back({*after, to});
  }
  rule.repeat = table.term("repeat", reminder_limits);
  rule.asks = read_asks(table);
  rule.tells_reporter = table.yes("tells_reporter", false);
  rule.again = table.term("again");
  for (const auto& fact : table.words("until")) rule.until.push_back(fact.text);
  rule.postpone = table.term("postpone");
  rule.reason_needs_second = table.yes("reason_needs_second", false);
  rule.source = table.text("source");
  return rule;
}

/// Minutes count here: no days, and nothing that waits for a working day.
std::chrono::minutes read_minutes(const Table& table, std::string_view key, std::chrono::minutes otherwise) {
  constexpr std::chrono::hours most{4};
  const auto term = table.term(key, reminder_limits);
  if (!term) return otherwise;
  const bool elapsed = term->unit == Term::Unit::minutes || term->unit == Term::Unit::hours;
  if (elapsed && span_of(*term).most <= most) return span_of(*term).most;
  table.complaints().mistake(table.place(key), in_quotes(write_term(*term)) + " is no term for a home visit",
                             "1m up to 4h");
  return otherwise;
}

VisitTerms read_visit_terms(const Table& top, Complaints& complaints) {
  VisitTerms terms;
  const auto table = top.table("home_visit", visit_section);
  if (!table) return terms;
  terms.colleague = read_minutes(*table, "colleague", terms.colleague);
  terms.manager = read_minutes(*table, "manager", terms.manager);
  terms.security = read_minutes(*table, "security", terms.security);
  terms.repeat = read_minutes(*table, "repeat", terms.repeat);
  terms.again = read_minutes(*table, "again", terms.again);
  if (terms.colleague >= terms.manager || terms.manager >= terms.security) {
    complaints.mistake(table->place(), "the stairs of a home visit are not in order",
                       "a longer term for manager than for colleague, and for security than for manager");
  }
  return terms;
}

/// What people see of the rule. A later step may keep the words of the first one.
void need_texts(const ReadFrom<Rule>& row, std::vector<Word>& texts) {
  const auto& [rule, from] = row;
  // Nobody is shown the task that meldmaat does by itself.
  if (rule.id.empty() || rule.done.empty() || rule.done == own_facts::receipt || own_facts::tells_of_week(rule.done))
    return;
  const Place at = from.place("id");
  for (const auto* part : {".title", ".why", ".done"}) texts.push_back({"task." + rule.id.str() + part, at});
  for (const auto& kind : rule.asks.kinds) texts.push_back({"fact." + rule.done + '.' + kind, from.place("asks")});
  if (rule.trigger.kind == Trigger::Kind::matter) {
    texts.push_back({"matters." + rule.trigger.fact, from.place("trigger")});
  }
  if (rule.tells_reporter) texts.push_back({"fact." + rule.done + ".told", from.place("tells_reporter")});
}

}  // namespace

ProtocolFile read_protocol(const Document& document, Complaints& complaints) {
  const Table top{document, top_section, complaints};
  ProtocolFile file;
  Protocol& protocol = file.protocol;
  file.id_place = top.place("id");
  file.version_place = top.place("version");
  protocol.ref.id = ProtocolId{top.id("id")};
  protocol.ref.version = static_cast<int>(top.whole("version", 1, std::numeric_limits<int>::max()).value_or(0));
  protocol.name = top.has("name") ? top.text("name") : "protocol." + protocol.ref.id.str();
  file.texts.push_back({protocol.name, top.place(top.has("name") ? "name" : "id")});
  if (const auto hours = top.hours("office_hours")) {
    protocol.office_opens = hours->from;
    protocol.office_closes = hours->to;
  }
  protocol.extra_holidays = top.dates("extra_holidays");
  protocol.draft_nudge = top.term("draft_nudge").value_or(protocol.draft_nudge);
  protocol.draft_removed = top.term("draft_removed").value_or(protocol.draft_removed);
  protocol.postpone_hard = top.term("postpone_hard").value_or(protocol.postpone_hard);
  protocol.postpone_soft = top.term("postpone_soft").value_or(protocol.postpone_soft);
  protocol.home_visit = read_visit_terms(top, complaints);
  protocol.danger_tells = read_danger(top, std::move(protocol.danger_tells), file.roles);
  if (span_of(protocol.draft_removed).most <= span_of(protocol.draft_nudge).least) {
    complaints.mistake(top.place("draft_removed"), "a draft is removed before its writer is reminded of it",
                       "a longer term than draft_nudge, " + in_quotes(write_term(protocol.draft_nudge)));
  }
  for (const auto& table : top.tables("rule", rule_section)) {
    const bool off = !table.text("off").empty();
    static_cast<void>(table.yes("always", false));  // Asked of what lies over it: protocol_layers.
    std::vector<Word> roles;
    ReadFrom<Rule> row{read_rule(table, roles), table};
    if (!off) file.roles.insert(file.roles.end(), roles.begin(), roles.end());
    (off ? file.off : file.rules).push_back(std::move(row));
  }
  for (const auto& row : file.rules) {
    protocol.rules.push_back(row.value);
    need_texts(row, file.texts);
  }
  check_protocol(file, complaints);
  return file;
}

FileReference protocol_keys() {
  return {"protocols/*.toml",
          "The follow-up rules. meldmaat ships standaard; a municipality may add protocols of its own, whole or "
          "as changes to another one.",
          {&top_section, &visit_section, &danger_section, &rule_section, &condition_section, &escalation_section,
           &asks_section}};
}

}  // namespace meldmaat
